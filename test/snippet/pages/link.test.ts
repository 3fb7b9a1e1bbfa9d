// Downloads, ways out and marked elements: one event a click, and the click goes where it would have gone.

import { describe, expect, test } from 'vitest';
import { lacks } from '../../engines/engine.ts';
import type { PageOptions } from '../site/site-page.ts';
import { page, site, useSite } from '../site/use-site.ts';

useSite();

/** Opens a page with this in its body. */
async function open(body: string, options: PageOptions = {}): Promise<void> {
  site.page('/', { ...options, body });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
}

/** What was clicked, besides the views and the reading of pages. */
const acts = () => site.events().filter(({ kind }) => kind !== 'page_view' && kind !== 'engagement');

/** The kinds of it. */
const clicked = () => acts().map(({ kind }) => kind);

/** A link, and the kinds of event that a click on it is. */
const links: [name: string, html: string, expected: string[]][] = [
  ['a file by its extension', '<a href="/guide.pdf">x</a>', ['download']],
  ['in capitals', '<a href="/GUIDE.PDF">x</a>', ['download']],
  ['with a query and a hash after it', '<a href="/guide.pdf?v=2#page=3">x</a>', ['download']],
  ['with a session behind the extension', '<a href="/guide.pdf;jsessionid=1A2B">x</a>', ['download']],
  ['a template of a spreadsheet', '<a href="/plan.xltx">x</a>', ['download']],
  ['an archive for another system', '<a href="/tool.tar.xz">x</a>', ['download']],
  ['a page about a product', '<a href="/blog/next.js">x</a>', []],
  ['a page about a company', '<a href="/customers/acme.com">x</a>', []],
  ['a version', '<a href="/docs/v1.25">x</a>', []],
  ['a page of an old server', '<a href="/index.php">x</a> ', []],
  ['by the download attribute', '<a href="/report" download>x</a>', ['download']],
  [
    'a file on another host is a download and no way out',
    '<a href="http://cdn.test/guide.pdf">x</a>',
    ['download'],
  ],
  ['another site', '<a href="http://other.test/">x</a>', ['outbound_click']],
  ['an extension in the query is none', '<a href="/open?file=guide.pdf">x</a>', []],
  ['an extension in the middle of a name is none', '<a href="/guide.pdf.html">x</a>', []],
  ['another page of the site', '<a href="/about">x</a>', []],
  ['an address to write to', '<a href="mailto:ann@acme.com">x</a>', []],
  ['a number to call', '<a href="tel:+441234">x</a>', []],
  ['a script', '<a href="javascript:void 0">x</a>', []],
  ['a place on the page', '<a href="#more">x</a>', []],
  ['a link that is left out', '<a href="/guide.pdf" data-leadlight-ignore>x</a>', []],
  ['a link in a part that is left out', '<p data-leadlight-ignore><a href="/guide.pdf">x</a></p>', []],
  ['what is in a link', '<a href="/guide.pdf"><b><i>x</i></b></a>', ['download']],
  [
    'an SVG link',
    '<svg width=99 height=99><a href="guide.pdf"><rect width=99 height=99 /></a></svg>',
    ['download'],
  ],
  [
    'an SVG link of the older kind',
    '<svg width=99 height=99><a xlink:href="/guide.pdf"><rect width=99 height=99 /></a></svg>',
    ['download'],
  ],
  ['what the page has made itself', '<a href="data:text/csv,a" download="a.csv">x</a>', ['download']],
  ['what it has made and shows', '<a href="data:text/plain,a">x</a>', []],
  ['no link at all', '<button>x</button>', []],
];

// One page for all of them, which stays: a page for each takes a browser four times as long. That the click goes where it
// would have gone is tested below.
test('a click counts as what it leads to, and once', async () => {
  const stay = "<script>addEventListener('click', (event) => event.preventDefault())</script>";
  await open(stay + links.map(([, link], index) => `<div id=l${index}>${link}</div>`).join(''));
  const clickedAt: number[] = [];
  for (const index of links.keys()) {
    clickedAt.push(Date.now());
    await page.click(`#l${index} a, #l${index} button`);
  }
  await site.quiet();
  const during = (index: number) =>
    acts().filter(({ at }) => at >= (clickedAt[index] ?? 0) && at < (clickedAt[index + 1] ?? Infinity));
  expect(links.map(([name], index) => [name, during(index).map(({ kind }) => kind)])).toEqual(
    links.map(([name, , expected]) => [name, expected]),
  );
});

test('files and targets are sent without query, hash and user info', async () => {
  await open(
    '<a id=f href="/guide.pdf?key=s#p">f</a> <a id=o href="http://ann:pw@other.test/x?key=s#p">o</a>',
  );
  await page.click('#f', { modifiers: ['ControlOrMeta'] });
  await page.click('#o', { modifiers: ['ControlOrMeta'] });
  const [download] = await site.arrived('download');
  const [way] = await site.arrived('outbound_click');
  expect(download).toMatchObject({ file: site.url('/guide.pdf'), url: site.url('/') });
  expect(way).toMatchObject({ target: 'http://other.test/x' });
});

describe('each way to follow a link counts once', () => {
  const ways: [name: string, act: () => Promise<void>][] = [
    ['left', () => page.click('a')],
    ['middle', () => page.click('a', { button: 'middle' })],
    ['with Control', () => page.click('a', { modifiers: ['ControlOrMeta'] })],
    ['with Shift', () => page.click('a', { modifiers: ['Shift'] })],
    ['with the keyboard', () => page.press('a', 'Enter')],
    ['by the page itself', () => page.evaluate("document.querySelector('a').click()")],
  ];
  test.for(ways)('%s', { tags: 'slow' }, async ([name, act], { skip }) => {
    const why = lacks('buttons');
    skip(name === 'middle' && why !== undefined, why);
    await open('<a href="/guide.pdf">x</a>');
    await act();
    await site.arrived('download');
    await site.quiet();
    expect(clicked()).toEqual(['download']);
  });

  test('the right button opens a menu and follows nothing', async ({ skip }) => {
    const why = lacks('buttons');
    skip(why !== undefined, why);
    await open('<a href="/guide.pdf">x</a>');
    await page.click('a', { button: 'right' });
    await site.quiet();
    expect(clicked()).toEqual([]);
  });
});

test('an area of a map and a link in an open shadow root count', async () => {
  await open(`<map name=m><area shape=rect coords="0,0,99,99" href="/guide.pdf"></map>
    <img usemap="#m" width=99 height=99 alt=x src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
    <div id=host></div>
    <script>host.attachShadow({mode: 'open'}).innerHTML = '<a href="/deck.zip"><slot></slot>y</a>'</script>`);
  await page.click('img', { position: { x: 20, y: 20 } });
  await page.click('#host a');
  // WebKit cancels a request that is on its way when a download begins: what follows leaves with the page.
  await page.goto(site.url('/b'));
  await site.arrived('download', 2);
  expect(site.events('download').map(({ file }) => file)).toEqual([
    site.url('/guide.pdf'),
    site.url('/deck.zip'),
  ]);
});

test('a click that the page handles by itself counts, and stays the page’s', async () => {
  await open(`<a href="http://other.test/">x</a><script>
    document.querySelector('a').onclick = (event) => { event.preventDefault(); event.stopImmediatePropagation(); }
  </script>`);
  await page.click('a');
  await site.arrived('outbound_click');
  expect(await page.evaluate('location.href')).toBe(site.url('/'));
});

test('a click is neither prevented nor delayed', async () => {
  await open(`<a href="http://other.test/">x</a><script>
    addEventListener('click', (event) => { window.prevented = event.defaultPrevented; event.preventDefault(); });
  </script>`);
  await page.click('a');
  expect(await page.evaluate('window.prevented')).toBe(false);
});

test('what the page has made itself is sent by its name, and nothing of what is in it', async () => {
  await open(
    '<a id=b download="report.csv">b</a> <a href="data:text/csv,secret" download="list.csv" id=d>d</a>',
  );
  await page.evaluate("document.querySelector('#b').href = URL.createObjectURL(new Blob(['secret']))");
  await page.click('#b');
  await page.click('#d');
  await site.arrived('download', 2);
  expect(site.events('download').map(({ file }) => file)).toEqual([
    site.url('/report.csv'),
    site.url('/list.csv'),
  ]);
  expect(JSON.stringify(site.beacons)).not.toMatch(/secret|blob:|data:/);
});

describe('with data-downloads, files that scripts open', { tags: 'slow' }, () => {
  const detached =
    "const link = Object.assign(document.createElement('a'), {download: 'made.csv', href: URL.createObjectURL(new Blob(['x']))});";
  const byNavigation = "'navigation' in window";
  test.for([
    ['window.open', "window.open('/guide.pdf')", '/guide.pdf'],
    ['location =', "location = '/guide.pdf'", '/guide.pdf', byNavigation],
    ['a link that was never in the page', `${detached} link.click()`, '/made.csv'],
    [
      'one that is clicked as FileSaver does',
      `${detached} link.dispatchEvent(new MouseEvent('click'))`,
      '/made.csv',
    ],
    ['a page in a window of its own', "window.open('/about')", undefined],
    ['nothing in particular', "window.open('')", undefined],
  ] as const)('%s', async ([, script, file, needed], { skip }) => {
    await open('', { tag: { 'data-downloads': '' } });
    skip(needed !== undefined && !(await page.evaluate(needed)), 'this engine has no Navigation API');
    await page.evaluate(`${script}; undefined`);
    await site.quiet();
    expect(site.events('download').map(({ file }) => file)).toEqual(file ? [site.url(file)] : []);
  });

  test('each once, with the click that it comes of', async () => {
    await open(
      `<a href="/guide.pdf" onclick="window.open(this.href); return false">x</a>
      <a id=l href="/deck.zip" data-leadlight-ignore>y</a> <a id=z href="/other.zip">y</a>`,
      { tag: { 'data-downloads': '' } },
    );
    await page.evaluate("document.querySelector('a').click(); document.querySelector('#l').click()");
    await site.quiet();
    await page.evaluate("document.querySelector('#z').click()");
    await page.goto(site.url('/b')); // WebKit has cancelled the request at the download before: what waits goes with the page.
    await site.quiet();
    expect(site.events('download').map(({ file }) => file)).toEqual([
      site.url('/guide.pdf'),
      site.url('/other.zip'),
    ]);
  });
});

test('data-downloads adds extensions', async () => {
  await open('<a href="/logo.sketch">x</a><p><a id=b href="/guide.pdf">y</a>', {
    tag: { 'data-downloads': 'sketch,fig' },
  });
  await page.click('a');
  await page.click('#b');
  await page.goto(site.url('/b'));
  await site.arrived('download', 2);
});

describe('names in the page that shadow what the script reads', () => {
  /** A form has each of its fields as a property. */
  const fields = [
    'matches',
    'closest',
    'dataset',
    'attributes',
    'href',
    'download',
    'outerHTML',
    'parentNode',
  ]
    .map((name) => `<input name=${name}>`)
    .join('');
  const link = '<a href="/guide.pdf" onclick="return false">x</a>';
  const mark = '<button type=button data-leadlight=Asked data-leadlight-plan=team>x</button>';
  const cases: [name: string, body: string, expected: string[]][] = [
    ['a link in a form', `<form>${fields}${link}</form>`, ['download']],
    ['a marked button in a form', `<form>${fields}${mark}</form>`, ['Asked']],
    [
      'a form in a marked part',
      `<div data-leadlight=Asked><form>${fields}${link}</form></div>`,
      ['Asked', 'download'],
    ],
    ['a form that is left out', `<form data-leadlight-ignore>${fields}${link}${mark}</form>`, []],
    ['an image by the name', `<img name=matches alt=""><p>${link}</p>`, ['download']],
    ['an element by the id', `<i id=matches></i><p>${link}</p>`, ['download']],
    [
      'a function that says yes',
      `<script>function matches() { return true }</script><p>${link}</p>`,
      ['download'],
    ],
    [
      'a link from a frame',
      `<iframe></iframe><p id=place></p><script>
        const link = frames[0].document.createElement('a');
        link.href = '/guide.pdf';
        link.onclick = () => false;
        place.append(link);
      </script>`,
      ['download'],
    ],
  ];
  test.for(cases)('%s', async ([, body, expected]) => {
    site.isWatched = true;
    await open(body);
    // By script: the names confuse drivers of browsers as well.
    await page.evaluate("document.querySelector('a, button').click()");
    await site.quiet();
    expect(clicked()).toEqual(expected);
    expect(site.complaints).toEqual([]);
  });
});

describe('marked elements', () => {
  test('a click sends an event of that name with its props', async () => {
    await open(
      '<button data-leadlight="Asked price" data-leadlight-plan="team" data-leadlight-seat-count="5"><b>x</b></button>',
    );
    await page.click('b');
    const [event] = await site.arrived('Asked price');
    expect(event).toMatchObject({ url: site.url('/'), props: { plan: 'team', 'seat-count': '5' } });
    await site.quiet();
    expect(clicked()).toEqual(['Asked price']);
  });

  test('a marked link to a file is both', async () => {
    await open('<a href="/guide.pdf" data-leadlight="Guide">x</a>');
    await page.click('a');
    await site.arrived('Guide');
    await site.arrived('download');
  });

  test('a form’s mark is its name, and no click', async () => {
    await open('<form data-leadlight="demo"><input></form>');
    await page.click('input');
    await site.quiet();
    expect(clicked()).toEqual([]);
  });
});
