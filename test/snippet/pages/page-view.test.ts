// Each page counts once, however it comes to be seen.

import { describe, expect, test } from 'vitest';
import { lacks } from '../../engines/engine.ts';
import { first } from '../site/site-page.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite({ whole: true, ignoreDefaultArgs: ['--disable-back-forward-cache'] });

const paths = () => site.events('page_view').map(({ url }) => new URL(url as string).pathname);

test('a load is one page view, with its title and where it came from', async () => {
  const link = `<a href="${site.url('/?utm_source=x')}" referrerpolicy=unsafe-url>x</a>`;
  site.page('/story', { tag: null, body: link });
  site.page('/', { body: '<a href="/pricing?q=secret">Pricing</a>' });
  await page.goto(site.url('/story?user=ann#top', 'news.test'));
  await page.click('a');
  const [view] = await site.arrived('page_view');
  expect(view).toMatchObject({
    url: site.url('/?utm_source=x'),
    referrer: site.url('/story', 'news.test'),
    title: 'Page /',
  });
  await page.click('a');
  const [, second] = await site.arrived('page_view', 2);
  expect(second).toMatchObject({ url: site.url('/pricing'), referrer: site.url('/?utm_source=x') });
  await site.quiet();
  expect(paths()).toEqual(['/', '/pricing']);
});

describe('in a single-page application', () => {
  /** As routers do: the address, then the title. */
  const titled = "document.title = 'Page ' + location.pathname;";
  const cases: [name: string, script: string, views: string[]][] = [
    ['pushState is a page view', "history.pushState({}, '', '/a')", ['/', '/a']],
    ['replaceState to another path is a page view', "history.replaceState({}, '', '/a')", ['/', '/a']],
    [
      'replaceState that adds utm and click ids is none',
      "history.replaceState({}, '', '?utm_source=x&gclid=1')",
      ['/'],
    ],
    ['replaceState with another query is none', "history.replaceState({}, '', '?tab=2')", ['/']],
    ['the same path again is none', "history.pushState({}, '', '/')", ['/']],
    ['state alone is none', 'history.pushState({}, "")', ['/']],
    ['a new hash is none', "location.hash = 'more'", ['/']],
    [
      'a router that tidies up the address it has just pushed is one more',
      "history.pushState({}, '', '/a'); history.replaceState({}, '', '/a?utm_source=x')",
      ['/', '/a'],
    ],
  ];
  test.for(cases)('%s', async ([, script, expected]) => {
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    await page.evaluate(`${script}; ${titled}`);
    await site.arrived('page_view', expected.length);
    await site.quiet();
    expect(paths().sort()).toEqual([...expected].sort());
  });

  test('back and forward are page views, and each refers to the one before it', async () => {
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    await page.evaluate("history.pushState({}, '', '/a')");
    await page.goBack();
    await page.goForward();
    await site.arrived('page_view', 4);
    await site.quiet();
    expect(paths()).toEqual(['/', '/a', '/', '/a']);
    expect(site.events('page_view').map(({ referrer }) => referrer)).toEqual([
      '',
      site.url('/'),
      site.url('/a'),
      site.url('/'),
    ]);
  });

  test('with data-hash, hash changes are page views', async () => {
    site.page('/', { tag: { 'data-hash': '' } });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    await page.evaluate("location.hash = '/pricing'");
    await site.arrived('page_view', 2);
    await page.goBack();
    await site.arrived('page_view', 3);
    await site.quiet();
    expect(paths()).toEqual(['/', '/', '/']);
  });
});

test('a page that comes back from the back-forward cache is seen again', async ({ skip }) => {
  const why = lacks('back-forward cache');
  skip(why !== undefined, why);
  site.page('/', { body: '<a href="/b">b</a>' });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate('window.isSame = true');
  await page.click('a');
  await site.arrived('page_view', 2);
  await page.goBack({ waitUntil: 'commit' });
  await site.arrived('page_view', 3);
  expect(await page.evaluate('window.isSame')).toBe(true);
  await site.quiet();
  expect(paths()).toEqual(['/', '/b', '/']);
});

// Playwright's Chromium does not activate prerendered pages; to the page they are hidden as well until they are.
test('a page that is prerendered or opened in the background counts once it is seen', async () => {
  const head = first(() => {
    let isHidden = true;
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    Object.assign(window, {
      show() {
        isHidden = false;
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      },
    });
  });
  site.page('/', { head });
  await page.goto(site.url('/'));
  await site.quiet();
  expect(site.beacons).toEqual([]);
  await page.evaluate('show(); show()');
  await site.arrived('page_view');
  await site.quiet();
  expect(paths()).toEqual(['/']);
});

test('with data-manual only page views made by hand count', async () => {
  site.page('/', { tag: { 'data-manual': '' } });
  await page.goto(site.url('/'));
  await page.evaluate("history.pushState({}, '', '/a')");
  await site.quiet();
  expect(site.beacons).toEqual([]);
  await page.evaluate("leadlight('page', { plan: 'team' })");
  const [view] = await site.arrived('page_view');
  expect(view).toMatchObject({ url: site.url('/a'), props: { plan: 'team' } });
});

describe('a query in a single-page application', () => {
  test('that is pushed is another page, and so is the way back', async () => {
    await page.goto(site.url('/?utm_source=x'));
    await site.arrived('page_view');
    await page.evaluate("history.pushState({}, '', '?page=2')");
    await site.arrived('page_view', 2);
    await page.goBack();
    await site.arrived('page_view', 3);
    await site.quiet();
    expect(paths()).toEqual(['/', '/', '/']);
  });

  test('that is tidied up is none, nor is what the tidy address is pushed to again', async () => {
    await page.goto(site.url('/?utm_source=x'));
    await page.evaluate(
      "history.replaceState({}, '', '/'); history.pushState({}, '', '/'); history.pushState({}, '', '#a')",
    );
    await site.arrived('page_view');
    await site.quiet();
    expect(paths()).toEqual(['/']);
  });
});

test('where a visitor landed from is told by the first page alone, also when consent comes pages later', async () => {
  site.page('/', { tag: { 'data-consent': 'required' } });
  await page.goto(site.url('/before'));
  await page.evaluate("location.href = '/?utm_source=ad'");
  await page.waitForFunction("location.search === '?utm_source=ad' && !!window.leadlight");
  await page.evaluate(
    "history.replaceState({}, '', '/'); document.body.click(); history.pushState({}, '', '/a'); leadlight('consent', 'granted')",
  );
  await site.arrived('page_view', 3);
  const views = site.events('page_view').filter(({ url }) => url !== site.url('/before'));
  expect(views.map(({ url, referrer }) => [url, referrer])).toEqual([
    [site.url('/?utm_source=ad'), site.url('/before')],
    [site.url('/a'), site.url('/?utm_source=ad')],
  ]);
});
