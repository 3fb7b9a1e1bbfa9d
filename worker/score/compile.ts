// A model made ready to be asked, once per version: rules by the kind they listen to, conditions as functions.

import type { Group, Model, Rule } from '../../schema/model.ts';
import { compileWhere } from './condition.ts';
import type { Decay } from './decay.ts';
import type { Facts } from './facts.ts';

/** A published version as the store keeps it. `landmark` is the moment of publication, UTC ms. */
export interface ModelVersion {
  readonly version: number;
  readonly landmark: number;
  readonly model: Model;
}

/** A rule and its compiled `where`. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly holds: (facts: Facts) => boolean;
  /** The group whose cap it shares. */
  readonly group: Group | null;
}

/** A model version ready to score with. */
export interface CompiledModel extends Decay {
  readonly version: number;
  readonly model: Model;
  /** The rules that may match an event of this kind, `*` and `visit` rules included, in the model's order. */
  rulesFor(kind: string): readonly CompiledRule[];
}

/** Rules that can have no effect (no points, not disqualifying) are left out: they would only take slots. */
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

function compile({ version, landmark, model }: ModelVersion): CompiledModel {
  const groups = new Map(model.groups?.flatMap((group) => group.rules.map((id) => [id, group] as const)));
  const rules = model.rules
    .filter(hasEffect)
    .map((rule) => ({ rule, holds: compileWhere(rule.where), group: groups.get(rule.id) ?? null }));
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
    halfLifeDays: model.halfLifeDays,
    rulesFor: (kind) => byKind.get(kind) ?? anywhere,
  };
}
