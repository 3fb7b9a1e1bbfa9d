// Optional part `l.exclude.js`, for `data-exclude`: paths on which nothing is recorded. Without it that is all of them.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** Goes by the page that an event tells of, which a single-page application may just have left. */
const exclude: Part = (options) => {
  const paths = listed(options.exclude ?? '');
  options.leavesOut = (url) => paths.test(url ? new URL(url).pathname : location.pathname);
};
export default exclude;
