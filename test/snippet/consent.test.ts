// Nothing is stored or sent that the visitor has not agreed to.

import { beforeEach, describe, expect, test } from 'vitest';
import { first } from './site/site-page.ts';
import { context, page, site, useSite } from './site/use-site.ts';

useSite();

const form = `<form name=contact onsubmit="event.preventDefault()"><input type=email name=email><script>document.querySelector('[name=email]').value = 'ann@acme.com'</script>
  <button>x</button></form><a href="/guide.pdf">pdf</a>`;

async function expectNothingStored(): Promise<void> {
  expect(await page.evaluate('Object.keys(localStorage).length + Object.keys(sessionStorage).length')).toBe(
    0,
  );
  expect(await context.cookies()).toEqual([]);
}

/** What each event's beacon tells of consent, by the event's kind, in order of arrival. */
function told(): Record<string, unknown[]> {
  return Object.fromEntries(
    site.beacons.flatMap(({ body }) =>
      body.events.map(({ kind }) => [kind, [body.mode, body.consent, body.gpc ?? false]]),
    ),
  );
}

describe('consent required', () => {
  beforeEach(async () => {
    site.page('/', { tag: { 'data-consent': 'required' }, body: form });
    await page.goto(site.url('/'));
    await page.click('button');
    await page.evaluate("leadlight('track', 'Before')");
    await site.quiet();
  });

  test('nothing is sent or stored before', async () => {
    expect(site.beacons).toEqual([]);
    await expectNothingStored();
  });

  test('once granted, what happened on this page is sent, as of when it happened', async () => {
    const granted = await page.evaluate<number>("leadlight('consent', 'granted'), Date.now()");
    await site.arrived('Before');
    expect(
      site
        .events()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['Before', 'form_fill', 'page_view']);
    for (const { at } of site.events()) expect(at).toBeLessThan(granted - 200);
    expect(site.beacons.every(({ body }) => body.keep)).toBe(true);
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['leadlight']);
    await page.evaluate("leadlight('track', 'After')");
    await site.arrived('After');
    const given = ['required', 'granted', false];
    expect(told()).toEqual({ page_view: given, form_fill: given, Before: given, After: given });
  });

  test('each event tells what was known when it happened: nothing tells of a withdrawal, and the next of a new grant', async () => {
    await page.evaluate("leadlight('consent', 'granted')");
    await site.arrived('Before');
    await page.evaluate("leadlight('consent', 'denied'); leadlight('track', 'Withdrawn')");
    await site.quiet();
    const before = site.beacons.length;
    await page.evaluate("leadlight('consent', 'granted'); leadlight('track', 'Again')");
    await site.arrived('Again');
    expect(site.events('Withdrawn')).toEqual([]);
    expect(site.beacons).toHaveLength(before + 1);
    expect(told().Again).toEqual(['required', 'granted', false]);
    expect(site.beacons.at(-1)?.body.device).not.toBe(site.beacons[0]?.body.device);
  });

  test('once denied, nothing of it is ever sent', async () => {
    await page.evaluate("leadlight('consent', 'denied'); leadlight('track', 'After')");
    await site.quiet();
    expect(site.beacons).toEqual([]);
    await expectNothingStored();
  });

  test('a call for the device waits for consent', async () => {
    await page.evaluate("leadlight('device', (id) => { window.device = id })");
    expect(await page.evaluate('window.device')).toBeUndefined();
    await page.evaluate("leadlight('consent', 'granted')");
    await site.arrived('page_view');
    expect(await page.evaluate('window.device')).toBe(site.beacons[0]?.body.device);
  });
});

test('a visitor who came back keeps the id once consent is given again', async () => {
  site.page('/', { tag: { 'data-consent': 'required' } });
  const visit = async () => {
    await page.goto(site.url('/'));
    await page.evaluate(
      "leadlight('device', (id) => { window.device = id }); leadlight('consent', 'granted')",
    );
    return page.evaluate('window.device');
  };
  const first = await visit();
  expect(await visit()).toBe(first);
});

test('a mode that is misspelt is taken for required', async () => {
  site.page('/', { tag: { 'data-consent': 'Requierd' } });
  await page.goto(site.url('/'));
  await site.quiet();
  expect(site.beacons).toEqual([]);
  await page.evaluate("leadlight('consent', 'granted')");
  await site.arrived('page_view');
});

test('a denial erases the id and what waits', async () => {
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  site.answer = { status: 0 };
  await page.evaluate("leadlight('track', 'Waiting')");
  await page.waitForTimeout(200);
  await page.evaluate("leadlight('consent', 'denied'); leadlight('track', 'After')");
  await expectNothingStored();
  site.answer = { status: 202 };
  await page.goto(site.url('/b'));
  await site.arrived('page_view', 2);
  await site.quiet();
  expect(site.events('Waiting')).toEqual([]);
  expect(site.events('After')).toEqual([]);
  const [before, after] = site.beacons.filter(({ body }) =>
    body.events.some(({ kind }) => kind === 'page_view'),
  );
  expect(after?.body.device).not.toBe(before?.body.device);
});

test('anonymous: one id for the life of the page, and nothing stored', async () => {
  site.page('/', { tag: { 'data-consent': 'anonymous' } });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate("history.pushState({}, '', '/a'); leadlight('track', 'Here')");
  await site.arrived('Here');
  expect(new Set(site.beacons.map(({ body }) => body.device)).size).toBe(1);
  expect(site.beacons.some(({ body }) => body.keep)).toBe(false);
  await expectNothingStored();
  expect(told().Here).toEqual(['anonymous', 'anonymous', false]);
  await page.goto(site.url('/'));
  await site.arrived('page_view', 3);
  expect(new Set(site.beacons.map(({ body }) => body.device)).size).toBe(2);
});

describe('Global Privacy Control', () => {
  const head = first(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));

  test('sends only what is done deliberately, and stores nothing', async () => {
    site.page('/', { head, body: form });
    await page.goto(site.url('/'));
    await page.click('a');
    await page.evaluate("history.pushState({}, '', '/a'); leadlight('page')");
    await page.click('button');
    await page.evaluate("leadlight('identify', 'ann@acme.com'); leadlight('track', 'Demo Booked')");
    await site.arrived('Demo Booked');
    await site.quiet();
    expect(
      site
        .events()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['Demo Booked', 'form_fill', 'identify']);
    expect(told()['Demo Booked']).toEqual(['granted', 'granted', true]);
    expect(site.beacons.some(({ body }) => body.keep)).toBe(false);
    await expectNothingStored();
  });

  test('is set aside by a tag that says so', async () => {
    site.page('/', { head, tag: { 'data-gpc': 'ignore' } });
    await page.goto(site.url('/'));
    await site.arrived('page_view');
    expect(site.beacons[0]?.body.keep).toBe(true);
    expect(told().page_view).toEqual(['granted', 'granted', true]);
  });
});

test('a grant where nothing was stored is told from what was sent before it', async () => {
  site.page('/', { tag: { 'data-consent': 'anonymous' } });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate("leadlight('consent', 'granted'); leadlight('track', 'After')");
  await site.arrived('After');
  expect(told()).toEqual({
    page_view: ['anonymous', 'anonymous', false],
    After: ['anonymous', 'granted', false],
  });
});
