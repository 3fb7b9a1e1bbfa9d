// Warnings about a valid model: rules that can never match, and rules by which forged beacons could collect points without
// limit. Pure; a warning rejects nothing.

import type { Condition } from '../../../schema/model/condition.ts';
import type { Lapse } from '../../../schema/model/lapse.ts';
import type { FitRule, Model, Rule } from '../../../schema/model/model.ts';
import { readCondition } from '../conditions/forms.ts';
import { countryReadings } from '../fit/country/country.ts';
import { emailTypes } from '../fit/email-kind.ts';
import { seniorities } from '../fit/title/seniority.ts';
import { kindOf } from '../fit/trait-reading.ts';
import { compileGlob } from '../glob.ts';
import { askedFaults } from './condition-faults.ts';
import { awardsInWeek, forgedPoints, isForgeable, maxForgedPoints, placesInWeek } from './forgeable.ts';

/** `rule` is the id of a rule or a lapse; `path` is the location in the model, as in a problem's errors. */
export interface ModelWarning {
  rule: string;
  path: string;
  message: string;
}

/** All warnings of a model, in the order of its rules, lapses and fit rules. */
export function modelWarnings(model: Model): ModelWarning[] {
  const holding = model.groups?.filter((group) => Number.isFinite(placesInWeek(group))) ?? [];
  const grouped = new Set(holding.flatMap(({ rules }) => rules));
  const lapses = new Map(model.lapses?.map((lapse) => [lapse.id, lapse]));
  const read = new Set(model.rules.map(({ on }) => on));
  return [
    ...model.rules.flatMap((rule, index) =>
      ruleWarnings(rule, `rules[${index}]`, { isGrouped: grouped.has(rule.id), lapse: lapses.get(rule.on) }),
    ),
    ...[...lapses.values()].flatMap((lapse, index) =>
      lapseWarnings(lapse, `lapses[${index}]`, read.has(lapse.id)),
    ),
    ...(model.fit?.rules ?? []).flatMap((rule, index) => fitWarnings(rule, `fit.rules[${index}]`)),
    ...forgedWarnings(model),
  ];
}

/** `lapse`: the lapse that the rule matches. It occurs at most once in its hours, and has the fields of its starting event. */
function ruleWarnings(
  rule: Rule,
  path: string,
  { isGrouped, lapse }: { isGrouped: boolean; lapse: Lapse | undefined },
): ModelWarning[] {
  const unbounded = isGrouped ? null : unboundedPart(rule, lapse);
  const carried = lapse?.after.on ?? rule.on;
  return [
    ...askedFaults(rule, carried).map(([where, fault]) => ({ where, message: `rule "${rule.id}" ${fault}` })),
    ...(lapse && rule.where?.email ? [{ where: 'where.email', message: nameless(rule) }] : []),
    ...(unbounded ? [unbounded] : []),
  ].map(({ where, message }) => ({ rule: rule.id, path: `${path}.${where}`, message }));
}

function lapseWarnings(lapse: Lapse, path: string, isRead: boolean): ModelWarning[] {
  const { id } = lapse;
  const faults = (['after', 'unless'] as const).flatMap((part) =>
    askedFaults(lapse[part], lapse[part].on).map(([where, fault]) => ({
      rule: id,
      path: `${path}.${part}.${where}`,
      message: `lapse "${id}" ${part === 'after' ? 'has a start that' : 'has an end that'} ${fault}`,
    })),
  );
  const message = `no rule of this model uses lapse "${id}", so it earns no points here; add a rule with "on": "${id}", or ignore this if another model has one`;
  return [...faults, ...(isRead ? [] : [{ rule: id, path: `${path}.id`, message }])];
}

function nameless({ id, on }: Rule): string {
  return `rule "${id}" can never match: lapse "${on}" identifies nobody; remove "email"`;
}

function fitWarnings(rule: FitRule, path: string): ModelWarning[] {
  return Object.entries(rule.where ?? {}).flatMap(([key, condition]) =>
    [...readCondition(condition).faults(), ...traitFaults(key, condition)].map((fault) => ({
      rule: rule.id,
      path: `${path}.where.${key}`,
      message: `fit rule "${rule.id}" ${fault}`,
    })),
  );
}

/** Derived traits and all their values. A site that sends `department` itself can have others. */
const derivedValues = new Map<string, readonly string[]>([
  ['emailType', emailTypes],
  ['seniority', seniorities],
]);

/** Conditions on a trait with few values, or on names, that match none of them. */
function traitFaults(name: string, condition: Condition): string[] {
  const { admits, refuses } = readCondition(condition);
  const globs = [...(admits ?? []), ...refuses];
  const values = derivedValues.get(name);
  if (values) {
    const strange = globs.filter((glob) => !values.some(compileGlob(glob)));
    return strange.map((glob) => `has an unknown ${name} ${JSON.stringify(glob)}: use ${values.join(', ')}`);
  }
  if (kindOf(name) !== 'country') return [];
  const unknown = globs.filter((glob) => !/[*?]/.test(glob) && countryReadings(glob).length === 0);
  return unknown.map(
    (glob) => `has an unknown country ${JSON.stringify(glob)}: use a name, or a code such as "DE"`,
  );
}

/** The part of a rule by which browsers can collect points without limit, and how to limit it; null if it is limited. */
function unboundedPart(rule: Rule, lapse: Lapse | undefined): { where: string; message: string } | null {
  const { id, points = 0, cap, nth, by, per } = rule;
  const isBounded = Number.isFinite(awardsInWeek(rule, lapse ? [lapse] : []));
  if (points === 0 || isBounded || !isForgeable(rule)) return null;
  const counted = cap ?? (nth === undefined ? undefined : { by, per });
  if (!counted) {
    const message = `anyone can send unlimited events for rule "${id}": add a cap, such as {"times": 1, "per": "day"}`;
    return { where: 'cap', message };
  }
  const place = cap ? 'cap.' : '';
  const earned = `and rule "${id}" gives ${spoken(points)} points for each, without a limit`;
  return counted.by === undefined
    ? {
        where: `${place}per`,
        message: `anyone can make up sessions, ${earned}: count it per day, or put the rule into a group with a cap`,
      }
    : {
        where: `${place}by`,
        message: `anyone can make up values of "${counted.by}", ${earned}: put the rule into a group with a cap, or remove "by"`,
      };
}

/** The total points that a forger can collect from all limited rules, if that is much. */
function forgedWarnings(model: Model): ModelWarning[] {
  const bounded = forgedPoints(model).filter(({ points }) => Number.isFinite(points));
  const total = bounded.reduce((sum, { points }) => sum + points, 0);
  const [most] = bounded.toSorted((a, b) => b.points - a.points);
  if (!most || total <= maxForgedPoints) return [];
  const named = most.rules.map((id) => `"${id}"`).join(', ');
  const message = `forged events can give one visitor up to ${spoken(total)} points in a week despite the caps, ${spoken(most.points)} of them from ${named}: accept events that are worth forging from your server only ("from": "server"), or let rules share a cap in a group`;
  return [{ rule: most.rules[0] as string, path: 'rules', message }];
}

function spoken(points: number): string {
  return points.toLocaleString('en', { maximumFractionDigits: 2 });
}
