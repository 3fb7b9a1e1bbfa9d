// A site's pages, and what waits in the browser's storage.

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
