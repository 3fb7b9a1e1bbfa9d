// How well a model ranks the buyers: chance on random sales whatever the half-life, the truth where the truth is known, and
// nothing of what came later.

import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import {
  addSales,
  closeSales,
  compare,
  isCompared,
  newRanking,
  type RankingResult,
  rankingResult,
} from '../../../worker/score/models/ranking.ts';
import { heatsBefore } from '../../../worker/score/proof/passage.ts';
import { salesOf } from '../../../worker/score/proof/sales.ts';
import type { CompiledModel } from '../../../worker/score/rules/compile.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { random } from '../../support/checks/random.ts';
import { day, eventOf, hour, modelOf, monday } from '../../support/checks/scoring.ts';

type People = Map<string, LoggedEvent[]>;

const pages = [
  { on: 'page_view', points: 1 },
  { on: 'form_fill', points: 50 },
];
const halfLives = [null, 30, 7, 1];

let count = 0;
const seenAt = (occurredAt: number, given: Partial<LoggedEvent> = {}) =>
  eventOf({ id: `e${++count}`, kind: 'page_view', occurredAt, arrival: count, ...given });
const sale = (occurredAt: number, deal?: string) =>
  seenAt(occurredAt, { kind: 'outcome', body: { result: 'won', ...(deal !== undefined && { deal }) } });

/** Each has page views at random moments of 60 days. */
function anyPeople(howMany: number, next: () => number): People {
  const people: People = new Map();
  for (let person = 0; person < howMany; person++) {
    const views = Array.from({ length: 1 + Math.floor(next() * 12) }, () =>
      seenAt(monday + next() * 60 * day),
    );
    people.set(`v${person}`, views);
  }
  return people;
}

function rank(people: People, before: CompiledModel, after = before): RankingResult | null {
  const ranking = newRanking();
  for (const [visitor, history] of people) addSales(ranking, { visitor, history }, { before, after });
  closeSales(ranking);
  for (const [visitor, history] of people)
    if (isCompared(ranking, visitor, people.size)) compare(ranking, { visitor, history }, { before, after });
  return rankingResult(ranking);
}

/** The same by the definition: everybody is folded anew for each sale, from what had happened before it. */
function rankSlowly(people: People, compiled: CompiledModel): number {
  const scoreThen = (history: LoggedEvent[], at: number) => {
    const earlier = history.filter((event) => event.occurredAt < at);
    return earlier.length === 0 ? null : (fold(earlier, compiled).standing?.heat ?? 0);
  };
  const ranks: number[] = [];
  for (const [buyer, history] of people)
    for (const at of salesOf(history)) {
      const own = scoreThen(history, at);
      const others = [...people]
        .filter(([visitor]) => visitor !== buyer)
        .flatMap(([, events]) => scoreThen(events, at) ?? []);
      if (own === null || others.length === 0) continue;
      const same = others.filter((heat) => Math.abs(heat / own - 1) < 1e-9).length;
      const lower = others.filter((heat) => heat / own < 1 - 1e-9).length;
      ranks.push((lower + same / 2) / others.length);
    }
  return ranks.reduce((sum, each) => sum + each, 0) / ranks.length;
}

describe('sales to random people at random moments', () => {
  it.each(halfLives)('say chance at a half-life of %s days, in 19 of 20 draws', (halfLifeDays) => {
    const next = random(7);
    const drawn = Array.from({ length: 40 }, () => {
      const people = anyPeople(100, next);
      for (let sold = 0; sold < 50; sold++)
        people.get(`v${Math.floor(next() * 100)}`)?.push(sale(monday + next() * 60 * day));
      return rank(people, modelOf(pages, { halfLifeDays })) as RankingResult;
    });
    for (const [name, chance] of [
      ['auc', 0.5],
      ['topTenth', 0.1],
    ] as const) {
      const estimates = drawn.map((result) => result[name].before);
      const mean = estimates.reduce((sum, { value }) => sum + value, 0) / estimates.length;
      expect(Math.abs(mean - chance)).toBeLessThan(0.02);
      const holding = estimates.filter(({ low, high }) => low <= chance && chance <= high);
      expect(holding.length).toBeGreaterThanOrEqual(35);
    }
  });

  it.each(halfLives)(
    'say exactly chance where all did the same, at a half-life of %s days',
    (halfLifeDays) => {
      const people: People = new Map();
      for (let person = 0; person < 100; person++) {
        // The same deeds, reported in another order.
        const views = [3, 9, 4].map((at) => seenAt(monday + at * hour));
        people.set(`v${person}`, person % 2 ? views : views.reverse());
        if (person % 5 === 0) people.get(`v${person}`)?.push(sale(monday + day + person * hour));
      }
      const result = rank(people, modelOf(pages, { halfLifeDays }));
      expect(result?.auc.before).toMatchObject({
        value: 0.5,
        low: expect.closeTo(0.5, 0),
        high: expect.closeTo(0.5, 0),
      });
      expect(result?.topTenth.before.value).toBe(0.1);
    },
  );
});

describe('sales that follow deeds', () => {
  const next = random(3);
  const people = anyPeople(200, next);
  for (let sold = 0; sold < 40; sold++) {
    const at = monday + (5 + next() * 50) * day;
    const history = people.get(`v${sold * 3}`);
    if (sold % 4) history?.push(seenAt(at - next() * 2 * day, { kind: 'form_fill' }));
    history?.push(sale(at));
  }
  const good = modelOf(pages, { halfLifeDays: 7 });
  const blind = modelOf([{ on: 'page_view', points: 1 }], { halfLifeDays: 7 });

  it('are ranked as a fold of what had happened before each of them ranks them', () => {
    const result = rank(people, blind, good);
    expect(result?.auc.before.value).toBeCloseTo(rankSlowly(people, blind), 3);
    expect(result?.auc.after.value).toBeCloseTo(rankSlowly(people, good), 3);
  });

  it('are found better by the model that knows the deed', () => {
    const result = rank(people, blind, good);
    expect(result?.auc.after.low).toBeGreaterThan(result?.auc.before.high ?? 1);
    expect(result?.topTenth.after.value).toBeGreaterThan(0.6);
  });

  it('are ranked the same whatever happens after them', () => {
    const later: People = new Map([...people].map(([visitor, history]) => [visitor, [...history]]));
    for (const history of later.values()) {
      const last = Math.max(0, ...salesOf(history));
      if (last > 0)
        history.push(seenAt(last + 1, { kind: 'form_fill' }), seenAt(last, { kind: 'form_fill' }));
    }
    const own = (all: People) => {
      const ranking = newRanking();
      for (const [visitor, history] of all)
        addSales(ranking, { visitor, history }, { before: good, after: good });
      return ranking.sales.map(({ visitor, at, heat }) => ({ visitor, at, heat }));
    };
    expect(own(later)).toEqual(own(people));
  });
});

describe('of one visitor', () => {
  const capped = modelOf([{ on: 'page_view', points: 8, cap: { times: 1, per: 'ever' } }], {
    halfLifeDays: null,
  });

  it('the heat is that just before each moment, and unknown before the first visit', () => {
    const history = [seenAt(monday + hour), seenAt(monday + 3 * hour)];
    const moments = [monday + hour, monday + hour + 1, monday + 3 * hour, monday + day];
    const model = modelOf(pages, { halfLifeDays: null });
    expect(heatsBefore(moments, history, model)).toEqual([null, 1, 1, 2]);
  });

  it('a deed that arrived early does not use up the cap of one that happened before it', () => {
    const history = [seenAt(monday + day), seenAt(monday + hour)];
    expect(heatsBefore([monday + 2 * hour], history, capped)).toEqual([8]);
  });

  it('what is only recorded about somebody is no visit of theirs', () => {
    expect(heatsBefore([monday + day], [sale(monday)], capped)).toEqual([null]);
  });

  it('a deal is one sale, when it was first won; what has no deal is one each', () => {
    const history = [sale(9, 'a'), sale(4, 'a'), sale(7, 'b'), sale(5), sale(6)];
    history.push(seenAt(1, { kind: 'outcome', body: { result: 'lost' } }), seenAt(2));
    expect(salesOf(history)).toEqual([4, 5, 6, 7]);
  });
});

describe('what is said of the sales', () => {
  const model = modelOf(pages, { halfLifeDays: null });

  it('counts those whose buyer was never seen before, and ranks the others', () => {
    const people: People = new Map([
      ['a', [seenAt(monday), seenAt(monday + 1), sale(monday + day)]],
      ['b', [seenAt(monday)]],
      ['c', [sale(monday + day), seenAt(monday + 2 * day)]],
    ]);
    expect(rank(people, model)).toMatchObject({
      sales: 2,
      ranked: 1,
      unseen: 1,
      people: 3,
      auc: { after: { value: 1 } },
    });
  });

  it('is nothing where there is none, or nobody to compare the buyer with', () => {
    expect(rank(anyPeople(9, random(1)), model)).toBeNull();
    expect(rank(new Map([['a', [seenAt(monday), sale(monday + day)]]]), model)).toBeNull();
  });

  it.each([
    [19, 19, 1],
    [19, 18, 1],
    [19, 17, 0],
    // The tenth of 25 is two and a half people: who is third has half a place.
    [24, 23, 1],
    [24, 22, 0.5],
    [24, 21, 0],
    [4, 4, 0.5],
  ])('of %i others, %i of them lower, the buyer is in the top tenth: %d', (others, lower, share) => {
    const people: People = new Map([['buyer', [seenAt(monday), seenAt(monday), sale(monday + day)]]]);
    for (let other = 0; other < others; other++) {
      const views = other < lower ? 1 : 3;
      people.set(
        `o${other}`,
        Array.from({ length: views }, () => seenAt(monday)),
      );
    }
    expect(rank(people, model)?.topTenth.after.value).toBe(share);
  });

  it('does not call three sales that agree certain', () => {
    const people = anyPeople(50, random(5));
    for (const visitor of ['v1', 'v2', 'v3'])
      people.get(visitor)?.push(seenAt(monday, { kind: 'form_fill' }), sale(monday + 70 * day));
    expect(rank(people, model)?.auc.after).toMatchObject({
      value: expect.closeTo(0.98, 1),
      low: expect.closeTo(0.4, 0),
    });
  });
});

describe('a large site', () => {
  const model = modelOf(pages, { halfLifeDays: 7 });

  it('ranks 200 sales, whatever the order in which the buyers are read', () => {
    const people = anyPeople(600, random(11));
    for (const history of people.values()) history.push(sale(monday + 61 * day));
    const ranked = rank(people, model);
    expect(ranked).toMatchObject({ sales: 600, ranked: 200 });
    expect(rank(new Map([...people].reverse()), model)).toEqual(ranked);
  });

  it('compares the buyers with about 5,000 people', () => {
    const ranking = { ...newRanking(), sales: [{} as never] };
    const ids = Array.from({ length: 20_000 }, (_, n) => `visitor ${n}`);
    expect(ids.filter((id) => isCompared(ranking, id, 4000))).toHaveLength(20_000);
    const sampled = ids.filter((id) => isCompared(ranking, id, 20_000)).length;
    expect(sampled).toBeGreaterThan(4800);
    expect(sampled).toBeLessThan(5200);
  });
});
