// Where a visitor stands at a moment, computed from what is stored and the clock. The clock alone does the decay.

import type { Model } from '../../../schema/model/model.ts';
import { scoreOfHeat } from '../decay.ts';
import type { OutcomeResult } from '../event.ts';
import { adjustmentLabel, adjustmentRule } from '../rules/award-request.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { coolsAt, heatThresholds, lowered, outsideLevel } from './level.ts';

/** Status of a visitor whom a disqualifying rule has matched. */
export const disqualifiedStatus = 'disqualified';

/** Status of a visitor who has bought. */
export const customerStatus = 'customer';

/** Reasons shown in a list. */
const topReasonCount = 3;

/** What a `score` row holds: `level` 1–5 as of the last arrival. */
export interface StoredStanding {
  heat: number;
  heatByRule: Readonly<Record<string, number>>;
  level: number;
  /** How the deal that counts ended. */
  outcome: OutcomeResult | null;
}

/** One rule's part in a score: `worth` in points as faded at the moment. */
export interface Reason {
  rule: string;
  label: string;
  worth: number;
}

/** The same at a moment. `level` is null when disqualified or a customer, `coolsAt` when no level is left to fall from, or never. */
export interface StandingAt {
  rawScore: number;
  score: number;
  status: string;
  level: number | null;
  coolsAt: number | null;
  topReasons: Reason[];
}

/** The score that people see: rounded to 2 decimals, never below 0. */
export function shownScore(rawScore: number): number {
  return Math.max(0, Math.round(rawScore * 100) / 100);
}

/** Where the visitor stands at `at` (UTC ms) if nothing more happens. */
export function standingAt(compiled: CompiledModel, stored: StoredStanding, at: number): StandingAt {
  const { levels } = compiled.model;
  const level = lowered(stored.level, stored.heat, heatThresholds(levels, compiled, at));
  const rawScore = scoreOfHeat(compiled, stored.heat, at);
  return {
    rawScore,
    score: shownScore(rawScore),
    status: statusOf(compiled.model, level, stored.outcome),
    level: level === outsideLevel ? null : level,
    coolsAt: coolsAt(levels, compiled, { heat: stored.heat, level }),
    topReasons: reasonsOf(compiled, stored.heatByRule, at).slice(0, topReasonCount),
  };
}

/** The status of a level, 1–5. Who has bought is a customer, disqualified or not. */
function statusOf({ levels }: Model, level: number, outcome: OutcomeResult | null): string {
  if (level !== outsideLevel) return levels[level - 1]?.name ?? '';
  return outcome === 'won' ? customerStatus : disqualifiedStatus;
}

/** All rules that bring or take something, the weightiest first. */
export function reasonsOf(
  compiled: CompiledModel,
  heatByRule: StoredStanding['heatByRule'],
  at: number,
): Reason[] {
  return Object.entries(heatByRule)
    .filter(([, heat]) => heat !== 0)
    .sort(([a, heatA], [b, heatB]) => Math.abs(heatB) - Math.abs(heatA) || (a < b ? -1 : 1))
    .map(([rule, heat]) => ({
      rule,
      label: labelOf(compiled, rule),
      worth: scoreOfHeat(compiled, heat, at),
    }));
}

/** A rule's label in the model; what is given by hand has one of its own. */
export function labelOf({ model }: CompiledModel, rule: string): string {
  if (rule === adjustmentRule) return adjustmentLabel;
  return model.rules.find(({ id }) => id === rule)?.label ?? rule;
}
