// The sales in a history, and which of many are looked at.

import type { Kind } from '../../../schema/kinds.ts';
import type { LoggedEvent } from '../event.ts';
import { shortHash } from '../short-hash.ts';

/** With more sales, a sample is used. At 200, the interval of a mean rank is at most 0.08 wide. */
export const maxSales = 200;

/** A sale: who bought, and when (UTC ms). */
interface Sale {
  visitor: string;
  at: number;
}

/** A won deal: when it was first won (UTC ms), and its value then; `currency` null: not said. */
export interface Deal {
  at: number;
  value: number | null;
  currency: string | null;
}

/** The deals of a visitor that were won, in order of time. Each counts once, when it was first won. */
export function wonDeals(history: readonly LoggedEvent[]): Deal[] {
  const deals = new Map<string, Deal>();
  for (const { id, kind, occurredAt: at, body } of history) {
    if (kind !== ('outcome' satisfies Kind) || body.result !== 'won') continue;
    const key = body.deal === undefined ? `id ${id}` : `deal ${body.deal}`;
    const known = deals.get(key);
    if (known && known.at <= at) continue;
    deals.set(key, { at, value: body.value ?? null, currency: body.currency ?? null });
  }
  return [...deals.values()].sort((a, b) => a.at - b.at);
}

/** The times (UTC ms) of a visitor's sales. */
export function salesOf(history: readonly LoggedEvent[]): number[] {
  return wonDeals(history).map(({ at }) => at);
}

/** A sale at which people are compared, with its draw. */
export interface Moment {
  draw: string;
  at: number;
}

/** Adds a sale to a sample of at most so many, which does not depend on the order in which they come. Mutates the sample. */
export function addMoment(moments: Moment[], sale: Sale, most: number): void {
  moments.push({ draw: drawOf(sale), at: sale.at });
  if (moments.length <= most) return;
  moments.sort((a, b) => (a.draw < b.draw ? -1 : 1));
  moments.length = most;
}

/** The place of a sale among all, at random but always the same: a sample takes the first `maxSales`. */
export function drawOf({ visitor, at }: Sale): string {
  return shortHash(`${visitor} ${at}`);
}
