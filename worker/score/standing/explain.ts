// Explains a score: each award is a line, and the lines sum to the score. Pure.

import { worthAt } from '../decay.ts';
import type { LoggedEvent } from '../event.ts';
import { adjustmentLabel, adjustmentRule } from '../rules/award-request.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { fold } from './fold.ts';
import { shownScore } from './standing-now.ts';
import type { Award } from './step.ts';

/** A visitor's event. `claimed`: recorded under an unverified identity. */
export interface OwnedEvent extends LoggedEvent {
  readonly claimed: boolean;
}

/** An award; or (`eventId` null) the sum of `count` older awards of a rule, with the `occurredAt` of the newest. */
export interface ExplanationLine {
  rule: string;
  label: string;
  /** The points given, or withheld by a cap; the sum for a summed line. */
  points: number;
  occurredAt: number;
  /** The faded points, not rounded; 0 if capped. */
  worth: number;
  /** `worth` without the cap; 0 if not capped. */
  withheld: number;
  eventId: string | null;
  capped: boolean;
  claimed: boolean;
  /** The rule disqualifies the visitor, whatever its worth. */
  disqualifies: boolean;
  /** The reason and the author of manual points (a token's id, or `bootstrap`). Null for others and for summed lines. */
  reason: string | null;
  by: string | null;
  count: number;
}

/** Lines, newest first, then summed lines. `rawScore` is the sum of their `worth`, in this order. */
export interface Explained {
  rawScore: number;
  score: number;
  lines: ExplanationLine[];
}

/** The number of separate awards; older ones are summed by rule. */
export const maxExplanationLines = 1_000;

/**
 * Explains the score of a visitor's events (all of them, in any order) at `at`, UTC ms. For a past `at`: the awards of
 * what had occurred by then. Which awards a cap kept back is decided by the whole log, as for the score.
 */
export function explain(
  events: readonly OwnedEvent[],
  compiled: CompiledModel,
  at: number,
  maxLines: number = maxExplanationLines,
): Explained {
  const claimed = new Set<LoggedEvent>(events.filter((event) => event.claimed));
  const all = fold(events, compiled)
    .awards.filter(({ event }) => event.occurredAt <= at)
    .map((award) => lineOf(award, compiled, at, claimed.has(award.event)))
    .reverse()
    .sort((a, b) => b.occurredAt - a.occurredAt);
  const lines = [...all.slice(0, maxLines), ...summed(all.slice(maxLines))];
  const rawScore = lines.reduce((sum, { worth }) => sum + worth, 0);
  return { rawScore, score: shownScore(rawScore), lines };
}

function lineOf(
  { event, request, capped }: Award,
  compiled: CompiledModel,
  at: number,
  claimed: boolean,
): ExplanationLine {
  const worth = worthAt(compiled, request.points, event.occurredAt, at);
  const isByHand = request.rule === adjustmentRule;
  return {
    rule: request.rule,
    label: request.label,
    points: request.points,
    occurredAt: event.occurredAt,
    worth: capped ? 0 : worth,
    withheld: capped ? worth : 0,
    eventId: event.id,
    capped,
    claimed,
    disqualifies: request.disqualifies,
    reason: isByHand ? (event.body.reason ?? null) : null,
    by: isByHand ? (event.body.actor ?? null) : null,
    count: 1,
  };
}

/** One line per rule, separate for capped, claimed and only disqualifying awards. Adjustments lose their reasons. */
function summed(lines: readonly ExplanationLine[]): ExplanationLine[] {
  const sums = new Map<string, ExplanationLine>();
  for (const line of lines) {
    const key = `${line.rule} ${line.capped} ${line.claimed} ${line.points === 0}`;
    const sum = sums.get(key);
    if (sum) {
      sum.points += line.points;
      sum.worth += line.worth;
      sum.withheld += line.withheld;
      sum.count++;
    } else {
      const label = line.rule === adjustmentRule ? adjustmentLabel : line.label;
      sums.set(key, { ...line, label, eventId: null, reason: null, by: null });
    }
  }
  return [...sums.values()];
}
