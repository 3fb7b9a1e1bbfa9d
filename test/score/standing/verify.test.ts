// What is stored of a visitor is held to the fold of its events: what differs is named, and what may differ is not.

import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import type { CompiledModel } from '../../../worker/score/rules/compile.ts';
import { storedMemory } from '../../../worker/score/rules/memory.ts';
import { windowName } from '../../../worker/score/rules/window.ts';
import { storedActivity } from '../../../worker/score/standing/done/activity.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import type { State } from '../../../worker/score/standing/step.ts';
import { differences, fitDifferences, type Stored } from '../../../worker/score/standing/verify.ts';
import { day, eventOf, hour, modelOf, monday } from '../../support/checks/scoring.ts';

const model = modelOf(
  [
    { on: 'page_view', points: 1, cap: { times: 1, per: 'day' } },
    { on: 'form_fill', points: 50 },
    { on: 'download', points: -4 },
  ],
  { halfLifeDays: null },
);
const page = eventOf({ id: 'page' });
const form = eventOf({ id: 'form', kind: 'form_fill', occurredAt: monday + hour });
const file = eventOf({ id: 'file', kind: 'download', occurredAt: monday + day });
const events = [page, form, file];

/** What the log says, as it is stored. */
function storedOf(log: readonly LoggedEvent[], compiled: CompiledModel): Stored {
  const { standing, memory, activity } = fold(log, compiled).state as State;
  const kept = { memory: storedMemory(memory), activity: storedActivity(activity) };
  return { ...standing, fitScore: null, grade: null, isLeadOff: 0, ...kept };
}

const sound = storedOf(events, model);
const found = (given: Partial<Stored>, now = monday + day) =>
  differences(fold(events, model), model, { stored: { ...sound, ...given }, now });
const dayOf = (moment: number) => String(moment / day);

describe('what is stored as the log says', () => {
  it('has no differences', () => {
    expect(found({})).toEqual([]);
    expect(sound).toMatchObject({ heat: 47, level: 1, visits: 1 });
  });

  it('may be 0 of somebody without events, and nothing else', () => {
    const of = (heat: number) =>
      differences(fold([], model), model, { stored: { ...sound, heat }, now: monday });
    expect(of(0)).toEqual([]);
    expect(of(3)).toEqual([{ what: 'heat', stored: 3, folded: 0, event: null }]);
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
    [hour - 1, false],
    [hour, true],
    [hour + 1, true],
  ])('may lag behind the last moment by less than an hour: by %i ms, named is %s', (lag, isNamed) => {
    const lastSeen = sound.lastSeen - lag;
    const named = [{ what: 'last seen', stored: lastSeen, folded: sound.lastSeen, event: null }];
    expect(found({ lastSeen })).toEqual(isNamed ? named : []);
  });

  it.each([
    [4e-8, []],
    [-4e-8, []],
    [6e-8, ['heat by rule r1', 'heat', `heat by day ${dayOf(monday)}`]],
    [-6e-8, ['heat by rule r1', 'heat', `heat by day ${dayOf(monday)}`]],
  ])(
    'may differ by a billionth of what its weightiest rule brought, of 50: by %d, named are %j',
    (gap, whats) => {
      const { heat, heatByRule, heatByDay } = sound;
      const stored = {
        heat: heat + gap,
        heatByRule: { ...heatByRule, r1: 50 + gap },
        heatByDay: { ...heatByDay, [dayOf(monday)]: 51 + gap },
      };
      expect(found(stored).map(({ what }) => what)).toEqual(whats);
    },
  );

  it.each([
    [0.9e-9, 0],
    [1.1e-9, 1],
  ])('may differ by a billionth of a point where nothing weighs more: by %d, named are %i', (gap, count) => {
    const small = modelOf([{ on: '*', points: 0.5 }], { halfLifeDays: null });
    const stored = storedOf([page], small);
    expect(
      differences(fold([page], small), small, { stored: { ...stored, heat: 0.5 + gap }, now: monday }),
    ).toHaveLength(count);
  });

  it('may still have days that no trend asks for any more', () => {
    const now = monday + 31 * day;
    const old = { [dayOf(monday - day)]: 7 };
    expect(found({ heatByDay: { ...sound.heatByDay, ...old } }, now)).toEqual([]);
    expect(found({ heatByDay: { ...sound.heatByDay, ...old } })).toEqual([
      { what: `heat by day ${dayOf(monday - day)}`, stored: 7, folded: 0, event: null },
    ]);
  });
});

describe('heat that differs', () => {
  const withRule = (rule: string, heat: number) => {
    const heatByRule = { ...sound.heatByRule, [rule]: heat };
    return { heatByRule, heat: Object.values(heatByRule).reduce((sum, each) => sum + each, 0) };
  };

  it.each([
    ['counted twice', 'r1', 100, 50, 'form'],
    ['lost', 'r1', 0, 50, 'form'],
    ['counted twice, taking points', 'r2', -8, -4, 'file'],
    ['lost, taking points', 'r2', 0, -4, 'file'],
    ['of no one event', 'r1', 57, 50, null],
    ['of a rule that the model does not have', 'gone', 50, 0, null],
  ])('by an event that was %s is named with it', (_, rule, stored, folded, event) => {
    const given = withRule(rule, stored);
    expect(found(given).filter(({ what }) => what !== 'level')).toEqual([
      { what: `heat by rule ${rule}`, stored, folded, event },
      { what: 'heat', stored: given.heat, folded: 47, event },
    ]);
  });

  it('by a rule that is not stored at all is named', () => {
    const { r1, ...heatByRule } = sound.heatByRule;
    expect(found({ heatByRule })).toEqual([
      { what: 'heat by rule r1', stored: 0, folded: r1, event: 'form' },
    ]);
  });

  it('in all only, is named without an event', () => {
    expect(found({ heat: 48 })).toEqual([{ what: 'heat', stored: 48, folded: 47, event: null }]);
  });

  it.each([
    ['missing', {}, 0],
    ['another', { [dayOf(monday)]: 50 }, 50],
  ])('on a day, where it is %s, is named with the day', (_, given, stored) => {
    const [first, second] = [dayOf(monday), dayOf(monday + day)];
    const heatByDay = { [second]: -4, ...given };
    expect(found({ heatByDay })).toEqual([{ what: `heat by day ${first}`, stored, folded: 51, event: null }]);
  });
});

describe('what else differs', () => {
  it.each<[string, Partial<Stored>, string | number | null, string | number | null]>([
    ['level', { level: 2 }, 2, 1],
    ['visits', { visits: 2 }, 2, 1],
    ['first seen', { firstSeen: monday - 1 }, monday - 1, monday],
    ['source', { source: 'ads' }, 'ads', 'direct'],
    ['outcome', { outcome: 'won' }, 'won', null],
    ['last event', { lastEvent: null }, null, expect.stringContaining('"kind":"')],
  ])('is named: the %s', (what, given, stored, folded) => {
    expect(found(given)).toEqual([{ what, stored, folded, event: null }]);
  });
});

describe('a level', () => {
  const fading = modelOf([{ on: 'form_fill', points: 45 }]);
  const asked = eventOf({ kind: 'form_fill', arrival: monday * 64 });
  // 45 points are 22.5 a day later: below 36, and above 16.
  const levels = (log: LoggedEvent[], level: number, now: number) => {
    const { outcome, ...stored } = storedOf(log, fading);
    return differences(fold(log, fading), fading, { stored: { ...stored, outcome, level }, now }).map(
      ({ what, stored: was, folded: is }) => [what, was, is],
    );
  };

  it.each([
    [1, monday, []],
    [2, monday, [['level', 2, 1]]],
    [1, monday + day, []],
    [2, monday + day, []],
    [3, monday + day, [['level', 3, 2]]],
  ])('that the clock has lowered, or not yet, is the same: %i at %i', (level, now, expected) => {
    expect(levels([asked], level, now)).toEqual(expected);
  });

  it.each([
    [1, []],
    [2, []],
    [3, [['level', 3, 2]]],
  ])('is not looked at as of before its last batch, which lowered it: %i', (level, expected) => {
    const later = eventOf({ occurredAt: monday + day, arrival: (monday + day) * 64 });
    expect(levels([asked, later], level, monday)).toEqual(expected);
  });
});

describe('what is remembered', () => {
  const day = `c${windowName('day', monday, null)}`;
  const [sessions, windows] = sound.memory;
  const [kinds, seconds, views] = sound.activity;

  it('of places in windows is named where it is lost, or too much', () => {
    expect(windows).toEqual({ r0: { [day]: 1 } });
    const named = (stored: number, folded: number, window = day) => [
      { what: `window r0 ${window}`, stored, folded, event: null },
    ];
    expect(found({ memory: [sessions, {}] })).toEqual(named(0, 1));
    expect(found({ memory: [sessions, { r0: { [day]: 2 } }] })).toEqual(named(2, 1));
    expect(found({ memory: [sessions, { r0: { ...windows.r0, clater: 1 } }] })).toEqual(
      named(1, 0, 'clater'),
    );
  });

  it('of sessions is named where it differs', () => {
    expect(found({ memory: ['', windows] })).toEqual([
      { what: 'sessions', stored: '', folded: sessions, event: null },
    ]);
  });

  it('of what was done in all is named where it differs', () => {
    expect(kinds).toEqual({ page_view: 1, form_fill: 1, download: 1 });
    expect(found({ activity: [{ ...kinds, download: 2 }, seconds, views] })).toEqual([
      { what: 'events of kind download', stored: 2, folded: 1, event: null },
    ]);
    expect(found({ activity: [kinds, 7, views] })).toEqual([
      { what: 'active seconds', stored: 7, folded: 0, event: null },
    ]);
  });
});

describe('what a score says of the lead', () => {
  const asStored = { ...sound, fitScore: 70, grade: 'A' };
  const fit = { fitScore: 70, grade: 'A' } as const;

  it('has no differences where it is what is known of the lead', () => {
    expect(fitDifferences(asStored, fit)).toEqual([]);
    expect(fitDifferences(sound, { fitScore: null, grade: null })).toEqual([]);
  });

  it('is named where it is not', () => {
    expect(fitDifferences({ ...asStored, isLeadOff: 1 }, { fitScore: 69, grade: 'B' })).toEqual([
      { what: 'fit score', stored: 70, folded: 69, event: null },
      { what: 'grade', stored: 'A', folded: 'B', event: null },
      { what: 'lead', stored: 'as it was', folded: 'as it is', event: null },
    ]);
  });
});
