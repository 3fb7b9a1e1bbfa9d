// Page views, each once: the load, then each page that a single-page application shows, and a return from the back-forward
// cache. Prerendered pages and tabs in the background are not started until they are seen (index.ts).

import { options } from '../options.ts';
import { guarded } from '../storage.ts';
import { seePage } from './engagement.ts';

let path: string;
let query: string;

/**
 * Sees the page where it is another than the last, or comes back from the back-forward cache. Another query is another page
 * unless it has `isReplaced` the last: so are tidied addresses, and campaign parameters added.
 */
export const onMove = guarded((event?: { persisted?: boolean }, isReplaced?: boolean) => {
  const { pathname, search } = location;
  const place = pathname + options.anchor();
  const isNew = event?.persisted || path !== place || (query !== search && !isReplaced);
  path = place;
  query = search;
  if (isNew) options.manual ?? seePage();
});
