// The differences between two models in words, to read before publishing and in reviews.

import type { Lapse } from '../../../schema/model/lapse.ts';
import {
  defaultModelName,
  type FitRule,
  type Group,
  type Model,
  type Rule,
} from '../../../schema/model/model.ts';
import { type Aspect, conditions } from '../words/where-words.ts';

/** A rule in words: its displayed name, and each of its aspects; missing aspects are omitted. */
interface Described {
  name: string;
  aspects: Map<string, Aspect>;
}

/**
 * The changes from `before` to `after`, one per line: half-life, levels, rules, lapses, fit, grades, actions. Empty if both score
 * the same. The order of rules does not matter.
 */
export function diffModels(before: Model, after: Model): string[] {
  const lines: string[] = [];
  const [was, is] = [before, after].map(({ name = defaultModelName }) => name);
  if (was !== is) lines.push(`It is a version of the model "${is}", not of "${was}".`);
  if (before.halfLifeDays !== after.halfLifeDays) {
    lines.push(`Half-life: ${halfLife(after)} instead of ${halfLife(before)}.`);
  }
  return [
    ...lines,
    ...diffLevels(before.levels, after.levels),
    ...diffRules('rule', described(before.rules, describeRule), described(after.rules, describeRule)),
    ...diffValues('Group', grouped(before), grouped(after)),
    ...diffRules(
      'lapse',
      described(before.lapses ?? [], describeLapse),
      described(after.lapses ?? [], describeLapse),
    ),
    ...diffRules(
      'fit rule',
      described(before.fit?.rules ?? [], describeFitRule),
      described(after.fit?.rules ?? [], describeFitRule),
    ),
    ...diffValues('Grade', graded(before), graded(after)),
    ...diffValues('Next action of', actions(before), actions(after)),
  ];
}

function halfLife({ halfLifeDays }: Model): string {
  if (halfLifeDays === null) return 'none (points do not fade)';
  return `${halfLifeDays} ${halfLifeDays === 1 ? 'day' : 'days'}`;
}

function diffLevels(before: Model['levels'], after: Model['levels']): string[] {
  return after.flatMap((level, index) => {
    const old = before[index] as Model['levels'][number];
    const changes: string[] = [];
    if (old.name !== level.name) changes.push(`is called "${level.name}" instead of "${old.name}"`);
    if ('at' in level && 'at' in old) {
      if (old.at !== level.at) changes.push(`is reached at ${level.at} instead of ${old.at}`);
      if (old.keep !== level.keep) changes.push(`is kept down to ${level.keep} instead of ${old.keep}`);
    }
    return changes.map((change) => `Level ${index + 1} ("${level.name}") ${change}.`);
  });
}

function described<Any extends { id: string; label: string }>(
  rules: readonly Any[],
  aspectsOf: (rule: Any) => Record<string, Aspect | null>,
): Map<string, Described> {
  return new Map(
    rules.map((rule) => {
      const label: Aspect = ['called', JSON.stringify(rule.label)];
      const aspects = Object.entries<Aspect | null>({ label, ...aspectsOf(rule) });
      const held = aspects.filter((aspect): aspect is [string, Aspect] => aspect[1] !== null);
      return [rule.id, { name: `"${rule.id}" (${rule.label})`, aspects: new Map(held) }];
    }),
  );
}

function diffRules(what: string, before: Map<string, Described>, after: Map<string, Described>): string[] {
  const gone = [...before].filter(([id]) => !after.has(id));
  return [
    ...[...after].flatMap(([id, rule]) => {
      const old = before.get(id);
      if (!old)
        return [`New ${what} ${rule.name}: ${[...rule.aspects.values()].slice(1).map(said).join(', ')}.`];
      const changes = changesOf(old.aspects, rule.aspects);
      return changes.length > 0 ? [`${capital(what)} ${old.name}: ${changes.join('; ')}.`] : [];
    }),
    ...gone.map(([, rule]) => `${capital(what)} ${rule.name} is gone.`),
  ];
}

function said([lead, value]: Aspect): string {
  return `${lead} ${value}`.trim();
}

function changesOf(before: Map<string, Aspect>, after: Map<string, Aspect>): string[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((aspect) => {
    const [was, is] = [before.get(aspect), after.get(aspect)];
    if (was === undefined || is === undefined) {
      return [...(is ? [`now ${said(is)}`] : []), ...(was ? [`no longer ${said(was)}`] : [])];
    }
    return was[1] === is[1] ? [] : [`${said(is)} instead of ${was[1]}`];
  });
}

function describeRule(rule: Rule): Record<string, Aspect | null> {
  const { on, where = {}, from, points, cap, nth, per, by, disqualifies } = rule;
  return {
    points: points === undefined ? null : ['', pointsIn(points)],
    disqualifies: disqualifies ? ['', 'disqualifying'] : null,
    on: on === 'visit' ? ['on', 'a visit'] : ['on', on === '*' ? 'every event' : on],
    ...conditions(where),
    from: from ? ['', 'only from your server'] : null,
    nth: nth === undefined ? null : ['only the', `${ordinal(nth)} time in each ${per}${each(by)}`],
    cap: cap ? ['at most', `${times(cap.times)} ${window(cap.per)}${each(cap.by)}`] : null,
  };
}

function describeLapse({ after, unless, hours }: Lapse): Record<string, Aspect | null> {
  const inWords = ({ on, where = {} }: Lapse['after']) =>
    [on, ...Object.values(conditions(where)).map(said)].join(' ');
  return {
    after: ['after', inWords(after)],
    unless: ['without', inWords(unless)],
    hours: ['within', `${hours} ${hours === 1 ? 'hour' : 'hours'}`],
  };
}

function describeFitRule({ points, where = {}, each: unit, max }: FitRule): Record<string, Aspect | null> {
  return {
    points: ['', pointsIn(points)],
    ...conditions(where),
    each: unit ? ['for each', `${unit.of} of ${unit.trait}`] : null,
    max: max === undefined ? null : ['at most', pointsIn(max)],
  };
}

function pointsIn(points: number): string {
  return `${points} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
}

function times(count: number): string {
  return ['once', 'twice'][count - 1] ?? `${count} times`;
}

function window(per: string): string {
  return per === 'ever' ? 'ever' : `a ${per}`;
}

function each(by: string | undefined): string {
  return by === undefined ? '' : ` for each ${by}`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
function ordinal(n: number): string {
  const isTeen = Math.floor(n / 10) % 10 === 1;
  return `${n}${(!isTeen && ['st', 'nd', 'rd'][(n % 10) - 1]) || 'th'}`;
}

function grouped({ groups = [] }: Model): Record<string, string> {
  const inWords = ({ rules, cap }: Group) =>
    `${rules.map((id) => `"${id}"`).join(' and ')} together at most ${times(cap.times)} ${window(cap.per)}`;
  return Object.fromEntries(groups.map((group) => [`"${group.id}"`, inWords(group)]));
}

function graded({ fit }: Model): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fit?.grades ?? {}).map(([grade, from]) => [grade, `from ${from}`]),
  );
}

function actions({ actions: given = {} }: Model): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([cell, action]) => [cell, action === null ? 'none' : JSON.stringify(action)]),
  );
}

function diffValues(what: string, before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].sort().flatMap((name) => {
    if (before[name] === after[name]) return [];
    if (before[name] === undefined) return [`${what} ${name}: now ${after[name]}.`];
    if (after[name] === undefined) return [`${what} ${name}: no longer ${before[name]}.`];
    return [`${what} ${name}: ${after[name]} instead of ${before[name]}.`];
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
