// An incoming event: the facts needed on the way, and its row.

import type { LoggedEvent, NewEvent } from '../../score/event.ts';
import type { IdentityRow } from '../../store/identity/pending.ts';
import type { NewEventRow } from '../../store/ingest/arrival-write.ts';
import type { AuditEntry } from '../../store/sites/audit.ts';
import { isStandIn } from '../common/visitor-id.ts';

/** An incoming event, with its body as JSON and the anonymous visitor of its device. */
export interface Entry {
  siteKey: number;
  event: NewEvent;
  record: AuditEntry | undefined;
  anonymous: string;
  body: string;
}

/** The time that decides who owns the event, UTC ms. */
export function ownedAtOf({ ownedAt, occurredAt }: NewEvent): number {
  return ownedAt ?? occurredAt;
}

/** The identity in an event; automated browsers identify nobody. */
export function identityOf({ siteKey, event }: Entry): IdentityRow[] {
  const { email = null, userId = null, verified, traits = {}, place = {} } = event.body;
  if (event.origin === 'automated' || (email === null && userId === null)) return [];
  return [
    {
      site: siteKey,
      device: event.device,
      id: event.id,
      ownedAt: ownedAtOf(event),
      email,
      userId,
      verified: verified ? 1 : 0,
      traits,
      place,
      isStandIn: isStandIn(event.device) && verified === true && (email === null || userId === null),
    },
  ];
}

/** The event's row in the log. */
export function eventRow({ siteKey, body }: Entry, event: LoggedEvent): NewEventRow {
  const { device, id, kind, occurredAt, ownedAt, arrival, position, session, origin, consent = null } = event;
  const isElsewhere = ownedAt !== null && ownedAt !== occurredAt;
  return {
    site: siteKey,
    device,
    id,
    kind,
    occurredAt,
    ownedAt: isElsewhere ? ownedAt : null,
    arrival,
    position,
    session,
    origin,
    consent,
    body,
  };
}
