// The specification of a score: what events come to under a model, in order of arrival.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Window } from '../../../schema/model/model.ts';
import type { LoggedEvent, OutcomeResult } from '../../../worker/score/event.ts';
import { windowName } from '../../../worker/score/rules/window.ts';
import { shortHash } from '../../../worker/score/short-hash.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { day, eventOf, hour, minute, modelOf, monday } from '../../support/checks/scoring.ts';

const capped = (...args: Parameters<typeof fold>) => fold(...args).awards.map((award) => award.capped);

describe('a fold', () => {
  it('of no events is nobody', () => {
    expect(fold([], modelOf([{ on: '*', points: 1 }]))).toMatchObject({
      standing: null,
      awards: [],
    });
  });

  it('adds the heat of each award, in all and by rule', () => {
    const model = modelOf([
      { on: '*', points: 8 },
      { on: 'download', points: 2 },
    ]);
    const { standing } = fold([eventOf(), eventOf({ kind: 'download', occurredAt: monday + day })], model);
    expect(standing).toMatchObject({ heat: 8 + 16 + 4, heatByRule: { r0: 24, r1: 4 } });
  });

  it('adds the heat of a rule whatever its id is, also where objects have something of that name', () => {
    const named = modelOf([{ id: 'constructor', on: '*', points: 8 }]);
    expect(fold([eventOf()], named).standing?.heatByRule).toEqual({ constructor: 8 });
  });

  it('is the same in whatever order the events are given', () => {
    const model = modelOf([
      { on: '*', points: 8, cap: { times: 2, per: 'day' } },
      { on: 'visit', points: 1 },
    ]);
    const events = Array.from({ length: 8 }, (_, index) =>
      eventOf({
        occurredAt: monday + ((index * 7) % 5) * day,
        session: `s${index % 3}`,
        arrival: index >> 1,
        position: index % 2,
      }),
    );
    const known = JSON.stringify(fold(events, model));
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(JSON.stringify(fold(shuffled, model))).toBe(known);
      }),
    );
  });

  it('takes what arrived together by its place in the batch, then by device, then by id', () => {
    const cap = modelOf([{ on: '*', points: 1, cap: { times: 1, per: 'ever' } }]);
    const together = { arrival: monday * 64 };
    const first = eventOf({ ...together, position: 0, device: 'd2', id: 'b' });
    const later = [
      eventOf({ ...together, position: 1, device: 'd1', id: 'c' }),
      eventOf({ ...together, position: 1, device: 'd2', id: 'a' }),
      eventOf({ ...together, position: 1, device: 'd2', id: 'b' }),
    ];
    const inOrder = [first, ...later];
    for (const given of [inOrder, inOrder.toReversed(), [...later, first]]) {
      expect(fold(given, cap).awards.map(({ event }) => event)).toEqual(inOrder);
    }
  });

  it('remembers the sessions, and the places taken in each rule’s windows', () => {
    const model = modelOf([{ on: '*', points: 1, cap: { times: 2, per: 'day' } }]);
    const { state } = fold([eventOf(), eventOf({ session: 's2', device: 'd2' })], model);
    expect(state?.memory.sessions).toEqual([shortHash('s1'), shortHash('s2')]);
    const day = windowName('day', monday, null);
    expect(state?.memory.windows).toEqual(new Map([['r0', new Map([[`c${day}`, 2]])]]));
  });

  it('has no heat by a rule that brought none', () => {
    const { standing } = fold([eventOf()], modelOf([{ on: '*', disqualifies: true }]));
    expect([standing?.heat, standing?.heatByRule, standing?.heatByDay]).toEqual([0, {}, {}]);
  });

  it('knows no source of who was only ever adjusted: no visit has shown one', () => {
    const given = eventOf({ kind: 'adjustment', body: { points: 1 }, session: null, origin: 'server' });
    expect(fold([given], modelOf([{ on: '*', points: 1 }])).standing).toMatchObject({
      source: '',
      visits: 0,
    });
  });

  it.each([
    ['the last moment of a day', 31 * day - 1, [0, 1, 2, 8]],
    ['the first moment of the next', 31 * day, [1, 2, 8]],
  ])('keeps, as of %s, the heat of its last days apart, and of none before', (_, lastArrival, kept) => {
    const model = modelOf([{ on: '*', points: 1 }], { halfLifeDays: null });
    const happened = [0, 1, 2, 8].map((days) => eventOf({ occurredAt: monday + (days + 0.5) * day }));
    const last = eventOf({ origin: 'automated', arrival: (monday + lastArrival) * 64 });
    const { standing } = fold([...happened, last], model);
    const days = kept.map((each) => [String(monday / day + each), 1]);
    expect(standing?.heatByDay).toEqual(Object.fromEntries(days));
    expect(standing?.heat).toBe(4);
  });

  it('has known somebody who is only told of since the first moment of what was told first', () => {
    const told = (at: number, arrival: number) =>
      eventOf({ kind: 'adjustment', origin: 'server', occurredAt: monday + at, arrival, session: null });
    const { standing } = fold([told(5, 1), told(3, 1), told(4, 1), told(1, 2)], modelOf([]));
    expect(standing).toMatchObject({ firstSeen: monday + 3, lastSeen: monday + 3, source: '' });
  });

  it('keeps, of two ways at one moment, the one that arrived first', () => {
    const from = (source: string) => eventOf({ body: { url: `https://example.com/?utm_source=${source}` } });
    expect(fold([from('news'), from('ads')], modelOf([{ on: '*', points: 1 }])).standing?.source).toBe(
      'news',
    );
  });

  it('knows when, by what way and how often the visitor came, whatever arrives first', () => {
    const from = (source: string) => ({ url: `https://example.com/?utm_source=${source}` });
    const { standing } = fold(
      [
        eventOf({ occurredAt: monday + day, body: from('ads'), session: 's2', device: 'd2' }),
        eventOf({ occurredAt: monday, body: from('news') }),
        eventOf({ occurredAt: monday + 1 }),
        eventOf({ occurredAt: monday + 9 * day, kind: 'adjustment', body: { points: 1 }, session: null }),
        eventOf({
          occurredAt: monday - day,
          kind: 'outcome',
          origin: 'server',
          body: from('crm'),
          session: null,
        }),
      ],
      modelOf([{ on: '*', points: 1 }]),
    );
    expect(standing).toMatchObject({
      firstSeen: monday,
      lastSeen: monday + day,
      source: 'news',
      visits: 2,
      device: 'd2',
    });
  });
});

describe('the outcome', () => {
  const model = modelOf([{ on: '*', points: 0 }]);
  const ended = (result: OutcomeResult, at: number) =>
    eventOf({ kind: 'outcome', origin: 'server', occurredAt: monday + at, body: { result } });
  const outcomeOf = (...events: LoggedEvent[]) => {
    const { outcome, outcomeAt } = fold(events, model).standing ?? {};
    return [outcome, outcomeAt && outcomeAt - monday];
  };

  it.each<[string, [OutcomeResult, number][], [OutcomeResult, number]]>([
    ['the only one', [['lost', 1]], ['lost', 1]],
    [
      'the later',
      [
        ['open', 1],
        ['lost', 2],
      ],
      ['lost', 2],
    ],
    [
      'the later, though the other arrived last and is first in the alphabet',
      [
        ['open', 2],
        ['lost', 1],
      ],
      ['open', 2],
    ],
    [
      'the later, though it arrived first',
      [
        ['lost', 2],
        ['open', 1],
      ],
      ['lost', 2],
    ],
    [
      'the sale, though another is later',
      [
        ['won', 1],
        ['lost', 2],
      ],
      ['won', 1],
    ],
    [
      'the sale, though it arrived last',
      [
        ['lost', 2],
        ['won', 1],
      ],
      ['won', 1],
    ],
    [
      'the last of two sales',
      [
        ['won', 1],
        ['won', 2],
      ],
      ['won', 2],
    ],
    [
      'the last of two sales, though it arrived first',
      [
        ['won', 2],
        ['won', 1],
      ],
      ['won', 2],
    ],
    [
      'of two at one moment the first in the alphabet',
      [
        ['open', 1],
        ['lost', 1],
      ],
      ['lost', 1],
    ],
    [
      'the same, though it arrived first',
      [
        ['lost', 1],
        ['open', 1],
      ],
      ['lost', 1],
    ],
  ])('is %s: of %j it is %j', (_, given, expected) => {
    expect(outcomeOf(...given.map(([result, at]) => ended(result, at)))).toEqual(expected);
  });

  it('is told by reports of outcomes only, and by those that say how it ended', () => {
    expect(outcomeOf(eventOf({ body: { result: 'won' } }))).toEqual([null, null]);
    expect(outcomeOf(ended('lost', 1), eventOf({ kind: 'outcome', body: {} }))).toEqual(['lost', 1]);
  });

  it('puts who has bought outside the levels for good, and nobody else', () => {
    const bought = [ended('won', 1), ended('lost', 2), eventOf()];
    expect(fold(bought, model).standing?.level).toBe(5);
    expect(fold(bought.slice(1), model).standing?.level).toBe(4);
  });
});

describe('a cap that rules share', () => {
  const rules = [
    { on: 'download', points: 10, cap: { times: 2, per: 'day' } },
    { on: 'form_fill', points: 15 },
    { on: 'form_fill', points: 5 },
  ] as const;
  const groups = [{ id: 'content', rules: ['r0', 'r1', 'r2'], cap: { times: 2, per: 'week' } }] as const;
  const model = modelOf(structuredClone(rules) as never, { groups: structuredClone(groups) as never });
  const verdicts = (kinds: [string, number][]) =>
    fold(
      kinds.map(([kind, occurredAt]) => eventOf({ kind, occurredAt: monday + occurredAt })),
      model,
    ).awards.map(({ request, capped }) => [request.rule, capped]);

  it('holds back what comes after so many events, by whichever rule', () => {
    expect(
      verdicts([
        ['download', 0],
        ['form_fill', 1],
        ['download', 2],
      ]),
    ).toEqual([
      ['r0', false],
      ['r1', false],
      ['r2', false],
      ['r0', true],
    ]);
  });

  it('counts an event once, though two rules of the group earn by it', () => {
    expect(
      verdicts([
        ['form_fill', 0],
        ['form_fill', 1],
        ['form_fill', 2],
      ]).map(([, capped]) => capped),
    ).toEqual([false, false, false, false, true, true]);
  });

  it.each([
    [7 * day - 1, true],
    [7 * day, false],
  ])('has room again in the next window: %i ms after Monday, held back is %s', (occurredAt, held) => {
    expect(
      verdicts([
        ['form_fill', 0],
        ['form_fill', 1],
        ['download', occurredAt],
      ]).at(-1),
    ).toEqual(['r0', held]);
  });

  it('gives no place to what the cap of its own rule holds back', () => {
    const tight = modelOf(
      [
        { on: 'download', points: 10, cap: { times: 1, per: 'ever' } },
        { on: 'form_fill', points: 15 },
      ],
      { groups: [{ id: 'content', rules: ['r0', 'r1'], cap: { times: 2, per: 'week' } }] },
    );
    const events = ['download', 'download', 'form_fill'].map((kind) => eventOf({ kind }));
    expect(capped(events, tight)).toEqual([false, true, false]);
  });

  it('takes places under the name of the group', () => {
    const { state } = fold([eventOf({ kind: 'form_fill' })], model);
    const week = windowName('week', monday, null);
    expect(state?.memory.windows.get('g0')).toEqual(new Map([[`c${week}`, 1]]));
  });
});

describe('a cap', () => {
  const daily = modelOf([{ on: '*', points: 1, cap: { times: 2, per: 'day' } }]);
  const at = (times: number[]) => times.map((occurredAt) => eventOf({ occurredAt }));

  it.each([
    [[0], [false]],
    [
      [0, 1],
      [false, false],
    ],
    [
      [0, 1, 2],
      [false, false, true],
    ],
    [
      [0, 1, day - 1],
      [false, false, true],
    ],
    [
      [0, 1, day],
      [false, false, false],
    ],
    [
      [-1, 0, 1, 2],
      [false, false, false, true],
    ],
  ])('of two a day lets, of events at %j ms, each be capped as %j', (times, expected) => {
    expect(capped(at(times.map((time) => monday + time)), daily)).toEqual(expected);
  });

  it.each<[Window, string, string]>([
    ['day', '2026-11-16T12:00:00Z', '2026-11-17T00:00:00Z'],
    ['week', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z'],
    ['week', '2026-12-31T12:00:00Z', '2027-01-04T00:00:00Z'],
    ['month', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['month', '2028-02-29T12:00:00Z', '2028-03-01T00:00:00Z'],
    ['month', '2026-12-31T12:00:00Z', '2027-01-01T00:00:00Z'],
  ])('of one a %s, used at %s, is used until the end of it, %s, and free from then', (per, first, end) => {
    const model = modelOf([{ on: '*', points: 1, cap: { times: 1, per } }]);
    for (const [later, isCapped] of [
      [-1, true],
      [0, false],
      [1, false],
    ] as const) {
      const moments = [Date.parse(first), Date.parse(end) + later];
      expect([later, capped(at(moments), model)]).toEqual([later, [false, isCapped]]);
    }
  });

  it.each([
    ['session', 's1', 's1', true],
    ['session', 's1', 's2', false],
    ['session', null, null, true],
    ['ever', 's1', 's2', true],
  ] as const)(
    'of one a %s, used in session %s, is in session %s used: %s',
    (per, first, second, isCapped) => {
      const model = modelOf([{ on: '*', points: 1, cap: { times: 1, per } }]);
      const events = [first, second].map((session, index) =>
        eventOf({ session, occurredAt: monday + index * 400 * day }),
      );
      expect(capped(events, model)).toEqual([false, isCapped]);
    },
  );

  it('is used up in order of arrival, not of occurrence', () => {
    const { awards } = fold(at([monday + 2 * hour, monday + hour, monday]), daily);
    expect(awards.map(({ event, capped: isCapped }) => [event.occurredAt - monday, isCapped])).toEqual([
      [2 * hour, false],
      [hour, false],
      [0, true],
    ]);
  });

  it('counts each value apart, and devices together', () => {
    const byForm = modelOf([{ on: '*', points: 1, cap: { times: 1, per: 'ever', by: 'form' } }]);
    const forms = ['a', 'b', 'a'].map((form, index) => eventOf({ body: { form }, device: `d${index}` }));
    expect(capped(forms, byForm)).toEqual([false, false, true]);
  });

  it('earns nothing beyond its times', () => {
    expect(fold(at([monday, monday, monday, monday]), daily).standing?.heat).toBe(2);
  });
});

describe('the nth match', () => {
  const third = modelOf([{ on: '*', points: 5, nth: 3, per: 'day' }]);

  it.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 1],
    [9, 1],
  ])('of %i on a day earns %i times', (count, times) => {
    const events = Array.from({ length: count }, (_, index) =>
      eventOf({ occurredAt: monday + index * minute }),
    );
    expect(fold(events, third).awards).toHaveLength(times);
    expect(fold(events, third).standing?.heat).toBeCloseTo(times * 5, 1);
  });

  it('is counted anew in each window', () => {
    const events = [0, 1, 2, 3].map((index) => eventOf({ occurredAt: monday + day - 2 + index }));
    expect(fold(events, third).awards).toHaveLength(0);
  });

  it('is counted before the cap: a match that comes to nothing is not capped', () => {
    const both = modelOf([{ on: '*', points: 5, nth: 2, per: 'session', cap: { times: 1, per: 'ever' } }]);
    const events = ['s1', 's1', 's2', 's2'].map((session) => eventOf({ session }));
    expect(capped(events, both)).toEqual([false, true]);
  });
});

describe('a visit', () => {
  const model = modelOf([{ on: 'visit', points: 3 }]);

  it('is the first event of a session to arrive, and no other', () => {
    const events = ['s1', 's1', 's2', null, 's1'].map((session) => eventOf({ session }));
    expect(fold(events, model)).toMatchObject({ standing: { visits: 2, heat: 6 }, awards: { length: 2 } });
  });

  it('does not score when the event that opens the session does not match', () => {
    const pricing = modelOf([{ on: 'visit', where: { path: '/pricing' }, points: 3 }]);
    const page = (path: string) => eventOf({ body: { url: `https://example.com${path}` } });
    expect(fold([page('/'), page('/pricing')], pricing).awards).toHaveLength(0);
    expect(fold([page('/pricing'), page('/')], pricing).awards).toHaveLength(1);
  });
});

describe('an award that arrives a half-life late', () => {
  // 90 points are 45 by then; 44.995, which is shown as 45.00, for these ms more.
  const slack = Math.floor(Math.log2(45 / 44.995) * day);

  it.each([
    [-1, 1],
    [0, 1],
    [1, 1],
    [slack, 1],
    [slack + 1, 2],
  ])('and %i ms has what is left of it to reach a level: %i', (later, level) => {
    const model = modelOf([{ on: 'form_fill', points: 90 }]);
    const event = eventOf({ kind: 'form_fill', arrival: (monday + day + later) * 64 });
    expect(fold([event], model).standing?.level).toBe(level);
  });
});

describe('the level', () => {
  const model = modelOf([
    { on: 'form_fill', points: 45 },
    { on: 'download', points: -5 },
    { on: 'page_view', points: 1 },
    { on: 'bad', disqualifies: true },
  ]);
  const arrives = (kind: string, at: number, position = 0) =>
    eventOf({ kind, occurredAt: monday + at, arrival: (monday + at) * 64, position });

  it('is settled once a batch: what is given and taken together never was', () => {
    expect(fold([arrives('form_fill', 0), arrives('download', 0, 1)], model).standing?.level).toBe(2);
    expect(fold([arrives('form_fill', 0), arrives('download', 1)], model).standing?.level).toBe(1);
    expect(fold([arrives('form_fill', 0), arrives('page_view', 1)], model).standing?.level).toBe(1);
  });

  it('is kept while decay leaves enough, and lost once it does not, by the time of the next arrival', () => {
    // 45 points are 36 after 0.32 days: log2(45 / 35.995).
    const kept = Math.floor(Math.log2(45 / 35.995) * day);
    expect(fold([arrives('form_fill', 0), arrives('visit', kept)], model).standing?.level).toBe(1);
    expect(fold([arrives('form_fill', 0), arrives('visit', kept + 2)], model).standing?.level).toBe(2);
  });

  it('is of who is disqualified, whenever that was and whatever follows', () => {
    expect(fold([arrives('bad', 0), arrives('form_fill', 1)], model).standing).toMatchObject({
      level: 5,
      heat: 45 * 2 ** (1 / day),
    });
    expect(fold([arrives('form_fill', 0), arrives('bad', day)], model).standing?.level).toBe(5);
  });
});
