// The snippet and the real Worker together, in each engine: what was done once is in the database once, worth what the model
// says, at the time at which it was done.

import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Explanation, TimelineEvent } from '../../schema/api/visitor.ts';
import { personUserAgent } from '../support/browser/chromium.ts';
import { callShared, sharedServer } from '../support/server/shared-server.ts';
import { page, site, useSite } from './site/use-site.ts';

useSite({ automated: false, args: [`--user-agent=${personUserAgent}`] });

let server: string;
let siteId = '';

beforeAll(async () => {
  server = await sharedServer();
});
beforeEach(async () => {
  siteId = crypto.randomUUID();
  await callShared('POST', '/v1/sites', { id: siteId, name: 'Acme', origins: [new URL(site.url()).origin] });
});

/** Sets a page that loads the script from the Worker. Drivers say that a browser is automated; a person's does not. */
function pageWithTag(path: string, body: string, head = ''): void {
  const person = "Object.defineProperty(navigator, 'webdriver', { get: () => false })";
  site.page(path, {
    src: `${server}/l.js?site=${siteId}`,
    head: `<script>${person};${head}</script>`,
    body,
  });
}

/** The score of the only visitor, and [rule, points, whether a cap held it back] of each line, oldest first. */
async function explained(): Promise<{ score: number; lines: [string, number, boolean][] }> {
  const { data } = await callShared<{ data: { id: string }[] }>('GET', `/v1/sites/${siteId}/visitors`);
  if (data.length !== 1) return { score: Number.NaN, lines: [] };
  const { score, lines } = await callShared<Explanation>(
    'GET',
    `/v1/sites/${siteId}/visitors/${data[0]?.id}/explanation`,
  );
  return {
    score: Math.round(score * 10) / 10,
    lines: lines
      .toSorted((a, b) => a.occurredAt - b.occurredAt || a.rule.localeCompare(b.rule))
      .map(({ rule, points, capped }) => [rule, points, Boolean(capped)]),
  };
}

test('each act is one award in the database, and a repeated one is held back by its cap', async () => {
  const form = `<form name=contact onsubmit="event.preventDefault()"><input name=email type=email>
    <button>Send</button></form><a href="/guide.pdf" download>guide</a>`;
  pageWithTag('/', form);
  const steps: [act: () => Promise<unknown>, score: number][] = [
    [() => page.goto(site.url('/')), 0.5],
    [() => page.evaluate("history.pushState({}, '', '/pricing')"), 11],
    [() => page.evaluate("history.replaceState({}, '', '/pricing?utm_source=x')"), 11],
    [() => page.click('a'), 21],
    [() => page.fill('input', 'ann@acme.example').then(() => page.click('button')), 71],
    [() => page.evaluate("history.pushState({}, '', '/careers')"), 61.5],
    [() => page.evaluate("leadlight('track', 'Demo Booked')"), 61.5],
  ];
  for (const [act, score] of steps) {
    await act();
    await expect.poll(async () => (await explained()).score, { timeout: 5_000 }).toBe(score);
    await page.waitForTimeout(20); // Lines of one millisecond would have no order.
  }
  await site.quiet();
  expect(await explained()).toEqual({
    score: 61.5,
    lines: [
      ['page', 0.5, false],
      ['page', 0.5, false],
      ['pricing', 10, false],
      ['download', 10, false],
      ['sales-form', 50, false],
      ['careers', -10, false],
      ['page', 0.5, false],
    ],
  });

  await page.click('a');
  await expect.poll(async () => (await explained()).lines.at(-1)).toEqual(['download', 10, true]);
  expect((await explained()).score).toBe(61.5);
});

test.for([
  ['ahead', 1],
  ['behind', -1],
])('a clock that is a year %s tells the right times', async ([, years]) => {
  const offMs = Number(years) * 365 * 86_400_000;
  pageWithTag('/', '', `{ const now = Date.now; Date.now = () => now() + (${offMs}); }`);
  const before = Date.now();
  await page.goto(site.url('/'));
  await expect.poll(async () => (await explained()).score, { timeout: 5_000 }).toBe(0.5);
  const { data } = await callShared<{ data: { id: string }[] }>('GET', `/v1/sites/${siteId}/visitors`);
  const timeline = await callShared<{ data: TimelineEvent[] }>(
    'GET',
    `/v1/sites/${siteId}/visitors/${data[0]?.id}/events`,
  );
  for (const { occurredAt } of timeline.data) {
    expect(occurredAt).toBeGreaterThan(before - 5_000);
    expect(occurredAt).toBeLessThanOrEqual(Date.now());
  }
});
