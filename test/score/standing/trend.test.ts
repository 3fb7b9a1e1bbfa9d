// The change of a score over a week, and its course over a month.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heatOfOnePoint, scoreOfHeat } from '../../../worker/score/decay.ts';
import { calendarOf, utc } from '../../../worker/score/rules/calendar.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { explain } from '../../../worker/score/standing/explain.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { shownScore, standingAt } from '../../../worker/score/standing/standing-now.ts';
import {
  changeAt,
  historyDays,
  lastDays,
  scoresByDay,
  trendStart,
} from '../../../worker/score/standing/trend.ts';
import { day, eventOf, modelOf, monday } from '../../support/checks/scoring.ts';
import { anyEvent, anyModel } from '../../support/stories/models.ts';

/** Monday a week later, noon. */
const now = monday + 7.5 * day;

test('a trend begins at midnight UTC, seven days before', () => {
  expect(trendStart(now)).toEqual({ day: utc.dayOf(monday), moment: monday });
  expect(trendStart(now + day / 2 - 1).moment).toBe(monday);
  expect(trendStart(now + day / 2).moment).toBe(monday + day);
});

test.each([
  ['just before it', -1, 0],
  ['at its beginning', 0, 10],
  ['within it', 3 * day, 10],
])('points that never fade, earned %s', (_, occurredAt, change) => {
  const model = modelOf([{ on: '*', points: 10 }], { halfLifeDays: null });
  const { standing } = fold([eventOf({ occurredAt: monday + occurredAt })], model);
  expect(changeAt(model, standing ?? { heat: 0, heatByDay: {} }, now)).toBe(change);
});

test('what comes to less than is shown is no change, and never minus zero', () => {
  const model = modelOf([], { halfLifeDays: 7.5 });
  for (const heat of [0.002, -0.002]) {
    expect(Object.is(changeAt(model, { heat, heatByDay: {} }, monday), 0)).toBe(true);
  }
});

test('who stays away cools, and who comes back warms', () => {
  const model = modelOf([{ on: '*', points: 16 }], { halfLifeDays: 7.5 });
  const away = fold([eventOf({ occurredAt: monday - 7.5 * day })], model).standing;
  // 16 points half a life before the week began were 8 then, and are 4 now.
  expect(changeAt(model, away ?? { heat: 0, heatByDay: {} }, now)).toBe(-4);
  const back = fold(
    [eventOf({ occurredAt: monday - 7.5 * day }), eventOf({ occurredAt: now })],
    model,
  ).standing;
  expect(changeAt(model, back ?? { heat: 0, heatByDay: {} }, now)).toBe(12);
});

test('only the days that a trend or a history may look at are kept', () => {
  const days = {
    [utc.dayOf(now) - 31]: 1,
    [utc.dayOf(now) - 30]: 2,
    [utc.dayOf(now) - 29]: 3,
    [utc.dayOf(now)]: 4,
  };
  expect(Object.values(lastDays(days, now))).toEqual([2, 3, 4]);
});

test('who has nothing but negative points is not warming while these fade', () => {
  const model = modelOf([{ on: '*', points: -10 }], { halfLifeDays: 7.5 });
  const { standing } = fold([eventOf({ occurredAt: monday - 7.5 * day })], model);
  expect(changeAt(model, standing ?? { heat: 0, heatByDay: {} }, now)).toBe(0);
});

test('who falls below 0 loses no more than was shown', () => {
  const model = modelOf(
    [
      { on: 'page_view', points: 6 },
      { on: 'download', points: -50 },
    ],
    { halfLifeDays: null },
  );
  const events = [
    eventOf({ kind: 'page_view', occurredAt: monday - day }),
    eventOf({ kind: 'download', occurredAt: monday + day, id: 'second' }),
  ];
  expect(changeAt(model, fold(events, model).standing ?? { heat: 0, heatByDay: {} }, now)).toBe(-6);
});

const anyZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
);

test('in a time zone it begins at midnight there, also where the clocks were changed since', () => {
  const berlin = calendarOf('Europe/Berlin');
  const begins = (at: string) => new Date(trendStart(Date.parse(at), berlin).moment).toISOString();
  expect(begins('2026-11-23T22:59:59.999Z')).toBe('2026-11-15T23:00:00.000Z');
  expect(begins('2026-11-23T23:00:00.000Z')).toBe('2026-11-16T23:00:00.000Z');
  expect(begins('2026-10-30T12:00:00.000Z')).toBe('2026-10-22T22:00:00.000Z');
});

test('it is the difference of two scores as they are shown, whatever happened', () => {
  fc.assert(
    fc.property(anyModel, anyZone, fc.array(anyEvent, { maxLength: 20 }), (model, timeZone, made) => {
      const compiled = compileModel({ version: 1, landmark: monday, model, timeZone });
      const events = made.map((event, n) => ({
        ...event,
        id: `e${n}`,
        occurredAt: monday - 20 * day + n * 1.7 * day,
        arrival: (monday - 20 * day + n * 1.7 * day) * 64,
        position: 0,
        claimed: false,
      }));
      const { standing } = fold(events, compiled);
      if (!standing) return;
      const at = Math.max(...events.map(({ occurredAt }) => occurredAt)) + day;
      // What occurred at the very beginning is of the week.
      const { moment } = trendStart(at, compiled.calendar);
      const before = explain(events, compiled, at)
        .lines.filter(({ occurredAt }) => occurredAt < moment)
        .reduce(
          (sum, { worth }) => sum + worth / scoreOfHeat(compiled, heatOfOnePoint(compiled, moment), at),
          0,
        );
      const change = changeAt(compiled, standing, at);
      const shown = standingAt(compiled, standing, at).score;
      // Sums in another order may round the other way in the last hundredth.
      expect(Math.abs(change - (shown - shownScore(before)))).toBeLessThan(0.011);
      expect(change).toBe(Math.round(change * 100) / 100);
      // Nobody gains more than they have, or loses more than they had.
      expect(change).toBeLessThanOrEqual(shown);
      if (change > 0) expect(shown).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('a history is flat where nothing fades, and steps up on the day of what was earned', () => {
  const model = modelOf([{ on: '*', points: 10 }], { halfLifeDays: null });
  const events = [
    eventOf({ occurredAt: now - 40 * day }),
    eventOf({ occurredAt: now - 2 * day, id: 'second' }),
  ];
  const { standing } = fold(events, model);
  const scores = scoresByDay(model, standing ?? { heat: 0, heatByDay: {} }, now);
  expect(scores).toEqual([...Array(27).fill(10), 20, 20, 20]);
});

test('each day of a history is the score as it was shown at the end of that day', () => {
  fc.assert(
    fc.property(anyModel, anyZone, fc.array(anyEvent, { maxLength: 20 }), (model, timeZone, made) => {
      const compiled = compileModel({ version: 1, landmark: monday, model, timeZone });
      const events = made.map((event, n) => {
        const occurredAt = monday - 45 * day + n * 2.3 * day;
        return { ...event, id: `e${n}`, occurredAt, arrival: occurredAt * 64, position: 0, claimed: false };
      });
      const { standing } = fold(events, compiled);
      if (!standing) return;
      const at = Math.max(...events.map(({ occurredAt }) => occurredAt)) + day / 3;
      const { calendar } = compiled;
      const today = calendar.dayOf(at);
      const { lines } = explain(events, compiled, at);
      const scores = scoresByDay(compiled, standing, at);
      expect(scores).toHaveLength(historyDays);
      scores.forEach((score, index) => {
        const of = today - historyDays + 1 + index;
        const moment = of === today ? at : calendar.startOf(of + 1);
        const heldThen = lines.filter(({ occurredAt }) => calendar.dayOf(occurredAt) <= of);
        const faded = scoreOfHeat(compiled, heatOfOnePoint(compiled, moment), at);
        const then = heldThen.reduce((sum, { worth }) => sum + worth / faded, 0);
        // Sums in another order may round the other way in the last hundredth.
        expect(Math.abs(score - shownScore(then))).toBeLessThan(0.011);
      });
    }),
    { numRuns: 200 },
  );
});
