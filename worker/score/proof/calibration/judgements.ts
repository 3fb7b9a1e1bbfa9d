// What sales said of leads: accepted or rejected, with reasons. Outcomes of their own kind, beside the sales. Pure.

import type { Kind } from '../../../../schema/kinds.ts';
import type { LoggedEvent } from '../../event.ts';
import type { Period } from '../survey/tally.ts';

/** What sales said last of a lead in a period, and when they first said either, UTC ms: what came later did not lead to it. */
export interface Judgement {
  at: number;
  isAccepted: boolean;
  reason: string | null;
}

/** The counts so far: how many of the accepted and rejected leads had what just before, by name. */
export interface Judgements {
  /** Leads known by then that could still buy. */
  accepted: number;
  rejected: number;
  had: { accepted: Record<string, number>; rejected: Record<string, number> };
  /** How many leads were rejected for each reason, as it was written. */
  reasons: Record<string, number>;
}

/** Different reasons that are counted; any more are left out. */
const maxReasons = 200;

/** The most frequent reasons are listed. */
export const listedReasons = 10;

/** Counts of nobody. */
export function newJudgements(): Judgements {
  return { accepted: 0, rejected: 0, had: { accepted: {}, rejected: {} }, reasons: {} };
}

/** The judgement on a person in a period; null: there is none, or it was taken back. */
export function judgementOf(history: readonly LoggedEvent[], { from, to }: Period): Judgement | null {
  const said = history
    .filter(({ kind }) => kind === ('lead_state' satisfies Kind))
    .filter(({ occurredAt }) => occurredAt >= from && occurredAt < to)
    .sort((a, b) => a.occurredAt - b.occurredAt);
  const first = said.find(({ body: { state } }) => state === 'accepted' || state === 'rejected');
  const last = said.findLast(({ body: { state } }) => state !== 'working')?.body;
  if (!first || (last?.state !== 'accepted' && last?.state !== 'rejected')) return null;
  return { at: first.occurredAt, isAccepted: last.state === 'accepted', reason: last.reason ?? null };
}

/** Counts a judgement, with what the person had just before. `names` null: was not known by then, or could not buy. Mutates it. */
export function addJudgement(
  judged: Judgements,
  { isAccepted, reason }: Judgement,
  names: readonly string[] | null,
): void {
  if (!names) return;
  const verdict = isAccepted ? 'accepted' : 'rejected';
  judged[verdict]++;
  const had = judged.had[verdict];
  for (const name of names) had[name] = (had[name] ?? 0) + 1;
  const { reasons } = judged;
  if (isAccepted || reason === null) return;
  const isKnown = Object.hasOwn(reasons, reason);
  if (isKnown || Object.keys(reasons).length < maxReasons)
    reasons[reason] = (isKnown ? (reasons[reason] ?? 0) : 0) + 1;
}

/** The reasons that at least `least` leads share, the most frequent first. One that only somebody was told may name them. */
export function sharedReasons({ reasons }: Judgements, least: number): { reason: string; leads: number }[] {
  return Object.entries(reasons)
    .filter(([, leads]) => leads >= least)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, listedReasons)
    .map(([reason, leads]) => ({ reason, leads }));
}
