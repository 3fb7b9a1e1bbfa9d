// Points given by hand: an event in the log like any other, owned by whoever owns what it is anchored to.

import { adjustmentRule } from '../score/ask.ts';
import type { NewEvent } from '../score/event.ts';
import { holdsEvent } from '../store/events.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { type Identity, readIdentity } from '../store/visitor-identity.ts';
import { ingest } from './ingest.ts';
import { serverDevice } from './visitor-id.ts';

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
  adjustment: Adjustment,
): Promise<AdjustResult> {
  const found = await readIdentity(db, site.id, adjustment.visitor);
  if (!found) return { kind: 'not_found' };
  const devices = [...found.stints.map(({ device }) => device), ...(found.device ? [found.device] : [])];
  if (await holdsEvent(db, site.id, { devices, id: adjustment.id })) return { kind: 'adjusted' };
  const event = await adjustmentEvent(site, found, adjustment);
  const stored = await ingest(db, [{ site, event }], adjustment.now);
  return stored.kind === 'stored' ? { kind: 'adjusted' } : { kind: 'unavailable' };
}

async function adjustmentEvent(
  site: SiteConfig,
  { lead, stints, device }: Identity,
  { id, points, reason, actor, now }: Adjustment,
): Promise<NewEvent> {
  const event = { id, kind: adjustmentRule, occurredAt: now, session: null, origin: 'server' as const };
  const body = { points, reason, actor };
  const first = stints[0];
  if (first) return { ...event, device: first.device, ownedAt: first.startedAt, body };
  if (device || !lead) return { ...event, device: device as string, ownedAt: 0, body };
  // An identified visitor whose only device was split away: the identity itself stands for one.
  const kind = lead.userId ? 'userId' : 'email';
  const value = lead[kind] as string;
  const standIn = await serverDevice(site.visitorKey, kind, value);
  return { ...event, device: standIn, ownedAt: 0, body: { ...body, [kind]: value, verified: true } };
}
