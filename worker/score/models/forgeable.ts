// How many points one visitor can be given in a calendar week by made-up events: what the caps and groups of a model leave to
// somebody who sends whatever a browser may, with any names, paths and sessions. Pure; an upper bound, never below the truth.

import { isServerOnly } from '../../../schema/kinds.ts';
import type { Condition } from '../../../schema/model/condition.ts';
import type { Lapse } from '../../../schema/model/lapse.ts';
import type { Group, Model, Rule, Window } from '../../../schema/model/model.ts';
import { readCondition } from '../conditions/forms.ts';
import { readablePath } from '../rules/facts.ts';

/** Above this, publishing warns; the models that come with Leadlight stay within it. */
export const maxForgedPoints = 100;

/** How many windows a calendar week may touch. A week may lie in two months; sessions can be made up. */
const windowsInWeek: Readonly<Record<Window, number>> = {
  session: Number.POSITIVE_INFINITY,
  day: 7,
  week: 1,
  month: 2,
  ever: 1,
};
const hoursInWeek = 7 * 24;

/** What a rule, or a group of rules, can be made to give in a week. Infinity: there is no bound. */
export interface ForgedPoints {
  /** Ids of the rules. */
  readonly rules: readonly string[];
  readonly points: number;
}

/** For each group, and each rule outside of groups, that gives points for what a browser can send. */
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

/** Whether a browser can send events that the rule matches; a lapse is begun by what somebody does. */
export function isForgeable({ on, from }: Rule): boolean {
  return from !== 'server' && !isServerOnly(on);
}

/** How many events in a week the rule can be made to reward by its own cap, `nth` or lapse. */
export function awardsInWeek({ on, cap, nth, per, by }: Rule, lapses: readonly Lapse[]): number {
  const lapse = lapses.find(({ id }) => id === on);
  return Math.min(
    cap && cap.by === undefined ? cap.times * windowsInWeek[cap.per] : Number.POSITIVE_INFINITY,
    nth !== undefined && per && by === undefined ? windowsInWeek[per] : Number.POSITIVE_INFINITY,
    lapse ? Math.floor(hoursInWeek / lapse.hours) + 1 : Number.POSITIVE_INFINITY,
  );
}

/** How many events in a week the group lets earn. */
export function placesInWeek({ cap }: Group): number {
  return cap.times * windowsInWeek[cap.per];
}

interface Forged {
  readonly rule: Rule;
  readonly awards: number;
}

/** What the group's places are worth when the dearest events take them. */
function pointsOfGroup(group: Group, forged: readonly Forged[]): number {
  const places = placesInWeek(group);
  if (places === Number.POSITIVE_INFINITY) {
    return sum(forged.map(({ rule, awards }) => awards * (rule.points ?? 0)));
  }
  // A rule on visits, or on all kinds, earns by an event that other rules may reward as well.
  const isOnAny = ({ rule }: Forged) => rule.on === '*' || rule.on === 'visit';
  const byKind = Map.groupBy(
    forged.filter((each) => !isOnAny(each)),
    ({ rule }) => rule.on,
  );
  const own = [...byKind.values()].flatMap((ofKind) => dearestEvents(ofKind, places));
  const onAny = dearestEvents(forged.filter(isOnAny), places);
  return sum(largest(own, places)) + sum(onAny);
}

/** The most that each of so many events of a kind can earn, the dearest first. */
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

/** The rules in sets of which an event matches one rule at most. */
function exclusiveRules(forged: readonly Forged[]): Forged[][] {
  const sets: Forged[][] = [];
  for (const each of forged) {
    const set = sets.find((rivals) => rivals.every(({ rule }) => areExclusive(rule, each.rule)));
    if (set) set.push(each);
    else sets.push([each]);
  }
  return sets;
}

/** Whether a key is asked for values that cannot be the same. Only what is plain to see counts. */
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
