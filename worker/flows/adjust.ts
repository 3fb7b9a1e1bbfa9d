// Points given by hand: an event in the log like any other, owned by whoever owns what it is anchored to.

import { adjustmentRule } from '../score/ask.ts';
import { auditStatement } from '../store/audit.ts';
import { holdsEvent } from '../store/events.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { readIdentity } from '../store/visitor-identity.ts';
import { anchorOf, devicesOf } from './anchor.ts';
import { ingest } from './ingest.ts';

/** `id` (a UUID) makes repeats harmless. `points` within ±10,000. */
export interface Adjustment {
  visitor: string;
  id: string;
  points: number;
  reason: string;
  actor: string;
  /** UTC ms. */
  now: number;
}

export type AdjustResult = { kind: 'adjusted' } | { kind: 'not_found' } | { kind: 'unavailable' };

/** Adjusts a visitor's score. Follows the visitor through merges: it stands on one of its devices. */
export async function adjust(
  db: D1Database,
  site: SiteConfig,
  { visitor, id, points, reason, actor, now }: Adjustment,
): Promise<AdjustResult> {
  const found = await readIdentity(db, site.key, visitor);
  if (!found) return { kind: 'not_found' };
  if (await holdsEvent(db, site.key, { devices: devicesOf(found), id })) return { kind: 'adjusted' };
  const { device, ownedAt, identity } = await anchorOf(site, found);
  const event = { id, kind: adjustmentRule, device, occurredAt: now, ownedAt, session: null };
  const body = { ...identity, points, reason, actor };
  const stored = await ingest(db, [{ site, event: { ...event, origin: 'server', body } }], now);
  if (stored.kind !== 'stored') return { kind: 'unavailable' };
  // The log holds the adjustment itself, with its actor and reason: a crash before this loses the entry, not the record.
  const detail = { visitor: found.visitor, points, event: id };
  await auditStatement(db, { site: site.key, at: now, actor, action: 'visitor.adjust', detail }).run();
  return { kind: 'adjusted' };
}
