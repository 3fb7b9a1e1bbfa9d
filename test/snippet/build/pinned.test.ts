// A page that pins a build loads today's parts with it. So every published build has to work with them, and the names by which
// a build and its parts meet stay what they are.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snippetParts } from '../../../schema/event.ts';
import { bundleSnippet } from '../../../snippet/build/build.ts';
import { pinnedName, readPublished } from '../../../snippet/build/published.ts';
import { context, page, site, useSite } from '../site/use-site.ts';

useSite();
beforeEach(() => {
  site.isWatched = true;
});
afterEach(() => expect(site.complaints).toEqual([]));

const today = Buffer.from(await bundleSnippet());
/** Every published build, and today's, which may be the next. */
const builds = [...readPublished().set(pinnedName(today), today)];

/** The parts that the first build can load; builds know nothing of parts that came after them. */
const partsOfFirst = [
  'exclude',
  'downloads',
  'forms',
  'query',
  'hash',
  'cookie',
  'embeds',
  'google',
  'debug',
].map((part) => `l.${part}.js`);

test.for(builds)('%s, pinned with its digest, works with every part', async ([name, code]) => {
  site.page('/', {
    src: `/${name}?site=acme`,
    tag: {
      integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
      crossorigin: 'anonymous',
      'data-consent': 'google',
      'data-exclude': '/private*',
      'data-downloads': 'sketch',
      'data-forms': 'title',
      'data-query': 'plan',
      'data-hash': '',
      'data-cookie-domain': 'app.shop.test',
      'data-embeds': '',
    },
    head: `<script>
      window.told = [];
      console.info = (...words) => told.push(words);
      window.dataLayer = [['consent', 'default', { analytics_storage: 'denied' }]];
    </script>`,
    body: `<a href="/plan.sketch">Plan</a>
      <form name="contact" onsubmit="event.preventDefault()">
        <input name="title"><input name="note"><input type="email" name="email"><button>Send</button>
      </form>`,
  });
  await page.goto(site.url('/?plan=team&x=1&leadlight_debug', 'app.shop.test'));
  await site.quiet();
  expect(site.beacons).toEqual([]);
  await page.evaluate("dataLayer.push(['consent', 'update', { analytics_storage: 'granted' }])");
  const [view] = await site.arrived('page_view');
  const at = site.url('/?plan=team', 'app.shop.test');
  expect(view?.url).toBe(at);
  expect((await context.cookies()).map(({ domain }) => domain)).toEqual(['.app.shop.test']);

  await page.evaluate("location.hash = 'more'");
  await site.arrived('page_view', 2);
  await page.fill('[name=title]', 'CTO');
  await page.fill('[name=note]', 'secret');
  await page.fill('[name=email]', 'ann@acme.com');
  await page.click('button');
  const [fill] = await site.arrived('form_fill');
  expect(fill).toMatchObject({ form: 'contact', fields: { title: 'CTO' } });
  expect(fill?.fields).not.toHaveProperty('note');
  await page.evaluate(
    "void dispatchEvent(new MessageEvent('message', { origin: 'https://calendly.com', data: { event: 'calendly.event_scheduled' } }))",
  );
  await site.arrived('form_fill', 2);
  expect(site.events('form_fill')[1]).toMatchObject({ form: 'calendly', url: at });
  await page.click('a');
  await site.arrived('download');
  await page.evaluate("history.pushState({}, '', '/private/1'); leadlight('track', 'Hidden')");
  await site.quiet();
  expect(site.events().filter(({ url }) => url !== at)).toEqual([]);
  expect(site.events('Hidden')).toEqual([]);
  expect(await page.evaluate("told.map(([, kind]) => kind).join().startsWith('page_view,')")).toBe(true);
  const loaded = site.requests.map(({ path }) => path).filter((path) => /^\/l\..+\.js$/.test(path));
  expect(new Set(loaded)).toEqual(new Set([name, ...partsOfFirst].map((file) => `/${file}`)));
});

/** What a part is given, by the names that builds have it under. Once a build is published, nothing here may change. */
const core = `
  const options = {
    api: location.origin + '/e', consent: 'granted', ...asked,
    x() { return this.exclude },
    a: () => '',
    f: /\\.(pdf|zip)$/i,
    d: /[?&](?!(utm_[^=&]*|gclid|ref)=)[^&]*/g,
    w: ['test', 'shop', 'app'],
  };
  const recorded = [];
  const record = (kind, fields) => recorded.push([kind, fields]);
  const here = () => 'https://a.test/';
  const early = [];
`;

describe('a part does for a build what it did for the first', () => {
  const contract: [part: string, asked: object, question: string, answer: unknown][] = [
    [
      'exclude',
      { exclude: '/account*' },
      "[options.x('https://a.test/account/1'), options.x('https://a.test/')]",
      [true, false],
    ],
    [
      'downloads',
      { downloads: 'sketch' },
      "['/a.sketch', '/a.pdf', '/a.html'].map((file) => options.f.test(file))",
      [true, true, false],
    ],
    [
      'forms',
      { forms: 'title' },
      `(async () => {
        document.body.innerHTML = '<form id=contact><input name=title><input name=note><input name=email></form>';
        const [form] = document.forms;
        form.onsubmit = () => false;
        [form.title, form.note, form.email].forEach((field, n) => field.value = ['CTO', 'secret', 'ann@acme.com'][n]);
        form.requestSubmit();
        await new Promise((done) => setTimeout(done, 3_500));
        const [[kind, { form: name, url, email, fields }]] = recorded;
        return [kind, name, url, email, fields, early.length];
      })()`,
      ['form_fill', 'contact', 'https://a.test/', 'ann@acme.com', { title: 'CTO' }, 0],
    ],
    [
      'query',
      { query: 'plan' },
      "'?x=1&plan=team&utm_source=s&ref=r'.replace(options.d, '')",
      '&plan=team&utm_source=s&ref=r',
    ],
    ['hash', { hash: '' }, "(location.hash = 'more', options.a())", '#more'],
    ['cookie', { cookieDomain: 'shop.test' }, 'options.w', ['shop.test', 'app']],
    ['cookie', { 'cookie-domain': 'shop.test' }, 'options.w', ['shop.test', 'app']],
    [
      'embeds',
      { embeds: '' },
      "(dispatchEvent(new MessageEvent('message', { origin: 'https://cal.com', data: { originator: 'CAL', type: 'bookingSuccessful' } })), recorded)",
      [['form_fill', { form: 'cal', fields: {} }]],
    ],
    [
      'google',
      { consent: 'google' },
      `new Promise((take) => {
        window.leadlight = (...call) => take(call);
        window.dataLayer = [['consent', 'update', { analytics_storage: 'granted' }]];
      })`,
      ['consent', 'granted'],
    ],
    [
      'debug',
      {},
      `new Promise((take) => {
        console.info = (...words) => take(words);
        fetch(options.api, { method: 'POST', body: '{"site":"acme","events":[{"kind":"page_view"}]}' });
      })`,
      ['[leadlight]', 'page_view', { kind: 'page_view' }, { site: 'acme' }, 202],
    ],
  ];

  test.for(contract)('l.%s.js, asked for as %j', async ([part, asked, question, answer]) => {
    site.page('/', { tag: null });
    await page.goto(site.url('/?leadlight_debug', 'app.shop.test'));
    const found = await page.evaluate(`(async (asked) => {
      ${core}
      const { default: run } = await import('/l.${part}.js');
      run(options, record, here, early);
      return JSON.stringify(await ${question});
    })(${JSON.stringify(asked)})`);
    expect(JSON.parse(found as string)).toEqual(answer);
  });

  test('no part is missing here', () => {
    expect(new Set(contract.map(([part]) => part))).toEqual(new Set(snippetParts));
  });
});
