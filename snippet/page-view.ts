// Page views, each once: the load, then each page that a single-page application shows, and a return from the back-forward
// cache. Prerendered pages and tabs in the background are not started until they are seen (index.ts).

import { isPrivate } from './consent.ts';
import { startReading } from './engagement.ts';
import { enter } from './kept.ts';
import { option } from './options.ts';
import { cleanUrl } from './url.ts';

let referrer = document.referrer ? cleanUrl(new URL(document.referrer)) : undefined;
let path = '';
let query = '';

/** Records a view of the page as it is now. */
export function seePage(props?: object): void {
  if (isPrivate) return;
  startReading({ referrer, title: document.title, props });
  referrer = cleanUrl(location);
}

/**
 * Sees the page where it is another than the last, or comes back from the back-forward cache. Another query is another page
 * unless it has `isReplaced` the last: so are tidied addresses, and campaign parameters added.
 */
export const onMove = enter((event?: { persisted?: boolean }, isReplaced?: boolean) => {
  const { hash, pathname, search } = location;
  const place = pathname + (option('hash') === null ? '' : hash);
  const isNew = event?.persisted || path !== place || (query !== search && !isReplaced);
  path = place;
  query = search;
  if (isNew && option('manual') === null) seePage();
});
