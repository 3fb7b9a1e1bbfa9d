// Optional part `l.exclude.js`, for `data-exclude`: paths on which nothing is recorded. Without it that is all of them.

import { listed } from './listed.ts';
import type { Part } from './parts.ts';

/** Says of the path that the page has at the time whether it is left out. */
const exclude: Part = (options) => {
  if (!options.exclude) return;
  const paths = listed(`${options.exclude}`);
  Object.defineProperty(options, 'exclude', { get: () => paths.test(location.pathname) });
};
export default exclude;
