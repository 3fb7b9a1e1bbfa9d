// What a page view is where scripts change the address: one of each address that stays, with the title it then has.

import { describe, expect, test } from 'vitest';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** The views so far: where, and under which title. */
const views = () =>
  site.events('page_view').map(({ url, title }) => {
    const { pathname, search, hash } = new URL(url as string);
    return [pathname + search + hash, title];
  });

/** Opens the site's first page and waits for its view. */
async function open(): Promise<void> {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
}

const later = (ms: number, script: string) => `setTimeout(() => { ${script} }, ${ms});`;
const push = (path: string) => `history.pushState({}, '', '${path}');`;
const replace = (path: string) => `history.replaceState({}, '', '${path}');`;
const title = (text: string) => `document.title = '${text}';`;

describe('a page has the title that it gets', () => {
  test.for([
    ['in the same turn', push('/a') + title('A')],
    ['before the address changes', title('A') + push('/a')],
    ['in the next frame', `${push('/a')} requestAnimationFrame(() => { ${title('A')} })`],
    ['once its data has come', push('/a') + later(900, title('A'))],
    ['never: it keeps that of the page before', push('/a'), 'Page /'],
  ])('%s', async ([, script, expected = 'A']) => {
    await open();
    await page.evaluate(script as string);
    await site.arrived('page_view', 2);
    expect(views()).toEqual([
      ['/', 'Page /'],
      ['/a', expected],
    ]);
  });

  test('after the load, where a script sets it', async () => {
    site.page('/', { head: `<script>${title('')} ${later(300, title('Home'))}</script>` });
    await open();
    expect(views()).toEqual([['/', 'Home']]);
  });
});

describe('what comes of a new page comes after its view', () => {
  test.for([
    ['a call', "leadlight('track', 'Opened')", 'Opened'],
    ['a click', "document.querySelector('button').click()", 'Pressed'],
  ])('%s', async ([, script, kind]) => {
    site.page('/', { body: '<button data-leadlight=Pressed>x</button>' });
    await open();
    await page.evaluate(push('/a') + title('A') + script);
    await site.arrived(kind as string);
    const kinds = site.events().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'engagement')).toEqual(['page_view', 'page_view', kind]);
    expect(views()[1]).toEqual(['/a', 'A']);
    await site.quiet();
    expect(views()).toHaveLength(2);
  });

  test('and a page that is left at once has been seen', async () => {
    await open();
    await page.evaluate(`${push('/a') + title('A')} location.href = '/b'`);
    await site.arrived('page_view', 3);
    expect(views()).toEqual([
      ['/', 'Page /'],
      ['/a', 'A'],
      ['/b', 'Page /b'],
    ]);
  });
});

describe('a redirect is one view with what it leads to', () => {
  test.for([
    ['a slash that is added', push('/pricing') + replace('/pricing/'), '/pricing/'],
    ['by replaceState in the same turn', push('/a') + replace('/b'), '/b'],
    ['by pushState in the same turn', push('/a') + push('/b'), '/b'],
    ['a guard that asks first', push('/a') + later(150, replace('/login')), '/login'],
    ['several of them', push('/a') + later(100, push('/b') + later(150, push('/c'))), '/c'],
  ])('%s', async ([, script, expected]) => {
    await open();
    await page.evaluate(script + title('Next'));
    await site.arrived('page_view', 2);
    await site.quiet();
    expect(views().map(([at]) => at)).toEqual(['/', expected]);
  });

  test('of the first page as well, which keeps its campaign', async () => {
    site.page('/', { head: `<script>onload = () => { ${replace('/en/')} }</script>` });
    await page.goto(site.url('/?utm_source=ad'));
    await site.arrived('page_view');
    await site.quiet();
    expect(views().map(([at]) => at)).toEqual(['/en/?utm_source=ad']);
  });

  test('a slash that is added later is no other page', async () => {
    await open();
    await page.evaluate(push('/pricing') + title('Pricing'));
    await site.arrived('page_view', 2);
    await page.evaluate(replace('/pricing/'));
    await site.quiet();
    expect(views()).toHaveLength(2);
  });
});

describe('each page that somebody goes to is one', () => {
  test('however quickly they click', async () => {
    site.page('/', {
      body: `<a href="/a">a</a> <a href="/b" id=b>b</a> <script>
        onclick = (event) => { event.preventDefault(); history.pushState({}, '', event.target.href); }
      </script>`,
    });
    await open();
    await page.evaluate("document.querySelector('a').click(); document.querySelector('#b').click();");
    await site.arrived('page_view', 3);
    await site.quiet();
    expect(views().map(([at]) => at)).toEqual(['/', '/a', '/b']);
  });

  test('after a moment without a click, too: a redirect would have come sooner', async () => {
    await open();
    await page.evaluate(push('/a') + title('A') + later(800, push('/b') + title('B')));
    await site.arrived('page_view', 3);
    expect(views().map(([at]) => at)).toEqual(['/', '/a', '/b']);
  });

  test('and so is the page that they go back to at once', async () => {
    await open();
    await page.evaluate(push('/a'));
    await page.goBack();
    await site.arrived('page_view', 3);
    await site.quiet();
    expect(views().map(([at]) => at)).toEqual(['/', '/a', '/']);
  });
});

describe('a router over the Navigation API, where the browser has one', () => {
  const intercept = `navigation.addEventListener('navigate', (event) => {
    if (event.canIntercept && !event.hashChange) event.intercept({ async handler() {
      await new Promise((done) => setTimeout(done, 100));
      document.title = 'At ' + location.pathname;
    } });
  });`;

  test.for([
    ['a call of navigate()', "navigation.navigate('/a')", [['/a', 'At /a']]],
    ['a link', "document.querySelector('a').click()", [['/a', 'At /a']]],
    [
      'a redirect',
      "navigation.navigate('/b'); navigation.navigate('/a', {history: 'replace'})",
      [['/a', 'At /a']],
    ],
    ['a query that is tidied up', "navigation.navigate('/?x=1', {history: 'replace'})", []],
  ] as const)('%s', async ([, script, expected], { skip }) => {
    site.page('/', { body: '<a href="/a">a</a>' });
    await open();
    skip(!(await page.evaluate("'navigation' in window")), 'this engine has no Navigation API');
    await page.evaluate(`${intercept} ${script}; undefined`);
    await site.arrived('page_view', 1 + expected.length);
    await site.quiet();
    expect(views()).toEqual([['/', 'Page /'], ...expected]);
  });

  test('history is left as it is there, and wrapped elsewhere', async () => {
    await open();
    const isWrapped = '!/native code/.test(history.pushState)';
    expect(await page.evaluate(isWrapped)).toBe(!(await page.evaluate("'navigation' in window")));
  });
});

describe('a route in the hash, with data-hash', () => {
  test('is another page, and leaves it without its parameters', async () => {
    site.page('/', { tag: { 'data-hash': '' } });
    await page.goto(site.url('/?utm_source=x#/list?page=2&email=ann@acme.com'));
    await site.arrived('page_view');
    await page.evaluate("location.hash = '#!/about'");
    const [, about] = await site.arrived('page_view', 2);
    await page.evaluate("location.hash = 'access_token=secret'");
    await site.arrived('page_view', 3);
    await site.quiet();
    expect(views().map(([at]) => at)).toEqual([
      '/?utm_source=x#/list',
      '/?utm_source=x#!/about',
      '/?utm_source=x',
    ]);
    expect(about?.referrer).toBe(site.url('/?utm_source=x#/list'));
    expect(JSON.stringify(site.beacons)).not.toMatch(/secret|email=/);
  });

  test('without it, is none and leaves nothing', async () => {
    await page.goto(site.url('/#/list'));
    await site.arrived('page_view');
    await page.evaluate("location.hash = '#/about'");
    await site.quiet();
    expect(views()).toEqual([['/', 'Page /']]);
  });
});

describe('a page of the site in a frame', () => {
  test.for([
    ['of the same origin', 'localhost'],
    ['of another origin', 'app.site.test'],
  ])('%s is no view and is not read, and what is done in it counts', async ([, host]) => {
    site.page('/', { body: `<iframe src="${site.url('/widget', host)}"></iframe>` });
    site.page('/widget', { body: "<script>onload = () => leadlight('track', 'In the frame')</script>" });
    await page.goto(site.url('/'));
    await site.arrived('In the frame');
    await site.arrived('page_view');
    await page.evaluate("location.href = '/next'");
    await site.arrived('page_view', 2);
    await site.quiet();
    expect(views().map(([at]) => at)).toEqual(['/', '/next']);
    expect(site.events('engagement').map(({ url }) => url)).toEqual([site.url('/')]);
  });
});
