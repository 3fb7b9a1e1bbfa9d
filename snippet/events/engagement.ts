// How long a page was read and how far: active seconds (visible, and used within the last 30 seconds), and the deepest scroll.
// Sent when the page is hidden or left, as totals since the page view began.

import { record, settle } from '../record.ts';

/** Without a scroll, a move or a key for this long, the visitor is not reading. */
const idleMs = 30_000;

/** A page view, which may not be recorded yet. */
export interface View {
  id: string;
  at: number;
  url: string;
  referrer: string | undefined;
  props: object | undefined;
}

/** The current view. */
export let view: View | undefined;
let activeMs: number;
let usedAt: number;
let deepest: number;
/** The last sent sum of seconds and percent: both only grow. */
let lastSent: number;

/** Starts measuring for a view. The previous view has ended. */
export function startReading(begun: View): void {
  view = begun;
  activeMs = deepest = lastSent = 0;
  usedAt = performance.now();
}

/** Counts the time since the last activity, but at most 30 seconds of it. */
export function onUse(): void {
  const now = performance.now();
  activeMs += Math.min(now - usedAt, idleMs);
  usedAt = now;
}

/** Records how far the page has been scrolled, at the lower edge of the window. */
export function onScroll(): void {
  onUse();
  const percent = (100 * (scrollY + innerHeight)) / document.documentElement.scrollHeight;
  deepest = Math.max(deepest, Math.min(100, percent));
}

/** Records the totals of the page view if they have grown, once the view itself is recorded. */
export function sendReading(): void {
  settle();
  if (!view) return;
  onScroll();
  const seconds = (activeMs / 1000) | 0;
  const scroll = Math.round(deepest);
  if (seconds + scroll > lastSent) record('engagement', { view: view.id, url: view.url, seconds, scroll });
  lastSent = seconds + scroll;
}

/** Continues measuring after the page was hidden. */
export function resumeReading(): void {
  usedAt = performance.now();
}
