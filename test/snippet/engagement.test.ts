// Reading is told in totals on each hide, and only when there is news.

import { beforeEach, expect, test } from 'vitest';
import { first } from './site/site-page.ts';
import { openTab, page, site, useSite } from './site/use-site.ts';

useSite();
beforeEach(async () => {
  // Headless pages are never hidden by themselves; the clock is ours, so that minutes pass at once.
  const head = first(() => {
    let isHidden = false;
    let passed = 0;
    const now = performance.now.bind(performance);
    performance.now = () => now() + passed;
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    const turn = (hidden: boolean) => {
      isHidden = hidden;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    };
    Object.assign(window, {
      pass: (seconds: number) => {
        passed += seconds * 1000;
      },
      hide: () => turn(true),
      show: () => turn(false),
    });
  });
  site.page('/', { head, body: '<div style="height: 4000px">long</div>' });
  await page.setViewportSize({ width: 800, height: 1000 });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
});

/** The totals, which only grow. */
const told = () =>
  site
    .events('engagement')
    .map(({ seconds, scroll }) => ({ seconds: Number(seconds), scroll }))
    .sort((one, other) => one.seconds - other.seconds);

test('a hide tells the seconds and the part seen, of this page view', async () => {
  const [view] = site.events('page_view');
  await page.evaluate('pass(12); hide()');
  const [engagement] = await site.arrived('engagement');
  expect(engagement).toMatchObject({ view: view?.id, url: site.url('/'), scroll: 25 });
  expect(engagement?.seconds).toBeGreaterThanOrEqual(12);
  expect(engagement?.seconds).toBeLessThan(15);
});

test('time without a sign of use counts for 30 seconds, and none while hidden', async () => {
  await page.evaluate('pass(3600); hide(); pass(3600); show(); pass(10); hide()');
  await site.arrived('engagement', 2);
  const [first, second] = told();
  expect(first?.seconds).toBe(30);
  expect(second?.seconds).toBeGreaterThanOrEqual(40);
  expect(second?.seconds).toBeLessThan(43);
});

test('signs of use keep the time running', async () => {
  for (let sign = 0; sign < 4; sign++) {
    await page.evaluate('pass(20)');
    await (sign % 2 ? page.keyboard.press('Shift') : page.mouse.move(10 + sign, 10));
  }
  await page.evaluate('hide()');
  const [engagement] = await site.arrived('engagement');
  expect(engagement?.seconds).toBeGreaterThanOrEqual(80);
});

test('the deepest scroll counts, also when one has gone back up', async () => {
  for (const y of [1000, 0]) {
    await page.evaluate(
      `new Promise((done) => { addEventListener('scroll', () => done(), { once: true }); scrollTo(0, ${y}) })`,
    );
  }
  await page.evaluate('hide()');
  await site.arrived('engagement');
  expect(told()[0]?.scroll).toBe(50);
});

test('a hide after which nothing has changed tells nothing', async () => {
  await page.evaluate('pass(5); hide(); show(); hide(); show(); hide()');
  await site.arrived('engagement');
  await site.quiet();
  expect(told()).toHaveLength(1);
});

test('a route change tells the page that is left, and the next begins at nothing', async () => {
  const [first] = site.events('page_view');
  await page.evaluate("pass(20); history.pushState({}, '', '/a')");
  await site.arrived('page_view', 2);
  await page.evaluate('pass(5); hide()');
  await site.arrived('engagement', 2);
  const [left, now] = site.events('engagement');
  expect(left).toMatchObject({ view: first?.id, url: site.url('/') });
  expect(left?.seconds).toBeGreaterThanOrEqual(20);
  expect(now).toMatchObject({ view: site.events('page_view')[1]?.id, url: site.url('/a') });
  expect(now?.seconds).toBeLessThan(8);
});

test('leaving for another page tells it, too', async () => {
  await openTab();
  await page.goto(site.url('/a'));
  await page.waitForTimeout(1_100);
  await page.goto(site.url('/b'));
  const [engagement] = await site.arrived('engagement');
  expect(engagement).toMatchObject({ seconds: 1, url: site.url('/a') });
});
