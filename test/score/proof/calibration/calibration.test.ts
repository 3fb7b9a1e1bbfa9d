// What the sales say of the rules: chance where they are drawn at random, the law where they follow one, and nothing of what came
// after a sale.

import { describe, expect, it } from 'vitest';
import { type Calibration, calibrationOf } from '../../../../worker/score/proof/calibration/calibration.ts';
import { minSharing } from '../../../../worker/score/proof/calibration/evidence.ts';
import { suggestedScore } from '../../../../worker/score/proof/calibration/held-out.ts';
import { addCandidates, chosenIdeas, maxIdeas } from '../../../../worker/score/proof/calibration/ideas.ts';
import { judgementOf } from '../../../../worker/score/proof/calibration/judgements.ts';
import { plainPoints } from '../../../../worker/score/proof/calibration/plain-points.ts';
import { pointsOf } from '../../../../worker/score/proof/calibration/points.ts';
import { addRow, newSample, rowOf, sampleLimits } from '../../../../worker/score/proof/calibration/sample.ts';
import { random } from '../../../support/checks/random.ts';
import { hour, monday } from '../../../support/checks/scoring.ts';
import { anyPeople, calibrationOn, compiled, event, evidenceOf, type Law, looking, sell } from './people.ts';

const row = ({ rows }: Calibration, id: string) => rows.find((each) => each.id === id);

describe('sales to people drawn at random', () => {
  const next = random(7);
  const drawn = Array.from({ length: 20 }, () => {
    const people = anyPeople(300, next);
    sell(people, 100, next);
    return calibrationOn(people);
  });

  it.each(['rule', 'level', 'fit'] as const)('say chance of each %s, in 19 of 20', (by) => {
    const lifts = drawn.flatMap(({ rows }) =>
      rows.filter((each) => each.by === by).flatMap(({ lift }) => lift ?? []),
    );
    expect(lifts.length).toBeGreaterThan(30);
    const holding = lifts.filter(({ low, high }) => low <= 1 && 1 <= high);
    expect(holding.length / lifts.length).toBeGreaterThan(0.9);
  });

  it('change no points, and suggest no rule', () => {
    expect(drawn.flatMap(({ rows }) => rows.filter(({ suggested }) => suggested !== null))).toEqual([]);
    expect(drawn.every(({ silence }) => silence?.why === 'chance')).toBe(true);
    expect(drawn.flatMap(({ ideas }) => ideas).length).toBeLessThanOrEqual(2);
  });
});

describe('sales that follow a law', () => {
  const law: Law = { rules: [1, 0.5, 0, -0.5], fits: [1, 0] };
  const next = random(11);
  const seen = Array.from({ length: 4 }, () => {
    const people = anyPeople(900, next);
    sell(people, 300, next, law);
    const evidence = evidenceOf(people);
    return {
      points: pointsOf(evidence, compiled.model),
      report: calibrationOf(evidence, compiled.model),
    };
  });

  it('give points within whose intervals the law is, in 19 of 20', () => {
    const told = seen.flatMap(({ points: { rules, fits, scale, fitScale } }) => [
      ...[...rules].map(([place, one]) => [(law.rules[place] ?? 0) * (scale ?? 0), one] as const),
      ...[...fits].map(([place, one]) => [(law.fits[place] ?? 0) * (fitScale ?? 0), one] as const),
    ]);
    expect(told).toHaveLength(24);
    const holding = told.filter(([truth, { low, high }]) => low <= truth && truth <= high);
    expect(holding.length).toBeGreaterThanOrEqual(22);
  });

  it('raise the points of what finds buyers, lower those of what does not, and leave alone what they cannot tell', () => {
    const suggested = (id: string) => seen.flatMap(({ report }) => row(report, id)?.suggested ?? []);
    expect(suggested('r0').length).toBeGreaterThan(1);
    expect(suggested('r0').filter((points) => points <= 8)).toEqual([]);
    expect(suggested('r3').length).toBeGreaterThan(2);
    expect([...suggested('r2'), ...suggested('r3')].filter((points) => points > 0)).toEqual([]);
    const kept = seen.flatMap(({ report }) =>
      report.rows.filter((one) => one.fitted && one.suggested === null),
    );
    expect(kept.length).toBeGreaterThan(4);
    for (const { points, fitted } of kept) {
      expect(fitted?.low).toBeLessThanOrEqual(points as number);
      expect(fitted?.high).toBeGreaterThanOrEqual(points as number);
    }
  });

  it('rank buyers better on the half of people to whom the points were not fitted', () => {
    const mean = (side: 'before' | 'after') =>
      seen.reduce((sum, { report }) => sum + (report.heldOut?.[side].value ?? 0), 0) / seen.length;
    expect(mean('before')).toBeGreaterThan(0.5);
    expect(mean('after')).toBeGreaterThan(mean('before') + 0.01);
  });

  it('keep as many people on the level that the scale is taken from', () => {
    const people = anyPeople(900, next);
    sell(people, 300, next, law);
    const evidence = evidenceOf(people);
    const points = pointsOf(evidence, compiled.model);
    const rows = evidence.others.rows;
    const warm = compiled.model.levels[1].at;
    const before = rows.filter(({ score }) => score >= warm).length;
    const after = rows.filter((one) => suggestedScore(one, compiled.model, points) >= warm).length;
    expect(before).toBeGreaterThan(20);
    expect(Math.abs(after - before) / before).toBeLessThan(0.35);
  });
});

describe('what came after a sale', () => {
  it('changes nothing', () => {
    const next = random(3);
    const people = anyPeople(300, next);
    sell(people, 100, next, { rules: [1], fits: [] });
    const before = calibrationOn(people);
    for (const history of people.values()) {
      const bought = history.find(({ kind }) => kind === 'outcome');
      if (!bought) continue;
      const after = bought.occurredAt + hour;
      for (const kind of ['ask', 'leave', 'quiet']) history.push(event(after, { kind }));
      const body = { email: 'x@acme.test', traits: { title: 'chief' } };
      history.push(event(after, { kind: 'identify', body }));
      history.push(event(after, { kind: 'lead_state', body: { state: 'working' } }));
    }
    expect(before.buyers).toBe(100);
    expect(calibrationOn(people)).toEqual(before);
  });
});

describe('ideas', () => {
  it('are what buyers did more often than others, and no rule asks for', () => {
    const next = random(4);
    const people = anyPeople(300, next);
    sell(people, 60, next);
    const url = 'https://example.com/calculator?x=1';
    for (const history of people.values()) {
      const bought = history.find(({ kind }) => kind === 'outcome');
      if (!bought) continue;
      const before = bought.occurredAt - hour;
      history.push(event(before, { kind: 'page_view', body: { url } }));
      history.push(event(before, { kind: 'download', body: { file: 'https://example.com/f/offer.pdf' } }));
      history.push(event(before, { kind: 'engagement', body: { view: 'w', seconds: 400, url } }));
      history.push(event(before, { kind: 'ask' }));
    }
    const some = [...people.values()].slice(0, 40);
    for (const history of some) {
      const begun = Math.min(...history.map(({ occurredAt }) => occurredAt));
      history.push(event(begun, { kind: 'download', body: { file: 'https://example.com/f/offer.pdf' } }));
      history.push(event(begun, { kind: 'page_view', body: { url } }));
      history.push(event(begun, { kind: 'engagement', body: { view: 'w', seconds: 400, url } }));
    }
    const { ideas } = calibrationOn(people);
    const names = ideas.map(({ about, what }) => `${about} ${what}`);
    expect(names).toEqual(
      expect.arrayContaining(['page /calculator', 'file offer.pdf', 'kind download', 'reading 300']),
    );
    expect(names).not.toContain('kind ask');
    for (const { lift, won } of ideas) {
      expect(lift?.low).toBeGreaterThan(1);
      expect(won).toBeGreaterThanOrEqual(5);
    }
  });

  it('of which only a few buyers share any are none', () => {
    const candidates: Record<string, number> = {};
    for (let person = 0; person < 900; person++)
      addCandidates(candidates, ['kind common', `page /u/${person}`, `page /v/${person}`]);
    expect(Object.keys(candidates).length).toBeLessThanOrEqual(1_000);
    expect(chosenIdeas(candidates, minSharing)).toEqual(['kind common']);
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, place) => [`page /${place}`, 9]));
    expect(chosenIdeas(many, minSharing)).toHaveLength(maxIdeas);
  });
});

describe('leads that sales accepted and rejected', () => {
  const judge = (people: ReturnType<typeof anyPeople>) => {
    [...people.values()].forEach((history, place) => {
      const last = Math.max(...history.map(({ occurredAt }) => occurredAt));
      const asked = history.some(
        ({ kind, occurredAt }) => kind === 'ask' && last - occurredAt < 5 * 24 * hour,
      );
      const reason = place % 2 ? 'no budget' : `only person ${place}`;
      const body = asked ? { state: 'accepted' as const } : { state: 'rejected' as const, reason };
      if (last + 1 < looking.period.to) history.push(event(last + 1, { kind: 'lead_state', body }));
    });
    return people;
  };

  it('are counted apart, with what they had just before', () => {
    const report = calibrationOn(judge(anyPeople(200, random(9))));
    const { judged, buyers } = report;
    expect(buyers).toBe(0);
    expect(judged.accepted + judged.rejected).toBe(200);
    const ask = row(report, 'r0');
    expect(ask?.accepted).toBe(judged.accepted);
    expect(ask?.acceptance?.low).toBeGreaterThan(1);
    expect(row(report, 'r1')?.acceptance?.low).toBeLessThan(1);
  });

  it('show reasons that some share, and none that one person alone was given', () => {
    const { judged } = calibrationOn(judge(anyPeople(200, random(9))));
    expect(judged.reasons.map(({ reason }) => reason)).toEqual(['no budget']);
  });

  it.each([
    [['accepted', 'rejected'], false],
    [['rejected', 'working', 'accepted'], true],
    [['working', 'accepted'], true],
    [['accepted', 'new'], null],
    [['working'], null],
  ] as const)('after %j: %s', (states, isAccepted) => {
    const history = states.map((state, place) =>
      event(monday + place, { kind: 'lead_state', body: { state } }),
    );
    expect(judgementOf(history, looking.period)?.isAccepted ?? null).toBe(isAccepted);
  });
});

describe('the evidence', () => {
  it('stays below a megabyte, however many people and rules there are', () => {
    const limits = sampleLimits.others;
    const sample = newSample();
    for (let person = 0; person < 5_000; person++) {
      const awards = Array.from({ length: person % 40 }, (_, place) => [place, 1.234] as [number, number]);
      const held = { score: 12.345, level: 4, awards, fits: [] };
      addRow(sample, rowOf(`v${person}`, held, { moment: 59, rules: 200 }), limits);
    }
    expect(sample.rows.length).toBeLessThanOrEqual(limits.rows);
    expect(sample.values).toBe(sample.rows.reduce((sum, { values }) => sum + values.length, 0));
    expect(sample.values).toBeLessThanOrEqual(limits.values);
    expect(sample.values).toBeGreaterThan(limits.values - 80);
    expect(JSON.stringify(sample).length).toBeLessThan(550_000);
  });

  it('is the same in whatever order people are read', () => {
    const people = anyPeople(200, random(2));
    sell(people, 60, random(3));
    const sorted = (all: ReturnType<typeof anyPeople>) => {
      const evidence = evidenceOf(all);
      for (const { rows } of [evidence.bought, evidence.others])
        rows.sort((a, b) => (a.draw < b.draw ? -1 : 1));
      return evidence;
    };
    expect(sorted(new Map([...people].reverse()))).toEqual(sorted(people));
  });
});

describe('points that a person would write', () => {
  it.each([
    [13.1, 12],
    [23.9, 25],
    [147, 150],
    [3.2, 3],
    [0.4, 0],
    [-15.2, -15],
    [-0.2, 0],
    [99_999, 10_000],
  ])('%d: %d', (value, written) => {
    expect(plainPoints({ value, low: value - 5_000, high: value + 5_000 }, 1)).toBe(written);
  });

  it('stay within the interval', () => {
    expect(plainPoints({ value: 17.2, low: 16.5, high: 18 }, 1)).toBe(17);
    expect(plainPoints({ value: 0.73, low: 0.7, high: 0.76 }, 0.1)).toBe(0.7);
  });
});
