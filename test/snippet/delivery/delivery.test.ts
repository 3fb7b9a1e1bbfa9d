// What was done arrives: also when one leaves at once, and also when the network or the server is away for a while.

import { describe, expect, test } from 'vitest';
import { engineName } from '../../engines/engine.ts';
import { isCI } from '../../support/run/ci.ts';
import { context, openTab, page, site, useSite } from '../site/use-site.ts';
import { open, shiftTimes, waiting } from './kept.ts';

useSite();

test('a beacon is plain text that needs no preflight, and says when it was sent', async () => {
  site.page('/', { src: site.url('/l.js?site=acme', 'other.test') });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  const [beacon] = site.beacons;
  const { host } = new URL(site.url('/', 'other.test'));
  expect(site.requests.filter(({ path }) => path === '/e')).toEqual([{ method: 'POST', host, path: '/e' }]);
  expect(beacon?.headers['content-type']).toBe('text/plain;charset=UTF-8');
  expect(beacon?.body).toMatchObject({ site: 'acme', automated: true, keep: true });
  const [event] = beacon?.body.events ?? [];
  expect(Math.abs(Date.now() - (beacon?.body.sentAt ?? 0))).toBeLessThan(10_000);
  expect(event?.at).toBeLessThanOrEqual(beacon?.body.sentAt ?? 0);
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
  for (const id of [event?.id, beacon?.body.device, beacon?.body.session]) expect(id).toMatch(uuid);
});

describe('leaving at once loses nothing', () => {
  const form = `<form name=contact action=/thanks><input type=email name=email><button>x</button></form>
    <script>document.querySelector('[name=email]').value = 'ann@acme.com'</script>`;
  const ways: [name: string, body: string, leave: string, kind: string][] = [
    [
      'by a link',
      '<a href="http://other.test:1/">x</a>',
      "document.querySelector('a').click()",
      'outbound_click',
    ],
    ['by a form', form, "document.querySelector('button').click()", 'form_fill'],
    ['by closing the tab', '', "leadlight('track', 'Last word')", 'Last word'],
    ['by reloading', '', "leadlight('track', 'Last word'); location.reload()", 'Last word'],
    ['by going back', '', "leadlight('track', 'Last word'); history.back()", 'Last word'],
  ];
  // The other engines take five times as long.
  const tries = isCI ? (engineName === 'chromium' ? 20 : 5) : 3;
  for (const delayMs of [0, 150]) {
    test.for(ways)(
      `%s, with a server ${delayMs} ms away`,
      { tags: 'slow' },
      async ([name, body, leave, kind]) => {
        for (let round = 1; round <= tries; round++) {
          await openTab();
          site.page('/', { body });
          await page.goto(site.url('/before'));
          await page.goto(site.url('/'));
          site.answer = { status: 202, delayMs };
          // The answer of a page that is gone may never come.
          const left = page.evaluate(leave).catch(() => {});
          if (name.includes('closing')) void left.then(() => page.close()).catch(() => {});
          // The page stays open: Playwright waits for ever to close one that is on its way elsewhere.
          await site.arrived(kind, round);
        }
        expect(site.events(kind)).toHaveLength(tries);
      },
    );
  }
});

describe('what did not arrive', () => {
  test('is sent by the next page, and by none after it', async () => {
    site.answer = { status: 0 };
    await page.goto(site.url('/'));
    await page.evaluate("leadlight('track', 'Kept')");
    await page.waitForTimeout(200);
    expect(await waiting()).toBe(2);
    await page.goto('about:blank');
    site.answer = { status: 202 };
    await open('/b');
    await site.arrived('Kept');
    await site.quiet();
    expect(await waiting()).toBe(0);
    await open('/c');
    await site.quiet();
    const carriers = site.beacons.filter(({ body }) => body.events.some(({ kind }) => kind === 'Kept'));
    expect(carriers).toHaveLength(1);
  });

  test('is sent once the network is back, by one of several tabs', async () => {
    const second = await context.newPage();
    await second.goto(site.url('/second'));
    await open();
    site.answer = { status: 0 };
    await context.setOffline(true);
    await page.evaluate("leadlight('track', 'Offline')");
    await page.waitForTimeout(200);
    site.answer = { status: 202 };
    expect(site.events('Offline')).toEqual([]);
    await context.setOffline(false);
    await site.arrived('Offline');
    await site.quiet();
    expect(
      site.beacons.filter(({ body }) => body.events.some(({ kind }) => kind === 'Offline')),
    ).toHaveLength(1);
  });

  test.for([429, 503])('waits as long as a server asks that answers %i', async (status) => {
    site.answer = { status, headers: { 'retry-after': '600' } };
    await page.goto(site.url('/'));
    await page.waitForFunction("localStorage.leadlight.includes('retryAt')");
    site.answer = { status: 202 };
    await page.goto(site.url('/b'));
    await site.quiet();
    expect(site.beacons).toEqual([]);
    const waitMs = await page.evaluate<number>('JSON.parse(localStorage.leadlight).retryAt - Date.now()');
    expect(waitMs).toBeGreaterThan(590_000);
    expect(waitMs).toBeLessThan(1_200_000);
    await page.evaluate(shiftTimes, -1_200_000);
    await page.goto(site.url('/c'));
    await site.arrived('page_view', 3);
  });

  test('does not wait for a year because the clock was a year ahead when the server was busy', async () => {
    site.answer = { status: 503 };
    await page.goto(site.url('/'));
    await page.waitForFunction("localStorage.leadlight.includes('retryAt')");
    site.answer = { status: 202 };
    await page.evaluate(shiftTimes, 365 * 86_400_000);
    await page.goto(site.url('/b'));
    await site.arrived('page_view', 2);
  });

  test('is sent at once though the clock was an hour ahead when it was sent before', async () => {
    site.page('/plain', { tag: null });
    site.answer = { status: 0 };
    await page.goto(site.url('/'));
    await page.evaluate("leadlight('track', 'Kept')");
    await page.waitForTimeout(200);
    await page.goto(site.url('/plain'));
    site.answer = { status: 202 };
    await page.evaluate(`{
      const kept = JSON.parse(localStorage.leadlight);
      for (const waiting of Object.values(kept.queue)) waiting.sentAt = Date.now() + 3_600_000;
      localStorage.leadlight = JSON.stringify(kept);
    }`);
    await page.goto(site.url('/b'));
    await site.arrived('Kept');
    expect(site.events('Kept')).toHaveLength(1);
  });

  test.for([400, 403, 404, 413])('is let go where the server refuses it with %i', async (status) => {
    site.answer = { status };
    await page.goto(site.url('/'));
    await expect.poll(() => site.attempts.size, { timeout: 5_000 }).toBe(1);
    await expect.poll(waiting, { timeout: 5_000 }).toBe(0);
  });

  test('is kept up to 100 events, the oldest dropped', async () => {
    site.answer = { status: 0 };
    await page.goto(site.url('/'));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the page
    await page.evaluate("for (let i = 1; i <= 110; i++) leadlight('track', `Event ${i}`)");
    await page.waitForTimeout(500);
    expect(await waiting()).toBe(100);
    site.answer = { status: 202 };
    await open('/b');
    await site.arrived('Event 110');
    await site.quiet();
    const kept = site.events().filter(({ kind }) => kind.startsWith('Event'));
    // What the pages had to say themselves has pushed out a few more.
    expect(kept.length).toBeGreaterThan(95);
    expect(kept.map(({ kind }) => kind).sort()).toEqual(
      Array.from({ length: kept.length }, (_, i) => `Event ${111 - kept.length + i}`).sort(),
    );
  });

  test('is let go after a day', async () => {
    site.answer = { status: 0 };
    await page.goto(site.url('/'));
    await page.evaluate("leadlight('track', 'Old'); leadlight('track', 'Young')");
    await page.waitForTimeout(300);
    await page.evaluate(() => {
      const kept = JSON.parse(localStorage.leadlight);
      for (const waiting of Object.values<{ event: string; at: number }>(kept.queue)) {
        const hours = waiting.event.includes('Old') ? 25 : 23;
        waiting.at = Date.now() - hours * 3_600_000;
      }
      localStorage.leadlight = JSON.stringify(kept);
    });
    site.answer = { status: 202 };
    await open('/b');
    await site.arrived('Young');
    await site.quiet();
    expect(site.events('Old')).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  test('is not sent by a second tab while the first is at it', async () => {
    site.answer = { status: 202, delayMs: 1_500 };
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    const second = await context.newPage();
    await second.goto(site.url('/second'));
    await site.arrived('page_view', 2);
    await page.waitForTimeout(500);
    expect(site.beacons).toHaveLength(2);
  });
});

test('more at once than keepalive has room for arrives all the same', async () => {
  site.answer = { status: 202, delayMs: 500 };
  await open();
  await page.evaluate(() => {
    // Each 4 KiB, together 160: browsers allow 64 of such requests at a time.
    const text = 'x'.repeat(500);
    const props = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`p${i}`, text]));
    for (let i = 1; i <= 40; i++) window.leadlight?.('track', `Large ${i}`, props);
  });
  await page.waitForTimeout(1_500);
  await open('/b');
  await site.arrived('Large 40');
  const isLarge = ({ kind }: { kind: string }) => kind.startsWith('Large');
  for (let patience = 25; site.events().filter(isLarge).length < 40 && patience; patience--)
    await site.quiet();
  expect(site.events().filter(isLarge)).toHaveLength(40);
  // Nobody has heard the answer to what was on its way when the page was left: it is sent again once its lease has ended.
  await page.waitForTimeout(10_000);
  await page.evaluate("leadlight('track', 'More')");
  await site.arrived('More');
  await site.quiet();
  expect(await waiting()).toBe(0);
});

test('the network comes back on plain http, where there are no locks, and nothing breaks', async () => {
  site.isWatched = true;
  await page.goto(site.url('/', 'www.leadlight.test'));
  await site.arrived('page_view');
  expect(await page.evaluate('String(navigator.locks)')).toBe('undefined');
  await page.evaluate("void dispatchEvent(new Event('online'))");
  await site.quiet();
  expect(site.complaints).toEqual([]);
});
