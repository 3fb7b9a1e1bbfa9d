// A tally of visitors under two models: how many stand where, who moves most and why, and how scores are distributed.

import { describe, expect, it } from 'vitest';
import {
  count,
  distribution,
  newTally,
  type Previewed,
  type PreviewedStanding,
  type Tally,
} from '../../../worker/score/models/preview.ts';
import { newRanking } from '../../../worker/score/models/ranking.ts';
import type { Reason } from '../../../worker/score/standing/standing-now.ts';

interface Told {
  visitor?: string;
  before?: Partial<PreviewedStanding> & { reasons?: Reason[] };
  after?: Partial<PreviewedStanding> & { reasons?: Reason[] };
  scores?: [before: number, after: number];
}

/** Somebody cold and worth nothing under both models, but for what is told. */
function previewed({ visitor = 'v', before, after, scores = [0, 0] }: Told): Previewed {
  const cold = { score: 0, status: 'cold', cell: null, reasons: [] };
  return {
    visitor,
    before: { ...cold, ...before },
    after: { ...cold, ...after },
    scores: { before: scores[0], after: scores[1] },
  };
}

function tallyOf(...told: Told[]): Tally {
  const tally = newTally();
  for (const each of told) count(tally, previewed(each));
  return tally;
}

const reason = (rule: string, worth: number): Reason => ({ rule, label: `Rule ${rule}`, worth });
/** `visitor change` of each who is named. */
const moversOf = ({ movers }: Tally) =>
  movers.map(({ visitor, before, after }) => [visitor, after.score - before.score]);

describe('a tally', () => {
  it('is of nobody at first', () => {
    expect(tallyOf()).toEqual({
      visitors: 0,
      statuses: { before: {}, after: {} },
      cells: { before: {}, after: {} },
      moves: {},
      movers: [],
      scores: { before: {}, after: {} },
      ranking: newRanking(),
    });
  });

  it('counts statuses, cells, and who goes from which status to which', () => {
    const tally = tallyOf(
      { before: { status: 'hot', cell: 'A1' }, after: { status: 'warm', cell: 'A2' } },
      { before: { status: 'hot', cell: 'B1' }, after: { status: 'warm', cell: 'A2' } },
      { before: { status: 'hot' }, after: { status: 'hot', cell: 'A1' } },
      { before: { status: 'warm', cell: 'A2' }, after: { status: 'hot' } },
    );
    expect(tally).toMatchObject({ visitors: 4, moves: { '["hot","warm"]': 2, '["warm","hot"]': 1 } });
    expect(Object.keys(tally.moves)).toHaveLength(2);
    expect(tally.statuses).toEqual({ before: { hot: 3, warm: 1 }, after: { warm: 2, hot: 2 } });
    expect(tally.cells).toEqual({ before: { A1: 1, B1: 1, A2: 1 }, after: { A2: 2, A1: 1 } });
  });

  it('is the same after a journey through JSON, where counting goes on', () => {
    const told: Told[] = [
      { visitor: 'a', before: { status: 'hot', score: 9 }, scores: [9, 0] },
      { visitor: 'b', after: { score: 1, cell: 'C4' }, scores: [0, 1] },
    ];
    const stored = JSON.parse(JSON.stringify(tallyOf(told[0] as Told))) as Tally;
    count(stored, previewed(told[1] as Told));
    expect(stored).toEqual(tallyOf(...told));
  });
});

describe('movers', () => {
  it('are those whose score changes, up or down, the farthest first; of one distance by id', () => {
    const tally = tallyOf(
      { visitor: 'c', before: { score: 10 }, after: { score: 15 } },
      { visitor: 'a', before: { score: 30 }, after: { score: 10 } },
      { visitor: 'same', before: { score: 50, status: 'warm' }, after: { score: 50, status: 'hot' } },
      { visitor: 'b', before: { score: 10 }, after: { score: 5 } },
    );
    expect(moversOf(tally)).toEqual([
      ['a', -20],
      ['b', -5],
      ['c', 5],
    ]);
  });

  it('say where they stood and stand, and no more of them than that', () => {
    const before = { score: 50, status: 'hot', cell: 'A1' };
    const after = { score: 10, status: 'cool', cell: 'A3' };
    expect(tallyOf({ before, after }).movers).toEqual([{ visitor: 'v', before, after, reasons: [] }]);
  });

  it.each([
    [19, 19],
    [20, 20],
    [21, 20],
  ])('of %i are the twenty who move most, in whatever order they come: %i', (moving, named) => {
    const told = Array.from({ length: moving }, (_, index) => ({
      visitor: `v${String(index).padStart(2, '0')}`,
      after: { score: 1 + index },
    }));
    const expected = told.toReversed().slice(0, named);
    for (const order of [told, told.toReversed(), [...told.slice(7), ...told.slice(0, 7)]]) {
      const tally = tallyOf(...order);
      expect(moversOf(tally)).toEqual(expected.map(({ visitor, after }) => [visitor, after.score]));
    }
  });

  it('that move as far as the last of twenty are named when their id comes first', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => ({
      visitor: `m${10 + index}`,
      after: { score: 7 },
    }));
    expect(moversOf(tallyOf(...twenty, { visitor: 'a', after: { score: 7 } }))[0]).toEqual(['a', 7]);
    expect(moversOf(tallyOf(...twenty, { visitor: 'z', after: { score: 7 } })).at(-1)).toEqual(['m29', 7]);
  });

  it('come with the three rules that make most of the difference, the weightiest first, of one weight by id', () => {
    const before = [reason('gone', 4), reason('kept', 9), reason('less', 30), reason('b', 2)];
    const after = [reason('kept', 9), reason('less', 10), reason('new', -5), reason('b', 6)];
    const [mover] = tallyOf({
      before: { score: 45, reasons: before },
      after: { score: 20, reasons: after },
    }).movers;
    expect(mover?.reasons).toEqual([
      { rule: 'less', label: 'Rule less', before: 30, after: 10 },
      { rule: 'new', label: 'Rule new', before: 0, after: -5 },
      { rule: 'b', label: 'Rule b', before: 2, after: 6 },
    ]);
  });

  it.each([[['a', 'b']], [['b', 'a']]])(
    'name rules of one weight in the order of their ids: given as %j',
    (rules) => {
      const [mover] = tallyOf({
        before: { score: 8, reasons: rules.map((rule) => reason(rule, 4)) },
        after: { score: 0 },
      }).movers;
      expect(mover?.reasons.map(({ rule }) => rule)).toEqual(['a', 'b']);
    },
  );

  it('leave out a rule that brings the same under both models', () => {
    const [mover] = tallyOf({
      before: { score: 9, reasons: [reason('kept', 9)] },
      after: { score: 10, reasons: [reason('kept', 9), { ...reason('renamed', 1), label: 'New' }] },
    }).movers;
    expect(mover?.reasons).toEqual([{ rule: 'renamed', label: 'New', before: 0, after: 1 }]);
  });

  it('call a rule what the new model calls it', () => {
    const [mover] = tallyOf({
      before: { score: 9, reasons: [reason('r', 9)] },
      after: { score: 1, reasons: [{ ...reason('r', 1), label: 'New' }] },
    }).movers;
    expect(mover?.reasons).toEqual([{ rule: 'r', label: 'New', before: 9, after: 1 }]);
  });
});

describe('how scores are distributed', () => {
  const told = (...scores: [before: number, after: number][]) =>
    distribution(tallyOf(...scores.map((pair) => ({ scores: pair }))));

  it('is not told of nobody', () => {
    expect(distribution(newTally())).toEqual([]);
  });

  it('is what so many in a hundred have at most, under each model', () => {
    const hundred = Array.from({ length: 100 }, (_, index): [number, number] => [index + 1, -index]);
    expect(told(...hundred.toReversed())).toEqual([
      { percentile: 10, before: 10, after: -90 },
      { percentile: 25, before: 25, after: -75 },
      { percentile: 50, before: 50, after: -50 },
      { percentile: 75, before: 75, after: -25 },
      { percentile: 90, before: 90, after: -10 },
      { percentile: 99, before: 99, after: -1 },
      { percentile: 100, before: 100, after: 0 },
    ]);
  });

  it('counts a part of a visitor as one, and tells tenths', () => {
    const before = told([0.04, 0], [9.96, 0], [100.25, 0]).map((row) => row.before);
    expect(before).toEqual([0, 0, 10, 100.3, 100.3, 100.3, 100.3]);
  });
});
