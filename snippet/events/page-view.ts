// Page views, each recorded once: the load, each URL that a single-page application stays on, and returns from the back-forward
// cache. Prerendered pages and background tabs start when they become visible (index.ts).

import { isPrivate } from '../consent.ts';
import { uuid } from '../device.ts';
import { options } from '../options.ts';
import { postpone, record, settle, waiting } from '../record.ts';
import { guarded } from '../storage.ts';
import { cleanUrl, pageUrl } from '../url.ts';
import { sendReading, startReading, type View, view } from './engagement.ts';

/** How often to check a new page. */
const lookMs = 250;

/** Up to this number of checks, a new URL is a redirect, unless somebody has clicked. */
const redirectLooks = 2;

/** After this number of checks, the title is final. */
const maxLooks = 8;

let place: string;
let query: string;
/** The query at the start of the view, which redirects often drop. */
let landed: string;
/** The title when the URL changed, often still that of the previous page. */
let former: string | undefined;
let looks: number;
/** Whether somebody has clicked since the last page. The next URL is then another page, however soon. */
let hasClicked: boolean | undefined;

/** Records that somebody has clicked. */
export function noteClick(): void {
  hasClicked = true;
}

/** Starts a view of the current page. It is recorded once it has its title, or before anything else is recorded. */
export function seePage(props?: object): void {
  if (isPrivate) return;
  sendReading();
  former = view && document.title;
  const seen: View = {
    id: uuid(),
    at: Date.now(),
    url: pageUrl(),
    // An app has no URL to clean: android-app://com.linkedin.android/
    referrer: view ? view.url : document.referrer && (cleanUrl(document.referrer) ?? document.referrer),
    props,
  };
  startReading(seen);
  postpone(() => record('page_view', { ...seen, title: document.title }));
  looks = -1;
  landed = location.search;
  look();
}

/** Records the waiting view, once the page has its title. */
function look(): void {
  if (++looks < (document.title === former ? maxLooks : redirectLooks)) setTimeout(look, lookMs);
  else guarded(settle)();
}

/** How the address changed. */
export interface Move {
  /** Whether the page returned from the back-forward cache. */
  persisted?: boolean;
  /** A type of the Navigation API, or a method of `history`. */
  navigationType?: string | null;
}

/**
 * Starts a view if the page is another one, or returned from the back-forward cache. A new query is a new page, unless it
 * replaced the old one, as tidied URLs and added campaign parameters do. A redirect continues the waiting view. `how` is a
 * method of `history`, or a type of the Navigation API.
 */
export const onMove = guarded(({ navigationType: how, persisted }: Move) => {
  const { pathname, search } = location;
  const now = pathname.replace(/\/$/, '') + options.anchor();
  const isNew = persisted || now !== place || (query !== search && !/^r/.test(how as string));
  query = search;
  place = now;
  if (options.manual != null || top !== self) return;
  if (waiting && looks < redirectLooks && (!isNew || (!hasClicked && /^[pr]/.test(how as string)))) {
    (view as View).url = pageUrl(landed);
    if (isNew) {
      former = document.title;
      looks = 0;
    }
  } else if (isNew) seePage();
  hasClicked &&= !isNew;
});
