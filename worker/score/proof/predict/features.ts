// What a prediction is made of: numbers by name, from a visitor's state and from what is known about the person. The same functions
// serve training and prediction. Pure.

import { isKind, kinds } from '../../../../schema/kinds.ts';
import type { PredictionPart } from '../../../../schema/site.ts';
import { dayMs } from '../../../../schema/time/durations.ts';
import type { TraitValue } from '../../../../schema/trait.ts';
import { scoreOfHeat } from '../../decay.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import { unseen } from '../../source/source.ts';
import { otherKinds } from '../../standing/done/activity.ts';
import type { State } from '../../standing/step.ts';
import { isProtected } from './protected.ts';

/**
 * Numbers by name; one that is missing is 0. A name begins with what it is: `rule:ID` (the points that it was worth when the person
 * was last seen), `event:KIND` (how many), `time:…`, `source:KEY=VALUE`, `trait:NAME=VALUE` and `trait:NAME#` (a number). Amounts are
 * logarithms, values with `=` are 0 or 1.
 */
export type Features = Readonly<Record<string, number>>;

/** Which part of what is known a feature belongs to, by the beginning of its name. */
const partOf = {
  rule: 'rules',
  event: 'events',
  time: 'time',
  source: 'source',
  trait: 'traits',
} as const satisfies Record<string, PredictionPart>;

/** Traits read of a person, in order of their names, and the longest value: longer ones are texts. */
export const featureLimits = { traits: 60, valueChars: 60, nameChars: 60 } as const;

/** The part of a feature. */
export function featurePart(name: string): PredictionPart {
  return partOf[name.slice(0, name.indexOf(':')) as keyof typeof partOf];
}

/** The feature without its value: one-hots of the same fact share it. */
export function familyOf(name: string): string {
  const end = name.indexOf('=', name.indexOf(':'));
  return end < 0 ? name : name.slice(0, end);
}

/** What a visitor has done, as of the last time they were seen: heat has faded until then. */
export function deedFeatures({ standing, activity }: State, compiled: CompiledModel): Features {
  const found: Record<string, number> = {};
  const { heatByRule, lastSeen, firstSeen, visits, source, channel, landing } = standing;
  for (const { id } of compiled.model.rules) {
    const heat = Object.hasOwn(heatByRule, id) ? heatByRule[id] : undefined;
    if (heat) put(found, `rule:${id}`, amount(scoreOfHeat(compiled, heat, lastSeen)));
  }
  for (const [kind, count] of activity.kinds) {
    if (kind !== otherKinds && !isLeftOut(kind)) put(found, `event:${kind}`, amount(count));
  }
  put(found, 'time:seconds', amount(activity.seconds));
  put(found, 'time:visits', amount(visits));
  put(found, 'time:days', amount((lastSeen - firstSeen) / dayMs));
  if (source === unseen) return found;
  for (const [key, value] of Object.entries({ source, channel, landing })) {
    if (value !== null && value.length <= featureLimits.valueChars) found[`source:${key}=${value}`] = 1;
  }
  return found;
}

/** Facts that people and the site's systems record follow what they know of the sale. Reading and naming count otherwise. */
function isLeftOut(kind: string): boolean {
  return isKind(kind) && (kinds[kind].sender === 'route' || kind === 'engagement' || kind === 'identify');
}

/** Who somebody is, as far as it is known; null: anonymous. */
export function personFeatures(
  person: { traits: Readonly<Record<string, { value: TraitValue }>>; fitScore: number | null } | null,
): Features {
  if (!person) return {};
  const found: Record<string, number> = { 'trait:identified=true': 1 };
  put(found, 'trait:fit#', amount(person.fitScore ?? 0));
  const names = Object.keys(person.traits).sort();
  for (const name of names.slice(0, featureLimits.traits)) {
    const trait = person.traits[name];
    if (trait && name.length <= featureLimits.nameChars && !isProtected(name))
      putTrait(found, name, trait.value);
  }
  return found;
}

function putTrait(found: Record<string, number>, name: string, value: TraitValue): void {
  const text = String(value).trim().toLowerCase();
  if (text === '' || text.length > featureLimits.valueChars) return;
  const own = name.replaceAll('=', ' ');
  found[`trait:${own}=${text}`] = 1;
  if (typeof value !== 'boolean') put(found, `trait:${own}#`, amount(Number(text)));
}

function put(found: Record<string, number>, name: string, value: number): void {
  if (Number.isFinite(value) && value !== 0) found[name] = value;
}

/** Many differ little from a few more. */
function amount(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}
