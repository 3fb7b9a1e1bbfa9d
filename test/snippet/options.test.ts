// What the tag says holds, as an attribute and as a parameter of the script's URL; and what of a URL may leave the page.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from './site/use-site.ts';

useSite();

describe('options as attributes and as parameters', () => {
  const forms: [name: string, options: { src: string; tag?: Record<string, string> }][] = [
    ['attributes', { src: '/l.js', tag: { 'data-site': 'acme', 'data-manual': '', 'data-query': 'plan' } }],
    ['parameters', { src: '/l.js?site=acme&manual&query=plan' }],
  ];
  test.for(forms)('%s', async ([, options]) => {
    site.page('/', options);
    await page.goto(site.url('/?plan=team&x=1'));
    await page.waitForFunction('!!window.leadlight');
    await page.evaluate("leadlight('page')");
    const [view] = await site.arrived('page_view');
    expect(view?.url).toBe(site.url('/?plan=team'));
    expect(site.beacons[0]?.body.site).toBe('acme');
    await site.quiet();
    expect(site.events('page_view')).toHaveLength(1);
  });

  test('a tag that a tag manager has put in by script', async () => {
    site.page('/', {
      tag: null,
      head: `<script>const s = document.createElement('script'); s.src = '/l.js?site=acme'; s.async = true;
        document.head.append(s)</script>`,
    });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
  });

  test('data-api says where beacons go', async () => {
    site.page('/', { tag: { 'data-api': '/collect' } });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    const paths = site.requests.map(({ path }) => path);
    expect(paths).toContain('/collect');
    expect(paths).not.toContain('/e');
  });
});

describe('data-exclude', () => {
  const cases: [globs: string, path: string, isExcluded: boolean][] = [
    ['/admin*', '/admin', true],
    ['/admin*', '/admin/users', true],
    ['/ADMIN*', '/admin', true],
    ['/admin*', '/my/admin', false],
    ['/admin', '/admin/users', false],
    ['/a,/b/*', '/b/c', true],
    ['/a,/b/*', '/c', false],
    ['/a.b', '/axb', false],
    ['*/private/*', '/my/private/page', true],
    ['/über-uns*', '/%C3%BCber-uns/team', true],
    ['/ÜBER-UNS', '/%C3%BCber-uns', true],
    ['/%C3%BCber-uns', '/%C3%BCber-uns', true],
    ['/%FF*', '/%FFx', true],
  ];
  test.for(cases)('%s leaves out %s: %s', { tags: 'slow' }, async ([globs, path, isExcluded]) => {
    site.page(path, { tag: { 'data-exclude': globs } });
    await page.goto(site.url(path));
    if (!isExcluded) await site.arrived('page_view');
    await page.waitForFunction('!!window.leadlight');
    await page.evaluate("leadlight('track', 'Here')");
    if (!isExcluded) await site.arrived('Here');
    await site.quiet();
    expect(site.beacons.length > 0).toBe(!isExcluded);
  });
});

describe('of a page’s URL is sent', () => {
  const cases: [given: string, sent: string][] = [
    ['/?utm_source=a&utm_campaign=b', '/?utm_source=a&utm_campaign=b'],
    [
      '/?gclid=1&fbclid=2&msclkid=3&ttclid=4&li_fat_id=5',
      '/?gclid=1&fbclid=2&msclkid=3&ttclid=4&li_fat_id=5',
    ],
    ['/?dclid=1&gbraid=2&wbraid=3&twclid=4&ref=5', '/?dclid=1&gbraid=2&wbraid=3&twclid=4&ref=5'],
    ['/?email=ann@acme.com&token=x', '/'],
    ['/?token=x&utm_source=a%20b&y=z', '/?utm_source=a%20b'],
    ['/?my_utm_source=a&refer=b&null=c&undefined=d', '/'],
    ['/#/secret', '/'],
    ['/a%20b/c', '/a%20b/c'],
  ];
  test.for(cases)('%s as %s', async ([given, sent]) => {
    await page.goto(site.url(given));
    const [view] = await site.arrived('page_view');
    expect(view?.url).toBe(site.url(sent));
  });

  test('never user info', async () => {
    await page.goto(site.url('/').replace('http://', 'http://ann:secret@'));
    const [view] = await site.arrived('page_view');
    expect(view?.url).toBe(site.url('/'));
    expect(JSON.stringify(site.beacons.map(({ body }) => body))).not.toContain('secret');
  });
});

describe('in a list of globs', () => {
  const cases: [globs: string, path: string, isExcluded: boolean][] = [
    ['/v?', '/v1', true],
    ['/v?', '/v', false],
    ['/v?', '/v10', false],
    ['/v?/*', '/v2/x', true],
    ['/a(b', '/a(b', true],
    ['/a(b', '/ab', false],
    ['/a[b-c]+$', '/a[b-c]+$', true],
    ['/a|/b', '/b', false],
  ];
  test.for(cases)('%s leaves out %s: %s', { tags: 'slow' }, async ([globs, path, isExcluded]) => {
    site.page(path, { tag: { 'data-exclude': globs } });
    await page.goto(site.url(path));
    await page.waitForFunction('!!window.leadlight');
    await page.evaluate("leadlight('track', 'Here')");
    if (!isExcluded) await site.arrived('Here');
    await site.quiet();
    expect(site.beacons.length > 0).toBe(!isExcluded);
  });
});

test('data-exclude goes by the page, also by one that is left for another', async () => {
  site.page('/', { tag: { 'data-exclude': '/account*' } });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate("history.pushState({}, '', '/account/7'); leadlight('track', 'Hidden')");
  await page.evaluate("history.pushState({}, '', '/b'); leadlight('track', 'Seen')");
  await site.arrived('Seen');
  await site.quiet();
  const paths = site.events().map(({ url }) => new URL(url as string).pathname);
  expect(new Set(paths)).toEqual(new Set(['/', '/b']));
  expect(site.events('Hidden')).toEqual([]);
  expect(site.events('engagement').map(({ url }) => url)).toEqual([site.url('/')]);
});

test('data-query keeps the parameters that it names and those that are kept anyway', async () => {
  site.page('/', { tag: { 'data-query': 'plan,a.b' } });
  await page.goto(site.url('/?x=1&plan=team&a.b=2&axb=3&utm_source=s&planet=4'));
  const [view] = await site.arrived('page_view');
  expect(view?.url).toBe(site.url('/?plan=team&a.b=2&utm_source=s'));
});
