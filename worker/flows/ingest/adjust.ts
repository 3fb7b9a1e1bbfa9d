// Manual points: an event in the log like any other, which belongs to the owner of its anchor.

import { uuidFromId } from '../../../schema/beacon.ts';
import type { EventBody } from '../../score/event.ts';
import { adjustmentRule } from '../../score/rules/award-request.ts';
import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { readBody } from '../../store/log/events.ts';
import type { AuditEntry } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anchorOf, devicesOf } from '../identity/anchor.ts';
import { eventIdOf } from '../visitor-id.ts';
import { ingest } from './ingest.ts';

/** `id` (any text) makes retries harmless. `points` within ±10,000. */
export interface Adjustment {
  visitor: string;
  id: string;
  points: number;
  reason: string;
  actor: string;
  /** UTC ms. */
  now: number;
}

/** `id_reused`: the visitor has an event of this id that says something else. */
export type AdjustResult = { kind: 'adjusted' | 'not_found' | 'id_reused' | 'unavailable' };

/** Adjusts a visitor's score. The adjustment follows the visitor through merges, because it is on one of their devices. */
export async function adjust(
  db: D1Database,
  site: SiteConfig,
  { visitor, id: ownId, points, reason, actor, now }: Adjustment,
): Promise<AdjustResult> {
  const found = await readIdentity(db, site.key, visitor);
  if (!found) return { kind: 'not_found' };
  const id = uuidFromId(ownId) ?? (await eventIdOf(site.visitorKey, ownId));
  const known = await readBody(db, site.key, { devices: devicesOf(found), id });
  if (known) {
    const said = JSON.parse(known) as EventBody;
    const isSame = said.points === points && said.reason === reason;
    return { kind: isSame ? 'adjusted' : 'id_reused' };
  }
  const { device, ownedAt, identity } = await anchorOf(site, found);
  const event = { id, kind: adjustmentRule, device, occurredAt: now, ownedAt, session: null };
  const body = { ...identity, points, reason, actor };
  const record: AuditEntry = {
    ...{ site: site.key, at: now, actor, action: 'visitor.adjust' },
    // The reason is free text and may name a person, so it stays with the visitor's events.
    detail: { visitor: found.visitor, event: id, points },
  };
  const stored = await ingest(db, [{ site, event: { ...event, origin: 'server', body }, record }], now);
  return stored.kind === 'stored' ? { kind: 'adjusted' } : { kind: 'unavailable' };
}
