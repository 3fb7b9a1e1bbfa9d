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

/** The times (UTC ms) of a visitor's sales. Each deal counts once, when it was first won. */
export function salesOf(history: readonly LoggedEvent[]): number[] {
  const sales = new Map<string, number>();
  for (const { id, kind, occurredAt, body } of history) {
    if (kind !== ('outcome' satisfies Kind) || body.result !== 'won') continue;
    const deal = body.deal === undefined ? `id ${id}` : `deal ${body.deal}`;
    sales.set(deal, Math.min(occurredAt, sales.get(deal) ?? occurredAt));
  }
  return [...sales.values()].sort((a, b) => a - b);
}

/** The place of a sale among all, at random but always the same: a sample takes the first `maxSales`. */
export function drawOf({ visitor, at }: Sale): string {
  return shortHash(`${visitor} ${at}`);
}
