// Who is told: the device, its cookie and mirror, the session, and the calls that name a person.

import { describe, expect, test } from 'vitest';
import { context, openTab, page, site, useSite } from './site/use-site.ts';

useSite();

/** Opens a page and answers the beacon of its view. */
async function open(path = '/', host = 'localhost') {
  const before = site.beacons.length;
  const views = site.events('page_view').length;
  await page.goto(site.url(path, host));
  await site.arrived('page_view', views + 1);
  const beacon = site.beacons
    .slice(before)
    .find(({ body }) => body.events.some(({ kind }) => kind === 'page_view'));
  if (!beacon) throw new Error('no page view');
  return beacon.body;
}

const cookies = async () => (await context.cookies()).filter(({ name }) => name === 'leadlight');

describe('the device', () => {
  test('has one cookie for 395 days, on the widest domain that takes it', async () => {
    const { device } = await open('/', 'www.leadlight.test');
    const [cookie, ...others] = await cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ value: device, domain: '.leadlight.test', path: '/', sameSite: 'Lax' });
    expect(((cookie?.expires ?? 0) * 1000 - Date.now()) / 86_400_000).toBeCloseTo(395, 0);
  });

  test('is one on www and app, and another on another site', async () => {
    const { device } = await open('/', 'www.leadlight.test');
    expect((await open('/', 'app.leadlight.test')).device).toBe(device);
    expect((await open('/', 'leadlight.test')).device).toBe(device);
    expect((await open('/', 'other.test')).device).not.toBe(device);
  });

  test('keeps to the domain that data-cookie-domain names', async () => {
    site.page('/', { tag: { 'data-cookie-domain': 'www.leadlight.test' } });
    const { device } = await open('/', 'www.leadlight.test');
    expect((await cookies()).map(({ domain }) => domain)).toEqual(['.www.leadlight.test']);
    expect((await open('/', 'app.leadlight.test')).device).not.toBe(device);
  });

  test('leaves the wider domains when data-cookie-domain comes to a site', async () => {
    const { device } = await open('/', 'www.leadlight.test');
    site.page('/', { tag: { 'data-cookie-domain': '.www.leadlight.test' } });
    expect((await open('/', 'www.leadlight.test')).device).toBe(device);
    expect((await cookies()).map(({ domain }) => domain)).toEqual(['.www.leadlight.test']);
  });

  test.for(['localhost', '127.0.0.1'])('is kept on %s, which has no domain', async (host) => {
    const { device } = await open('/', host);
    expect((await cookies()).map(({ value }) => value)).toEqual([device]);
    await page.evaluate('localStorage.clear()');
    expect((await open('/b', host)).device).toBe(device);
  });

  test('survives the loss of its cookie and of its mirror, and not of both', async () => {
    const { device } = await open();
    await context.clearCookies();
    expect((await open()).device).toBe(device);
    await page.evaluate('localStorage.clear()');
    expect((await open()).device).toBe(device);
    // From a page without the tag: one that is open knows it still.
    site.page('/plain', { tag: null });
    await page.goto(site.url('/plain'));
    await context.clearCookies();
    await page.evaluate('localStorage.clear()');
    expect((await open()).device).not.toBe(device);
  });

  test('is handed to the page', async () => {
    const { device } = await open();
    expect(await page.evaluate("new Promise((resolve) => leadlight('device', resolve))")).toBe(device);
  });

  test('is a new one in a new session after a reset, with one cookie', async () => {
    const before = await open('/', 'www.leadlight.test');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the page
    await page.evaluate("document.cookie = `leadlight=${document.cookie.split('=')[1]};max-age=99`");
    await page.evaluate("leadlight('reset')");
    const after = await open('/b', 'www.leadlight.test');
    expect(after.device).not.toBe(before.device);
    expect(after.session).not.toBe(before.session);
    expect((await cookies()).map(({ value }) => value)).toEqual([after.device]);
  });
});

describe('the session', () => {
  const rest = (minutes: number) =>
    page.evaluate((ms) => {
      const kept = JSON.parse(localStorage.leadlight);
      kept.usedAt -= ms;
      localStorage.leadlight = JSON.stringify(kept);
    }, minutes * 60_000);

  test('is shared by tabs and pages', async () => {
    const { session } = await open();
    expect((await open('/b')).session).toBe(session);
    await openTab();
    expect((await open('/c')).session).toBe(session);
  });

  test.for([
    [29, true],
    [31, false],
  ] as const)('after %i minutes of rest is the same: %s', async ([minutes, isSame]) => {
    const before = await open();
    // Away from the page, whose leaving is an event of the session, to one without the tag.
    site.page('/plain', { tag: null });
    await page.goto(site.url('/plain'));
    await site.arrived('engagement');
    // The page left behind may still be writing down that its last word arrived.
    await site.quiet();
    await rest(minutes);
    const after = await open('/b');
    expect(after.session === before.session).toBe(isSame);
    expect(after.device).toBe(before.device);
  });
});

describe('identify', () => {
  const cases: [name: string, call: string, expected: object][] = [
    ['an email', "leadlight('identify', 'ann@acme.com')", { email: 'ann@acme.com' }],
    ['a userId', "leadlight('identify', '42')", { userId: '42' }],
    ['a number', "leadlight('identify', 42)", { userId: 42 }],
    [
      'with traits and a token',
      "leadlight('identify', 'ann@acme.com', {title: 'CTO'}, {token: 'a.b.c'})",
      { email: 'ann@acme.com', traits: { title: 'CTO' }, token: 'a.b.c' },
    ],
    [
      'a userId with the email among the traits',
      "leadlight('identify', '42', {email: 'ann@acme.com'})",
      { userId: '42', email: 'ann@acme.com' },
    ],
    [
      'one object',
      "leadlight('identify', {email: 'ann@acme.com', userId: '42', title: 'CTO', token: 'a.b.c'})",
      { email: 'ann@acme.com', userId: '42', traits: { title: 'CTO' }, token: 'a.b.c' },
    ],
  ];
  test.for(cases)('takes %s', async ([, call, expected]) => {
    await open();
    await page.evaluate(call);
    const [identify] = await site.arrived('identify');
    expect(identify).toMatchObject(expected);
    expect(identify).not.toHaveProperty('title');
  });

  test('that changes nothing is not sent again in the session', async () => {
    await open();
    const say = (call: string) => page.evaluate(`leadlight('identify', ${call})`);
    await say("'ann@acme.com', {plan: 'team'}");
    await say("'ann@acme.com', {plan: 'team'}");
    await open('/b');
    await say("'ann@acme.com', {plan: 'team'}");
    await site.quiet();
    expect(site.events('identify')).toHaveLength(1);
    await say("'ann@acme.com', {plan: 'pro'}");
    await say("'bob@acme.com', {plan: 'pro'}");
    await site.arrived('identify', 3);
    await page.evaluate("leadlight('reset')");
    await say("'bob@acme.com', {plan: 'pro'}");
    await site.arrived('identify', 4);
  });

  test('leaves no email behind in the browser', async () => {
    await open();
    await page.evaluate("leadlight('identify', 'ann@acme.com')");
    await site.arrived('identify');
    await page.waitForTimeout(200);
    const stored = await page.evaluate('JSON.stringify(localStorage) + document.cookie');
    expect(stored).not.toContain('ann');
  });
});

test('track sends an event of any name with its props', async () => {
  await open();
  await page.evaluate("leadlight('track', 'Demo Booked', {plan: 'team', seats: 5})");
  const [event] = await site.arrived('Demo Booked');
  expect(event).toMatchObject({ url: site.url('/'), props: { plan: 'team', seats: 5 } });
});

test('calls made before the script has loaded are answered', async () => {
  site.page('/', {
    head: `<script>window.leadlight=window.leadlight||function(){(leadlight.q=leadlight.q||[]).push(arguments)};
      leadlight('track', 'Early'); leadlight('identify', 'ann@acme.com')</script>`,
  });
  await open();
  await site.arrived('Early');
  await site.arrived('identify');
});

test('an ignored browser is left out until it is taken in again', async () => {
  await open();
  await page.evaluate("leadlight('ignore', true)");
  site.beacons.length = 0;
  await page.goto(site.url('/b'));
  await page.evaluate("leadlight('track', 'Unseen'); leadlight('identify', 'ann@acme.com')");
  await site.quiet();
  expect(site.beacons).toEqual([]);
  await page.evaluate("leadlight('ignore', false); leadlight('track', 'Seen')");
  await site.arrived('Seen');
});
