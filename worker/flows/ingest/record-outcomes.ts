// Records outcomes of deals: each is an event of the person like any other, and a sale makes the visitor a customer.

import type { Kind } from '../../../schema/kinds.ts';
import { clockSkewMs } from '../../../schema/moment.ts';
import type { EventBody, NewEvent, OutcomeResult } from '../../score/event.ts';
import { type Identity, readIdentities } from '../../store/identity/visitor-identity.ts';
import { type KnownOutcome, knownOutcomes, type OutcomeAsked } from '../../store/ingest/outcomes.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anchorOf, devicesOf } from '../identity/anchor.ts';
import { outcomeEventId, serverDevice } from '../visitor-id.ts';
import { ingest } from './ingest.ts';

/** An outcome to record, for the visitor with an id, an email or a userId (both normalized). `at` is UTC ms; null: now. */
export interface OutcomeReport {
  id: string;
  visitor: string | null;
  email: string | null;
  userId: string | null;
  result: OutcomeResult;
  deal: string | null;
  value: number | null;
  currency: string | null;
  at: number | null;
}

/** Why a report was not recorded. */
export type OutcomeRefusal = 'unknown_visitor' | 'id_reused' | 'excluded';

/**
 * `refused`: reports that are not in the log, by their index; all others are. `known`: reports that repeat a result of a deal with
 * another value, which is not stored, and the outcome that is kept.
 */
export interface Recorded {
  kind: 'recorded';
  refused: { index: number; code: OutcomeRefusal }[];
  known: { index: number; stands: KnownOutcome }[];
}

export type RecordResult = Recorded | { kind: 'unavailable'; retryAfterSeconds: number };

/** What to record, and when (UTC ms). Nothing is recorded about people with an excluded email. */
export interface Recording {
  reports: readonly OutcomeReport[];
  isExcludedEmail(email: string): boolean;
  now: number;
}

/** Records outcomes. The same id, or the same result of the same deal, counts once. */
export async function recordOutcomes(
  db: D1Database,
  site: SiteConfig,
  { reports, isExcludedEmail, now }: Recording,
): Promise<RecordResult> {
  const answer: Recorded = { kind: 'recorded', refused: [], known: [] };
  for (const round of roundsOf(reports)) {
    const placed: Placed[] = [];
    const visitors = round.flatMap(({ visitor }) => visitor ?? []);
    const identities = await readIdentities(db, site.key, visitors);
    for (const report of round) {
      const index = reports.indexOf(report);
      const place = await placeOf(site, { report, index, now }, identities);
      const email = place?.email ?? null;
      if (!place) answer.refused.push({ index, code: 'unknown_visitor' });
      else if (email !== null && isExcludedEmail(email)) answer.refused.push({ index, code: 'excluded' });
      else placed.push(place);
    }
    if (placed.length === 0) continue;
    const known = await knownOutcomes(db, site.key, placed.map(askedOf));
    const fresh = newOf(placed, known, answer);
    if (fresh.length === 0) continue;
    const stored = await ingest(
      db,
      fresh.map(({ event }) => ({ site, event })),
      now,
    );
    if (stored.kind !== 'stored') return stored;
  }
  answer.refused.sort((a, b) => a.index - b.index);
  answer.known.sort((a, b) => a.index - b.index);
  return answer;
}

/** The outcomes that are neither in the log nor earlier in the call. Contradictions to those are added to the answer. */
function newOf(
  placed: readonly Placed[],
  known: ReadonlyMap<number, KnownOutcome[]>,
  answer: Recorded,
): Placed[] {
  const fresh: Placed[] = [];
  for (const [place, one] of placed.entries()) {
    const { report, index, event } = one;
    const sameCall = fresh.filter((other) => other.event.device === event.device).map(recordOf);
    const earlier = [...(known.get(place) ?? []), ...sameCall];
    const sameId = earlier.find(({ id }) => id === report.id);
    const sameDeal = earlier.find(
      ({ deal, result }) => deal !== null && deal === report.deal && result === report.result,
    );
    if (sameId && !saysTheSame(sameId, report)) answer.refused.push({ index, code: 'id_reused' });
    else if (!sameId && sameDeal && !isWorthTheSame(sameDeal, report))
      answer.known.push({ index, stands: sameDeal });
    if (!sameId && !sameDeal) fresh.push(one);
  }
  return fresh;
}

function recordOf({ report, event }: Placed): KnownOutcome {
  return { ...report, at: event.occurredAt };
}

/** Whether a report repeats what was recorded under its id. Without a time, any time is the same. */
function saysTheSame(known: KnownOutcome, report: OutcomeReport): boolean {
  const { result, deal, at } = report;
  const isSameTime = at === null || Math.abs(at - known.at) <= clockSkewMs;
  return known.result === result && known.deal === deal && isWorthTheSame(known, report) && isSameTime;
}

function isWorthTheSame(known: KnownOutcome, { value, currency }: OutcomeReport): boolean {
  return known.value === value && known.currency === currency;
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
  /** Its place in the list. */
  index: number;
  /** The person's, if it is known. */
  email: string | null;
  devices: string[];
  event: NewEvent;
}

/** The event, on a device of the person; null: no such visitor. */
async function placeOf(
  site: SiteConfig,
  { report, index, now }: { report: OutcomeReport; index: number; now: number },
  identities: ReadonlyMap<string, Identity>,
): Promise<Placed | null> {
  const { id, visitor, email, userId, at } = report;
  const occurredAt = at ?? now;
  const eventId = await outcomeEventId(site.visitorKey, id);
  const event = { id: eventId, kind: 'outcome' satisfies Kind, occurredAt, session: null };
  if (visitor !== null) {
    const found = identities.get(visitor);
    if (!found) return null;
    const { device, ownedAt, identity } = await anchorOf(site, found);
    const body = { ...identity, ...bodyOf(report) };
    const devices = [...devicesOf(found), device];
    const placed = { report, index, email: found.lead?.email ?? null, devices };
    return { ...placed, event: { ...event, device, ownedAt, origin: 'server', body } };
  }
  const kind = userId === null ? 'email' : 'userId';
  const device = await serverDevice(site.visitorKey, kind, (userId ?? email) as string);
  const named = { ...(email !== null && { email }), ...(userId !== null && { userId }) };
  const body: EventBody = { ...named, verified: true, ...bodyOf(report) };
  const placed = { report, index, email, devices: [device] };
  return { ...placed, event: { ...event, device, ownedAt: null, origin: 'server', body } };
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
