// At which moment somebody who has not bought is compared with the buyers: at a sale, when the person had been away for about as long
// as buyers had. Then neither the date nor the time since the last visit tells them apart, but what they had done by then. Pure.

import { shortHash } from '../../short-hash.ts';

/** A sale: when it was (UTC ms), how long its buyer had been away (days), and its place among all, at random but always the same. */
export interface SaleMoment {
  draw: number;
  at: number;
  away: number;
}

/** Sales at which others are looked at. Each costs a step for each person, and more of them tell little more. */
export const maxMoments = 400;

/** Bounds between absences that are not compared with each other, in days. */
const absenceBounds = [1 / 24, 1 / 4, 1, 3, 7, 14, 30, 90] as const;

/** The class of an absence in days: 0–8. */
export function absenceClass(days: number): number {
  const place = absenceBounds.findIndex((bound) => days < bound);
  return place < 0 ? absenceBounds.length : place;
}

/** Adds a sale to the sample, which does not depend on the order in which they come. Mutates it. */
export function addSaleMoment(moments: SaleMoment[], moment: SaleMoment): void {
  moments.push(moment);
  if (moments.length <= maxMoments) return;
  moments.sort((a, b) => a.draw - b.draw);
  moments.length = maxMoments;
}

/** The share of the sales whose buyer had been away for each class of absence. */
export function absenceShares(moments: readonly Pick<SaleMoment, 'away'>[]): number[] {
  const shares: number[] = Array.from({ length: absenceBounds.length + 1 }, () => 0);
  for (const { away } of moments) add(shares, absenceClass(away), 1 / moments.length);
  return shares;
}

/** A sale at which somebody could have bought. `away`: how long the person had been away, days. */
export interface Chance {
  at: number;
  away: number;
}

/**
 * One of somebody's chances, rather one after an absence that is common among buyers, at random but always the same. `weight`: how many
 * such chances it stands for. Null: there is none after an absence that any buyer had.
 */
export function chooseChance(
  visitor: string,
  chances: readonly Chance[],
  shares: readonly number[],
): { chance: Chance; weight: number } | null {
  const weights = chances.map(({ away }) => shares[absenceClass(away)] ?? 0);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  let left = drawn('chance', visitor) * weight;
  const place = weights.findIndex((one) => {
    left -= one;
    return one > 0 && left < 0;
  });
  const chance = chances[place];
  return chance ? { chance, weight } : null;
}

/**
 * The weights of people compared with buyers: within a class of absence as given, and each class counts as much as it does among the
 * buyers. They add up to how many people with equal weights would be as exact (Kish, "Survey sampling", 1965).
 */
export function balanced(
  others: readonly { since: number; weight: number }[],
  shares: readonly number[],
): number[] {
  const sums = shares.map(() => 0);
  for (const { since, weight } of others) add(sums, absenceClass(since), weight);
  const raw = others.map(({ since, weight }) => {
    const of = absenceClass(since);
    return (weight * (shares[of] ?? 0)) / (sums[of] ?? 1);
  });
  const total = raw.reduce((sum, one) => sum + one, 0);
  const squares = raw.reduce((sum, one) => sum + one * one, 0);
  return raw.map((one) => (one * total) / squares);
}

function add(sums: number[], place: number, value: number): void {
  sums[place] = (sums[place] ?? 0) + value;
}

/** A number from 0 up to 1, at random but always the same for a person and a purpose. */
export function drawn(purpose: string, visitor: string): number {
  return Number.parseInt(shortHash(`${purpose} ${visitor}`), 36) / 2 ** 41;
}
