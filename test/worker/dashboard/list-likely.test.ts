// The list of people by how likely they are to buy: the column, the order and the filter, where there is a prediction.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { call, newSite } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { plainMinute } from '../../support/schedule.ts';
import { sendBuyers } from '../../support/stories/buyers.ts';

let site: string;
let cookie: string;

/** The page with this query. */
const page = async (query: string, language = 'en') =>
  (await visit(`/s/${site}?${query}`, { cookie, headers: { 'accept-language': language } })).html;

/** The chances in the column, as the page writes them. */
const chancesIn = (html: string) =>
  [...html.matchAll(/<td class="likely"[^>]*>([^<]*)<\/td>/g)].map(([, text = '']) => text);

/** The addresses in the list, in its order. */
const peopleIn = (html: string) =>
  [...html.matchAll(/<th scope="row" class="who"><a [^>]*><bdi>([^<]*)</g)].map(([, name = '']) => name);

beforeAll(async () => {
  site = await newSite();
  cookie = await signIn();
  await sendBuyers(site, { people: 260, decided: 240, now: Date.now() });
}, 120_000);

describe('without a prediction', () => {
  it('has neither the column nor the filter, and another order than by it', async () => {
    const html = await page('status=everyone&sort=probability&likely=50');
    expect(html).toContain('<table class="visitors comfortable">');
    expect(html).not.toMatch(/class="likely"|name="likely"|sort=probability/);
    expect(peopleIn(html)).toHaveLength(50);
    expect(html).not.toContain('Chance to buy');
  });
});

describe('with a prediction', () => {
  beforeAll(async () => {
    await runScheduled(env.DB, { now: plainMinute(Date.now()), deadline: Date.now() + 30_000 });
  }, 120_000);

  it('shows the chance of everybody who has one', async () => {
    const html = await page('status=everyone&sort=lastSeen');
    const chances = chancesIn(html);
    expect(html).toContain('<table class="visitors comfortable predicted">');
    expect(chances).toHaveLength(50);
    const { data } = (await call(`GET /v1/sites/${site}/visitors?sort=lastSeen&limit=50`)).body;
    for (const [row, { probability }] of data.entries()) {
      expect(chances[row]).toMatch(probability === null ? /^$/ : /^(\d\d?|&lt;.1|&gt;.99)%$/);
      if (/^\d/.test(chances[row] ?? '')) expect(chances[row]).toBe(`${Math.round(probability * 100)}%`);
    }
    expect(await page('status=everyone', 'de')).toMatch(/class="likely" data-label="Kauft">/);
  });

  it('sorts by it, page by page', async () => {
    const html = await page('status=everyone&sort=probability');
    expect(html).toMatch(/<th scope="col" class="probability" aria-sort="descending"><a [^>]*>Chance</);
    const values = chancesIn(html).map((text) => Number(/\d+/.exec(text)?.[0]));
    expect(values).toHaveLength(50);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(html).toMatch(/<a rel="next" href="[^"]*sort=probability[^"]*cursor=/);
    const { data } = (await call(`GET /v1/sites/${site}/visitors?sort=probability&limit=50`)).body;
    expect(peopleIn(html)).toEqual(data.map(({ email }: { email: string }) => email));
    expect(await page('status=customer&sort=probability')).toContain('Nobody here has a probability to buy');
  });

  it('filters by the least one, in percent, which no segment keeps', async () => {
    const { data } = (await call(`GET /v1/sites/${site}/visitors?minProbability=0.5&limit=200`)).body;
    expect(data.length).toBeGreaterThan(5);
    const html = await page('status=everyone&likely=50&sort=probability');
    expect(peopleIn(html)).toHaveLength(Math.min(50, data.length));
    expect(html).toContain('<bdi>Chance to buy 50% or more</bdi>');
    expect(html).toContain('A segment cannot hold the chance to buy.');
    expect(html).not.toContain('save-segment');
    expect(html).toMatch(/<input id="likely" name="likely" value="50" inputmode="numeric"/);
    const file = await visit(`/s/${site}/visitors.csv?status=everyone&likely=50`, { cookie });
    expect(file.html.trim().split('\r\n')).toHaveLength(data.length + 1);
    const view = 'status=everyone&likely=50';
    const saved = await visit(`/s/${site}/segments`, { cookie, form: { do: 'save', view, name: 'Likely' } });
    expect(saved.status).toBe(400);
    for (const odd of ['0', '101', 'x', '-5', ''])
      expect([odd, (await page(`status=everyone&likely=${odd}`)).includes('Chance to buy 5')]).toEqual([
        odd,
        false,
      ]);
    expect(await page('status=everyone&likely=12,5', 'de')).toContain('<bdi>Kaufchance ab 13');
  });

  it('is linked to from the report', async () => {
    const { html } = await visit(`/s/${site}/reports/prediction`, { cookie });
    expect(html).toContain(
      `<a href="/s/${site}?status=everyone&amp;sort=probability">See who will most likely buy</a>`,
    );
  });
});
