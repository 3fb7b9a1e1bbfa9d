// The points that forged events can give a visitor in a calendar week: what a model's caps and groups allow to somebody who sends
// everything a browser can, with any names, paths and sessions. Pure; an upper bound, never too low.

import { isServerOnly } from '../../../schema/kinds.ts';
import type { Condition } from '../../../schema/model/condition.ts';
import type { Lapse } from '../../../schema/model/lapse.ts';
import type { Group, Model, Rule, Window } from '../../../schema/model/model.ts';
import { readCondition } from '../conditions/forms.ts';
import { readablePath } from '../rules/facts.ts';

/** Above this, publishing warns. The models that come with Leadlight stay below. */
export const maxForgedPoints = 100;

/** How many windows a calendar week can overlap. A week may be in two months; sessions can be forged. */
const windowsInWeek: Readonly<Record<Window, number>> = {
  session: Number.POSITIVE_INFINITY,
  day: 7,
  week: 1,
  month: 2,
  ever: 1,
};
const hoursInWeek = 7 * 24;

/** The maximum points per week of a rule or a group of rules. Infinity: no limit. */
export interface ForgedPoints {
  /** Ids of the rules. */
  readonly rules: readonly string[];
  readonly points: number;
}

/** For each group, and each rule outside of groups, that gives points for events from browsers. */
export function forgedPoints({ rules, groups = [], lapses = [] }: Model): ForgedPoints[] {
  const forged = rules
    .filter((rule) => (rule.points ?? 0) > 0 && isForgeable(rule))
    .map((rule) => ({ rule, awards: awardsInWeek(rule, lapses) }));
  const grouped = groups.map((group) => ({
    rules: group.rules,
    points: pointsOfGroup(
      group,
      forged.filter(({ rule }) => group.rules.includes(rule.id)),
    ),
  }));
  const alone = forged.filter(({ rule }) => !groups.some((group) => group.rules.includes(rule.id)));
  return [
    ...alone.map(({ rule, awards }) => ({ rules: [rule.id], points: awards * (rule.points ?? 0) })),
    ...grouped,
  ].filter(({ points }) => points > 0);
}

/** Whether a browser can send events that the rule matches. A lapse starts with a visitor's action. */
export function isForgeable({ on, from }: Rule): boolean {
  return from !== 'server' && !isServerOnly(on);
}

/** How many events per week can earn by the rule, limited by its own cap, `nth` or lapse. */
export function awardsInWeek({ on, cap, nth, per, by }: Rule, lapses: readonly Lapse[]): number {
  const lapse = lapses.find(({ id }) => id === on);
  return Math.min(
    cap && cap.by === undefined ? cap.times * windowsInWeek[cap.per] : Number.POSITIVE_INFINITY,
    nth !== undefined && per && by === undefined ? windowsInWeek[per] : Number.POSITIVE_INFINITY,
    lapse ? Math.floor(hoursInWeek / lapse.hours) + 1 : Number.POSITIVE_INFINITY,
  );
}

/** How many events per week can earn by the group. */
export function placesInWeek({ cap }: Group): number {
  return cap.times * windowsInWeek[cap.per];
}

interface Forged {
  readonly rule: Rule;
  readonly awards: number;
}

/** The points of the group if the most valuable events use it up. */
function pointsOfGroup(group: Group, forged: readonly Forged[]): number {
  const places = placesInWeek(group);
  if (places === Number.POSITIVE_INFINITY) {
    return sum(forged.map(({ rule, awards }) => awards * (rule.points ?? 0)));
  }
  // A rule on visits, or on all kinds, can reward an event that other rules reward too.
  const isOnAny = ({ rule }: Forged) => rule.on === '*' || rule.on === 'visit';
  const byKind = Map.groupBy(
    forged.filter((each) => !isOnAny(each)),
    ({ rule }) => rule.on,
  );
  const own = [...byKind.values()].flatMap((ofKind) => dearestEvents(ofKind, places));
  const onAny = dearestEvents(forged.filter(isOnAny), places);
  return sum(largest(own, places)) + sum(onAny);
}

/** The maximum points of each of this many events of a kind, highest first. */
function dearestEvents(forged: readonly Forged[], places: number): number[] {
  const events: number[] = [];
  for (const rivals of exclusiveRules(forged)) {
    const earned = rivals.flatMap(({ rule, awards }) =>
      new Array<number>(Math.min(awards, places)).fill(rule.points ?? 0),
    );
    for (const [place, points] of largest(earned, places).entries()) {
      events[place] = (events[place] ?? 0) + points;
    }
  }
  return events;
}

/** The rules in sets; an event matches at most one rule of a set. */
function exclusiveRules(forged: readonly Forged[]): Forged[][] {
  const sets: Forged[][] = [];
  for (const each of forged) {
    const set = sets.find((rivals) => rivals.every(({ rule }) => areExclusive(rule, each.rule)));
    if (set) set.push(each);
    else sets.push([each]);
  }
  return sets;
}

/** Whether two conditions require different values of a key. Detects only obvious cases. */
function areExclusive({ where: a = {} }: Rule, { where: b = {} }: Rule): boolean {
  return Object.entries(a).some(([key, condition]) => {
    const other = b[key];
    return other !== undefined && (areApart(key, condition, other) || areApart(key, other, condition));
  });
}

/** Globs of which each begins otherwise than all of the other's, or each is one that the other refuses. */
function areApart(key: string, written: Condition, other: Condition): boolean {
  const { admits } = readCondition(written);
  if (!admits) return false;
  const globs = comparable(key, admits);
  const { admits: others, refuses } = readCondition(other);
  const refused = comparable(key, refuses);
  if (globs.every((glob) => refused.includes(glob))) return true;
  return (
    others !== null &&
    comparable(key, others).every((head) => globs.every((glob) => beginOtherwise(headOf(glob), headOf(head))))
  );
}

function comparable(key: string, globs: readonly string[]): string[] {
  return globs.map((glob) => (key === 'path' || key === 'hash' ? readablePath(glob) : glob).toLowerCase());
}

function headOf(glob: string): string {
  return glob.split(/[*?]/, 1)[0] as string;
}

function beginOtherwise(a: string, b: string): boolean {
  return !a.startsWith(b) && !b.startsWith(a);
}

function largest(values: readonly number[], count: number): number[] {
  return values.toSorted((a, b) => b - a).slice(0, count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
