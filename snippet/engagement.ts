// How long a page was read and how far: active seconds, visible and used within the last 30, and the deepest scroll.
// Told on each hide and on leaving, as totals since the page view began.

import { enter, type WireEvent } from './kept.ts';
import { record } from './record.ts';

/** After this long without a scroll, a move or a key, nobody is reading. */
const idleMs = 30_000;

let view: WireEvent | undefined;
let activeMs: number;
let usedAt: number;
let deepest: number;
/** Seconds and percent last told, together: both only grow. */
let told: number;

/** Records a page view, whose reading starts; the one before has ended. */
export function startReading(fields: object): void {
  tellReading();
  view = record('page_view', fields);
  activeMs = deepest = told = 0;
  usedAt = performance.now();
}

/** Counts the time since the last sign of use, of which at most 30 seconds were active. */
export function onUse(): void {
  const now = performance.now();
  activeMs += Math.min(now - usedAt, idleMs);
  usedAt = now;
}

/** Notes how much of the page has been above the lower edge of the window. */
export function onScroll(): void {
  onUse();
  deepest = Math.max(deepest, (scrollY + innerHeight) / document.documentElement.scrollHeight);
}

/** Tells the totals of the page view, if they have grown. */
function tellReading(): void {
  if (!view) return;
  onScroll();
  const seconds = Math.floor(activeMs / 1000);
  const scroll = Math.min(100, Math.round(deepest * 100));
  if (seconds + scroll > told) record('engagement', { url: view.url, view: view.id, seconds, scroll });
  told = seconds + scroll;
}

/** The hiding of a page may be the last one hears of it. */
export const onVisibility = enter(() => {
  if (document.hidden) tellReading();
  else usedAt = performance.now();
});
