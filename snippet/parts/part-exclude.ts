// Optional part `l.exclude.js`, for `data-exclude`: paths to exclude. Until it has loaded, all paths are excluded.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** Checks the event's page, which a single-page application may just have left. */
const exclude: Part = (options) => {
  const paths = listed(options.exclude ?? '');
  options.leavesOut = (url) => {
    const { pathname } = url ? new URL(url) : location;
    return paths.test(pathname) || paths.test(readable(pathname));
  };
};
export default exclude;

/** A path as people write it: `/über-uns` for `/%C3%BCber-uns` in a URL. Invalid UTF-8 stays unchanged. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
