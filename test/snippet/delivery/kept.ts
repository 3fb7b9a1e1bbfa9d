// A site's pages, and what waits in the browser's storage.

import { first } from '../site/site-page.ts';
import { page, site } from '../site/use-site.ts';

export async function open(path = '/'): Promise<void> {
  const views = site.events('page_view').length;
  await page.goto(site.url(path));
  await site.arrived('page_view', views + 1);
}

/** What waits in localStorage. */
export const waiting = () =>
  page.evaluate<number>('Object.keys(JSON.parse(localStorage.leadlight || \'{"queue":{}}\').queue).length');

/** Moves what is kept, in the page, as if it had happened so many milliseconds later. */
export function shiftTimes(ms: number): void {
  const kept = JSON.parse(localStorage.leadlight);
  kept.retryAt += ms;
  for (const beacon of Object.values<{ sentAt: number }>(kept.queue)) beacon.sentAt += ms;
  localStorage.leadlight = JSON.stringify(kept);
}

declare global {
  interface Window {
    /** Lets a minute pass in a page with `quickMinutes`. */
    passMinute(): void;
  }
}

/** A page's head with which a minute can pass at once: long timers wait for it. */
export const quickMinutes = first(() => {
  const { setTimeout } = window;
  const { now } = Date;
  const late: (() => void)[] = [];
  let passedMs = 0;
  Date.now = () => now() + passedMs;
  window.setTimeout = ((act: () => void, ms = 0) =>
    ms < 30_000 ? setTimeout(act, ms) : late.push(act)) as typeof window.setTimeout;
  window.passMinute = () => {
    passedMs += 60_000;
    for (const act of late.splice(0)) act();
  };
});
