// Forms as a visitor fills them in, and what is recorded once it is known whether they were sent.

import { expect } from 'vitest';
import { page, site } from '../site/use-site.ts';

export const email = '<input type=email name=email id=email>';
export const message = '<textarea name=message id=message></textarea>';
export const send = '<button id=send>Send</button>';
export const stays = 'onsubmit="event.preventDefault()"';

/** Longer than a page has to refuse a form. */
export const waitMs = 3_600;

export async function open(body: string): Promise<void> {
  site.page('/', { body });
  site.page('/api', { text: '{}' });
  site.page('/refused', { text: '{}', status: 422 });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
}

/** Opens a page and fills in its email. */
export async function fillIn(body: string, address = 'ann@acme.com'): Promise<void> {
  await open(body);
  await page.fill('#email', address);
}

/** As a person would, who takes longer to fill in a form than the browser to load a part. */
export async function partLoaded(): Promise<void> {
  await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/l.forms.js');
  await page.waitForTimeout(200);
}

let clocks = 0;

/**
 * Lets the page ask for an address that long after the next click: sooner than the script decides by itself. Returns whether it
 * has asked. A busy machine slows down the page's own clock like the script.
 */
export async function startClock(): Promise<() => boolean> {
  const path = `/late/${++clocks}`;
  // Asks for an image, since the script hears what a form fetches. The clock of the form before stops.
  const ask = `() => { clearTimeout(window.late); window.late = setTimeout(() => { new Image().src = '${path}'; }, 2_500); }`;
  await page.evaluate(`addEventListener('click', ${ask}, { once: true, capture: true })`);
  return () => site.requests.some((request) => request.path === path);
}

export const fills = () => site.events('form_fill').map((fill) => fill.email);

/** Exactly these emails have been sent, once whatever waited has been decided. */
export async function expectFills(...emails: string[]): Promise<void> {
  if (emails.length > 0) await site.arrived('form_fill', emails.length);
  await page.waitForTimeout(waitMs);
  expect(fills()).toEqual(emails);
}
