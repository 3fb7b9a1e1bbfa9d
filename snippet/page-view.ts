// Page views, each once: the load, then each page that a single-page application shows, and a return from the back-forward
// cache. Prerendered pages and tabs in the background are not started until they are seen (index.ts).

import { isPrivate } from './consent.ts';
import { startReading, tellReading } from './engagement.ts';
import { option } from './options.ts';
import { record } from './record.ts';
import { safely } from './safely.ts';
import { cleanUrl } from './url.ts';

let referrer = document.referrer ? cleanUrl(new URL(document.referrer)) : undefined;
let path = '';

/** Records a view of the page as it is now. */
export function seePage(props?: object): void {
  if (isPrivate) return;
  tellReading();
  const view = record('page_view', { referrer, title: document.title, props });
  referrer = view.url;
  startReading(view);
}

/** Sees the page where its path is a new one, or where it comes back from the back-forward cache. */
export const onMove = safely((event?: Partial<PageTransitionEvent>) => {
  const old = event?.persisted ? '' : path;
  path = location.pathname + (option('hash') === null ? '' : location.hash);
  if (path !== old && option('manual') === null) seePage();
});

/** Sees this page, and hears of those to come: no event tells of pushState and replaceState. */
export function watchPages(): void {
  onMove();
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method];
    history[method] = function (...args) {
      original.apply(this, args);
      onMove();
    };
  }
}
