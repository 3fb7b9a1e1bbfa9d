// The pages of reports: their tabs and periods, what they say in a sentence, and links to the people behind each number.

import { beforeAll, describe, expect, it } from 'vitest';
import { call, newSite } from '../../support/api.ts';
import { signIn, textOf, unescaped, visit } from '../../support/browser/pages.ts';
import { parseCsv } from '../../support/checks/csv.ts';

const day = 86_400_000;
const now = Date.now();
/** In the middle of a day, so that all come on the same one. */
const begun = Math.floor(now / day - 20) * day + day / 2;
let cookie: string;
let site: string;

const hostile = '"><script>alert(1)</script>';

/** Forty people from a search engine, most of whom buy, and forty from a newsletter, few of whom do. */
beforeAll(async () => {
  cookie = await signIn();
  site = await newSite();
  const people = Array.from({ length: 80 }, (_, person) => ({
    email: `p${person}@acme.test`,
    at: begun + person * 60_000,
    isSearch: person < 40,
  }));
  const campaign = encodeURIComponent(hostile);
  const events = people.map(({ email, at, isSearch }) => ({
    ...{ email, at, kind: 'form_fill', form: 'demo' },
    url: isSearch
      ? `https://acme.test/a?utm_source=google&utm_medium=cpc&utm_campaign=${campaign}`
      : 'https://acme.test/b?utm_source=newsletter&utm_medium=email',
  }));
  const plan = 'paid' as const;
  await call(`POST /v1/sites/${site}/events`, { body: { events }, plan });
  const outcomes = people.flatMap(({ email, at }, person) =>
    person < 24 || (person >= 40 && person < 46)
      ? [
          ...[{ id: `o${person}`, email, result: 'won', at: at + 4 * day }],
          ...[{ id: `v${person}`, email, result: 'won', at: at + 5 * day, value: 10, currency: 'EUR' }],
        ]
      : [],
  );
  const { body } = await call(`POST /v1/sites/${site}/outcomes`, { body: outcomes, plan });
  expect(body.accepted).toBe(60);
});

const page = async (path = '') => (await visit(`/s/${site}/reports${path}`, { cookie })).html;
const findingOf = (html: string) => textOf(/<p class="finding">([^<]*)/.exec(html)?.[1] ?? '');
const hrefs = (html: string, inside: RegExp) =>
  [...(inside.exec(html)?.[0] ?? '').matchAll(/href="([^"]+)"/g)].map(([, href = '']) => unescaped(href));
const tabs = /<nav class="tabs"[\s\S]*?<\/nav>/;

/** The rows of the last table, as text by column. */
function rowsOf(html: string): Record<string, string>[] {
  const table = html.slice(html.lastIndexOf('<table>'), html.lastIndexOf('</table>'));
  const names = [...table.matchAll(/<th scope="col">([^<]*)/g)].map(([, name = '']) => name);
  return [...table.matchAll(/<tr>(<th scope="row">[\s\S]*?)<\/tr>/g)].map(([, row = '']) => {
    const cells = row.split(/<\/t[hd]>/).map(textOf);
    return Object.fromEntries(names.map((name, place) => [name, cells[place] ?? '']));
  });
}

describe('the pages of reports', () => {
  it('lead to each other, and keep the period', async () => {
    expect(hrefs(await page(), tabs)).toEqual([
      ...[`/s/${site}/reports/overview`, `/s/${site}/reports/sources`, `/s/${site}/reports`],
      ...[`/s/${site}/reports/velocity`, `/s/${site}/reports/calibration`, `/s/${site}/reports/prediction`],
    ]);
    const kept = hrefs(await page('/sources?days=30'), tabs);
    expect(kept.map((href) => href.split('?')[1])).toEqual(Array(6).fill('days=30'));
    const current = (html: string) =>
      /aria-current="page">([^<]+)<\/a><\/li>/.exec(html.match(tabs)?.[0] ?? '')?.[1];
    for (const [path, name] of [
      ['', 'Score'],
      ['/sources', 'Sources'],
      ['/velocity', 'Time'],
      ['/overview', 'Overview'],
      ['/calibration', 'Rules'],
      ['/prediction', 'Prediction'],
    ])
      expect(current(await page(path))).toBe(name);
  });

  it('say in a sentence what was found', async () => {
    expect(findingOf(await page('/sources'))).toMatch(
      /^paid search: its leads buy 4 times as often as those of all others \(1\.\d to \d+(\.\d)?\)\.$/,
    );
    expect(findingOf(await page('/velocity'))).toBe(
      'Half of those who bought did so within 4 days of their first visit, the middle half after 4 to 4 days.',
    );
    expect(findingOf(await page('/overview'))).toBe(
      '80 visitors came for the first time in this period, and 80 people were identified for the first time.',
    );
  });

  it('have a row for each source, which leads to its people in the list', async () => {
    const html = await page('/sources?by=source');
    expect(rowsOf(html)).toEqual([
      expect.objectContaining({
        ...{
          'First visit': 'google',
          Visitors: '40',
          Leads: '40',
          Bought: '24',
          Open: '16',
          Value: '€240.00',
        },
        ...{ 'Leads per sale': '1.7', 'Days to sale': '4' },
        'Leads who bought': '60% (45% to 74%)',
        'Sales to expect': expect.stringMatching(/^9\.6 \(7\.\d to 12\)$/),
      }),
      expect.objectContaining({ 'First visit': 'newsletter', Bought: '6', Open: '34' }),
    ]);
    const [href = ''] = hrefs(html, /<th scope="row"><a[\s\S]*?<\/th>/);
    const list = (await visit(href, { cookie })).html;
    expect(list.match(/data-id="/g)).toHaveLength(40);
    const [channel = ''] = hrefs(await page('/sources'), /<th scope="row"><a[\s\S]*?<\/th>/);
    expect((await visit(channel, { cookie })).html.match(/data-id="/g)).toHaveLength(40);
  });

  it('show what a visitor made up as text, and link no campaign to a list that cannot filter by it', async () => {
    const html = await page('/sources?by=campaign');
    expect(html).not.toContain(hostile);
    expect(rowsOf(html).map((row) => row['First visit'])).toEqual([hostile, 'none given']);
    expect(hrefs(html, /<tbody>[\s\S]*<\/tbody>/)).toEqual([]);
  });

  it('lead from a level to its people of today', async () => {
    const html = await page();
    const levels = html.slice(html.indexOf('<caption>By level'), html.indexOf('</table>'));
    const [hot = ''] = hrefs(levels, /<th scope="row"><a[\s\S]*?<\/th>/);
    expect(hot).toBe(`/s/${site}`);
    const all = hrefs(levels, /<tbody>[\s\S]*/);
    expect(all.slice(1)).toEqual(['warm', 'cool', 'cold'].map((name) => `/s/${site}?status=${name}`));
    const scores = html.slice(html.indexOf('<caption>By score'));
    expect(hrefs(scores, /<tbody>[\s\S]*/).at(-1)).toMatch(/\?status=everyone&minScore=\d+$/);
  });

  it('of those who first came by a channel keep it, in the form, the tabs, the file and the list', async () => {
    const html = await page('?channel=paid_search');
    expect(html).toContain('24 people bought for the first time');
    expect(html).toMatch(/<option value="paid_search" selected/);
    expect(hrefs(html, tabs).every((href) => href.includes('channel=paid_search'))).toBe(true);
    expect(html).toMatch(/bands\.csv\?channel=paid_search"/);
    const [list = ''] = hrefs(html, /<th scope="row"[\s\S]*?<\/th>/);
    expect(list).toContain('channel=paid_search');
    expect(await page('?channel=tv')).toContain('30 people bought for the first time');
    expect(await page('/overview?channel=email')).toContain('name="channel" value="email"');
  });

  it('show a period of whole days, the last one included, and keep it in the form', async () => {
    const iso = (moment: number) => new Date(moment).toISOString().slice(0, 10);
    const came = iso(now - 20 * day);
    const html = await page(`/velocity?from=${iso(now - 25 * day)}&to=${iso(now - 19 * day)}`);
    expect(rowsOf(html)[0]).toMatchObject({ Until: 'identified', 'Reached it': '80' });
    expect(html).toContain(`name="from" value="${iso(now - 25 * day)}"`);
    expect(html).toContain(`name="to" value="${iso(now - 19 * day)}"`);
    const before = await page(`/velocity?from=${iso(now - 25 * day)}&to=${iso(now - 21 * day)}`);
    expect(findingOf(before)).toBe('Nobody came for the first time in this period.');
    const only = await page(`/overview?from=${came}&to=${came}`);
    expect(only.match(/<th scope="row">/g)).toHaveLength(1);
  });

  it.each([
    'from=2026-13-45&to=x',
    'from=2020-01-01&to=2026-01-01',
    'from=2026-05-01&to=2026-04-01',
    'days=7',
    'from=9999-01-01&to=9999-01-02',
    'by=age',
  ])('show the last 90 days for %s', async (query) => {
    const html = await page(`/sources?${query}`);
    expect(html).toMatch(/aria-current="page">90 days</);
    expect(rowsOf(html)[0]).toMatchObject({ 'First visit': 'paid search', Visitors: '40' });
  });

  it.each([
    ['/sources', 'sources', ''],
    ['/sources?by=landing', 'sources', '?by=landing'],
    ['/velocity', 'velocity', ''],
    ['/overview', 'overview', ''],
  ])('of %s link to the same file as that of the API', async (path, name, query) => {
    const [href = ''] = hrefs(await page(path), /<section class="card report"[\s\S]*?<\/header>/);
    expect(href).toBe(`/s/${site}/reports/${name}.csv${query}`);
    const rows = (text: unknown) => parseCsv(String(text).replace(/^\uFEFF/, ''));
    const api = await call(`GET /v1/sites/${site}/reports/${name}.csv${query}`);
    const file = rows((await visit(href, { cookie })).html);
    expect(file).toEqual(rows(api.body));
    expect(file.length).toBeGreaterThan(2);
  });

  it('have the last 31 days in a table, newest first, and a chart of all', async () => {
    const html = await page('/overview');
    expect(rowsOf(html)).toHaveLength(31);
    expect(rowsOf(html)[20]).toMatchObject({ 'New visitors': '80', 'New leads': '80' });
    expect(html.match(/<figure class="by-day">/g)).toHaveLength(2);
  });

  it('of a site without visitors say so', async () => {
    const empty = await newSite();
    const read = async (path: string) => (await visit(`/s/${empty}/reports${path}`, { cookie })).html;
    for (const path of ['/sources', '/velocity'])
      expect(findingOf(await read(path))).toBe('Nobody came for the first time in this period.');
    expect(findingOf(await read('/overview'))).toMatch(/^0 visitors came/);
  });
});
