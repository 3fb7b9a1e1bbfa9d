// A visitor's standing at a time, computed from the stored row and the time. Points fade without any update.

import type { Model } from '../../../schema/model/model.ts';
import { scoreOfHeat } from '../decay.ts';
import type { OutcomeResult } from '../event.ts';
import { adjustmentLabel, adjustmentRule } from '../rules/award-request.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { coolsAt, heatThresholds, lowered, outsideLevel } from './level.ts';

/** Status of a disqualified visitor. */
export const disqualifiedStatus = 'disqualified';

/** Status of a customer. */
export const customerStatus = 'customer';

/** The number of reasons in a list. */
const topReasonCount = 3;

/** The standing in a `score` row: `level` 1–5 as of the last arrival. */
export interface StoredStanding {
  heat: number;
  heatByRule: Readonly<Record<string, number>>;
  level: number;
  /** The result of the deal that counts. */
  outcome: OutcomeResult | null;
}

/** A rule's part in a score: `worth` in faded points. */
export interface Reason {
  rule: string;
  label: string;
  worth: number;
}

/** The same at a time. `level` is null if disqualified or a customer; `coolsAt` is null if the level never falls. */
export interface StandingAt {
  rawScore: number;
  score: number;
  status: string;
  level: number | null;
  coolsAt: number | null;
  topReasons: Reason[];
}

/** The displayed score: rounded to 2 decimals, never below 0. */
export function shownScore(rawScore: number): number {
  return Math.max(0, Math.round(rawScore * 100) / 100);
}

/** The visitor's standing at `at` (UTC ms) if nothing more happens. */
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

/** The status of a level, 1–5. A buyer is a customer, even if disqualified. */
export function statusOf({ levels }: Model, level: number, outcome: OutcomeResult | null): string {
  if (level !== outsideLevel) return levels[level - 1]?.name ?? '';
  return outcome === 'won' ? customerStatus : disqualifiedStatus;
}

/** All rules with points, largest first. */
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

/** A rule's label in the model; manual points have their own label. */
export function labelOf({ model }: CompiledModel, rule: string): string {
  if (rule === adjustmentRule) return adjustmentLabel;
  return model.rules.find(({ id }) => id === rule)?.label ?? rule;
}
