// Optional part `l.hash.js`, for `data-hash`: another hash is another page.

import type { Part } from './parts.ts';

/** Adds what the hash is at the time to what makes a page. */
const hash: Part = (options) => {
  if (options.hash === undefined) return;
  options.anchor = () => location.hash;
};
export default hash;
