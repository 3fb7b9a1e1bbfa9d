// Compares a visitor's stored state with the specification: the fold of their events. Pure.

import { hourMs } from '../../../schema/time/durations.ts';
import type { Fit } from '../fit/fit.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { type StoredMemory, storedMemory } from '../rules/memory.ts';
import { readActivity, type StoredActivity, storedActivity } from './done/activity.ts';
import type { fold } from './fold.ts';
import { heatThresholds, lowered } from './level.ts';
import { type Standing, standingKeys } from './standing.ts';
import { type Award, type State, ticksPerMs } from './step.ts';
import { lastDays } from './trend.ts';

/** The part of a `score` row that the log determines. */
export interface Stored extends Omit<Standing, 'arrival' | 'device' | 'outcome'> {
  outcome: string | null;
  fitScore: number | null;
  grade: string | null;
  /** 1: the row's copies of the lead, such as the name, differ from the lead. */
  isLeadOff: 0 | 1;
  memory: StoredMemory;
  activity: StoredActivity;
}

/** A stored value that differs from the log. `event`: the event that was lost or counted twice, if known. */
export interface Difference {
  what: string;
  stored: string | number | null;
  folded: string | number | null;
  event: string | null;
}

/** Sums of doubles in another order differ in the last digits. */
const relativeSlack = 1e-9;

/** How far the stored last sighting may lag: its column is indexed, so that writing it costs a row (schema/tables/log.ts). */
export const lastSeenLagMs = hourMs;

/** Fields that must equal the log exactly: all without their own comparison. */
type ExactKey = Exclude<keyof Standing, (typeof otherKeys)[number]>;

const otherKeys = [
  ...([
    'heat',
    'heatByRule',
    'heatByDay',
    'level',
    'arrival',
    'device',
    'lastSeen',
    'lastEvent',
    'sent',
  ] as const),
] as const;

const exactKeys = standingKeys.filter(
  (key): key is ExactKey => !(otherKeys as readonly string[]).includes(key),
);

/** Splits a field name into words: `outcomeAt` becomes `outcome at`. */
function inWords(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

/** Compares the stored state with the fold of the events (fold.ts), as of `now` (UTC ms). Empty: no differences. */
export function differences(
  { state, awards }: ReturnType<typeof fold>,
  compiled: CompiledModel,
  { stored, now }: { stored: Stored; now: number },
): Difference[] {
  if (!state) return stored.heat === 0 ? [] : [{ what: 'heat', stored: stored.heat, folded: 0, event: null }];
  const { standing } = state;
  const slack = relativeSlack * Math.max(1, ...Object.values(standing.heatByRule).map(Math.abs));
  const found = heatDifferences(stored, { standing, awards, slack });
  const compare = (what: string, was: string | number | null, is: string | number | null) => {
    if (was !== is) found.push({ what, stored: was, folded: is, event: null });
  };
  // If the last batch changed nothing, the scheduled job may already have lowered one of the two levels, but not before that batch.
  const moment = Math.max(now, standing.arrival / ticksPerMs);
  const isDayOff = (day: string) =>
    Math.abs((stored.heatByDay[day] ?? 0) - (standing.heatByDay[day] ?? 0)) > slack;
  const kept = Object.keys({
    ...standing.heatByDay,
    ...lastDays(stored.heatByDay, moment, compiled.calendar),
  });
  for (const day of kept.filter(isDayOff)) {
    compare(`heat by day ${day}`, stored.heatByDay[day] ?? 0, standing.heatByDay[day] ?? 0);
  }
  const thresholds = heatThresholds(compiled.model.levels, compiled, moment);
  const levelOf = ({ level, heat }: { level: number; heat: number }) => lowered(level, heat, thresholds);
  compare('level', levelOf(stored), levelOf(standing));
  for (const key of exactKeys) compare(inWords(key), stored[key], standing[key]);
  const lag = standing.lastSeen - stored.lastSeen;
  if (lag < 0 || lag >= lastSeenLagMs) compare('last seen', stored.lastSeen, standing.lastSeen);
  const inShort = (value: Standing['lastEvent' | 'sent']) => value && JSON.stringify(value);
  compare('last event', inShort(stored.lastEvent), inShort(standing.lastEvent));
  compare('sent', inShort(stored.sent), inShort(standing.sent));
  return [...found, ...stateDifferences(stored, state)];
}

/** Compares the fit with the person's traits, and the score's copies of the lead. */
export function fitDifferences({ fitScore, grade, isLeadOff }: Stored, fit: Fit): Difference[] {
  const found: Difference[] = [];
  if (fitScore !== fit.fitScore)
    found.push({ what: 'fit score', stored: fitScore, folded: fit.fitScore, event: null });
  if (grade !== fit.grade) found.push({ what: 'grade', stored: grade, folded: fit.grade, event: null });
  if (isLeadOff) found.push({ what: 'lead', stored: 'as it was', folded: 'as it is', event: null });
  return found;
}

/** Differences by rule and in total. An award that equals the difference was lost or counted twice. */
function heatDifferences(
  stored: Stored,
  { standing, awards, slack }: { standing: Standing; awards: readonly Award[]; slack: number },
): Difference[] {
  const found: Difference[] = [];
  for (const rule of new Set([...Object.keys(standing.heatByRule), ...Object.keys(stored.heatByRule)])) {
    const [was, is] = [stored.heatByRule[rule] ?? 0, standing.heatByRule[rule] ?? 0];
    const gap = Math.abs(was - is);
    if (gap <= slack) continue;
    const culprit = awards.find(
      ({ request }) => request.rule === rule && Math.abs(Math.abs(request.heat) - gap) <= slack,
    );
    found.push({ what: `heat by rule ${rule}`, stored: was, folded: is, event: culprit?.event.id ?? null });
  }
  if (Math.abs(stored.heat - standing.heat) > slack) {
    const event = found[0]?.event ?? null;
    found.push({ what: 'heat', stored: stored.heat, folded: standing.heat, event });
  }
  return found;
}

/** Differences in windows (by rule), sessions, and activity. */
function stateDifferences({ memory, activity }: Stored, state: State): Difference[] {
  const found: Difference[] = [];
  const compare = (what: string, was: string | number | null, is: string | number | null) => {
    if (was !== is) found.push({ what, stored: was, folded: is, event: null });
  };
  const [wasSessions, wasWindows] = memory;
  const [isSessions, isWindows] = storedMemory(state.memory);
  compare('sessions', wasSessions, isSessions);
  for (const rule of Object.keys({ ...wasWindows, ...isWindows })) {
    const [was, is] = [wasWindows[rule] ?? {}, isWindows[rule] ?? {}];
    for (const window of Object.keys({ ...was, ...is })) {
      compare(`window ${rule} ${window}`, was[window] ?? 0, is[window] ?? 0);
    }
  }
  const wasDone = storedActivity(readActivity(activity));
  const isDone = storedActivity(state.activity);
  for (const kind of Object.keys({ ...wasDone[0], ...isDone[0] })) {
    compare(`events of kind ${kind}`, wasDone[0][kind] ?? 0, isDone[0][kind] ?? 0);
  }
  compare('active seconds', wasDone[1], isDone[1]);
  return found;
}
