// What is counted of the people who came from one source. Pure; plain JSON of bounded size.

import type { Deal } from '../sales.ts';
import { addDuration, type Durations } from './durations.ts';

/** Currencies whose values are added up; deals in further ones are only counted. */
export const maxCurrencies = 20;

/** The key of values without a currency. */
export const noCurrency = '';

/** The counts of a source, in people. */
export interface SourceCounts {
  visitors: number;
  /** Identified people, and those with a deal. */
  leads: number;
  won: number;
  lost: number;
  /** Leads who have not bought, and whom neither a lost deal, a rule nor sales has ruled out. */
  open: number;
  /** From the first visit to the first sale. */
  durations: Durations;
  /** The values of won deals, by currency. */
  values: Record<string, number>;
  /** Won deals in currencies beyond `maxCurrencies`. */
  unvalued: number;
}

/** What is known of one of them at the end. `deals`: those won, in order of time. `first`: the first visit, UTC ms. */
export interface Outcome {
  first: number;
  isLead: boolean;
  isLost: boolean;
  isOpen: boolean;
  deals: readonly Deal[];
}

/** Counts of nobody. */
export function newCounts(): SourceCounts {
  return { visitors: 0, leads: 0, won: 0, lost: 0, open: 0, durations: {}, values: {}, unvalued: 0 };
}

/** Adds a person. Mutates the counts. */
export function addOutcome(counts: SourceCounts, { first, isLead, isLost, isOpen, deals }: Outcome): void {
  counts.visitors++;
  if (isLead) counts.leads++;
  if (isLost) counts.lost++;
  if (isOpen) counts.open++;
  const [sale] = deals;
  if (!sale) return;
  counts.won++;
  addDuration(counts.durations, sale.at - first);
  for (const { value, currency } of deals) if (value !== null) addValue(counts, value, currency);
}

function addValue(counts: SourceCounts, value: number, currency: string | null): void {
  const key = currency ?? noCurrency;
  const known = counts.values[key];
  if (known === undefined && Object.keys(counts.values).length >= maxCurrencies) counts.unvalued++;
  else counts.values[key] = (known ?? 0) + value;
}
