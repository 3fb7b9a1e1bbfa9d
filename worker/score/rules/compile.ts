// Compiles a model, once per version: rules by their kind of event, conditions as functions.

import type { Group, Model, Rule } from '../../../schema/model/model.ts';
import type { Decay } from '../decay.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { compileWhere } from './condition.ts';
import type { Facts } from './facts.ts';

/** A published version as stored. `landmark` is the moment of publication, UTC ms. */
export interface ModelVersion {
  readonly version: number;
  readonly landmark: number;
  readonly model: Model;
  /** The IANA zone of its caps' days, weeks and months; left out: UTC. */
  readonly timeZone?: string;
}

/** A rule and its compiled `where`. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly holds: (facts: Facts) => boolean;
  /** Its name in a visitor's state: its place in the model, in base 36. */
  readonly key: string;
  /** The group whose cap it shares, and the group's name. */
  readonly group: Group | null;
  readonly groupKey: string;
}

/** A model version ready to score with. */
export interface CompiledModel extends Decay {
  readonly version: number;
  readonly model: Model;
  readonly calendar: Calendar;
  /** Rules that may match an event of this kind, `*` and `visit` rules included, in the model's order. */
  rulesFor(kind: string): readonly CompiledRule[];
}

/** Rules without effect (no points, not disqualifying) are left out: they would only take places in windows. */
function hasEffect(rule: Rule): boolean {
  return rule.disqualifies === true || (rule.points !== undefined && rule.points !== 0);
}

const cache = new WeakMap<ModelVersion, CompiledModel>();

/** Compiles a version; the same object is compiled once. */
export function compileModel(source: ModelVersion): CompiledModel {
  const known = cache.get(source);
  if (known) return known;
  const compiled = compile(source);
  cache.set(source, compiled);
  return compiled;
}

function compile({ version, landmark, model, timeZone = 'UTC' }: ModelVersion): CompiledModel {
  const groups = model.groups ?? [];
  const rules = model.rules.flatMap((rule, place): CompiledRule[] => {
    if (!hasEffect(rule)) return [];
    const groupPlace = groups.findIndex((group) => group.rules.includes(rule.id));
    return [
      {
        rule,
        holds: compileWhere(rule.where),
        key: `r${place.toString(36)}`,
        group: groups[groupPlace] ?? null,
        groupKey: `g${groupPlace.toString(36)}`,
      },
    ];
  });
  const byKind = new Map<string, CompiledRule[]>();
  const anywhere = rules.filter(({ rule }) => rule.on === '*' || rule.on === 'visit');
  for (const kind of new Set(rules.map(({ rule }) => rule.on))) {
    byKind.set(
      kind,
      rules.filter(({ rule }) => rule.on === kind || rule.on === '*' || rule.on === 'visit'),
    );
  }
  return {
    version,
    landmark,
    model,
    calendar: calendarOf(timeZone),
    halfLifeDays: model.halfLifeDays,
    rulesFor: (kind) => byKind.get(kind) ?? anywhere,
  };
}
