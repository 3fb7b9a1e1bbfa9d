// How long a page was read and how far: active seconds, visible and used within the last 30, and the deepest scroll.
// Told on each hide and on leaving, as totals since the page view began.

import { record, settle } from '../record.ts';

/** After this long without a scroll, a move or a key, nobody is reading. */
const idleMs = 30_000;

/** A view of a page, which may not have been recorded yet. */
export interface View {
  id: string;
  at: number;
  url: string;
  referrer: string | undefined;
  props: object | undefined;
}

/** The last one. */
export let view: View | undefined;
let activeMs: number;
let usedAt: number;
let deepest: number;
/** The sum of seconds and percent last sent: both only grow. */
let lastSent: number;

/** Begins to count for a view. That of the one before has ended. */
export function startReading(begun: View): void {
  sendReading();
  view = begun;
  activeMs = deepest = lastSent = 0;
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
  const percent = (100 * (scrollY + innerHeight)) / document.documentElement.scrollHeight;
  deepest = Math.max(deepest, Math.min(100, percent));
}

/** Tells the totals of the page view, if they have grown, once the view itself has been recorded. */
export function sendReading(): void {
  settle();
  if (!view) return;
  onScroll();
  const seconds = Math.floor(activeMs / 1000);
  const scroll = Math.round(deepest);
  if (seconds + scroll > lastSent) record('engagement', { url: view.url, view: view.id, seconds, scroll });
  lastSent = seconds + scroll;
}

/** Goes on counting after a hide. */
export function resumeReading(): void {
  usedAt = performance.now();
}
