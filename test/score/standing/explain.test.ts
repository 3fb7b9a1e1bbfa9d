// An explanation accounts for each award, and its lines sum to the score.

import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { explain, maxExplanationLines } from '../../../worker/score/standing/explain.ts';
import { day, eventOf, modelOf, monday } from '../../support/checks/scoring.ts';

const model = modelOf([
  { on: 'page_view', points: 8, cap: { times: 2, per: 'ever' } },
  { on: 'form_fill', points: 40, label: 'Form' },
  { on: 'careers', points: -16 },
  { on: 'bad', disqualifies: true },
]);
const owned = (given: Partial<LoggedEvent> = {}, claimed = false) => ({ ...eventOf(given), claimed });

/** What a line says that no cap, no hand and no disqualifying rule had a part in. */
const plain = { withheld: 0, disqualifies: false, reason: null, by: null, count: 1 };

describe('an explanation', () => {
  it('has a line for each award, newest first, with what it is worth at the moment', () => {
    const form = owned({ kind: 'form_fill', occurredAt: monday }, true);
    const careers = owned({ kind: 'careers', occurredAt: monday + day });
    const bad = owned({ kind: 'bad', occurredAt: monday - day });
    expect(explain([form, careers, bad], model, monday + day)).toEqual({
      rawScore: 4,
      score: 4,
      lines: [
        {
          rule: 'r2',
          label: 'Rule 2',
          points: -16,
          occurredAt: monday + day,
          worth: -16,
          eventId: careers.id,
          capped: false,
          claimed: false,
          ...plain,
        },
        {
          rule: 'r1',
          label: 'Form',
          points: 40,
          occurredAt: monday,
          worth: 20,
          eventId: form.id,
          capped: false,
          claimed: true,
          ...plain,
        },
        {
          rule: 'r3',
          label: 'Rule 3',
          points: 0,
          occurredAt: monday - day,
          worth: 0,
          eventId: bad.id,
          capped: false,
          claimed: false,
          ...plain,
          disqualifies: true,
        },
      ],
    });
  });

  it.each([
    [0, [8, 8], 8],
    [day, [4, 4], 4],
    [3 * day, [1, 1], 1],
  ])(
    '%i ms later shows what a cap kept back: worth nothing, and what it would have been worth',
    (later, worths, withheld) => {
      const { lines, rawScore } = explain([owned(), owned(), owned()], model, monday + later);
      expect(lines.map(({ points, worth, capped, withheld: kept }) => [points, worth, capped, kept])).toEqual(
        [[8, 0, true, withheld], ...worths.map((worth) => [8, worth, false, 0])],
      );
      expect(rawScore).toBe(2 * (worths[0] ?? 0));
    },
  );

  it('names who gave points by hand and why, and of nothing else', () => {
    const body = { points: 3, reason: 'Met at the fair', actor: 'abc' };
    const given = owned({ kind: 'adjustment', origin: 'server', body });
    const said = owned({ body: { url: 'https://example.com/', reason: 'none', actor: 'nobody' } });
    const { lines } = explain([given, said], model, monday);
    expect(lines.map(({ label, reason, by }) => [label, reason, by])).toEqual([
      ['Rule 0', null, null],
      ['Met at the fair', 'Met at the fair', 'abc'],
    ]);
  });

  it('has a line of 0 points for a match that disqualifies and is not the nth, and points for the one that is', () => {
    const second = modelOf([{ on: '*', points: 8, nth: 2, per: 'ever', disqualifies: true }]);
    const { lines, rawScore } = explain([owned(), owned(), owned()], second, monday);
    expect(
      lines.map(({ points, worth, disqualifies, capped }) => [points, worth, disqualifies, capped]),
    ).toEqual([
      [0, 0, true, false],
      [8, 8, true, false],
      [0, 0, true, false],
    ]);
    expect(rawScore).toBe(8);
  });

  it.each([
    [-1, 0],
    [0, 1],
    [1, 1],
    [day - 1, 1],
    [day, 2],
    [day + 1, 2],
  ])('%d ms after the first of two awards has %i lines: what had occurred by then', (later, lines) => {
    const found = explain([owned(), owned({ occurredAt: monday + day })], model, monday + later);
    expect(found.lines).toHaveLength(lines);
    expect(found.rawScore).toBeCloseTo(lines === 2 ? 12 : lines * 8 * 2 ** (-later / day), 6);
  });

  it('keeps to what the whole log says of caps, also for a moment before the slot was taken', () => {
    const late = [
      owned({ occurredAt: monday + day }),
      owned({ occurredAt: monday + day }),
      owned({ occurredAt: monday }),
    ];
    expect(explain(late, model, monday)).toMatchObject({ rawScore: 0, lines: [{ capped: true }] });
  });

  it('shows a score below 0 as 0, and the raw one as it is', () => {
    expect(explain([owned({ kind: 'careers' })], model, monday)).toMatchObject({ rawScore: -16, score: 0 });
    expect(explain([], model, monday)).toEqual({ rawScore: 0, score: 0, lines: [] });
  });

  it('lists awards of one moment in turn: what arrived last is first', () => {
    const events = [owned({ kind: 'form_fill' }), owned({ kind: 'form_fill' })];
    expect(explain(events, model, monday).lines.map(({ eventId }) => eventId)).toEqual([
      events[1]?.id,
      events[0]?.id,
    ]);
  });
});

describe('a long explanation', () => {
  const forms = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      owned({ kind: 'form_fill', occurredAt: monday + index }, index % 2 === 0),
    );

  it.each([
    [maxExplanationLines - 1, maxExplanationLines - 1],
    [maxExplanationLines, maxExplanationLines],
    [maxExplanationLines + 1, maxExplanationLines + 1],
    [maxExplanationLines + 50, maxExplanationLines + 2],
  ])('of %i awards has %i lines', (awards, lines) => {
    expect(explain(forms(awards), model, monday + day).lines).toHaveLength(lines);
  });

  it('sums the oldest by rule, apart for what is capped or claimed, and loses no point', () => {
    const events = [
      ...[3, 2, 1].map((ago) => owned({ kind: 'form_fill', occurredAt: monday - ago * day })),
      owned({ kind: 'form_fill', occurredAt: monday - 4 * day }, true),
      ...[1, 2, 3, 4].map((ago) => owned({ occurredAt: monday - 5 * day - ago })),
      owned({
        kind: 'adjustment',
        body: { points: 1, reason: 'a', actor: 'x' },
        occurredAt: monday - 9 * day,
      }),
      owned({ kind: 'adjustment', body: { points: 2, reason: 'b' }, occurredAt: monday - 9 * day }),
    ];
    const whole = explain(events, model, monday);
    const short = explain(events, model, monday, 1);
    expect(whole.lines).toHaveLength(10);
    expect(
      short.lines.map(({ rule, label, points, count, capped, claimed, eventId }) => ({
        rule,
        label,
        points,
        count,
        capped,
        claimed,
        eventId,
      })),
    ).toEqual([
      {
        rule: 'r1',
        label: 'Form',
        points: 40,
        count: 1,
        capped: false,
        claimed: false,
        eventId: events[2]?.id,
      },
      { rule: 'r1', label: 'Form', points: 80, count: 2, capped: false, claimed: false, eventId: null },
      { rule: 'r1', label: 'Form', points: 40, count: 1, capped: false, claimed: true, eventId: null },
      { rule: 'r0', label: 'Rule 0', points: 16, count: 2, capped: false, claimed: false, eventId: null },
      { rule: 'r0', label: 'Rule 0', points: 16, count: 2, capped: true, claimed: false, eventId: null },
      {
        rule: 'adjustment',
        label: 'Adjusted by hand',
        points: 3,
        count: 2,
        capped: false,
        claimed: false,
        eventId: null,
      },
    ]);
    expect(short.lines[1]).toMatchObject({ occurredAt: monday - 2 * day, worth: 10 + 5, withheld: 0 });
    expect(short.lines[4]?.worth).toBe(0);
    expect(short.lines[4]?.withheld).toBeCloseTo(16 / 32, 6);
    expect(short.lines[5]).toMatchObject({ reason: null, by: null });
    expect(short.rawScore).toBeCloseTo(whole.rawScore, 12);
    expect(short.rawScore).toBe(short.lines.reduce((sum, { worth }) => sum + worth, 0));
  });
});
