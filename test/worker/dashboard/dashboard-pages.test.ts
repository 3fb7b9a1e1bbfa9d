// What the marketer's pages show: who is hot, why, to the last hundredth, and what happened.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';
import { uuidNamed } from '../../support/ids.ts';
import { makeSite } from '../../support/sites.ts';

const day = 86_400_000;
const home = 'https://example.com';
const now = Date.now();
let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

/** What a browser did `ago` ms ago; `device` is any text. */
function act(device: string, kind: string, body: NewEvent['body'] = {}, ago = 60_000): NewEvent {
  return {
    device: uuidNamed(device),
    id: crypto.randomUUID(),
    kind,
    occurredAt: now - ago,
    ownedAt: null,
    session: uuidNamed(device),
    origin: 'browser',
    body: { url: `${home}/`, ...body },
  };
}

async function siteWith(events: NewEvent[], model: Model = defaultModel): Promise<SiteConfig> {
  const site = await makeSite(env.DB, model, { landmark: now });
  await send(site, events);
  return site;
}

async function send(site: SiteConfig, events: NewEvent[]): Promise<void> {
  const arrivals = events.map((event) => ({ site, event }));
  expect(await ingest(env.DB, arrivals, now)).toEqual({ kind: 'stored' });
}

async function open(
  path: string,
): Promise<{ status: number; location: string | null; html: string; text: string }> {
  const { status, location, html } = await visit(path, { cookie });
  return { status, location, html, text: textOf(html) };
}

/** The page of the only visitor there is. */
async function openOnly(site: SiteConfig) {
  const [path, ...others] = visitorLinks((await open(`/s/${site.id}?status=everyone`)).html);
  expect(others).toEqual([]);
  return open(path as string);
}

/** The addresses of the visitors that a list shows, in its order. */
function visitorLinks(html: string): string[] {
  return [...html.matchAll(/href="(\/s\/[^"]+\/visitors\/[^"]+)"/g)].map(([, path = '']) => path);
}

function linkOf(html: string, label: string): string {
  const [, href = ''] = new RegExp(`href="([^"]*)"[^>]*>\\s*${label}\\s*<`).exec(html) ?? [];
  expect([label, href]).toEqual([label, expect.stringMatching(/^\/s\//)]);
  return href.replaceAll('&amp;', '&');
}

/** Rows of the n-th table, each a list of its cells' texts, without headings between them. */
function tableOf(html: string, n: number): string[][] {
  const table = html.match(/<table[\s\S]*?<\/table>/g)?.[n] ?? '';
  const rows = (table.match(/<tr[\s\S]*?<\/tr>/g) ?? []).filter((row) => !row.includes('rowgroup'));
  return rows.map((row) => (row.match(/<(td|th)[\s\S]*?<\/\1>/g) ?? []).map(textOf));
}

const cents = (text: string | undefined) => Math.round(Number(text?.replace('−', '-')) * 100);

test('a token for every site is helped to its first, led to the only one, and asked which of several', async () => {
  const none = await open('/');
  expect(none.text).toContain('Five steps to the first score');
  expect(none.html).toContain('name="origins"');
  const first = await newSite({ name: 'First & last' });
  expect((await open('/')).location).toBe(`/s/${first}`);
  const second = await newSite({ name: 'Second' });
  const { status, html } = await open('/');
  expect(status).toBe(200);
  for (const id of [first, second]) expect(html).toContain(`href="/s/${id}"`);
  expect(html).toContain('First &amp; last');
  // From any page to any other site, without going back.
  expect((await open(`/s/${first}`)).html).toContain(`href="/s/${second}"`);
});

test('a site without visitors shows the tag to paste, and none once there is one', async () => {
  const id = await newSite({ origins: ['https://acme.test'] });
  const { text } = await open(`/s/${id}`);
  expect(text).toContain('No visitors yet');
  expect(text).toContain(
    `<script defer src="https://leadlight.test/l.js?site=${id}&consent=granted"></script>`,
  );
  expect(text).toContain('https://acme.test');
  await call(`POST /v1/sites/${id}/events`, {
    body: {
      events: [{ id: crypto.randomUUID(), kind: 'page_view', url: 'https://acme.test/', email: 'a@b.test' }],
    },
  });
  expect((await open(`/s/${id}`)).text).not.toContain('No visitors yet');
});

test('a row says what to do, who, how hot, why, when, where from and until when', async () => {
  const site = await siteWith([
    act('a', 'page_view', { url: `${home}/pricing?utm_source=gazette` }, 3 * 3_600_000),
    act('a', 'form_fill', {
      form: 'contact',
      email: 'ann@acme.test',
      traits: { name: 'Ann', company: 'Acme' },
    }),
    act('b', 'page_view', {}, 0),
  ]);
  const { text, html } = await open(`/s/${site.id}`);
  expect(text).toContain('Who is hot');
  const [head, row, ...others] = tableOf(html, 0);
  expect(head).toEqual(['Do next', 'Who', 'Score', 'Why', 'Last seen', 'Cools']);
  expect(others).toEqual([]);
  expect(row).toEqual([
    'hot',
    'Ann Acme',
    // In the first hours of a day, the page of three hours ago was viewed yesterday.
    expect.stringMatching(/^60\.\d( \+\d+ since yesterday)?$/),
    expect.stringMatching(
      /^Asked for a demo, contact, trial or quote \S?50 Viewed pricing \S?10 Viewed a page \S?0.5$/,
    ),
    expect.stringMatching(/ago gazette$/),
    expect.stringMatching(/^\d+ \w{3}( \d{4})?$/),
  ]);
  const everyone = tableOf((await open(`/s/${site.id}?status=everyone`)).html, 0);
  const other = await anonymousVisitor(site.visitorKey, uuidNamed('b'));
  expect(everyone.map(([, who]) => who)).toEqual(['Who', row?.[1], `Anonymous · ${other.slice(0, 6)}`]);
});

test('a row says how the score has changed, and which cell of the matrix it is in', async () => {
  const fit = {
    rules: [{ id: 'boss', label: 'Decision maker', where: { title: 'c?o' }, points: 80 }],
    grades: { A: 70, B: 45, C: 20 },
  };
  const site = await siteWith(
    [
      act('old', 'form_fill', { form: 'demo', email: 'old@acme.test', traits: { title: 'CEO' } }, 20 * day),
      act('old', 'page_view', { url: `${home}/pricing` }, day),
      act('new', 'form_fill', { form: 'demo', email: 'new@acme.test' }, day),
      act('gone', 'form_fill', { form: 'demo', email: 'gone@acme.test' }, 10 * day),
    ],
    { ...defaultModel, halfLifeDays: 30, fit },
  );
  const { html } = await open(`/s/${site.id}?status=everyone&sort=score`);
  const scores = tableOf(html, 0)
    .slice(1)
    .map(([next, who = '', score]) => [who.split('@')[0], score, next]);
  const graded = async (grade: string) => (await open(`/s/${site.id}?status=everyone&grade=${grade}`)).text;
  expect(await graded('A')).toMatch(/old@acme.test/);
  expect(await graded('A')).not.toMatch(/new@acme.test/);
  expect(await graded('B')).toContain('No visitors match your search.');
  expect(await graded('E')).toMatch(/new@acme.test/);
  // All arrive now, when what is below 45 is warm. Of 50 points some 5.5 faded in seven days, and 10.3 are new. `change`
  // begins with a UTC day: how much has faded depends on the hour.
  expect(scores).toEqual([
    ['new', '48.8', 'hot'],
    ['old', expect.stringMatching(/^41\.\d \+\d+ (in 7 days|since yesterday)$/), 'A2 Sales within a day'],
    ['gone', expect.stringMatching(/^39\.\d −[78] in 7 days$/), 'warm'],
  ]);
  // Whom to call: those with a cell of the matrix first.
  const called = tableOf((await open(`/s/${site.id}?status=everyone`)).html, 0);
  expect(called.map(([, who = '']) => who.split('@')[0])).toEqual(['Who', 'old', 'new', 'gone']);
});

test('where a site has several models, each has its list and its pages, and every link stays with it', async () => {
  const site = await siteWith([
    act('ann', 'form_fill', { form: 'demo', email: 'ann@acme.test' }, 60_000),
    act('bob', 'download', { file: `${home}/a.pdf` }, 60_000),
  ]);
  const path = `/s/${site.id}`;
  expect((await open(path)).text).not.toContain('Scored by');
  const docs = {
    ...defaultModel,
    name: 'docs',
    groups: [],
    rules: [{ id: 'file', label: 'Took a file', on: 'download', points: 50 }],
  };
  const { body } = await call(`POST /v1/sites/${site.id}/models`, { body: docs });
  await call(`POST /v1/sites/${site.id}/models/${body.version}/publish`);

  const bob = await anonymousVisitor(site.visitorKey, uuidNamed('bob'));
  const whoIsHot = (html: string) =>
    tableOf(html, 0)
      .slice(1)
      .map(([, who]) => who);
  const first = await open(path);
  expect(first.text).toContain('Scored by default docs');
  expect(whoIsHot(first.html)).toEqual(['ann@acme.test']);
  expect(linkOf(first.html, 'docs')).toBe(`${path}?model=docs`);
  const second = await open(`${path}?model=docs`);
  expect(linkOf(second.html, 'default')).toBe(path);
  expect(linkOf(second.html, 'warm')).toBe(`${path}?model=docs&status=warm`);
  expect(second.html).toContain('<input type="hidden" name="model" value="docs"');
  expect(whoIsHot(second.html)).toEqual([`Anonymous · ${bob.slice(0, 6)}`]);
  expect(visitorLinks(second.html)).toEqual([`${path}/visitors/${bob}?model=docs`]);
  const visitor = await open(`${path}/visitors/${bob}?model=docs`);
  expect(visitor.text).toContain('Took a file');
  expect(linkOf(visitor.html, 'Visitors')).toBe(`${path}?model=docs`);
  expect(linkOf(visitor.html, 'default')).toBe(`${path}/visitors/${bob}`);
  expect(whoIsHot((await open(`${path}?model=gone`)).html)).toEqual(['ann@acme.test']);
});

test('the list is narrowed by status, search and filters, and sorted by its columns', async () => {
  const site = await siteWith([
    act('hot', 'form_fill', { form: 'demo', email: 'hot@acme.test' }, 20 * 3_600_000),
    act('warm', 'download', { file: `${home}/a.pdf` }, 10 * 3_600_000),
    act('warm', 'page_view', { url: `${home}/pricing` }, 10 * 3_600_000),
    act('cool', 'form_fill', { form: 'newsletter', email: 'cool@other.test' }, 3_600_000),
    act('cool', 'page_view', {}, 3_600_000),
    act('cold', 'page_view', {}, 0),
  ]);
  const path = `/s/${site.id}`;
  const shown = async (query: string) => {
    const { html } = await open(path + query);
    return tableOf(html, 0)
      .slice(1)
      .map(([status]) => status);
  };
  expect(await shown('')).toEqual(['hot']);
  expect(await shown('?status=warm')).toEqual(['warm']);
  expect(await shown('?status=cold')).toEqual(['cold']);
  expect(await shown('?status=disqualified')).toEqual([]);
  expect(await shown('?status=everyone')).toEqual(['hot', 'cool', 'warm', 'cold']);
  expect(await shown('?status=everyone&sort=score')).toEqual(['hot', 'warm', 'cool', 'cold']);
  expect(await shown('?status=everyone&minScore=20&seen=7')).toEqual(['hot', 'warm']);
  expect(await shown('?status=everyone&sort=lastSeen')).toEqual(['cold', 'cool', 'warm', 'hot']);
  expect(await shown('?status=everyone&who=identified')).toEqual(['hot', 'cool']);
  expect(await shown('?status=everyone&who=anonymous')).toEqual(['warm', 'cold']);
  expect(await shown('?status=everyone&q=OTHER.test')).toEqual(['cool']);
  expect(await shown('?status=everyone&q=acme&who=anonymous')).toEqual([]);
  // What is not understood is as if it were not said.
  expect(await shown('?status=tepid&sort=name&who=me')).toEqual(['hot']);
  const { html } = await open(`${path}?status=everyone&q=acme&sort=lastSeen`);
  expect(linkOf(html, 'hot')).toBe(`${path}?q=acme&sort=lastSeen`);
  expect(linkOf(html, 'Do next')).toBe(`${path}?status=everyone&q=acme`);
  expect(linkOf(html, 'Score')).toBe(`${path}?status=everyone&q=acme&sort=score`);
});

test('where nobody is, the page says what it takes and where to look', async () => {
  const site = await siteWith([act('a', 'page_view')]);
  const hot = await open(`/s/${site.id}`);
  expect(hot.text).toContain('No one is hot yet. It takes 45 points. See who is warm , or everyone');
  expect(linkOf(hot.html, 'who is warm')).toBe(`/s/${site.id}?status=warm`);
  expect((await open(`/s/${site.id}?status=disqualified`)).text).toContain(
    'No one is disqualified yet. See everyone',
  );
  const searched = await open(`/s/${site.id}?status=warm&q=nobody`);
  expect(searched.text).toContain('No visitors match your search.');
  expect(linkOf(searched.html, 'search everyone')).toBe(`/s/${site.id}?status=everyone&q=nobody`);
});

test('pages lead through everybody once, and a cursor of another list begins again', async () => {
  const site = await siteWith(
    Array.from({ length: 120 }, (_, index) => act(`device-${index}`, 'page_view', {}, index * 3_600_000)),
  );
  const seen: string[] = [];
  let path = `/s/${site.id}?status=everyone`;
  for (const size of [50, 50, 20]) {
    const { html, text } = await open(path);
    const links = visitorLinks(html);
    expect([links.length, text.includes('Next page'), text.includes('First page')]).toEqual([
      size,
      size === 50,
      seen.length > 0,
    ]);
    seen.push(...links);
    if (size === 50) path = linkOf(html, 'Next page');
  }
  expect(new Set(seen).size).toBe(120);
  const elsewhere = path.replace('status=everyone', 'status=cold');
  expect((await open(elsewhere)).location).toBe(`/s/${site.id}?status=cold`);
  expect((await open(`/s/${site.id}?cursor=x`)).location).toBe(`/s/${site.id}`);
});

test('a visitor explains its score: rules and lines each add up to it exactly, capped ones count 0', async () => {
  const site = await siteWith([
    ...Array.from({ length: 13 }, (_, index) =>
      act('a', 'page_view', { url: `${home}/p${index}` }, 7 * day + index * 3_700_000),
    ),
    act('a', 'page_view', { url: `${home}/pricing` }, 3 * day),
    act('a', 'page_view', { url: `${home}/pricing` }, 3 * day + 1_000),
    act('a', 'page_view', { url: `${home}/careers` }, 2 * day),
    act('a', 'form_fill', { form: 'contact', email: 'ann@acme.test' }, day),
  ]);
  const { html, text } = await openOnly(site);
  const [, score = ''] = /Why (\d+\.\d\d)/.exec(text) ?? [];
  expect(Number(score)).toBeGreaterThan(45);
  expect(text).toContain(`ann@acme.test Identity claimed in the browser ${score} hot`);
  expect(text).toContain('Points fade with time: every 14 days, each is worth half of what it was.');
  for (const n of [0, 1]) {
    const rows = tableOf(html, n).slice(1);
    const [label, total] = rows.pop() ?? [];
    expect([label, total]).toEqual(['Score', score]);
    expect(rows.reduce((sum, row) => sum + cents(row.at(-1)), 0)).toBe(cents(score));
  }
  const lines = tableOf(html, 1).slice(1, -1);
  const capped = lines.filter(([, what]) => what?.includes('over the cap'));
  expect(capped.map(([, , , worth]) => worth)).toEqual(capped.map(() => '0.00'));
  expect(capped.length).toBeGreaterThanOrEqual(1);
  expect(html.match(/<tr class="capped">/g)?.length).toBe(capped.length);
  expect(lines.find(([, what]) => what?.includes('careers'))?.slice(2)).toEqual(['−10', '−9.06']);
  const list = await open(`/s/${site.id}`);
  // What she gained within seven days is told behind it; which of her pages that is depends on the hour.
  expect(tableOf(list.html, 0)[1]?.[2]?.split(' +')[0]).toBe(score.slice(0, -1));
});

test('above the table it says the same in sentences, six at a glance and the rest behind a click', async () => {
  const model: Model = {
    ...defaultModel,
    rules: [
      ...Array.from({ length: 8 }, (_, index) => ({
        id: `r${index}`,
        label: `Did <b>${index}</b>`,
        on: 'page_view',
        where: { path: `/p${index}` },
        points: 10 + index,
        cap: { times: 1, per: 'ever' as const },
      })),
      { id: 'rival', label: 'Competitor', on: 'download', disqualifies: true },
    ],
  };
  const views = Array.from({ length: 8 }, (_, index) =>
    act('a', 'page_view', { url: `${home}/p${index}` }, 0),
  );
  const told = (html: string) =>
    [...html.matchAll(/<ul class="told">([\s\S]*?)<\/ul>/g)].map(([, list = '']) =>
      [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => textOf(item)),
    );
  const few = await openOnly(await siteWith(views.slice(0, 7), model));
  expect(told(few.html).map(({ length }) => length)).toEqual([7]);
  const rival = act('a', 'download', { file: `${home}/a.pdf` }, 0);
  const { html, text } = await openOnly(
    await siteWith([...views, rival, act('a', 'page_view', { url: `${home}/p7` }, 0)], model),
  );
  const [first, rest] = told(html);
  expect(first?.slice(0, 2)).toEqual([
    'Disqualified: Competitor, today',
    '“Did <b>7</b>” once, today: 17 of 108 points (1 more did not count: at most 1 in all)',
  ]);
  expect([first?.length, rest?.length]).toEqual([6, 3]);
  expect(text).toContain('3 more');
  expect(html).not.toContain('<b>');
  expect(text).toMatch(/Competitor disqualifies 0 0\.00/);
  expect(text).toMatch(/over the cap, else worth 17/);
  expect(text).toMatch(/Downloaded a\.pdf disqualifies/);
});

test('points given by hand are told with their reason, and days in the zone of the reader', async () => {
  const site = await siteWith([act('a', 'page_view', {}, 0)]);
  const id = await anonymousVisitor(site.visitorKey, uuidNamed('a'));
  const body = { id: crypto.randomUUID(), points: 10, reason: 'met at <fair>' };
  expect((await call(`POST /v1/sites/${site.id}/visitors/${id}/adjustments`, { body })).status).toBe(200);
  const { text } = await openOnly(site);
  expect(text).toContain(
    'Adjusted by hand: +10, “met at <fair>”, by the administrator, today: 10 of 11 points',
  );
  expect(text).toContain('met at <fair> by hand 1 10.00');
});

test('who has done nothing that earns points is told so', async () => {
  const { text } = await openOnly(await siteWith([act('a', 'silence', {}, 0)]));
  expect(text).toContain('Why 0.00 Nothing that this visitor did has earned points yet');
});

test('a score that is below 0 is shown as 0, and its sum as it is', async () => {
  const site = await siteWith([act('a', 'page_view', { url: `${home}/careers` }, 0)], {
    ...defaultModel,
    halfLifeDays: null,
  });
  const { text, html } = await openOnly(site);
  expect(text).toMatch(/Why 0\.00 Looked at careers once, today: −10 points .* Points do not fade\./);
  expect(tableOf(html, 0).at(-1)).toEqual(['Sum', '−9.50']);
  expect(text).toContain('A score is never shown below 0.');
});

test('what to do next, the fit and how long the level lasts are told where the model says', async () => {
  const model: Model = {
    ...defaultModel,
    fit: {
      rules: [{ id: 'exec', label: 'Decision maker', where: { title: '*chief*' }, points: 80 }],
      grades: { A: 70, B: 45, C: 20 },
    },
    actions: { A1: 'Call <today>' },
  };
  const named = { form: 'demo', email: 'ann@acme.test', traits: { title: 'Chief of all' } };
  const site = await siteWith([act('a', 'form_fill', named, 0)], model);
  const { text, html } = await openOnly(site);
  // The axis of an hour names each day once.
  const [, axis = ''] = /<g class="axis">([\s\S]*?)<\/g>/.exec(html) ?? [];
  const days = [...axis.matchAll(/>(\d+ [A-Z]\w+)</g)].map(([, each]) => each);
  expect(days.length).toBeGreaterThan(0);
  expect(new Set(days).size).toBe(days.length);
  expect(text).toContain('Next Call <today> Fit A1, 80 of 100');
  // 50 points fall to 36 in log2(50 / 36) × 14 days.
  const until = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const falls = now + Math.log2(50 / 35.995) * 14 * day;
  expect(text).toMatch(
    new RegExp(`Stays hot until ${until.format(falls)}( \\d{4})? if nothing more happens`),
  );
  expect(text).toContain('Decision maker Title : Chief of all · claimed in a form +80');
  expect(text).toMatch(/Title Chief of all claimed in a form \d/);
  expect(text).toMatch(/Kind of email address at work derived from the email address \d/);
  expect(text).toMatch(/Seniority director derived from the job title \d/);
});

test('an id that was absorbed leads to the visitor that it is part of now', async () => {
  const email = 'ann@acme.test';
  const site = await siteWith([act('a', 'form_fill', { form: 'x', email }), act('b', 'page_view')]);
  const anonymous = await anonymousVisitor(site.visitorKey, uuidNamed('b'));
  expect((await open(`/s/${site.id}/visitors/${anonymous}`)).status).toBe(200);
  await send(site, [act('b', 'identify', { email }, 0)]);
  const [path = '', ...others] = visitorLinks((await open(`/s/${site.id}?status=everyone`)).html);
  expect(others).toEqual([]);
  const old = await open(`/s/${site.id}/visitors/${anonymous}?list=status%3Deveryone`);
  expect([old.status, old.location]).toEqual([303, path]);
  const { text } = await open(path);
  expect(text).toContain('Device 2');
  expect(text).toMatch(/Identified as ann@acme.test claimed · device [12]/);
});

test('nobody by that id, and an id of another site, are the same to see', async () => {
  const [here, there] = [await siteWith([act('a', 'page_view')]), await siteWith([act('z', 'page_view')])];
  const foreign = await anonymousVisitor(there.visitorKey, uuidNamed('z'));
  expect((await open(`/s/${there.id}/visitors/${foreign}`)).status).toBe(200);
  for (const id of ['nobody', foreign, '%00', '%F0%9F%92%A9', 'x'.repeat(3_000)]) {
    const { status, text } = await open(`/s/${here.id}/visitors/${id}`);
    expect([status, text]).toEqual([404, expect.stringContaining('Visitor not found')]);
  }
});

test('the timeline tells what happened in words, newest first, and links only to the pages of the site', async () => {
  const view = act(
    'a',
    'page_view',
    { url: `${home}/pricing`, title: 'Plans', referrer: 'https://www.google.com/' },
    9_000,
  );
  const site = await siteWith([
    view,
    act('a', 'engagement', { url: `${home}/pricing`, view: view.id, seconds: 20, scroll: 10 }, 8_500),
    act('a', 'engagement', { url: `${home}/pricing`, view: view.id, seconds: 61, scroll: 80 }, 8_000),
    act('a', 'page_view', { url: 'https://evil.test/login' }, 7_000),
    act('a', 'download', { file: `${home}/files/guide.pdf` }, 6_000),
    act('a', 'outbound_click', { target: 'https://partner.test/x' }, 5_000),
    act('a', 'demo_booked', { label: 'Demo Booked', props: { plan: 'team' } }, 4_000),
    act('a', 'form_fill', { form: 'contact', label: 'Send message', email: 'ann@acme.test' }, 3_000),
    { ...act('a', 'email_reply', {}, 2_000), origin: 'server' },
    { ...act('a', 'page_view', { url: `${home}/robot` }, 1_000), origin: 'automated' },
  ]);
  const { html, text } = await openOnly(site);
  const section = html.slice(html.indexOf('</nav>', html.indexOf('id="timeline"')));
  const told = (section.match(/<li[\s\S]*?<\/li>/g) ?? []).map((item) =>
    textOf(item).replace(/^\d\d:\d\d /, ''),
  );
  expect(told).toEqual([
    'Viewed /robot automated browser: no points',
    'Replied to an email / +15',
    'Filled in the form contact +50 Send message · ann@acme.test · on /',
    'Event Demo Booked Plan: team · on /',
    'Clicked a link to partner.test/x on /',
    'Downloaded guide.pdf +10 on /',
    'Viewed evil.test/login +0.5',
    'Viewed /pricing +10 +1 +0.5 Plans · from google.com · read for 1 min · down to 80%',
  ]);
  expect(text).toMatch(/Timeline .*Others Today/);
  const links = [...section.matchAll(/<a class="about" href="([^"]*)"/g)].map(([, href]) => href);
  expect(links.sort()).toEqual(
    [`${home}/`, `${home}/files/guide.pdf`, `${home}/pricing`, `${home}/robot`].sort(),
  );
});

test('a long history comes in pages', async () => {
  const site = await siteWith(
    Array.from({ length: 130 }, (_, index) =>
      act('a', 'page_view', { url: `${home}/page-${index}` }, index * 60_000),
    ),
  );
  const first = await openOnly(site);
  const [, older = ''] = /href="([^"]+)"[^>]*>Older</.exec(first.html) ?? [];
  const second = await open(older.replaceAll('&amp;', '&').replace(/#.*/, ''));
  const told = (html: string) =>
    [...html.slice(html.indexOf('id="timeline"')).matchAll(/>\/page-(\d+)</g)].map(([, index]) =>
      Number(index),
    );
  expect([...told(first.html), ...told(second.html)]).toEqual(
    Array.from({ length: 130 }, (_, index) => index),
  );
  expect(second.html).not.toContain('>Older<');
  const { location } = await open(`${older.replace(/\?.*/, '')}?cursor=made-up`);
  expect(location).toBe(older.replace(/\?.*/, ''));
});

const hostile = `<script>hacked=1</script>"'><img src=x onerror=hacked=1>`;

test('what browsers say is text, in every place that shows it', async () => {
  const common = {
    title: hostile,
    referrer: `https://x.test/${hostile}`,
    url: `${home}/?utm_source=${hostile}`,
  };
  const site = await siteWith([
    act('a', 'page_view', common, 9_000),
    act('a', 'download', { ...common, file: `${home}/${hostile}` }, 8_000),
    act('a', 'outbound_click', { ...common, target: `javascript:${hostile}` }, 7_000),
    act('a', 'page_view', { url: 'javascript:hacked=1' }, 6_500),
    act('a', hostile, { ...common, label: hostile, props: { [hostile]: hostile } }, 6_000),
    act(
      'a',
      'form_fill',
      {
        ...common,
        form: `contact ${hostile}`,
        email: `${hostile}@x.test`,
        userId: hostile,
        traits: { name: hostile, company: hostile, [hostile]: hostile },
      },
      5_000,
    ),
    act('b', 'identify', { email: `${hostile}@x.test`, userId: hostile }, 4_000),
  ]);
  await env.DB.prepare('update site set name = ?2, origins = ?3 where key = ?1')
    .bind(site.key, hostile, JSON.stringify([home, `https://${hostile}`]))
    .run();
  const list = await open(`/s/${site.id}?status=everyone&q=${encodeURIComponent(hostile.slice(0, 8))}`);
  const visitor = await open(visitorLinks(list.html)[0] as string);
  for (const { status, html } of [list, visitor, await open('/')]) {
    expect(status).toBe(200);
    expect(html).toContain('&lt;script&gt;hacked=1&lt;/script&gt;');
    expect(html.replace(/<script type="module" src="\/assets\/\w+\.js"><\/script>/, '')).not.toMatch(
      /<script|<img|javascript:[^<]*">/i,
    );
  }
  for (const [, href = ''] of visitor.html.matchAll(/ href="([^"]*)"/g)) {
    expect(href).toMatch(/^(\/|#main|#event-|https:\/\/example\.com\/)/);
  }
});
