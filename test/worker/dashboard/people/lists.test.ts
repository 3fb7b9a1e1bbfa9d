// The way from a list to a visitor and back, and what both pages say where texts are blank, claims differ or caps hold.

import { beforeAll, expect, test } from 'vitest';
import { call, newSite } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

let cookie: string;
let site: string;

beforeAll(async () => {
  cookie = await signIn();
  site = await newSite();
  const day = 86_400_000;
  const fill = (email: string, ago: number) => ({
    kind: 'form_fill',
    form: 'demo',
    email,
    at: Date.now() - ago * day,
  });
  const events = [
    fill('ann@acme.test', 0.002),
    fill('ann@acme.test', 0.001),
    {
      kind: 'identify',
      email: 'ann@acme.test',
      traits: { jobTitle: 'VP Sales', company_size: '50', vat_ID: 'x' },
    },
    fill('blank@acme.test', 1),
    { kind: 'identify', email: 'blank@acme.test', traits: { name: ' \u200b ', company: '\u3164' } },
  ].map((event) => ({ id: crypto.randomUUID(), ...event }));
  const answer = await call(`POST /v1/sites/${site}/events`, { body: { events }, plan: 'paid' });
  expect(answer.body.rejected).toEqual([]);
});

const open = async (path: string) => (await visit(path, { cookie })).html;
const hrefs = (html: string) =>
  [...html.matchAll(/href="(\/s\/[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
const inputs = (html: string) =>
  Object.fromEntries(
    [
      ...(/<form[^>]*class="search"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '').matchAll(
        /<input type="hidden" name="(\w+)" value="(\w+)"/g,
      ),
    ].map(([, name, value]) => [name, value]),
  );

test.each([
  ['', {}],
  ['?status=warm&sort=lastSeen', { status: 'warm', sort: 'lastSeen' }],
  ['?status=everyone&q=x', { status: 'everyone' }],
])('a search from %j stays on its tab and in its order', async (search, kept) => {
  expect(inputs(await open(`/s/${site}${search}`))).toEqual(kept);
});

test('a visitor leads back to the tab, filter, search and order that it was reached from, through all its pages', async () => {
  const list = `/s/${site}?status=everyone&q=acme&who=identified&sort=lastSeen`;
  const row = hrefs(await open(list)).find((href) => href.includes('/visitors/')) as string;
  const page = await open(row);
  expect(hrefs(page)).toContain(list);
  expect(hrefs(page)).not.toContain(`/s/${site}/visitors`);
  const erase = hrefs(page).find((href) => href.includes('/erase')) as string;
  expect(hrefs(await open(erase))).toContain(row);
});

test('from the first list the address of a visitor stays short, and leads back to it', async () => {
  const row = hrefs(await open(`/s/${site}`)).find((href) => href.includes('/visitors/')) as string;
  expect(row).not.toContain('?');
  expect(hrefs(await open(row))).toContain(`/s/${site}`);
});

test.each([
  'x',
  'status=gone&sort=up',
  '%00',
  `q=${'a'.repeat(5_000)}`,
  'cursor=forged',
  '//evil.test',
  'javascript:1',
])('a made-up way back, %j, leads to a list of this site', async (trail) => {
  const row = hrefs(await open(`/s/${site}`)).find((href) => href.includes('/visitors/')) as string;
  const html = await open(`${row}?list=${encodeURIComponent(trail)}`);
  const [, back = ''] = /<p class="back"><a href="([^"]*)"/.exec(html) ?? [];
  expect(back.split('?')[0]).toBe(`/s/${site}`);
  expect((await visit(back.replaceAll('&amp;', '&'), { cookie })).status).toBeLessThan(400);
});

test('who has a name of blanks goes by the email, which can be clicked', async () => {
  const html = await open(`/s/${site}?status=everyone&q=blank`);
  expect(html).toMatch(/<a href="[^"]*\/visitors\/[^"]*"><bdi>blank@acme\.test<\/bdi><\/a>/);
  expect(html).not.toContain('\u3164');
});

test('what a cap held back is marked in the timeline, and names of traits are words', async () => {
  const row = hrefs(await open(`/s/${site}?status=everyone&q=ann`)).find((href) =>
    href.includes('/visitors/'),
  ) as string;
  const text = textOf(await open(row));
  const timeline = text.slice(text.indexOf('Timeline'));
  expect(timeline.match(/demo \+50 over the cap/g)).toHaveLength(1);
  expect(timeline.match(/demo \+50(?! over)/g)).toHaveLength(1);
  expect(text).toMatch(/Job title VP Sales .*Company size 50 .*Vat ID x /);
  expect(text).not.toMatch(/emailType|emailDomain|jobTitle|company_size/);
});

test('a verified person whose deeds are only claimed is told apart from one whom nobody has verified', async () => {
  const email = 'claimed@acme.test';
  const at = Date.now() - 60_000;
  const fill = {
    id: crypto.randomUUID(),
    kind: 'form_fill',
    at,
    url: 'https://acme.test/',
    form: 'demo',
    email,
  };
  const beacon = {
    site,
    device: crypto.randomUUID(),
    session: crypto.randomUUID(),
    sentAt: Date.now(),
    events: [fill],
  };
  const headers = { origin: 'https://acme.test', 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
  expect((await call('POST /e', { body: beacon, headers, token: null })).body.accepted).toBe(1);
  const read = async () => {
    const [visitor] = (await call(`GET /v1/sites/${site}/visitors?email=${email}`)).body.data;
    return textOf(await open(`/s/${site}/visitors/${visitor.id}`));
  };
  const before = await read();
  expect(before).toContain('Identity claimed in the browser');
  expect(before).toContain('All of this was done under an unverified identity');
  const identify = { id: crypto.randomUUID(), kind: 'identify', email };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [identify] } });
  const after = await read();
  expect(after).toContain('Identity verified by your server');
  expect(after).toContain('All of this was done in a browser that only claims to be this person');
  expect(after).not.toContain('unverified');
});

test('a company’s page leads back to the list and the view that it was reached from', async () => {
  const site = await newSite();
  const event = { kind: 'identify', email: 'ann@initech.test', traits: { company: 'Initech' } };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [event] } });
  const backOf = async (from: string) => {
    const list = await visit(from, { cookie });
    const [, company = ''] = /href="([^"]*\/companies\/initech\.test[^"]*)"/.exec(list.html) ?? [];
    const page = await visit(company.replaceAll('&amp;', '&'), { cookie });
    const [, back = ''] = /<p class="back"><a href="([^"]*)"/.exec(page.html) ?? [];
    return back.replaceAll('&amp;', '&');
  };
  expect(await backOf(`/s/${site}?status=everyone&who=identified`)).toBe(
    `/s/${site}?status=everyone&who=identified`,
  );
  expect(await backOf(`/s/${site}/companies?q=initech&sort=people`)).toBe(
    `/s/${site}/companies?q=initech&sort=people`,
  );
  expect(await backOf(`/s/${site}/companies`)).toBe(`/s/${site}/companies`);
});
