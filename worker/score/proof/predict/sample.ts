// The people that a prediction is fitted to, as they stood just before their outcome or at the sales of others. Pure; what is gathered
// is plain JSON.

import type { Kind } from '../../../../schema/kinds.ts';
import type { LoggedEvent } from '../../event.ts';
import { salesOf } from '../sales.ts';
import type { Someone } from '../survey/tally.ts';
import {
  absenceShares,
  addSaleMoment,
  type Chance,
  chooseChance,
  drawn,
  type SaleMoment,
} from './matching.ts';
import { type DescribingContext, type Description, Prospect } from './prospect.ts';

/** What became of people: they bought, were lost, or did neither, although buyers would have bought by now. */
type Result = 'won' | 'lost' | 'undecided';

/** Somebody just before the outcome, or at the sale of somebody else. */
export interface Example extends Description {
  /** `open`: the person had not bought by then, whatever came later. */
  result: 'won' | 'lost' | 'open';
  /** 0–4: the part of the sample, drawn at random but always the same for a person. */
  fold: number;
  /** How many such chances it stands for (matching.ts); 1: an outcome. */
  weight: number;
}

/** How many people have each result, sampled or not. */
export type Evidence = Record<Result, number>;

/** What a prediction needs: outcomes won or lost, of them won, and people who have not bought. About AUC 0.77 of 0.83 at 1,000. */
export const leastEvidence = { outcomes: 200, won: 40, others: 40 } as const;

/** How much evidence is missing; null: none is. */
export type MissingEvidence = Record<keyof typeof leastEvidence, number>;

/** How many people of each kind a sample has, on average. More say little more, and cost time. */
export const sampleLimits = { won: 2_000, others: 4_000 } as const;

/** The counts so far. */
export interface Gathered {
  /** Whether all buyers have been read, so that others can be compared with them. */
  hasAllBuyers: boolean;
  evidence: Evidence;
  /** The share of the buyers, and of the others, who are sampled. */
  rates: { won: number; others: number };
  /** Sales at which others are looked at. */
  moments: SaleMoment[];
}

/** What gathering needs. `now`: UTC ms. */
export interface GatheringContext extends DescribingContext {
  now: number;
}

const foldsOfSample = 5;

/** Nobody yet, of a site with so many people, and so many buyers among them. */
export function newGathered({ people, buyers }: { people: number; buyers: number }): Gathered {
  const rate = (limit: number, of: number) => Math.min(1, limit / Math.max(1, of));
  return {
    hasAllBuyers: false,
    evidence: { won: 0, lost: 0, undecided: 0 },
    rates: { won: rate(sampleLimits.won, buyers), others: rate(sampleLimits.others, people) },
    moments: [],
  };
}

/** How many examples are of people who had not bought at the sale of somebody else. */
export function openIn(sample: readonly Example[]): number {
  return sample.filter(({ result }) => result === 'open').length;
}

/** What is missing until people can be told apart. `open`: as `openIn` says. */
export function missingIn({ won, lost }: Evidence, open: number): MissingEvidence | null {
  const missing = {
    outcomes: Math.max(0, leastEvidence.outcomes - won - lost),
    won: Math.max(0, leastEvidence.won - won),
    others: Math.max(0, leastEvidence.others - Math.max(lost, open)),
  };
  return missing.outcomes + missing.won + missing.others > 0 ? missing : null;
}

/** Counts a buyer, as of just before the first sale. Mutates `gathered`. No example: not sampled, or nothing was known before it. */
export function gatherBuyer(
  gathered: Gathered,
  { visitor, history }: Someone,
  context: GatheringContext,
): Example[] {
  const [at] = salesOf(history);
  if (at === undefined) return [];
  const buyer = new Prospect(history, context);
  if (!buyer.canBuyAt(at)) return [];
  gathered.evidence.won++;
  addSaleMoment(gathered.moments, { draw: drawn('moment', visitor), at, away: buyer.awayAt(at) });
  if (drawn('sample', visitor) >= gathered.rates.won) return [];
  return [{ result: 'won', fold: foldOf(visitor), weight: 1, ...buyer.describedAt(at) }];
}

/** Ends the search for buyers. Mutates `gathered`. */
export function closeBuyers(gathered: Gathered): void {
  gathered.hasAllBuyers = true;
  gathered.moments.sort((a, b) => a.at - b.at || a.draw - b.draw);
}

/**
 * Counts somebody who has not bought: lost, or undecided although a buyer, drawn at random but always the same, had bought so long after
 * being last seen. Mutates `gathered`. Examples: how the person stood when lost, and at the sale of somebody else. Buyers are examples
 * of the second kind too, as they stood before they bought.
 */
export function gatherOther(gathered: Gathered, person: Someone, context: GatheringContext): Example[] {
  const { visitor, history } = person;
  const [soldAt] = salesOf(history);
  const lostAt = soldAt === undefined ? lostTime(history) : null;
  const isSampled = drawn('sample', visitor) < gathered.rates.others;
  if (soldAt !== undefined && !isSampled) return [];
  const prospect = new Prospect(history, context);
  const end = soldAt ?? lostAt ?? context.now;
  const chances = isSampled ? chancesOf(gathered, prospect, end) : [];
  const examples: Example[] = [];
  const fold = foldOf(visitor);
  if (soldAt === undefined && prospect.canBuyAt(lostAt ?? Number.POSITIVE_INFINITY)) {
    if (lostAt !== null) {
      gathered.evidence.lost++;
      if (isSampled) examples.push({ result: 'lost', fold, weight: 1, ...prospect.describedAt(lostAt) });
    } else if (prospect.awayAt(context.now) >= waitOf(gathered, visitor)) gathered.evidence.undecided++;
  }
  if (!isSampled) return examples;
  const chosen = chooseChance(visitor, chances, absenceShares(gathered.moments));
  if (chosen) {
    const { chance, weight } = chosen;
    const then = new Prospect(history, context);
    if (then.canBuyAt(chance.at))
      examples.push({ result: 'open', fold, weight, ...then.describedAt(chance.at) });
  }
  return examples;
}

/** The sales before `end` (UTC ms) at which somebody could have bought. */
function chancesOf({ moments }: Gathered, prospect: Prospect, end: number): Chance[] {
  return moments
    .filter(({ at }) => at < end && prospect.canBuyAt(at))
    .map(({ at }) => ({ at, away: prospect.awayAt(at) }));
}

/** How many days a buyer had been away at the sale, drawn at random but always the same for a person. */
function waitOf({ moments }: Gathered, visitor: string): number {
  return moments[Math.floor(drawn('wait', visitor) * moments.length)]?.away ?? 0;
}

function foldOf(visitor: string): number {
  return Math.floor(drawn('fold', visitor) * foldsOfSample);
}

/** When the latest deal was lost, UTC ms; null: it was not, or there was none. */
function lostTime(history: readonly LoggedEvent[]): number | null {
  const outcomes = history.filter(({ kind }) => kind === ('outcome' satisfies Kind));
  const [latest] = outcomes.sort((a, b) => b.occurredAt - a.occurredAt);
  return latest?.body.result === 'lost' ? latest.occurredAt : null;
}
