// The optional parts: loaded where they are asked for, and there alone.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, site, useSite } from './site/use-site.ts';

useSite();
beforeEach(() => {
  site.isWatched = true;
});
afterEach(() => expect(site.complaints).toEqual([]));

const loaded = () => site.requests.filter(({ path }) => /^\/l\.\w+\.js$/.test(path)).map(({ path }) => path);

test('a plain tag loads none', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  expect(loaded()).toEqual([]);
});

describe('each option that few tags have loads its part, and that alone', () => {
  const options: [option: string, value: string, part: string][] = [
    ['exclude', '/account*', 'exclude'],
    ['downloads', 'sketch', 'downloads'],
    ['forms', 'title', 'forms'],
    ['query', 'plan', 'query'],
    ['hash', '', 'hash'],
    ['cookie-domain', 'localhost', 'cookie'],
    ['embeds', '', 'embeds'],
  ];
  test.for(options)('%s, as an attribute and as a parameter', async ([option, value, part]) => {
    site.page('/', { tag: { [`data-${option}`]: value } });
    site.page('/b', { src: `/l.js?site=acme&${option}=${value}` });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    expect(loaded()).toEqual([`/l.${part}.js`]);
    await page.goto(site.url('/b'));
    await site.arrived('page_view', 2);
    expect(new Set(loaded())).toEqual(new Set([`/l.${part}.js`]));
  });

  test.for(['granted', 'anonymous'])('none for consent=%s', async (consent) => {
    site.page('/', { src: `/l.js?site=acme&consent=${consent}&manual&gpc=ignore&api=/collect` });
    await page.goto(site.url('/?query=shoes&forms=1'));
    await page.waitForFunction('!!window.leadlight');
    await page.evaluate("leadlight('page')");
    await site.arrived('page_view');
    expect(loaded()).toEqual([]);
  });
});

/** A page whose policy allows the script and none of its parts. */
function withoutParts(tag: Record<string, string>): void {
  site.page('/', { tag, headers: { 'content-security-policy': `script-src ${site.url('/l.js')}` } });
  site.isWatched = false;
}

test.for(['embeds', 'hash', 'query', 'forms', 'downloads', 'cookie-domain'])(
  'the part of data-%s is done without where it cannot be loaded',
  async (option) => {
    withoutParts({ [`data-${option}`]: 'x' });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    expect(loaded()).toEqual([]);
  },
);

test('without the part that knows which paths are excluded nothing is recorded', async () => {
  withoutParts({ 'data-exclude': '/account*' });
  await page.goto(site.url('/'));
  await page.waitForFunction('!!window.leadlight');
  await page.evaluate("leadlight('track', 'Here'); leadlight('identify', 'ann@acme.com')");
  await site.quiet();
  expect(loaded()).toEqual([]);
  expect(site.beacons).toEqual([]);
});

test('parts are looked for beside the script, wherever the page is', async () => {
  site.page('/', {
    src: site.url('/l.js?site=acme&embeds', 'other.test'),
    head: '<base href="/elsewhere/">',
  });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  expect(site.requests.filter(({ path }) => path === '/l.embeds.js').map(({ host }) => host)).toEqual([
    new URL(site.url('/', 'other.test')).host,
  ]);
});

test('an option is heard where localStorage is blocked', async () => {
  site.page('/', {
    tag: { 'data-query': 'plan' },
    head: "<script>Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })</script>",
  });
  await page.goto(site.url('/?plan=team'));
  const [view] = await site.arrived('page_view');
  expect(view?.url).toBe(site.url('/?plan=team'));
});

describe('data-embeds', () => {
  /** What a service's frame would say; a page cannot say it in another's name, but for the event itself. */
  const say = (origin: string, data: object) =>
    page.evaluate(
      ([from, what]) =>
        void dispatchEvent(new MessageEvent('message', { origin: from || location.origin, data: what })),
      [origin, data] as const,
    );

  async function open(body = ''): Promise<void> {
    site.page('/', { tag: { 'data-embeds': '' }, body });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    expect(loaded()).toContain('/l.embeds.js');
  }

  const hubspot = { type: 'hsFormCallback', eventName: 'onFormSubmitted', id: 'f1' };
  const heard: [name: string, origin: string, data: object, expected: object][] = [
    ['HubSpot’s old forms', '', hubspot, { form: 'hubspot-f1' }],
    [
      'HubSpot’s old forms, with the email',
      '',
      { ...hubspot, data: { submissionValues: { email: 'ann@acme.com' } } },
      { form: 'hubspot-f1', email: 'ann@acme.com' },
    ],
    ['Typeform', 'https://form.typeform.com', { type: 'form-submit', formId: 't1' }, { form: 'typeform-t1' }],
    ['Calendly', 'https://calendly.com', { event: 'calendly.event_scheduled' }, { form: 'calendly' }],
    ['Cal.com', 'https://app.cal.com', { originator: 'CAL', type: 'bookingSuccessful' }, { form: 'cal' }],
    [
      'Cal.com, today',
      'https://cal.com',
      { originator: 'CAL', type: 'bookingSuccessfulV2' },
      { form: 'cal' },
    ],
  ];
  test.for(heard)('hears %s', { tags: 'slow' }, async ([, origin, data, expected]) => {
    await open();
    await say(origin, data);
    const [fill] = await site.arrived('form_fill');
    expect(fill).toMatchObject({ ...expected, url: site.url('/') });
    await site.quiet();
    expect(site.events('form_fill')).toHaveLength(1);
  });

  const unheard: [name: string, origin: string, data: unknown][] = [
    ['HubSpot’s other messages', '', { ...hubspot, eventName: 'onFormReady' }],
    ['HubSpot’s message from elsewhere', 'https://evil.example', hubspot],
    ['Typeform’s from elsewhere', 'https://typeform.com.evil.example', { type: 'form-submit', formId: 't1' }],
    ['Typeform’s other messages', 'https://form.typeform.com', { type: 'form-screen-changed' }],
    ['Calendly’s from elsewhere', 'https://notcalendly.com', { event: 'calendly.event_scheduled' }],
    ['Calendly’s other messages', 'https://calendly.com', { event: 'calendly.date_and_time_selected' }],
    ['Cal.com’s from elsewhere', 'https://evilcal.com', { originator: 'CAL', type: 'bookingSuccessful' }],
    ['Cal.com’s other messages', 'https://cal.com', { originator: 'CAL', type: 'linkReady' }],
    ['nothing', 'https://cal.com', null],
    ['text', 'https://calendly.com', 'calendly.event_scheduled'],
  ];
  test.for(unheard)('does not hear %s', { tags: 'slow' }, async ([, origin, data]) => {
    await open();
    await say(origin, data as object);
    await site.quiet();
    expect(site.events('form_fill')).toEqual([]);
  });

  test('hears HubSpot’s new editor, with the email', async () => {
    await open();
    await page.evaluate(() => {
      const values = [
        { name: '0-1/firstname', value: 'Ann' },
        { name: '0-1/email', value: 'ann@acme.com' },
      ];
      Object.assign(window, {
        HubSpotFormsV4: { getFormFromEvent: () => ({ getFormFieldValues: async () => values }) },
      });
      dispatchEvent(new CustomEvent('hs-form-event:on-submission:success', { detail: { formId: 'f2' } }));
    });
    const [fill] = await site.arrived('form_fill');
    expect(fill).toMatchObject({ form: 'hubspot-f2', email: 'ann@acme.com' });
    expect(JSON.stringify(fill)).not.toContain('Ann"');
  });

  test('hears HubSpot’s new editor also where it does not tell the email', async () => {
    await open();
    await page.evaluate(
      "void dispatchEvent(new CustomEvent('hs-form-event:on-submission:success', { detail: { formId: 'f2' } }))",
    );
    const [fill] = await site.arrived('form_fill');
    expect(fill).toMatchObject({ form: 'hubspot-f2' });
  });

  test('counts a booking that is told in two ways once, and two bookings twice', async () => {
    await open();
    await say('https://cal.com', { originator: 'CAL', type: 'bookingSuccessful' });
    await say('https://cal.com', { originator: 'CAL', type: 'bookingSuccessfulV2' });
    await page.waitForTimeout(2_100);
    await say('https://cal.com', { originator: 'CAL', type: 'bookingSuccessfulV2' });
    await site.arrived('form_fill', 2);
    await site.quiet();
    expect(site.events('form_fill')).toHaveLength(2);
  });

  test.for([
    ['by its id', '<form id=hsForm_f1 name=native'],
    ['by the place it is in', '<div data-form-id=f1><form name=native'],
  ] as const)('counts a form that the page has sent itself once, known %s', async ([, form]) => {
    await open(
      `${form} onsubmit="event.preventDefault()"><input type=email name=email><script>document.querySelector('[name=email]').value = 'ann@acme.com'</script><button>x</button></form>`,
    );
    await page.click('button');
    await say('', hubspot);
    await say('', { ...hubspot, id: 'other' });
    await site.arrived('form_fill', 2);
    await site.quiet();
    expect(site.events('form_fill').map(({ form }) => form)).toEqual(['native', 'hubspot-other']);
  });
});

describe('data-consent="google"', () => {
  const gtag = 'window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) };';
  const kinds = () => site.events().map(({ kind }) => kind);

  async function open(script: string): Promise<void> {
    site.page('/', { tag: { 'data-consent': 'google' }, head: `<script>${gtag}${script}</script>` });
    await page.goto(site.url('/'));
  }

  test('waits until a banner grants it', async () => {
    await open("gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied' })");
    await site.quiet();
    expect(loaded()).toEqual(['/l.google.js']);
    expect(kinds()).toEqual([]);
    await page.evaluate("gtag('consent', 'update', { ad_storage: 'granted' })");
    await site.quiet();
    expect(kinds()).toEqual([]);
    await page.evaluate("gtag('consent', 'update', { analytics_storage: 'granted' })");
    await site.arrived('page_view');
    expect(await page.evaluate('dataLayer.length')).toBe(3);
  });

  test('begins where it was granted before the script had loaded', async () => {
    await open("gtag('consent', 'default', { analytics_storage: 'granted' })");
    await site.arrived('page_view');
  });

  test('waits where nothing is said', async () => {
    await open('');
    await site.quiet();
    expect(kinds()).toEqual([]);
  });

  test('erases once it is taken back, and not when a page merely begins with a refusal', async () => {
    await open(
      "gtag('consent', 'default', { analytics_storage: 'denied' }); gtag('consent', 'update', { analytics_storage: 'granted' })",
    );
    await site.arrived('page_view');
    const [{ body: first } = { body: { device: '' } }] = site.beacons;
    await page.goto(site.url('/'));
    await site.arrived('page_view', 2);
    expect(site.beacons.every(({ body }) => body.device === first.device)).toBe(true);
    await page.evaluate("gtag('consent', 'update', { analytics_storage: 'denied' })");
    expect(await page.evaluate('Object.keys(localStorage).length + document.cookie')).toBe('0');
  });
});

describe('debug mode', () => {
  const listening = '<script>window.told = []; console.info = (...words) => told.push(words)</script>';

  test.for([['by the address', '/?leadlight_debug', '']] as const)(
    'asked for %s, tells in the console what is sent and what the server said',
    async ([, path, head]) => {
      site.page('/', { head: listening + head });
      await page.goto(site.url(path));
      await site.arrived('page_view');
      expect(loaded()).toEqual(['/l.debug.js']);
      await page.evaluate("leadlight('track', 'Demo Booked', { plan: 'team' })");
      await page.waitForFunction('told.length > 1');
      const told = await page.evaluate<unknown[][]>('told');
      expect(told.map(([mark, kind, , , status]) => [mark, kind, status])).toEqual([
        ['[leadlight]', 'page_view', 202],
        ['[leadlight]', 'Demo Booked', 202],
      ]);
      expect(told[1]?.[2]).toMatchObject({ props: { plan: 'team' } });
      expect(told[1]?.[3]).toMatchObject({ site: 'acme' });
    },
  );

  test.for([{}, { 'data-debug': '' }])('nothing is told where it is not asked for, with %s', async (tag) => {
    site.page('/', { head: listening, tag });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    expect(await page.evaluate('told')).toEqual([]);
  });
});
