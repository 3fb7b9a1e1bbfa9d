// Optional part `l.exclude.js`, for `data-exclude`: paths on which nothing is recorded. Without it that is all of them.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** Goes by the page of the event, which a single-page application may just have left. */
const exclude: Part = (options) => {
  const paths = listed(options.exclude ?? '');
  options.leavesOut = (url) => {
    const { pathname } = url ? new URL(url) : location;
    return paths.test(pathname) || paths.test(readable(pathname));
  };
};
export default exclude;

/** A path as people write it: `/über-uns`, where a URL has `/%C3%BCber-uns`. What is no UTF-8 stays as it is. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
