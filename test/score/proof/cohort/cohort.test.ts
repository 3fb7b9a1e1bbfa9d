// Where the people of a period came from and how far they have come: counted by hand for a few, chance where sales are drawn at
// random, the truth where it is known, nothing of what came after a sale, and a bounded size whatever visitors send.

import { describe, expect, it } from 'vitest';
import { maxSourceRows } from '../../../../schema/api/reports/sources.ts';
import type { LoggedEvent } from '../../../../worker/score/event.ts';
import { newCohort, type SourceNames, stages } from '../../../../worker/score/proof/cohort/cohort.ts';
import { addOutcome, maxCurrencies } from '../../../../worker/score/proof/cohort/source-counts.ts';
import { sourcesReport } from '../../../../worker/score/proof/cohort/sources-report.ts';
import { velocityReport } from '../../../../worker/score/proof/cohort/velocity-report.ts';
import { addBuyer, addPerson, closeSales, newTally } from '../../../../worker/score/proof/survey/tally.ts';
import { random } from '../../../support/checks/random.ts';
import { day, eventOf, hour, modelOf, monday } from '../../../support/checks/scoring.ts';

const compiled = modelOf(
  [
    { on: 'page_view', points: 8 },
    { on: 'spam', disqualifies: true },
  ],
  { halfLifeDays: null },
);
const period = { from: monday, to: monday + 60 * day };
const now = monday + 90 * day;

const view = (occurredAt: number, given: Partial<LoggedEvent> = {}) => eventOf({ occurredAt, ...given });
const from = (occurredAt: number, source: string, more = '') =>
  view(occurredAt, { body: { url: `https://acme.test/offer?utm_source=${source}&utm_medium=cpc${more}` } });
const known = (occurredAt: number) => view(occurredAt, { kind: 'identify', body: { email: 'a@acme.test' } });
const ended = (result: 'won' | 'lost' | 'open', occurredAt: number, more: LoggedEvent['body'] = {}) =>
  view(occurredAt, { kind: 'outcome', body: { result, ...more } });
const ruledOut = (occurredAt: number) =>
  view(occurredAt, { kind: 'lead_state', body: { state: 'rejected', reason: 'Student' } });

function cohortOf(people: readonly (readonly LoggedEvent[])[], names: Partial<SourceNames> = {}) {
  const tally = newTally({ source: ['google', 'news'], campaign: [], landing: [], ...names });
  const counting = { period, now, compiled, kindOf: () => 'work' as const };
  people.forEach((history, place) => {
    addBuyer(tally, { visitor: `v${place}`, history }, counting);
  });
  closeSales(tally);
  people.forEach((history, place) => {
    addPerson(tally, { visitor: `v${place}`, history }, counting);
  });
  return tally.cohort;
}

describe('the people who came in a period', () => {
  const at = (days: number) => monday + days * day;
  const people = [
    [from(at(1), 'google'), known(at(1)), ended('won', at(4), { value: 100, currency: 'EUR', deal: 'a' })],
    [from(at(1), 'google'), known(at(2)), ended('lost', at(9))],
    [from(at(1), 'google'), known(at(2)), ended('open', at(9))],
    [from(at(2), 'google'), known(at(2)), ruledOut(at(3))],
    [from(at(2), 'google'), known(at(2)), view(at(3), { kind: 'spam' })],
    [from(at(2), 'google')],
    [from(at(-1), 'google'), from(at(1), 'news'), known(at(2))],
    [from(at(60), 'google'), known(at(60))],
    [ended('won', at(5), { value: 7, currency: 'USD' }), from(at(6), 'google'), known(at(6))],
    [ended('open', at(5))],
    [
      from(at(59), 'news'),
      ended('lost', at(61)),
      ended('won', at(63), { value: 10.1, currency: 'EUR' }),
      ended('won', at(64), { value: 20.2, currency: 'USD', deal: 'b' }),
      ended('won', at(70), { value: 99, currency: 'USD', deal: 'b' }),
      ended('won', at(91), { value: 50, currency: 'EUR' }),
    ],
    [view(at(3))],
  ];
  const rows = sourcesReport(cohortOf(people), 'source').rows.map((row) => {
    const { kind, name, visitors, leads, won, lost, open, values } = row;
    return { kind, name, visitors, leads, won, lost, open, values };
  });

  it('are counted by the source of their first visit, with what they did until the count', () => {
    expect(rows).toEqual([
      {
        kind: 'named',
        name: 'google',
        visitors: 6,
        leads: 5,
        won: 1,
        lost: 1,
        open: 1,
        values: { EUR: 100 },
      },
      {
        ...{ kind: 'named', name: 'news', visitors: 1, leads: 1, won: 1, lost: 0, open: 0 },
        values: { EUR: 10.1, USD: 20.2 },
      },
      { kind: 'other', name: null, visitors: 1, leads: 0, won: 0, lost: 0, open: 0, values: {} },
      { kind: 'unseen', name: null, visitors: 2, leads: 2, won: 1, lost: 0, open: 1, values: { USD: 7 } },
    ]);
  });

  it('are the same people by channel, campaign and landing page', () => {
    const cohort = cohortOf(people, { landing: ['/offer'] });
    const of = (by: 'channel' | 'campaign' | 'landing') =>
      sourcesReport(cohort, by).rows.map(({ kind, name, visitors }) => [name ?? kind, visitors]);
    expect(of('channel')).toEqual([
      ['paid_search', 6],
      ['other', 1],
      ['direct', 1],
      ['unseen', 2],
    ]);
    expect(of('campaign')).toEqual([
      ['none', 8],
      ['unseen', 2],
    ]);
    expect(of('landing')).toEqual([
      ['/offer', 7],
      ['other', 1],
      ['unseen', 2],
    ]);
  });

  it('have their stages counted from the first visit, those after a sale left out', () => {
    const views = (begun: number, howMany: number) =>
      Array.from({ length: howMany }, (_, place) => view(begun + place * day));
    const cohort = cohortOf([
      [...views(at(1), 6), known(at(3))],
      [...views(at(1), 3), known(at(2)), ended('won', at(4)), ...views(at(5), 9)],
      [view(at(1)), ended('won', at(4)), known(at(5))],
      [view(at(1))],
    ]);
    expect(cohort.people).toBe(4);
    expect(cohort.reached).toEqual({
      identified: { 1: 1, 2: 1 },
      level2: { 2: 2 },
      level1: { 5: 1 },
      won: { 3: 2 },
    });
    expect(velocityReport(cohort)).toContainEqual(
      expect.objectContaining({ stage: 'won', people: 4, reached: 2, quartiles: null, missing: 3 }),
    );
  });
});

/** Leads from two sources, `share` of them buying by source, and what they do after it. */
function leadsOf(seed: number, shares: Record<string, number>, leads = 200, after?: 'events after it') {
  const next = random(seed);
  return Object.entries(shares).flatMap(([source, share]) =>
    Array.from({ length: leads }, () => {
      const begun = monday + next() * 40 * day;
      const sold = begun + (1 + next() * 20) * day;
      const history = [from(begun, source), known(begun + hour)];
      if (next() >= share) return history;
      history.push(ended('won', sold));
      if (after) history.push(from(sold + hour, 'news'), known(sold + hour), view(sold + 2 * hour));
      return history;
    }),
  );
}

describe('the report on sources', () => {
  it('finds a conversion that is known, within its interval, and the source that stands out', () => {
    const { rows, standouts } = sourcesReport(
      cohortOf(leadsOf(1, { google: 0.3, news: 0.1 }, 1_000)),
      'source',
    );
    const [google, news] = rows;
    expect(google).toMatchObject({ name: 'google', leads: 1_000, missing: null });
    expect(google?.conversion?.low).toBeLessThan(0.3);
    expect(google?.conversion?.high).toBeGreaterThan(0.3);
    expect(news?.conversion?.low).toBeLessThan(0.1);
    expect(news?.conversion?.high).toBeGreaterThan(0.1);
    expect(standouts.map(({ row }) => row.name)).toEqual(['google', 'news']);
    expect(standouts[0]?.ratio.low).toBeGreaterThan(1);
    expect(standouts[1]?.ratio.high).toBeLessThan(1);
  });

  it('multiplies the conversion with the open leads, and divides leads by sales', () => {
    const [google] = sourcesReport(cohortOf(leadsOf(2, { google: 0.2 })), 'source').rows;
    const { won = 0, open = 0, conversion, expected, leadsPerSale } = google ?? {};
    expect(open).toBe(200 - won);
    expect(conversion?.value).toBe(won / 200);
    expect(expected?.value).toBeCloseTo((won / 200) * open, 10);
    expect(expected?.low).toBeCloseTo((conversion?.low ?? 0) * open, 10);
    expect(expected?.high).toBeCloseTo((conversion?.high ?? 0) * open, 10);
    expect(leadsPerSale).toBe(200 / won);
  });

  it('of sales at random names a source in at most one of twenty sites, and each interval holds the common rate', () => {
    const shares = Object.fromEntries(['google', 'news', 'x', 'y'].map((name) => [name, 0.2]));
    const names = { source: Object.keys(shares) };
    const reports = Array.from({ length: 60 }, (_, seed) =>
      sourcesReport(cohortOf(leadsOf(seed + 10, shares, 60), names), 'source'),
    );
    expect(reports.filter(({ standouts }) => standouts.length > 0).length).toBeLessThanOrEqual(3);
    const estimates = reports.flatMap(({ rows }) => rows.flatMap(({ conversion }) => conversion ?? []));
    const held = estimates.filter(({ low, high }) => low <= 0.2 && high >= 0.2);
    expect(estimates.length).toBeGreaterThan(200);
    expect(held.length / estimates.length).toBeGreaterThan(0.92);
  });

  it('and that on velocity are the same whatever buyers do after their sale', () => {
    const shares = { google: 0.3, news: 0.2 };
    expect(cohortOf(leadsOf(3, shares, 50, 'events after it'))).toEqual(cohortOf(leadsOf(3, shares, 50)));
  });

  it.each([
    [5, 5, null],
    [4, 4, 1],
    [0, 25, null],
    [0, 24, 5],
  ])('of %i sales from %i leads misses %s sales where a fifth of all others buy', (won, leads, missing) => {
    const some = (source: string, howMany: number, buyers: number) =>
      Array.from({ length: howMany }, (_, place) => [
        from(monday, source),
        known(monday),
        ...(place < buyers ? [ended('won', monday + day)] : []),
      ]);
    // So many that the source itself does not change the rate of all.
    const all = [...some('google', leads, won), ...some('news', 10_000, 2_000 + (leads - 5 * won) / 5)];
    const row = sourcesReport(cohortOf(all), 'source').rows.find(({ name }) => name === 'google');
    expect(row?.missing).toBe(missing);
    expect(row?.conversion === null).toBe(missing !== null);
    expect(row?.expected === null).toBe(missing !== null);
  });
});

describe('what visitors send', () => {
  it('cannot make the counts large: ten thousand campaigns, sources and pages are others', () => {
    const people = Array.from({ length: 10_000 }, (_, place) => [
      view(monday + place, {
        body: { url: `https://acme.test/p${place}?utm_source=s${place}&utm_campaign=c${place}` },
      }),
    ]);
    const cohort = cohortOf(people, { campaign: ['c7'], landing: ['/p7'] });
    for (const by of ['source', 'campaign', 'landing'] as const) {
      const rows = sourcesReport(cohort, by).rows;
      expect(rows.map(({ kind, visitors }) => [kind, visitors])).toEqual(
        by === 'source'
          ? [['other', 10_000]]
          : [
              ['named', 1],
              ['other', 9_999],
            ],
      );
    }
    expect(JSON.stringify(cohort).length).toBeLessThan(10_000);
  });

  it('fills at most half a row of the database, when every count has every length and every currency', () => {
    const many = (name: string) =>
      Array.from({ length: maxSourceRows }, (_, place) => `${place}${name.repeat(298)}`);
    const cohort = newCohort({ source: many('s'), campaign: many('c'), landing: many('l') });
    const next = random(4);
    const all = Object.values(cohort.by).flatMap(({ counts, other }) => [...counts, other]);
    for (const counts of [...all, cohort.unseen])
      for (let place = 0; place < 1_500; place++) {
        const first = monday - next() ** 3 * 9_000 * day;
        const currency = `A${String.fromCharCode(65 + (place % 26))}X`;
        const deals = [{ at: monday, value: next() * 1e12, currency }];
        addOutcome(counts, { first, isLead: true, isLost: false, isOpen: false, deals });
      }
    // D1's limit for a row is 2 MB.
    expect(new TextEncoder().encode(JSON.stringify(cohort)).length).toBeLessThan(1_000_000);
  });

  it('is a name like any other, whatever it is called', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const people = names.map((name) => [from(monday, 'google', `&utm_campaign=${name}`)]);
    const { rows } = sourcesReport(cohortOf(people, { campaign: names }), 'campaign');
    expect(rows.map(({ name, visitors }) => [name, visitors])).toEqual(names.map((name) => [name, 1]));
  });

  it('of many currencies is added up for the first ones, and counted beyond them', () => {
    const currencies = Array.from(
      { length: maxCurrencies + 3 },
      (_, place) => `A${String.fromCharCode(65 + place)}X`,
    );
    const deals = currencies.map((currency) => ended('won', monday + day, { value: 1, currency }));
    const [row] = sourcesReport(cohortOf([[from(monday, 'google'), ...deals]]), 'source').rows;
    expect(Object.keys(row?.values ?? {})).toHaveLength(maxCurrencies);
    expect(row?.unvalued).toBe(3);
  });
});

it('has a stage for each of identified, the upper two levels, and the sale', () => {
  expect(velocityReport(cohortOf([])).map(({ stage }) => stage)).toEqual([...stages]);
});
