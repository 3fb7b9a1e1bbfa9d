// Records outcomes of deals: each is an event of the person like any other, and a sale makes the visitor a customer.

import type { Kind } from '../../../schema/kinds.ts';
import type { EventBody, NewEvent, OutcomeResult } from '../../score/event.ts';
import { type Identity, readIdentities } from '../../store/identity/visitor-identity.ts';
import { knownOutcomes, type OutcomeAsked } from '../../store/ingest/outcomes.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anchorOf, devicesOf } from '../identity/anchor.ts';
import { outcomeEventId, serverDevice } from '../visitor-id.ts';
import { ingest } from './ingest.ts';

/** An outcome to record, for the visitor with an id, an email or a userId (both normalized). `at` is UTC ms. */
export interface OutcomeReport {
  id: string;
  visitor: string | null;
  email: string | null;
  userId: string | null;
  result: OutcomeResult;
  deal: string | null;
  value: number | null;
  currency: string | null;
  at: number;
}

/** `unknown`: indexes of outcomes without a matching visitor; the others are in the log. */
export type RecordResult =
  | { kind: 'recorded'; unknown: number[] }
  | { kind: 'unavailable'; retryAfterSeconds: number };

/** Records outcomes. The same id, or the same result of the same deal, counts once. */
export async function recordOutcomes(
  db: D1Database,
  site: SiteConfig,
  { reports, now }: { reports: readonly OutcomeReport[]; now: number },
): Promise<RecordResult> {
  const unknown: number[] = [];
  for (const round of roundsOf(reports)) {
    const placed: Placed[] = [];
    const visitors = round.flatMap(({ visitor }) => visitor ?? []);
    const identities = await readIdentities(db, site.key, visitors);
    for (const report of round) {
      const place = await placeOf(site, report, identities);
      if (place) placed.push(place);
      else unknown.push(reports.indexOf(report));
    }
    if (placed.length === 0) continue;
    const known = await knownOutcomes(db, site.key, placed.map(askedOf));
    const fresh = withoutRepeats(placed.filter((_, place) => !known.has(place)));
    if (fresh.length === 0) continue;
    const stored = await ingest(
      db,
      fresh.map(({ event }) => ({ site, event })),
      now,
    );
    if (stored.kind !== 'stored') return stored;
  }
  return { kind: 'recorded', unknown: unknown.sort((a, b) => a - b) };
}

/** Reports that may be the same outcome, with different identifiers, run one after the other, because only the log resolves them. */
function roundsOf(reports: readonly OutcomeReport[]): (readonly OutcomeReport[])[] {
  const wayOf = ({ visitor, userId }: OutcomeReport) => {
    if (visitor !== null) return 'visitor';
    return userId === null ? 'email' : 'userId';
  };
  const ways = new Map<string, string>();
  const mayRepeat = reports.some((report) => {
    const { id, deal, result } = report;
    const keys = deal === null ? [`id ${id}`] : [`id ${id}`, `${result} ${deal}`];
    return keys.some((key) => {
      const way = ways.get(key) ?? wayOf(report);
      ways.set(key, way);
      return way !== wayOf(report);
    });
  });
  return mayRepeat ? [...Map.groupBy(reports, wayOf).values()] : [reports];
}

interface Placed {
  report: OutcomeReport;
  devices: string[];
  event: NewEvent;
}

/** The event, on a device of the person; null: no such visitor. */
async function placeOf(
  site: SiteConfig,
  report: OutcomeReport,
  identities: ReadonlyMap<string, Identity>,
): Promise<Placed | null> {
  const { id, visitor, email, userId, at } = report;
  const eventId = await outcomeEventId(site.visitorKey, id);
  const event = { id: eventId, kind: 'outcome' satisfies Kind, occurredAt: at, session: null };
  if (visitor !== null) {
    const found = identities.get(visitor);
    if (!found) return null;
    const { device, ownedAt, identity } = await anchorOf(site, found);
    const body = { ...identity, ...bodyOf(report) };
    const devices = [...devicesOf(found), device];
    return { report, devices, event: { ...event, device, ownedAt, origin: 'server', body } };
  }
  const kind = userId === null ? 'email' : 'userId';
  const device = await serverDevice(site.visitorKey, kind, (userId ?? email) as string);
  const named = { ...(email !== null && { email }), ...(userId !== null && { userId }) };
  const body: EventBody = { ...named, verified: true, ...bodyOf(report) };
  return { report, devices: [device], event: { ...event, device, ownedAt: null, origin: 'server', body } };
}

function bodyOf({ id, result, deal, value, currency }: OutcomeReport): EventBody {
  return {
    outcome: id,
    result,
    ...(deal !== null && { deal }),
    ...(value !== null && { value }),
    ...(currency !== null && { currency }),
  };
}

function askedOf({ report: { id, email, userId, deal, result }, devices }: Placed): OutcomeAsked {
  return { devices, email, userId, id, deal, result };
}

/** If a call has the same result of the same deal twice, the first counts. */
function withoutRepeats(placed: readonly Placed[]): Placed[] {
  const seen = new Set<string>();
  return placed.filter(({ report: { deal, result }, event }) => {
    const key = JSON.stringify([event.device, deal, result]);
    if (deal === null || !seen.has(key)) return Boolean(seen.add(key));
    return false;
  });
}
