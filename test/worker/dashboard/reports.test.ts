// The page Reports: the answer in a sentence, what is missing where there are too few sales, and the same as a file.

import { beforeAll, expect, test } from 'vitest';
import { call, newSite } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { parseCsv } from '../../support/checks/csv.ts';

const day = 86_400_000;
const begun = Date.now() - 20 * day;
let cookie: string;

/** Twenty people ask for a demo, of whom `hot` buy; thirty look at one page, of whom `cold` buy. */
async function siteWith(hot: number, cold: number): Promise<string> {
  const site = await newSite();
  const emailOf = (person: number) => `p${person}@acme.test`;
  const events = Array.from({ length: 50 }, (_, person) => ({
    ...{ email: emailOf(person), url: 'https://acme.test/', at: begun + person * 60_000 },
    ...(person < 20 ? { kind: 'form_fill', form: 'demo' } : { kind: 'page_view' }),
  }));
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const buyers = [...Array(hot).keys(), ...[...Array(cold).keys()].map((person) => 20 + person)];
  const outcomes = buyers.map((person) => ({
    ...{ id: `o${person}`, email: emailOf(person), result: 'won', at: begun + day + person },
  }));
  if (outcomes.length > 0) await call(`POST /v1/sites/${site}/outcomes`, { body: outcomes });
  return site;
}

const page = async (site: string) => (await visit(`/s/${site}/reports`, { cookie })).html;
const findingOf = (html: string) => /<p class="finding">([^<]*)/.exec(html)?.[1];

beforeAll(async () => {
  cookie = await signIn();
});

test.each([
  [12, 5, /^Hot leads buy [56]\.\d times as often as cold ones \(1\.\d to \d+(\.\d)?\)$/],
  [12, 0, /^Hot leads buy at least [3-9](\.\d)? times as often as cold ones$/],
  [
    5,
    7,
    /^These sales do not show whether hot leads buy more often than cold ones: 0\.\d+ to \d\.\d times as often$/,
  ],
  [6, 1, /^Hot leads buy 2\.\d times as often as everybody \(1\.\d to 2\.\d\)$/],
  [1, 1, /^Too few sales to say\. What hot still needs: 4 more sales from it\.$/],
])('%i hot and %i cold buyers: the answer says what they show', async (hot, cold, said) => {
  expect(findingOf(await page(await siteWith(hot, cold)))).toMatch(said);
});

test('each level stands in the table and in the chart, with its rate or with what is missing', async () => {
  const html = await page(await siteWith(6, 1));
  const table = html.slice(html.indexOf('<caption>By level'), html.indexOf('</table>'));
  expect(table).toMatch(
    /<bdi>hot<\/bdi><\/a><\/th><td>1\d<\/td><td>6<\/td><td>2\.\d \(1\.\d to 2\.\d\)<\/td><td>\d+%/,
  );
  expect(table).toMatch(/<bdi>cold<\/bdi>.*needs 4 more sales from it/);
  const chart = html.slice(
    html.indexOf('<svg class="lifts"'),
    html.indexOf('</svg>', html.indexOf('class="lifts"')),
  );
  expect(chart.match(/<circle/g)).toHaveLength(1);
  expect(chart).toContain('needs 4 more sales from it');
});

test('a site without sales is told what to do, and a site without visitors has its page as well', async () => {
  expect(await page(await siteWith(0, 0))).toContain('Report won deals to see them.');
  expect(findingOf(await page(await newSite()))).toMatch(
    /^Too few sales to say\. What hot still needs: 5 people/,
  );
});

test('the link in the corner leads to the same rows as the API’s file', async () => {
  const site = await siteWith(6, 1);
  const [, href = ''] = /<a href="([^"]+bands\.csv)"/.exec(await page(site)) ?? [];
  const file = parseCsv((await visit(href, { cookie })).html.replace(/^\uFEFF/, ''));
  const api = await call(`GET /v1/sites/${site}/reports/bands.csv`);
  expect(file).toEqual(parseCsv(String(api.body).replace(/^\uFEFF/, '')));
  expect(file.length).toBeGreaterThan(5);
});
