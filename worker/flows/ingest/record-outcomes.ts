// Records outcomes of deals: each is an event of the person like any other, and a sale makes the visitor a customer.

import type { Kind } from '../../../schema/kinds.ts';
import { clockSkewMs } from '../../../schema/time/moment.ts';
import type { EventBody, NewEvent, OutcomeResult } from '../../score/event.ts';
import { type Identity, readIdentities } from '../../store/identity/visitor-identity.ts';
import { type KnownOutcome, knownOutcomes, type OutcomesAsked } from '../../store/ingest/outcomes.ts';
import type { AuditEntry, By } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { outcomeEventId, serverDevice } from '../common/visitor-id.ts';
import { anchorOf } from '../identity/anchor.ts';
import type { Arrival } from './entries.ts';
import { ingest } from './ingest.ts';
import { type OutcomeNames, type OutcomePerson, outcomePeople } from './outcome-people.ts';

/** An outcome to record. */
export interface OutcomeReport extends OutcomeNames {
  id: string;
  result: OutcomeResult;
  deal: string | null;
  value: number | null;
  currency: string | null;
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

/**
 * What to record, and when (UTC ms). Nothing is recorded about people with an excluded email. `actor`: who reports the outcomes by
 * hand, which is recorded with them and in the audit; left out for the site's systems.
 */
export interface Recording {
  reports: readonly OutcomeReport[];
  actor?: string;
  isExcludedEmail(email: string): boolean;
  now: number;
}

/** Records outcomes. The same id, or the same result of the same deal, counts once. */
export async function recordOutcomes(
  db: D1Database,
  site: SiteConfig,
  { reports, actor, isExcludedEmail, now }: Recording,
): Promise<RecordResult> {
  const answer: Recorded = { kind: 'recorded', refused: [], known: [] };
  const identities = await readIdentities(
    db,
    site.key,
    reports.flatMap(({ visitor }) => visitor ?? []),
  );
  const personOf = await outcomePeople(db, { site: site.key, reports }, identities);
  const placed: Placed[] = [];
  for (const [index, report] of reports.entries()) {
    const place = await placeOf(site, { report, index, now }, identities);
    if (!place) answer.refused.push({ index, code: 'unknown_visitor' });
    else if (place.email !== null && isExcludedEmail(place.email))
      answer.refused.push({ index, code: 'excluded' });
    else placed.push({ ...place, person: personOf(report) });
  }
  const fresh = await newOf(db, { site: site.key, placed, answer });
  if (fresh.length > 0) {
    const arrivals = fresh.map((one) =>
      actor ? byHand(site, one, { actor, now }) : { site, event: one.event },
    );
    const stored = await ingest(db, arrivals, now);
    if (stored.kind !== 'stored') return stored;
  }
  answer.refused.sort((a, b) => a.index - b.index);
  return answer;
}

/** The event of an outcome that somebody reports by hand, with its audit entry. */
function byHand(site: SiteConfig, { event, person, report }: Placed, { actor, now }: By): Arrival {
  const record: AuditEntry = {
    ...{ site: site.key, at: now, actor, action: 'visitor.outcome' },
    detail: { visitor: person.visitor, event: event.id, result: report.result },
  };
  return { site, event: { ...event, body: { ...event.body, actor } }, record };
}

/** The outcomes that are neither in the log nor earlier in the call. Contradictions to those are added to the answer. */
async function newOf(
  db: D1Database,
  { site, placed, answer }: { site: number; placed: readonly Placed[]; answer: Recorded },
): Promise<Placed[]> {
  const people = [...Map.groupBy(placed, ({ person }) => person.key).values()];
  if (people.length === 0) return [];
  const known = await knownOutcomes(db, site, people.map(askedOf));
  const recorded = people.map((_, place) => new RecordedOutcomes(known.get(place) ?? []));
  const recordedOf = new Map(
    people.flatMap((own, place) => own.map((one) => [one, recorded[place]] as const)),
  );
  return placed.filter((one) => {
    const { report, index } = one;
    const earlier = recordedOf.get(one) as RecordedOutcomes;
    const { sameId, sameDeal } = earlier.sameAs(report);
    if (sameId && !saysTheSame(sameId, report)) answer.refused.push({ index, code: 'id_reused' });
    else if (!sameId && sameDeal && !isWorthTheSame(sameDeal, report))
      answer.known.push({ index, stands: sameDeal });
    if (sameId || sameDeal) return false;
    earlier.add(recordOf(one));
    return true;
  });
}

/** The recorded outcomes of one person. Of several with one id, or one result of a deal, the first counts. */
class RecordedOutcomes {
  readonly #byId = new Map<string, KnownOutcome>();
  readonly #byDeal = new Map<string, KnownOutcome>();

  constructor(known: readonly KnownOutcome[]) {
    for (const one of known) this.add(one);
  }

  add(one: KnownOutcome): void {
    if (!this.#byId.has(one.id)) this.#byId.set(one.id, one);
    if (one.deal !== null && !this.#byDeal.has(dealKey(one))) this.#byDeal.set(dealKey(one), one);
  }

  sameAs(report: OutcomeReport): { sameId: KnownOutcome | undefined; sameDeal: KnownOutcome | undefined } {
    const sameDeal = report.deal === null ? undefined : this.#byDeal.get(dealKey(report));
    return { sameId: this.#byId.get(report.id), sameDeal };
  }
}

function dealKey({ deal, result }: Pick<KnownOutcome, 'deal' | 'result'>): string {
  return `${result} ${deal}`;
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

interface Placed {
  report: OutcomeReport;
  /** Its place in the list. */
  index: number;
  /** The person's, if it is known. */
  email: string | null;
  event: NewEvent;
  person: OutcomePerson;
}

/** The event, on a device of the person; null: no such visitor. */
async function placeOf(
  site: SiteConfig,
  { report, index, now }: { report: OutcomeReport; index: number; now: number },
  identities: ReadonlyMap<string, Identity>,
): Promise<Omit<Placed, 'person'> | null> {
  const { id, visitor, email, userId, at } = report;
  const occurredAt = at ?? now;
  const eventId = await outcomeEventId(site.visitorKey, id);
  const event = { id: eventId, kind: 'outcome' satisfies Kind, occurredAt, session: null };
  if (visitor !== null) {
    const found = identities.get(visitor);
    if (!found) return null;
    const { device, ownedAt, identity } = await anchorOf(site, found);
    const body = { ...identity, ...bodyOf(report) };
    const placed = { report, index, email: found.lead?.email ?? null };
    return { ...placed, event: { ...event, device, ownedAt, origin: 'server', body } };
  }
  const kind = userId === null ? 'email' : 'userId';
  const device = await serverDevice(site.visitorKey, kind, (userId ?? email) as string);
  const named = { ...(email !== null && { email }), ...(userId !== null && { userId }) };
  const body: EventBody = { ...named, verified: true, ...bodyOf(report) };
  const placed = { report, index, email };
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

/** What to look for in the log, of the outcomes of one person. */
function askedOf(own: readonly Placed[]): OutcomesAsked {
  return {
    visitor: own[0]?.person.visitor ?? null,
    devices: [...new Set(own.map(({ event }) => event.device))],
    ids: [...new Set(own.map(({ report }) => report.id))],
    deals: [...new Set(own.flatMap(({ report }) => report.deal ?? []))],
  };
}
