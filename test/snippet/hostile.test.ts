// Pages that make it hard: the script neither breaks them nor is broken by them.

import { beforeEach, describe, expect, test } from 'vitest';
import { page, site, useSite } from './site/use-site.ts';

let errors: string[];

useSite();
beforeEach(() => {
  site.isWatched = true;
  errors = site.complaints;
});

// The page empties it, as it does with what it has sent.
const body = `<form name=contact onsubmit="event.preventDefault(); this.reset()"><input type=email name=email>
  <button>x</button></form><a href="/guide.pdf">pdf</a>`;

describe('a page', () => {
  const hostile: [name: string, script: string][] = [
    [
      'without localStorage',
      "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })",
    ],
    ['whose localStorage is null', "Object.defineProperty(window, 'localStorage', { value: null })"],
    ['whose localStorage is full', "Storage.prototype.setItem = () => { throw new Error('full') }"],
    ['that blocks cookies', "Object.defineProperty(document, 'cookie', { get: () => '', set() {} })"],
    [
      'with frozen prototypes',
      'for (const of of [Object, Array, Function, String, Element, Event, Promise]) Object.freeze(of.prototype); Object.freeze(history)',
    ],
    ['that has made leadlight something else', 'window.leadlight = 42'],
    ['with junk where we keep things', "localStorage.leadlight = '{junk'"],
  ];
  test.for(hostile)('%s is neither broken nor unheard', async ([, script]) => {
    site.page('/', { head: `<script>${script}</script>`, body });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    await page.fill('input', 'ann@acme.com');
    await page.click('button');
    await site.arrived('form_fill');
    await page.click('a');
    await site.arrived('download');
    expect(new Set(site.beacons.map(({ body }) => body.device)).size).toBe(1);
    expect(errors).toEqual([]);
  });

  const fetches: [name: string, script: string][] = [
    ['throws', "window.fetch = () => { throw new Error('no') }"],
    ['answers nothing', 'window.fetch = () => {}'],
    ['never answers', 'window.fetch = () => new Promise(() => {})'],
  ];
  test.for(fetches)('whose fetch %s is not broken, and what happened waits', async ([name, script]) => {
    site.page('/', { head: `<script>${script}</script>`, body });
    await page.goto(site.url('/'));
    await page.fill('input', 'ann@acme.com');
    await page.click('button');
    await page.waitForTimeout(200);
    const kept = await page.evaluate<string>('localStorage.leadlight');
    expect(kept).toContain('form_fill');
    expect(errors).toEqual([]);
    if (name === 'never answers') return;
    await page.goto(site.url('/b'));
    await site.arrived('form_fill');
  });
});

test('calls that make no sense do not throw', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate(() => {
    const call = window.leadlight as unknown as (...args: unknown[]) => void;
    call();
    call('nonsense');
    call('track');
    call('identify');
    call('identify', null);
    call('device');
    call('consent');
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    call('track', 'Circle', circle);
    call('track', 'Big', { n: 10n });
  });
  await page.waitForTimeout(200);
  expect(errors).toEqual([]);
});

test('a Content-Security-Policy that allows its origin is enough', async () => {
  const policy = [
    "default-src 'none'",
    "img-src 'self'", // Firefox asks a page's policy for the icon of its tab.
    `script-src ${site.url('/', 'other.test')}`,
    `connect-src ${site.url('/', 'other.test')}`,
    "require-trusted-types-for 'script'",
  ];
  site.page('/', {
    src: site.url('/l.js?site=acme', 'other.test'),
    headers: { 'content-security-policy': policy.join(';') },
    body: '<a href="/guide.pdf">pdf</a>',
  });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.click('a');
  await site.arrived('download');
  expect(errors).toEqual([]);
});

test('nothing is prevented, injected or left on the page but one function', async () => {
  site.page('/', { tag: null, body });
  await page.goto(site.url('/'));
  const names = () => page.evaluate<string[]>('Object.getOwnPropertyNames(window)');
  const nodes = () =>
    page.evaluate<number>("document.querySelectorAll('script, style, link, iframe, img').length");
  const before = await names();
  site.page('/', { body });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  const after = await names();
  expect(after.filter((name) => !before.includes(name))).toEqual(['leadlight']);
  expect(await nodes()).toBe(1);
});

test('what cannot be sent takes nothing else along', async () => {
  await page.goto(site.url('/'));
  await page.evaluate(() => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    window.leadlight?.('track', 'Circle', circle);
    window.leadlight?.('track', 'After');
  });
  await site.arrived('After');
  await site.arrived('page_view');
  await site.quiet();
  expect(await page.evaluate('Object.keys(JSON.parse(localStorage.leadlight).queue).length')).toBe(0);
  expect(errors).toEqual([]);
});

test.for(['null', '5', '"text"', '[]', '{}', '{"device":null,"usedAt":"x"}'])(
  'a page with %s where we keep things is heard, as one device',
  async (junk) => {
    site.page('/', { head: `<script>localStorage.leadlight ??= '${junk}'</script>` });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    await page.goto(site.url('/b'));
    await site.arrived('page_view', 2);
    expect(new Set(site.beacons.map(({ body }) => body.device)).size).toBe(1);
    expect(errors).toEqual([]);
  },
);
