// Pages that make it hard: the script neither breaks them nor is broken by them.

import { beforeEach, describe, expect, test } from 'vitest';
import { engineName } from '../engines/engine.ts';
import { bundled, library } from './site/library.ts';
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
    [
      'whose form is named cookie, which document.cookie then is',
      "document.head.append(Object.assign(document.createElement('form'), { name: 'cookie' }))",
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
  test.for(fetches)(
    'whose fetch %s is not broken, and what happened waits',
    { tags: 'slow' },
    async ([name, script]) => {
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
    },
  );
});

/** What Prototype 1.6.0.3 does to JSON and to arrays, written again from its documentation (prototypejs.org). */
const prototype = `
  Object.toJSON = function(object) {
    var type = typeof object;
    switch (type) {
      case 'undefined': case 'function': case 'unknown': return;
      case 'boolean': return object.toString();
    }
    if (object === null) return 'null';
    if (object.toJSON) return object.toJSON();
    if (object.nodeType === 1) return;
    var results = [];
    for (var property in object) {
      var value = Object.toJSON(object[property]);
      if (value !== undefined) results.push(property.toJSON() + ': ' + value);
    }
    return '{' + results.join(', ') + '}';
  };
  Array.prototype.toJSON = function() {
    var results = [];
    this.each(function(object) {
      var value = Object.toJSON(object);
      if (value !== undefined) results.push(value);
    });
    return '[' + results.join(', ') + ']';
  };
  Array.prototype.each = function(iterator, context) { this._each(iterator.bind(context)); return this };
  Array.prototype._each = Array.prototype.forEach;
  Number.prototype.toJSON = function() { return isFinite(this) ? this.toString() : 'null' };
  Date.prototype.toJSON = function() { return '"' + this.getUTCFullYear() + '"' };
  String.prototype.inspect = function() { return '"' + this.replace(/"/g, '\\\\"') + '"' };
  String.prototype.toJSON = function() { return this.inspect(true) };
  Array.from = function(iterable) { return Array.prototype.slice.call(iterable) };
  Array.prototype.reverse = (function(original) {
    return function(inline) { return original.call(inline !== false ? this : this.slice()) };
  })(Array.prototype.reverse);
  Array.prototype.find = function(iterator) { var result; this.each(function(value) { if (iterator(value)) result = value }); return result };
  Array.prototype.entries = function() { return this.slice() };
  Array.prototype.filter = Array.prototype.findAll = function(iterator) {
    var results = [];
    this.each(function(value, index) { if (iterator(value, index)) results.push(value) });
    return results;
  };
  String.prototype.include = function(pattern) { return this.indexOf(pattern) > -1 };
  String.prototype.startsWith = function(pattern) { return this.indexOf(pattern) === 0 };`;

describe('a page whose globals are spoilt', () => {
  const byRequest = 'by a fetch that asks with XMLHttpRequest';
  const spoilt: [name: string, script: () => string | Promise<string>][] = [
    ['by Prototype 1.6', () => prototype],
    ['by MooTools', () => `(function (exports) { ${library('mootools')} }).call(window, {})`],
    ['by zone.js, which replaces Promise', () => bundled("import 'zone.js'")],
    [
      'by a clock that stands still',
      'Date = class extends Date { static now = ((now) => () => now)(Date.now()) }',
    ],
    ['by a member that all objects have', "Object.prototype.extend = function () { return 'all' }"],
    ['by a text that all objects have', "Object.prototype.site = 'other'; Object.prototype.queue = 'junk'"],
    [
      'by Array.prototype.toJSON',
      'Array.prototype.toJSON = function () { return JSON.stringify([...this]) }',
    ],
    ['by Object.prototype.toJSON', "Object.prototype.toJSON = function () { return 'all' }"],
    ['by String.prototype.toJSON', "String.prototype.toJSON = function () { return '\"' + this + '\"' }"],
    ['by Number.prototype.toJSON', 'Number.prototype.toJSON = function () { return String(this) }'],
    ...['map', 'filter', 'some', 'forEach', 'includes', 'indexOf', 'join', 'push', 'slice'].map(
      (name): [string, string] => [`by Array.prototype.${name}`, `Array.prototype.${name} = () => []`],
    ),
    // As libraries from before 2009 have them.
    [
      'by another Array.prototype.reverse',
      'Array.prototype.reverse = function () { return this.slice().sort(() => -1) }',
    ],
    [
      'by another Array.prototype.find',
      `Array.prototype.find = function (test) {
        var found;
        for (var index = 0; index < this.length && !found; index++) if (test(this[index], index)) found = this[index];
        return found;
      }`,
    ],
    [
      'by an enumerable method of arrays',
      'Array.prototype.last = function () { return this[this.length - 1] }',
    ],
    [
      'by json2',
      () => `JSON.stringify = null; JSON.parse = null; (function () { ${library('JSON2/json2.js')} })()`,
    ],
    [
      'by a JSON that spaces its texts',
      'JSON.stringify = ((original) => (value) => original(value, null, 2))(JSON.stringify)',
    ],
    [
      'by a fetch that is wrapped',
      `window.fetch = ((original) => function (...args) {
        return original.apply(window, args).then((answer) => answer.clone(), (error) => { throw error });
      })(window.fetch)`,
    ],
    [
      byRequest,
      `window.fetch = (url, { method, body }) => new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      request.onload = () => resolve({ ok: true, status: request.status, headers: new Map(), text: () => Promise.resolve('') });
      request.onerror = request.onabort = reject;
      request.send(body);
    })`,
    ],
    [
      'by a Promise of its own',
      `window.Promise = class extends Promise {}; Promise.prototype.finally = undefined`,
    ],
    [
      'by window.name and others that frames set',
      'window.name = \'{"site":"other"}\'; window.event = null; window.status = \'x\'; window.origin = null',
    ],
    ['by a frozen Math and no crypto.randomUUID', 'Object.freeze(Math); crypto.randomUUID = undefined'],
    [
      'by what it calls its own',
      "var record = 1, options = {}, stored = null, load = 0, site = 'other', source = ''",
    ],
  ].map(([name, script]) => [
    name as string,
    typeof script === 'string' ? () => script : (script as () => string),
  ]);

  /** The page acts by itself: the scripts with which a driver acts in it are spoilt as well. */
  const visitor = `<script>setTimeout(() => {
    const field = document.querySelector('input');
    field.focus();
    field.value = 'ann@acme.com';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    setTimeout(() => {
      document.querySelector('button').click();
      leadlight('track', 'Demo', { plan: 'team', seats: 3 });
      document.querySelector('a').click();
    }, 500);
  }, 500)</script>`;

  // The language is the same in all engines: one in four is enough for the slow ones.
  const tried = spoilt.filter((_, place) => engineName === 'chromium' || place % 4 === 0);

  test.for(tried)('%s has its events whole', { tags: 'slow' }, async ([name, script]) => {
    site.page('/', { head: `<script src="/spoil.js"></script>`, body: body + visitor });
    site.page('/spoil.js', { text: await script(), headers: { 'content-type': 'text/javascript' } });
    await page.goto(site.url('/'));
    const [view] = await site.arrived('page_view');
    if (name === byRequest) {
      // Requests of this kind end with their page: the next page sends the rest.
      await page.waitForTimeout(2_000);
      await page.goto(site.url('/next'));
    }
    const [fill] = await site.arrived('form_fill');
    const [demo] = await site.arrived('Demo');
    const [download] = await site.arrived('download');
    expect(view).toMatchObject({ url: site.url('/'), title: 'Page /', at: expect.any(Number) });
    expect(fill).toMatchObject({ form: 'contact', email: 'ann@acme.com', fields: {} });
    expect(demo?.props).toEqual({ plan: 'team', seats: 3 });
    expect(download?.file).toBe(site.url('/guide.pdf'));
    expect(new Set(site.events('form_fill').map(({ id }) => id)).size).toBe(1);
    for (const { body } of site.beacons)
      expect(body).toMatchObject({
        site: 'acme',
        device: expect.stringMatching(/^[\da-f-]{36}$/),
        consent: 'granted',
      });
    expect(new Set(site.beacons.map(({ body }) => body.device)).size).toBe(1);
    expect(errors).toEqual([]);
  });
});

test('values that say how they are written keep that where all objects have a toJSON', async () => {
  site.page('/', { head: "<script>Object.prototype.toJSON = () => 'all'</script>" });
  await page.goto(site.url('/'));
  await page.evaluate(
    "leadlight('track', 'Demo', { day: new Date(0), price: { toJSON: () => 5 }, nothing: null, list: { a: true } })",
  );
  const [demo] = await site.arrived('Demo');
  const props = { day: '1970-01-01T00:00:00.000Z', price: 5, nothing: null, list: { a: true } };
  expect(demo?.props).toEqual(props);
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
