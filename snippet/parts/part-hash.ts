// Optional part `l.hash.js`, for `data-hash`: another hash is another page, and one that is a route may leave the page.

import type { Part } from './parts.ts';

/**
 * Adds what the hash is at the time to what makes a page. To its URL it adds a route (`#/orders/42`, `#!/about`) as far as its
 * parameters: other hashes may hold anything.
 */
const hash: Part = (options) => {
  if (options.hash === undefined) return;
  options.anchor = () => location.hash;
  options.route = () => /^#!?\/[^?&=;#]*/.exec(location.hash)?.[0] ?? '';
};
export default hash;
