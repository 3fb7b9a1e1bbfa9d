// The step from state to state: pure, and over a log the same as the fold, wherever the log is cut.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyStateText, standingRow, stateOf } from '../../../worker/flows/scores/standing-row.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { byArrival, fold } from '../../../worker/score/standing/fold.ts';
import { emptyState, type State, step } from '../../../worker/score/standing/step.ts';
import { eventOf, modelOf } from '../../support/checks/scoring.ts';
import { anyEvent, anyModel, streamStart } from '../../support/stories/models.ts';

const noFit = { version: 1, visitor: 'v', fitScore: null, grade: null, personOdds: null };
const unpredicted = modelOf([]);

/** A state as it is after it was written and read. */
const reread = (state: State): State =>
  stateOf(JSON.parse(JSON.stringify(standingRow(noFit, state, unpredicted))));

/** Events of one visitor, each with a tick of its own or that of the one before. */
const anyLog = fc
  .array(fc.tuple(anyEvent, fc.boolean()), { minLength: 1, maxLength: 60, size: 'max' })
  .map((made) => {
    let tick = streamStart * 64;
    return made.map(([event, isTogether], position): LoggedEvent => {
      tick += isTogether ? 0 : 256_000;
      return { ...event, id: `e${position}`, arrival: tick, position };
    });
  });

it('step after step, stored and read between any two, ends as the fold of the log', () => {
  fc.assert(
    fc.property(anyModel, anyLog, (model, log) => {
      const compiled = compileModel({ version: 1, landmark: streamStart, model });
      const batches = Map.groupBy([...log].sort(byArrival), ({ arrival }) => arrival);
      let state: State | null = null;
      for (const together of batches.values()) state = reread(step(state, together, compiled));
      expect(state).toEqual(reread(fold(log, compiled).state as State));
    }),
    { numRuns: 200 },
  );
});

it('leaves the state that it begins with as it was', () => {
  const compiled = modelOf([{ on: '*', points: 5, cap: { times: 3, per: 'day' } }]);
  const state = step(null, [eventOf()], compiled);
  const before = structuredClone(state);
  step(state, [eventOf({ session: 's2', kind: 'download', arrival: 999 })], compiled);
  expect(state).toEqual(before);
});

it('of nothing that has happened yet remembers nothing', () => {
  const state = emptyState({ device: 'd', arrival: 7, occurredAt: 5 });
  expect(state.standing).toMatchObject({
    heat: 0,
    level: 4,
    visits: 0,
    firstSeen: 5,
    arrival: 7,
    source: '',
  });
  expect(standingRow(noFit, state, unpredicted).state).toBe(emptyStateText);
});

it('stays small, however long the history', () => {
  const compiled = modelOf([
    { on: '*', points: 1, cap: { times: 1, per: 'ever', by: 'path' } },
    { on: '*', points: 1, cap: { times: 1, per: 'day' } },
  ]);
  const sizeAfter = (count: number) => {
    const log = Array.from({ length: count }, (_, n) =>
      eventOf({
        id: `e${n}`,
        kind: `kind_${n}`,
        session: `s${n}`,
        occurredAt: streamStart + n * 3_600_000,
        arrival: (streamStart + n * 3_600_000) * 64,
        body: { url: `https://example.com/${n}` },
      }),
    );
    return JSON.stringify(standingRow(noFit, fold(log, compiled).state as State, compiled)).length;
  };
  expect(sizeAfter(10_000)).toBeLessThan(1.2 * sizeAfter(1_000));
  expect(sizeAfter(10_000)).toBeLessThan(6_000);
});
