// Optional part `l.hash.js`, for `data-hash`: another hash is another page, and a hash that is a route is sent.

import type { Part } from './parts.ts';

/**
 * Makes the hash distinguish pages. Adds a route (`#/orders/42`, `#!/about`) to the page's URL, without its parameters. Other
 * hashes are not sent, because they can contain anything.
 */
const hash: Part = (options) => {
  if (options.hash === undefined) return;
  options.anchor = () => location.hash;
  options.route = () => /^#!?\/[^?&=;#]*/.exec(location.hash)?.[0] ?? '';
};
export default hash;
