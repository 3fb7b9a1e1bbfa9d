// What a score knew just before a moment: all of what had occurred by then, and nothing else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { statesBefore } from '../../../worker/score/proof/passage.ts';
import { day, eventOf, hour, minute, modelOf, monday } from '../../support/checks/scoring.ts';

const model = modelOf(
  [
    { on: 'page_view', points: 10 },
    { on: 'spam', disqualifies: true },
  ],
  {
    halfLifeDays: 7,
    fit: {
      rules: [{ id: 'boss', label: 'Boss', where: { title: '*chief*' }, points: 80 }],
      grades: { A: 70, B: 45, C: 20 },
    },
  },
);
const kindOf = () => 'work' as const;
const states = (moments: number[], history: LoggedEvent[], compiled = model) =>
  statesBefore(moments, history, { compiled, kindOf });
const state = (moment: number, history: LoggedEvent[], compiled = model) =>
  states([moment], history, compiled)[0] ?? null;

const view = (occurredAt: number, given: Partial<LoggedEvent> = {}) => eventOf({ occurredAt, ...given });
const titled = (title: string, occurredAt: number, verified?: true) =>
  view(occurredAt, {
    kind: 'identify',
    body: { email: 'mei@acme.test', traits: { title }, ...(verified && { verified }) },
  });
const ended = (result: 'won' | 'lost', occurredAt: number) =>
  view(occurredAt, { kind: 'outcome', body: { result } });

/** Anything at any of 20 hours, reported in any order. */
const anyHistory = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 20 }),
      kind: fc.constantFrom('page_view', 'identify', 'outcome', 'spam', 'adjustment', 'lead_note'),
      title: fc.constantFrom('Chief', 'Clerk'),
      verified: fc.boolean(),
      result: fc.constantFrom('won', 'lost', 'open'),
    }),
    { maxLength: 25 },
  )
  .map((events) =>
    events.map(({ at, kind, title, verified, result }) => {
      const occurredAt = monday + at * hour;
      if (kind === 'identify') return titled(title, occurredAt, verified ? true : undefined);
      const body =
        kind === 'outcome' ? { result: result as 'won' } : kind === 'adjustment' ? { points: 5 } : {};
      return view(occurredAt, { kind, body });
    }),
  );

describe('the state just before a moment', () => {
  it('is the same whatever occurs then and later, for any history', () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, fc.integer({ min: 0, max: 21 }), (history, more, at) => {
        const moment = monday + at * hour;
        const later = more.filter(({ occurredAt }) => occurredAt >= moment);
        expect(state(moment, [...history, ...later])).toEqual(state(moment, history));
      }),
    );
  });

  it('is the same in whatever order it was reported, but for what happened at the same time', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 21 }), (history, at) => {
        const apart = history.map((event, place) => ({ ...event, occurredAt: event.occurredAt + place }));
        const reported = apart.map((event, place) => ({ ...event, arrival: (99 - place) * 64 }));
        expect(state(monday + at * hour, reported)).toEqual(state(monday + at * hour, apart));
      }),
    );
  });

  it('of several moments is that of each alone', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const moments = [0, 3, 3, 11, 20, 30].map((at) => monday + at * hour);
        expect(states(moments, history)).toEqual(moments.map((moment) => state(moment, history)));
      }),
    );
  });

  it('is unknown until the first visit, whatever was recorded before', () => {
    const history = [ended('lost', monday), view(monday + hour)];
    expect(state(monday + hour, history)).toBeNull();
    expect(state(monday + hour + 1, history)).toMatchObject({ heat: expect.closeTo(10, 0), level: 3 });
  });

  it.each([
    ['just reached', 5, 0, 1],
    ['kept until it has faded below what keeps it', 5, 2 * day, 1],
    ['lost when it has faded', 5, 4 * day, 2],
    ['never reached', 1, 0, 3],
  ])('has the level that was %s', (_, views, later, level) => {
    const history = Array.from({ length: views }, (_, place) => view(monday + place));
    expect(state(monday + minute + later, history)?.level).toBe(level);
  });

  it('has the level of the time when it occurred, not of the time when it was imported', () => {
    const history = Array.from({ length: 5 }, (_, place) =>
      view(monday + place, { arrival: (monday + 300 * day) * 64 }),
    );
    expect(state(monday + hour, history)?.level).toBe(1);
  });

  it('is outside the levels after a sale and after what disqualifies', () => {
    const history = [view(monday), ended('won', monday + 2 * hour)];
    expect(state(monday + 2 * hour, history)).toMatchObject({ level: 3, outcome: null });
    expect(state(monday + 3 * hour, history)).toMatchObject({ level: 5, outcome: 'won' });
    const out = [view(monday), view(monday + hour, { kind: 'spam' })];
    expect(state(monday + 2 * hour, out)).toMatchObject({ level: 5, outcome: null });
  });

  it('has the source of the first visit by then', () => {
    const from = (source: string) => ({ url: `https://example.com/?utm_source=${source}` });
    const history = [
      view(monday + day, { body: from('news') }),
      view(monday + 2 * day, { body: from('ads') }),
    ];
    expect(state(monday + 3 * day, history)).toMatchObject({ source: 'news', firstSeen: monday + day });
  });

  it('grades by the traits known by then, and is not graded before', () => {
    const history = [view(monday), titled('Clerk', monday + hour), titled('Chief of all', monday + 3 * hour)];
    const at = (hours: number) => state(monday + hours * hour, history);
    expect(at(1)).toMatchObject({ fit: { grade: null }, identifiedAt: null });
    expect(at(2)).toMatchObject({ fit: { grade: 'D', fitScore: 0 }, identifiedAt: monday + hour });
    expect(at(4)).toMatchObject({ fit: { grade: 'A', fitScore: 80 }, identifiedAt: monday + hour });
  });

  it('believes a browser less than the server, whichever spoke first', () => {
    const gradeOf = (history: LoggedEvent[]) => state(monday + day, history)?.fit.grade;
    expect(gradeOf([titled('Clerk', monday, true), titled('Chief', monday + 1)])).toBe('D');
    expect(gradeOf([titled('Chief', monday), titled('Clerk', monday + 1, true)])).toBe('D');
    expect(gradeOf([titled('Clerk', monday), titled('Chief', monday + 1)])).toBe('A');
  });
});
