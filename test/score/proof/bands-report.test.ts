// How often the people of each band buy: chance where sales are drawn at random, the truth where it is known, and nothing of what
// came after a sale.

import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { type BandsReport, bandsReport } from '../../../worker/score/proof/bands-report.ts';
import { statesBefore } from '../../../worker/score/proof/passage.ts';
import {
  addBuyer,
  addPerson,
  closeSales,
  newTally,
  type Tally,
} from '../../../worker/score/proof/survey/tally.ts';
import { random } from '../../support/checks/random.ts';
import { day, eventOf, hour, modelOf, monday } from '../../support/checks/scoring.ts';

type People = Map<string, LoggedEvent[]>;

const compiled = modelOf(
  [
    { on: 'page_view', points: 8 },
    { on: 'spam', disqualifies: true },
  ],
  {
    halfLifeDays: 7,
    fit: {
      rules: [{ id: 'boss', label: 'Boss', where: { title: 'chief' }, points: 80 }],
      grades: { A: 70, B: 45, C: 20 },
    },
  },
);
const kindOf = () => 'work' as const;
const period = { from: monday, to: monday + 60 * day };
const counting = { period, now: period.to, compiled, kindOf };

const view = (occurredAt: number, given: Partial<LoggedEvent> = {}) => eventOf({ occurredAt, ...given });
const sale = (occurredAt: number) => view(occurredAt, { kind: 'outcome', body: { result: 'won' } });

/** Each has page views at random moments of 60 days, more or fewer of them, and every other a title. */
function anyPeople(howMany: number, next: () => number, most = 30): People {
  const people: People = new Map();
  for (let person = 0; person < howMany; person++) {
    const views = Array.from({ length: 1 + Math.floor(next() ** 2 * most) }, () =>
      view(monday + next() * 60 * day),
    );
    const title = next() < 0.5 ? 'chief' : 'clerk';
    const body = { email: `p${person}@acme.test`, traits: { title } };
    if (person % 2) views.push(view(monday + next() * 30 * day, { kind: 'identify', body }));
    people.set(`v${person}`, views);
  }
  return people;
}

/** Somebody buys at each of these moments: a prospect, drawn by a weight for each level. */
function sell(people: People, sales: number, next: () => number, weights = [1, 1, 1, 1]): void {
  const moments = Array.from({ length: sales }, () => monday + (10 + next() * 50) * day).sort(
    (a, b) => a - b,
  );
  const states = new Map(
    [...people].map(([id, all]) => [id, statesBefore(moments, all, { compiled, kindOf })]),
  );
  const left = new Set(people.keys());
  moments.forEach((at, place) => {
    const weightOf = (id: string) => weights[(states.get(id)?.[place]?.level ?? 9) - 1] ?? 0;
    const all = [...left].flatMap((id) => Array.from({ length: weightOf(id) }, () => id));
    const buyer = all[Math.floor(next() * all.length)] as string;
    left.delete(buyer);
    people.get(buyer)?.push(sale(at));
  });
}

function tallyOf(people: People): Tally {
  const tally = newTally();
  for (const [visitor, history] of people) addBuyer(tally, { visitor, history }, counting);
  closeSales(tally);
  for (const [visitor, history] of people) addPerson(tally, { visitor, history }, counting);
  return tally;
}

const report = (people: People): BandsReport => bandsReport(tallyOf(people));
const level = ({ bands }: BandsReport, key: string) =>
  bands.find((each) => each.by === 'level' && each.key === key);

describe('sales to people drawn at random', () => {
  const next = random(5);
  const drawn = Array.from({ length: 30 }, () => {
    const people = anyPeople(120, next);
    sell(people, 60, next);
    return report(people);
  });
  const bands = drawn.flatMap((each) => each.bands);

  it.each(['score', 'level', 'cell'] as const)('say chance for bands by %s, in 19 of 20', (by) => {
    const lifts = bands.filter((band) => band.by === by).flatMap(({ lift }) => lift ?? []);
    expect(lifts.length).toBeGreaterThan(60);
    const holding = lifts.filter(({ low, high }) => low <= 1 && 1 <= high);
    expect(holding.length / lifts.length).toBeGreaterThan(0.92);
    // Of small bands, only those that happened to have sales show a rate. So the counts are compared, of all.
    const byKey = Map.groupBy(
      bands.filter((band) => band.by === by),
      ({ key }) => key,
    );
    for (const same of byKey.values()) {
      const expected = same.reduce((sum, { share }) => sum + share * 60, 0);
      const won = same.reduce((sum, band) => sum + band.won, 0);
      expect(Math.abs(won - expected)).toBeLessThan(3 * Math.sqrt(expected) + 1);
    }
  });

  it('say of nearly no band that it converts worse than the one below', () => {
    expect(drawn.flatMap(({ inverted }) => inverted).length).toBeLessThanOrEqual(3);
  });

  it('convert in each band as they do in all, within the interval', () => {
    const overall = 0.5;
    const conversions = bands
      .filter(({ by }) => by === 'level')
      .flatMap(({ conversion }) => conversion ?? []);
    const holding = conversions.filter(({ low, high }) => low <= overall && overall <= high);
    expect(holding.length / conversions.length).toBeGreaterThan(0.92);
  });
});

describe('sales by a known law', () => {
  it('has the ratio of the law in its interval: hot people buy eight times as often as cold ones', () => {
    const next = random(2);
    const ratios = Array.from({ length: 20 }, () => {
      const people = anyPeople(200, next);
      sell(people, 60, next, [8, 4, 2, 1]);
      return report(people).extremes?.ratio;
    });
    const holding = ratios.filter((ratio) => ratio && ratio.low <= 8 && 8 <= ratio.high);
    expect(holding.length).toBeGreaterThanOrEqual(18);
  });

  it('says where hot people buy less often than warm ones, and how much less', () => {
    const next = random(3);
    const people = anyPeople(300, next, 90);
    sell(people, 120, next, [1, 12, 1, 1]);
    const found = report(people).inverted.filter(({ by }) => by === 'level');
    expect(found).toMatchObject([{ above: { key: '1' }, below: { key: '2' } }]);
    expect(found[0]?.ratio.low).toBeLessThan(1 / 12);
    expect(found[0]?.ratio.high).toBeGreaterThan(1 / 12);
  });
});

describe('what came after a sale', () => {
  it('changes nothing: visits of the buyers, and what disqualifies them', () => {
    const next = random(8);
    const people = anyPeople(100, next);
    sell(people, 30, next, [8, 4, 2, 1]);
    const before = tallyOf(people);
    for (const history of people.values()) {
      const sold = history.find(({ kind }) => kind === 'outcome')?.occurredAt;
      if (sold === undefined) continue;
      history.push(view(sold), view(sold + 1), view(sold + 2, { kind: 'spam' }), sale(sold + day));
    }
    expect(tallyOf(people)).toEqual(before);
  });

  it('changes nothing: the order in which people are read', () => {
    const next = random(4);
    const people = anyPeople(60, next);
    sell(people, 20, next);
    expect(tallyOf(new Map([...people].reverse()))).toEqual(tallyOf(people));
  });
});

describe('of people whom one can count by hand', () => {
  /** 10 are hot with 6 views on the first day, 30 are cold with one; half of the hot ones and 3 of the cold ones buy that day. */
  const people: People = new Map();
  for (let person = 0; person < 40; person++) {
    const views = Array.from({ length: person < 10 ? 6 : 1 }, (_, place) => view(monday + place));
    people.set(`v${person}`, views);
    if (person < 5 || person >= 37) views.push(sale(monday + hour + person));
  }
  const found = report(people);

  it('each level has its people, who left as they bought, its buyers and its lift', () => {
    expect(found).toMatchObject({ sales: 8, moments: 8 });
    // At the eight sales 10, 9, 8, 7, 6 and 5, 5, 5 of 40 to 33 were hot.
    const [hot, all] = [
      [10, 9, 8, 7, 6, 5, 5, 5],
      [40, 39, 38, 37, 36, 35, 34, 33],
    ];
    const share = hot.reduce((sum, each, place) => sum + each / (all[place] as number), 0) / 8;
    expect(level(found, '1')).toMatchObject({
      people: 55 / 8,
      share: expect.closeTo(share, 9),
      won: 5,
      lift: { value: expect.closeTo(5 / 8 / share, 9) },
      conversion: { value: expect.closeTo(1 - (1 - 8 / 40) ** (5 / 8 / share), 9) },
      missing: null,
    });
  });

  it('a level with people and as many sales to expect has a rate, however few it had', () => {
    expect(level(found, '3')).toMatchObject({ people: expect.closeTo(29.6, 1), won: 3, missing: null });
    expect(level(found, '2')).toMatchObject({
      people: 0,
      won: 0,
      lift: null,
      missing: { what: 'people', count: 5 },
    });
  });

  it('a level with too few sales says how many more it needs', () => {
    const few: People = new Map(
      [...people].map(([id, all]) => [id, all.filter(({ kind }) => kind !== 'outcome')]),
    );
    few.get('v0')?.push(sale(monday + hour));
    few.get('v1')?.push(sale(monday + hour));
    expect(level(report(few), '1')).toMatchObject({
      won: 2,
      lift: null,
      conversion: null,
      missing: { what: 'sales', count: 3 },
    });
  });

  it('buyers whom nobody had seen, and whom a rule had disqualified, stand in no band', () => {
    const odd: People = new Map([
      ...people,
      ['unseen', [sale(monday + hour)]],
      ['out', [view(monday), view(monday + 1, { kind: 'spam' }), sale(monday + hour)]],
      ['earlier', [view(monday - 2 * day), sale(monday - day), sale(monday + hour)]],
      ['later', [view(monday + 70 * day)]],
    ]);
    const tally = tallyOf(odd);
    expect(tally).toMatchObject({ buyers: 10, unseen: 1, disqualified: 1, people: 41 });
    const liftsOf = ({ bands }: BandsReport) =>
      bands.map(({ by, key, won, people: stood, lift }) => [by, key, won, stood, lift]);
    expect(liftsOf(bandsReport(tally))).toEqual(liftsOf(found));
  });

  it('a site without sales has levels without rates', () => {
    const none: People = new Map([['v', [view(monday)]]]);
    const { bands, extremes, inverted } = report(none);
    expect(bands.map(({ lift, conversion }) => [lift, conversion])).toEqual(bands.map(() => [null, null]));
    expect([extremes, inverted]).toEqual([null, []]);
  });

  it('a conversion is below 1 where people only pass through the band', () => {
    const fast: People = new Map();
    for (let person = 0; person < 200; person++) {
      const at = monday + (person % 40) * day;
      const isHot = person < 40;
      fast.set(`v${person}`, [view(monday), ...Array.from({ length: isHot ? 6 : 0 }, () => view(at))]);
      if (isHot) fast.get(`v${person}`)?.push(sale(at + hour));
    }
    const { value = 0, high = 0 } = level(report(fast), '1')?.conversion ?? {};
    expect(value).toBeLessThanOrEqual(1);
    expect(high).toBeLessThanOrEqual(1);
  });
});

describe('a large site', () => {
  it('is compared at 200 of its sales, and counts the buyers of all', () => {
    const people: People = new Map();
    for (let person = 0; person < 450; person++)
      people.set(`v${person}`, [view(monday), sale(monday + hour + person * 1000)]);
    expect(report(people)).toMatchObject({ sales: 450, moments: 200 });
    expect(level(report(people), '3')?.won).toBe(450);
  });
});
