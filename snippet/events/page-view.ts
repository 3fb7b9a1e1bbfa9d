// Page views, each once: the load, then each address that a single-page application stays at, and a return from the
// back-forward cache. Prerendered pages and tabs in the background are not started until they are seen (index.ts).

import { isPrivate } from '../consent.ts';
import { uuid } from '../device.ts';
import { options } from '../options.ts';
import { postpone, record, settle, waiting } from '../record.ts';
import { guarded } from '../storage.ts';
import { cleanUrl, pageUrl } from '../url.ts';
import { startReading, type View, view } from './engagement.ts';

/** How often a new page is looked at. */
const lookMs = 250;

/** Until a page has been looked at so often, another address is a redirect, unless somebody has clicked. */
const redirectLooks = 2;

/** After so many looks the title stays what it is. */
const maxLooks = 8;

let place: string;
let query: string;
/** The query that the view began with: a redirect often drops it. */
let landed: string;
/** The title when the address changed, which often is that of the page before. */
let former: string | undefined;
let looks: number;
let timer: number | undefined;
/** Whether somebody has clicked since the last page: what comes next is another page, however soon. */
let hasClicked: boolean | undefined;

/** Notes that somebody has clicked. */
export function noteClick(): void {
  hasClicked = true;
}

/** Sees the page as it is now. Its view is recorded once it has its title, or before anything else is recorded. */
export function seePage(props?: object): void {
  if (isPrivate) return;
  former = view && document.title;
  const seen: View = {
    id: uuid(),
    at: Date.now(),
    url: pageUrl(),
    referrer: view ? view.url : cleanUrl(document.referrer || 'about:'),
    props,
  };
  startReading(seen);
  postpone(() => record('page_view', { ...seen, title: document.title }));
  landed = location.search;
  looks = 0;
  wait();
}

/** Records the view that waits, once the page has its title. */
function look(): void {
  if (++looks < (document.title === former ? maxLooks : redirectLooks)) wait();
  else guarded(settle)();
}

function wait(): void {
  clearTimeout(timer);
  timer = setTimeout(look, lookMs) as unknown as number;
}

/**
 * Sees the page where it is another than the last, or comes back from the back-forward cache. Another query is another page
 * unless it has replaced the last: so are tidied addresses, and campaign parameters added. A redirect goes on with the view
 * that waits. `how` is a method of `history`, or a type of the Navigation API.
 */
export const onMove = guarded((event?: { persisted?: boolean }, how?: string | null) => {
  const { pathname, search } = location;
  const now = pathname.replace(/\/$/, '') + options.anchor();
  const isNew = event?.persisted || place !== now || (query !== search && !/^r/.test(how as string));
  place = now;
  query = search;
  if (options.manual != null || top !== self) return;
  if (waiting && looks < redirectLooks && (!isNew || (!hasClicked && /^[pr]/.test(how as string)))) {
    (view as View).url = pageUrl(landed);
    if (!isNew) return;
    former = document.title;
    looks = 0;
  } else if (isNew) seePage();
  hasClicked &&= !isNew;
});
