// What a valid model may mean to do and does not: rules that can never match, and rules that a forged beacon could
// collect from without end. Pure; a warning refuses nothing.

import { browserKinds, isServerOnly, limits } from '../../schema/event.ts';
import type { Condition, FitRule, Model, Rule } from '../../schema/model.ts';
import { countryReadings } from './country.ts';
import { emailTypes } from './email-kind.ts';
import { compileGlob } from './glob.ts';
import { kindOf } from './trait-reading.ts';

/** `path` is where in the model, as in a problem's errors. */
export interface ModelWarning {
  rule: string;
  path: string;
  message: string;
}

/** All warnings of a model, in the order of its rules. */
export function modelWarnings(model: Model): ModelWarning[] {
  const grouped = new Set(model.groups?.flatMap(({ rules }) => rules));
  return [
    ...model.rules.flatMap((rule, index) => ruleWarnings(rule, `rules[${index}]`, grouped.has(rule.id))),
    ...(model.fit?.rules ?? []).flatMap((rule, index) => fitWarnings(rule, `fit.rules[${index}]`)),
  ];
}

function ruleWarnings(rule: Rule, path: string, isGrouped: boolean): ModelWarning[] {
  const warn = (where: string, message: string) => ({ rule: rule.id, path: `${path}.${where}`, message });
  const kind = kindFault(rule);
  const conditions = Object.entries(rule.where ?? {}).flatMap(([key, condition]) =>
    [carriedFault(rule.on, key), ...conditionFaults(condition, textFaults[key], bounds[key])]
      .filter((fault) => fault !== null)
      .map((fault) => warn(`where.${key}`, `rule "${rule.id}" ${fault}`)),
  );
  return [
    ...(kind ? [warn('on', `rule "${rule.id}" ${kind}`)] : []),
    ...conditions,
    ...(isUnbounded(rule) && !isGrouped ? [warn('cap', uncapped(rule))] : []),
  ];
}

function fitWarnings(rule: FitRule, path: string): ModelWarning[] {
  return Object.entries(rule.where ?? {}).flatMap(([key, condition]) =>
    [...conditionFaults(condition), ...traitFaults(key, condition)].map((fault) => ({
      rule: rule.id,
      path: `${path}.where.${key}`,
      message: `fit rule "${rule.id}" ${fault}`,
    })),
  );
}

/** What rules ask of a trait that has few values, or names, and none of these is one of. */
function traitFaults(name: string, condition: Condition): string[] {
  const asked = typeof condition === 'object' && 'not' in condition ? condition.not : condition;
  const globs = typeof asked === 'string' || Array.isArray(asked) ? [asked].flat() : [];
  if (name === 'emailType') {
    const strange = globs.filter((glob) => !emailTypes.some(compileGlob(glob)));
    return strange.map((glob) => `asks for ${JSON.stringify(glob)}: emailType is ${emailTypes.join(', ')}`);
  }
  if (kindOf(name) !== 'country') return [];
  const unknown = globs.filter((glob) => !/[*?]/.test(glob) && countryReadings(glob).length === 0);
  return unknown.map(
    (glob) =>
      `asks for ${JSON.stringify(glob)}, which no country is called: use a name, or a code such as "DE"`,
  );
}

function uncapped({ id }: Rule): string {
  return `anyone can send the events of rule "${id}", without end: give it a cap, such as {"times": 1, "per": "day"}`;
}

/** A browser can trigger it, and neither a cap nor `nth` holds what it earns. */
function isUnbounded({ on, from, points = 0, cap, nth }: Rule): boolean {
  return points !== 0 && !cap && nth === undefined && from !== 'server' && !isServerOnly(on);
}

/** Why no event is of this kind, or null. */
function kindFault({ on, from }: Rule): string | null {
  if (on === '*') return null;
  if (on === 'visit') {
    return from === 'server' ? 'can never match: only browsers visit; leave out "from"' : null;
  }
  if (on === 'adjustment') return 'can never match: points given by hand are not scored by rules';
  const slug = on
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
  return slug === on ? null : `can never match: such events are stored as "${slug}"; use that in "on"`;
}

/** The keys that only some kinds carry; every kind may carry the others. */
const carriers: Record<string, readonly string[]> = {
  file: ['download'],
  form: ['form_fill'],
  view: ['engagement'],
  seconds: ['engagement'],
  scroll: ['engagement'],
  target: ['outbound_click'],
};
const kindsWithoutProps = browserKinds.filter((kind) => kind !== 'page_view') as readonly string[];

/** Why events of this kind cannot carry the key, or null. */
function carriedFault(on: string, key: string): string | null {
  if (on === '*' || on === 'visit') return null;
  const only = carriers[key];
  if (only && !only.includes(on)) {
    return `can never match: "${key}" is carried by ${only.join(', ')} only, not by ${on}`;
  }
  return key.startsWith('props.') && kindsWithoutProps.includes(on)
    ? `can never match: ${on} carries no props; page views and custom events do`
    : null;
}

/** What a number can be at all. */
const bounds: Record<string, readonly [number, number]> = {
  seconds: [0, limits.maxSeconds],
  scroll: [0, 100],
};

interface TextShape {
  /** Whether a glob could match any value of the key. */
  isPossible: (glob: string) => boolean;
  advice: string;
}

const webAddress: TextShape = {
  isPossible: (glob) => /^[h*?]/i.test(glob),
  advice: 'it holds a whole address that begins with http; begin the glob with *',
};

/** Keys whose values have a known shape, and are never numbers. */
const textFaults: Record<string, TextShape> = {
  path: {
    isPossible: (glob) => /^[/*?]/.test(glob),
    advice: 'a path begins with /; begin the glob with / or *',
  },
  host: { isPossible: (glob) => !/[/:@]/.test(glob), advice: 'a host is a name such as "www.example.com"' },
  url: webAddress,
  referrer: webAddress,
  file: webAddress,
  target: webAddress,
  email: { isPossible: (glob) => /[@*]/.test(glob), advice: 'an email has an @, such as "*@rival.com"' },
};

function conditionFaults(
  condition: Condition,
  shape?: TextShape,
  limit?: readonly [number, number],
): string[] {
  if (typeof condition === 'string' || Array.isArray(condition)) {
    const impossible = [condition].flat().filter((glob) => shape && !shape.isPossible(glob));
    return impossible.map((glob) => `can never match ${JSON.stringify(glob)}: ${shape?.advice}`);
  }
  if ('not' in condition) {
    const isAll = [condition.not].flat().some((glob) => /^\*+$/.test(glob));
    return isAll ? ['can never match: {"not": "*"} refuses every value'] : [];
  }
  if (shape) return ['can never match: this is text, and a range is for numbers'];
  return isEmptyRange(condition, limit) ? ['can never match: no number is within this range'] : [];
}

type Range = Extract<Condition, { gte?: number | undefined }>;

const anyNumber = [-Infinity, Infinity] as const;

function isEmptyRange(
  { gte, gt, lte, lt }: Range,
  [least, most]: readonly [number, number] = anyNumber,
): boolean {
  const low = Math.max(gte ?? -Infinity, gt ?? -Infinity, least);
  const high = Math.min(lte ?? Infinity, lt ?? Infinity, most);
  return low > high || (low === high && (gt === low || lt === high));
}
