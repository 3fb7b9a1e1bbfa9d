// What people record about a visitor by hand: points, notes, the state and the owner. Each is an event in the log like any other, which
// belongs to the owner of its anchor.

import type { LeadState } from '../../../schema/api/visitors/lead.ts';
import { uuidFromId } from '../../../schema/beacon.ts';
import type { Kind } from '../../../schema/kinds.ts';
import type { EventBody } from '../../score/event.ts';
import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { type KnownEvent, readKnownEvent } from '../../store/log/events.ts';
import type { AuditEntry, By } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { eventIdOf } from '../common/visitor-id.ts';
import { anchorOf, devicesOf } from '../identity/anchor.ts';
import { ingest } from './ingest.ts';

/** What is recorded. `points` within ±10,000; `owner` null: nobody. */
export type Fact =
  | { kind: 'adjustment'; points: number; reason: string }
  | { kind: 'lead_note'; text: string }
  | { kind: 'lead_state'; state: LeadState; reason?: string | undefined }
  | { kind: 'lead_owner'; owner: string | null };

/** `id` (any text) makes retries harmless. */
export interface Recording extends By {
  visitor: string;
  id: string;
  fact: Fact;
}

/**
 * `id_reused`: the visitor has an event of this id that says something else. `withdrawn`: it was recorded under this id, and undone.
 * `event`: the id in the log.
 */
export type RecordByHandResult =
  | { kind: 'recorded'; event: string }
  | { kind: 'not_found' | 'id_reused' | 'withdrawn' | 'unavailable' };

/** The actions of the audit. Free text may name a person, so it stays with the visitor's events. */
const audited = {
  adjustment: 'visitor.adjust',
  lead_note: 'visitor.note',
  lead_state: 'visitor.state',
  lead_owner: 'visitor.owner',
} as const satisfies Partial<Record<Kind, AuditEntry['action']>> & Record<Fact['kind'], AuditEntry['action']>;

/** Whether only people record events of this kind, on a page or through the API. */
export function isByHand(kind: string): boolean {
  return Object.hasOwn(audited, kind);
}

/** Records it. It follows the visitor through merges, because it is on one of their devices. */
export async function recordByHand(
  db: D1Database,
  site: SiteConfig,
  { visitor, id: ownId, fact, actor, now }: Recording,
): Promise<RecordByHandResult> {
  const found = await readIdentity(db, site.key, visitor);
  if (!found) return { kind: 'not_found' };
  const id = uuidFromId(ownId) ?? (await eventIdOf(site.visitorKey, ownId));
  const devices = devicesOf(found);
  const before = standingOf(await readKnownEvent(db, site.key, { devices, id }), fact);
  if (before) return { kind: before, event: id };
  const { device, ownedAt, identity } = await anchorOf(site, found);
  const event = { id, kind: fact.kind, device, occurredAt: now, ownedAt, session: null };
  const body = { ...identity, ...saidIn(fact), actor };
  const record: AuditEntry = {
    ...{ site: site.key, at: now, actor, action: audited[fact.kind] },
    detail: { visitor: found.visitor, event: id, ...countable(fact) },
  };
  const stored = await ingest(db, [{ site, event: { ...event, origin: 'server', body }, record }], now);
  if (stored.kind !== 'stored') return { kind: 'unavailable' };
  // Meanwhile another request may have recorded something else under this id, or have erased the visitor.
  const after = standingOf(await readKnownEvent(db, site.key, { devices: [...devices, device], id }), fact);
  return { kind: after ?? 'not_found', event: id };
}

/** What has become of the id by now; null: nothing was recorded under it. */
function standingOf(known: KnownEvent | null, fact: Fact): 'recorded' | 'id_reused' | 'withdrawn' | null {
  if (!known) return null;
  if (known.body === null) return 'withdrawn';
  const isSame = known.kind === fact.kind && saysTheSame(JSON.parse(known.body), saidIn(fact));
  return isSame ? 'recorded' : 'id_reused';
}

const saidKeys = ['points', 'reason', 'text', 'state', 'owner'] as const;

type Said = Pick<EventBody, (typeof saidKeys)[number]>;

function saidIn(fact: Fact): Said {
  switch (fact.kind) {
    case 'adjustment':
      return { points: fact.points, reason: fact.reason };
    case 'lead_note':
      return { text: fact.text };
    case 'lead_state':
      return { state: fact.state, ...(fact.reason !== undefined && { reason: fact.reason }) };
    case 'lead_owner':
      return { owner: fact.owner ?? '' };
  }
}

function saysTheSame(known: Said, said: Said): boolean {
  return saidKeys.every((key) => known[key] === said[key]);
}

function countable(fact: Fact): AuditEntry['detail'] {
  if (fact.kind === 'adjustment') return { points: fact.points };
  return fact.kind === 'lead_state' ? { state: fact.state } : {};
}
