// Warnings about a valid model: rules that can never match, and rules by which forged beacons could collect points without
// limit. Pure; a warning rejects nothing.

import type { Lapse } from '../../../schema/model/lapse.ts';
import type { Model, Rule } from '../../../schema/model/model.ts';
import { askedFaults, type SiteFacts, type Surroundings } from './condition-faults.ts';
import { fitFaults } from './fit-faults.ts';
import { awardsInWeek, forgedPoints, isForgeable, maxForgedPoints, placesInWeek } from './forgeable.ts';

/** `rule` is the id of a rule or a lapse; `path` is the location in the model, as in a problem's errors. */
export interface ModelWarning {
  rule: string;
  path: string;
  message: string;
}

/** All warnings of a model, in the order of its rules, lapses and fit rules; with its site, also of what that site lacks. */
export function modelWarnings(model: Model, site?: SiteFacts): ModelWarning[] {
  const holding = model.groups?.filter((group) => Number.isFinite(placesInWeek(group))) ?? [];
  const grouped = new Set(holding.flatMap(({ rules }) => rules));
  const lapses = new Map(model.lapses?.map((lapse) => [lapse.id, lapse]));
  const read = new Set(model.rules.map(({ on }) => on));
  const surroundings = { lapses: [...lapses.keys()], site };
  return [
    ...model.rules.flatMap((rule, index) =>
      ruleWarnings(rule, `rules[${index}]`, {
        isGrouped: grouped.has(rule.id),
        lapse: lapses.get(rule.on),
        ...surroundings,
      }),
    ),
    ...[...lapses.values()].flatMap((lapse, index) =>
      lapseWarnings(lapse, `lapses[${index}]`, { isRead: read.has(lapse.id), ...surroundings }),
    ),
    ...(model.fit?.rules ?? []).flatMap((rule, index) =>
      fitFaults(rule).map(([where, fault]) => ({
        rule: rule.id,
        path: `fit.rules[${index}].${where}`,
        message: `fit rule "${rule.id}" ${fault}`,
      })),
    ),
    ...forgedWarnings(model),
  ];
}

/** `lapse`: the lapse that the rule matches. It occurs at most once in its hours, and has the fields of its starting event. */
function ruleWarnings(
  rule: Rule,
  path: string,
  { isGrouped, lapse, ...surroundings }: Surroundings & { isGrouped: boolean; lapse: Lapse | undefined },
): ModelWarning[] {
  const unbounded = isGrouped ? null : unboundedPart(rule, lapse);
  const carried = lapse?.after.on ?? rule.on;
  return [
    ...askedFaults(rule, carried, surroundings).map(([where, fault]) => ({
      where,
      message: `rule "${rule.id}" ${fault}`,
    })),
    ...(lapse && rule.where?.email ? [{ where: 'where.email', message: nameless(rule) }] : []),
    ...(unbounded ? [unbounded] : []),
  ].map(({ where, message }) => ({ rule: rule.id, path: `${path}.${where}`, message }));
}

function lapseWarnings(
  lapse: Lapse,
  path: string,
  { isRead, ...surroundings }: Surroundings & { isRead: boolean },
): ModelWarning[] {
  const { id } = lapse;
  const faults = (['after', 'unless'] as const).flatMap((part) =>
    askedFaults(lapse[part], lapse[part].on, surroundings).map(([where, fault]) => ({
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
