// The people that a prediction is fitted to, as they stood just before their outcome. Pure; what is gathered is plain JSON.

import type { Kind } from '../../../../schema/kinds.ts';
import type { LoggedEvent } from '../../event.ts';
import type { EmailKinds } from '../../fit/email-kind.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import { shortHash } from '../../short-hash.ts';
import { Passage } from '../passage.ts';
import { salesOf } from '../sales.ts';
import type { Someone } from '../survey/tally.ts';
import { deedFeatures, type Features, personFeatures } from './features.ts';

/** Whether somebody bought, was lost, or neither, although buyers would have bought by now. */
export type Result = 'won' | 'lost' | 'undecided';

/** Somebody just before the outcome. */
export interface Example {
  result: Result;
  /** 0–4: the part of the sample, drawn at random but always the same. */
  fold: number;
  /** Days since the person was last seen. */
  since: number;
  features: Features;
}

/** How many people have each result, sampled or not. */
export type Evidence = Record<Result, number>;

/** What a prediction needs: outcomes won or lost, of them won, and people who have not bought. About AUC 0.77 of 0.83 at 1,000. */
export const leastEvidence = { outcomes: 200, won: 40, others: 40 } as const;

/** How much evidence is missing; null: none is. */
export type MissingEvidence = Record<keyof typeof leastEvidence, number>;

/** How many people of each kind a sample has, on average. More say little more, and cost time. */
export const sampleLimits = { won: 2_000, others: 4_000, gaps: 400 } as const;

/** The counts so far. */
export interface Gathered {
  /** Whether all buyers have been read, so that others can be compared with them. */
  hasAllBuyers: boolean;
  evidence: Evidence;
  /** The share of the buyers, and of the others, who are sampled. */
  rates: { won: number; others: number };
  /** Days between the last sighting of a buyer and the sale, of the buyers with the lowest draws. */
  gaps: { draw: number; days: number }[];
}

/** What gathering needs. `now`: UTC ms. */
export interface GatheringContext {
  compiled: CompiledModel;
  kindOf: EmailKinds;
  now: number;
}

const dayMs = 86_400_000;
const foldsOfSample = 5;

/** Nobody yet, of a site with so many people, and so many buyers among them. */
export function newGathered({ people, buyers }: { people: number; buyers: number }): Gathered {
  const rate = (limit: number, of: number) => Math.min(1, limit / Math.max(1, of));
  return {
    hasAllBuyers: false,
    evidence: { won: 0, lost: 0, undecided: 0 },
    rates: { won: rate(sampleLimits.won, buyers), others: rate(sampleLimits.others, people - buyers) },
    gaps: [],
  };
}

/** What is missing until people can be told apart. */
export function missingIn({ won, lost, undecided }: Evidence): MissingEvidence | null {
  const missing = {
    outcomes: Math.max(0, leastEvidence.outcomes - won - lost),
    won: Math.max(0, leastEvidence.won - won),
    others: Math.max(0, leastEvidence.others - lost - undecided),
  };
  return missing.outcomes + missing.won + missing.others > 0 ? missing : null;
}

/** Counts a buyer, as of just before the first sale. Mutates `gathered`. Null: not sampled, or nothing was known before it. */
export function gatherBuyer(
  gathered: Gathered,
  { visitor, history }: Someone,
  context: GatheringContext,
): Example | null {
  const [at] = salesOf(history);
  if (at === undefined) return null;
  const known = knownBefore(history, at, context);
  if (!known) return null;
  gathered.evidence.won++;
  const days = (at - known.lastSeen) / dayMs;
  gathered.gaps.push({ draw: drawn('gap', visitor), days });
  if (gathered.gaps.length > sampleLimits.gaps) {
    gathered.gaps.sort((a, b) => a.draw - b.draw);
    gathered.gaps.length = sampleLimits.gaps;
  }
  if (drawn('sample', visitor) >= gathered.rates.won) return null;
  return exampleOf(visitor, { result: 'won', since: days, features: known.features });
}

/** Ends the search for buyers. Mutates `gathered`. */
export function closeBuyers(gathered: Gathered): void {
  gathered.hasAllBuyers = true;
  gathered.gaps.sort((a, b) => a.draw - b.draw);
}

/**
 * Counts somebody who has not bought: lost, or undecided although a buyer, drawn at random but always the same, had bought so long
 * after being last seen. So the time since then tells nobody apart. Mutates `gathered`. Null: a buyer, too new, or not sampled.
 */
export function gatherOther(
  gathered: Gathered,
  { visitor, history }: Someone,
  context: GatheringContext,
): Example | null {
  if (salesOf(history).length > 0) return null;
  const lostAt = lostTime(history);
  const known = knownBefore(history, lostAt ?? Number.POSITIVE_INFINITY, context);
  if (!known) return null;
  const { gaps } = gathered;
  const gap = gaps[Math.floor(drawn('gap', visitor) * gaps.length)]?.days ?? 0;
  const since = lostAt === null ? gap : (lostAt - known.lastSeen) / dayMs;
  if (lostAt === null && known.lastSeen + gap * dayMs > context.now) return null;
  const result = lostAt === null ? 'undecided' : 'lost';
  gathered.evidence[result]++;
  if (drawn('sample', visitor) >= gathered.rates.others) return null;
  return exampleOf(visitor, { result, since, features: known.features });
}

function exampleOf(visitor: string, one: Omit<Example, 'fold'>): Example {
  return { ...one, fold: Math.floor(drawn('fold', visitor) * foldsOfSample) };
}

/** When the latest deal was lost, UTC ms; null: it was not, or there was none. */
function lostTime(history: readonly LoggedEvent[]): number | null {
  const outcomes = history.filter(({ kind }) => kind === ('outcome' satisfies Kind));
  const [latest] = outcomes.sort((a, b) => b.occurredAt - a.occurredAt);
  return latest?.body.result === 'lost' ? latest.occurredAt : null;
}

/** What was known just before a moment; null: nothing, or the person was disqualified. */
function knownBefore(
  history: readonly LoggedEvent[],
  moment: number,
  { compiled, kindOf }: GatheringContext,
): { lastSeen: number; features: Features } | null {
  const passage = new Passage(history, compiled);
  passage.until(moment);
  const { state, learned, outsideSince } = passage;
  const isNamed = learned.identifiedAt !== null;
  if (!state || outsideSince !== null || (state.standing.source === '' && !isNamed)) return null;
  const { fitScore } = learned.fit(compiled, kindOf);
  const person = isNamed ? { traits: learned.traits(kindOf), fitScore } : null;
  const features = { ...deedFeatures(state, compiled), ...personFeatures(person) };
  return { lastSeen: state.standing.lastSeen, features };
}

/** A number from 0 up to 1, at random but always the same for a person and a purpose. */
function drawn(purpose: string, visitor: string): number {
  return Number.parseInt(shortHash(`${purpose} ${visitor}`), 36) / 2 ** 41;
}
