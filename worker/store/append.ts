// The one transaction of ingest: however many events, of however many sites, one db.batch and one round trip.
// All statements read the log as it was before, and the last one appends to it: a known event asks for nothing,
// so delivering again, in any batches, changes nothing. worker/score/fold.ts is the specification.

import { askFields, eventFields, fedFields, logFields, termsFields, tuples } from './append-fields.ts';
import { appendEvents, leadsOfOwners, moveFirstSeen, moveLastSeen, moveOutcome } from './append-log-sql.ts';
import { addHeat, claimSlots } from './append-score-sql.ts';
import { noteCrossed } from './crossings.ts';
import { guardStatement, type SiteRevision } from './guard.ts';
import type { FitRow } from './score-lead.ts';
import { type BegunRow, noteBegunStatements } from './waiting.ts';

/** An award that an event asks for; see worker/score/ask.ts. */
export interface AskRow {
  version: number;
  rule: string;
  heat: number;
  visit: 0 | 1;
  nthWindow: string | null;
  nth: number;
  capWindow: string | null;
  times: number;
  group: string | null;
  groupWindow: string | null;
  groupTimes: number;
  /** Puts the visitor outside the levels, whatever its slots say. */
  outside: 0 | 1;
}

/** An event on its way into the log, with what it asks of the model versions that its site feeds. */
export interface AppendRow {
  site: string;
  device: string;
  id: string;
  /** The device's anonymous visitor, who owns the event where no stint says otherwise. */
  anonymous: string;
  /** The moment that decides the owner. */
  ownedAt: number;
  kind: string;
  occurredAt: number;
  /** 1 when the event shows that the visitor was there. */
  sighting: 0 | 1;
  /** The session, when this event can open one. */
  visitSession: string | null;
  session: string | null;
  origin: string;
  source: string;
  /** Of an outcome: its result. */
  outcome: string | null;
  body: string;
  asks: AskRow[];
}

/** Level thresholds of a fed version at the moment of the batch, in heat, hottest first; and the revision relied on. */
export interface FedVersion {
  site: string;
  version: number;
  /** The model that it is served as; null while it is being filled. */
  servedAs: string | null;
  at: readonly [number, number, number];
  keep: readonly [number, number, number];
}

/** An identification to be applied after the append, unless the stored state already says the same. */
export interface IdentityRow {
  site: string;
  device: string;
  id: string;
  ownedAt: number;
  email: string | null;
  userId: string | null;
  verified: 0 | 1;
  traits: Record<string, string | number | boolean>;
  place: Record<string, string>;
}

/** The lead of someone who owns an event; `traits` is JSON. */
export interface OwnerLead {
  site: string;
  visitor: string;
  traits: string;
  attempt: number;
}

/** The fit of an `OwnerLead` under a version fed. */
export interface OwnerFit extends FitRow {
  site: string;
  attempt: number;
}

/** Everything one batch binds. `now` is UTC ms. */
export interface AppendBatch {
  rows: AppendRow[];
  /** Of identified visitors for whom this is the first to happen: rare, so left out until the batch was refused. */
  fits: OwnerFit[];
  /** Whether somebody is seen earlier than known: rare, so not looked at until the batch was refused. */
  earlier: boolean;
  identities: IdentityRow[];
  /** What the events begin that may lapse. */
  begun: BegunRow[];
  fed: FedVersion[];
  revisions: SiteRevision[];
  now: number;
}

/** A device whose identifications wait to be applied. */
export interface PendingDevice {
  site: string;
  device: string;
}

/**
 * Marks the devices whose identification would change something, and names them: one already owned, at that moment,
 * by the visitor of all the identifiers it gives, with nothing new to say, costs no write. Only what occurred after the
 * owner was so named is known to say nothing: said earlier, it may be the first to name someone else.
 */
const markPending = `insert into pending (site, device, since)
select distinct q.value->>'site', q.value->>'device', ?2 from json_each(?1) q
where not exists (
  select 1 from stint t join lead l on l.site = t.site and l.visitor = t.visitor
  where t.site = q.value->>'site' and t.device = q.value->>'device'
    and t.started_at = (select max(u.started_at) from stint u where u.site = t.site and u.device = t.device
      and u.started_at <= q.value->>'ownedAt')
    and q.value->>'ownedAt' > t.claimed_at and q.value->>'ownedAt' > l.named_at
    and (q.value->>'email' is null or l.email is q.value->>'email')
    and (q.value->>'userId' is null or l.user_id is q.value->>'userId')
    and (q.value->>'verified' = 0 or (l.verified and t.verified))
    and not exists (select 1 from json_each(q.value, '$.traits') x
      where (select h.value->>'value' from json_each(l.traits) h
        where h.key = x.key and h.value->>'from' not in ('email', 'edge')) is not x.value)
    and not exists (select 1 from json_each(q.value, '$.place') x
      where not exists (select 1 from json_each(l.traits) h
        where h.key = x.key and (h.value->>'from' not in ('email', 'edge') or h.value->>'value' is x.value))))
on conflict do update set since = excluded.since returning site, device`;

/**
 * Appends and scores a batch in one transaction: guard, slots, heat, crossings, lapses begun, log, first and last seen,
 * outcomes, identifications to apply.
 * Returns the devices whose identification must now be applied (flows/identify.ts). Rows must not repeat an event.
 * Throws a stale-guard error (store/guard.ts) when a site changed since its config was read, a fit is missing, or somebody
 * is seen `earlier`; nothing is then written.
 */
export async function appendAndScore(db: D1Database, batch: AppendBatch): Promise<PendingDevice[]> {
  const { rows, identities, earlier, now } = batch;
  const events = tuples(eventFields, rows);
  const asks = asksAndTerms(rows);
  const fed = tuples(fedFields, batch.fed.map(fedRow));
  const attempt = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  const statements = [
    guardStatement(db, batch.revisions),
    db.prepare(claimSlots).bind(events, asks),
    db.prepare(addHeat).bind(events, asks, fed, now, attempt, JSON.stringify(batch.fits), earlier ? 1 : 0),
    db.prepare(noteCrossed).bind(events, null, fed, null, attempt),
    ...noteBegunStatements(db, batch.begun),
    db.prepare(appendEvents).bind(tuples(logFields, rows), null, fed, now, attempt),
    db.prepare(moveLastSeen).bind(events, null, fed),
  ];
  if (earlier) statements.push(db.prepare(moveFirstSeen).bind(events, null, fed));
  if (rows.some(({ outcome }) => outcome !== null)) {
    statements.push(db.prepare(moveOutcome).bind(events, null, fed));
  }
  if (identities.length > 0) statements.push(db.prepare(markPending).bind(JSON.stringify(identities), now));
  const results = await db.batch<PendingDevice>(statements);
  return identities.length > 0 ? (results.at(-1)?.results ?? []) : [];
}

/** The leads of those who own these events, by primary key: one round trip. */
export async function readOwnerLeads(db: D1Database, rows: AppendRow[]): Promise<OwnerLead[]> {
  const { results } = await db.prepare(leadsOfOwners).bind(tuples(eventFields, rows)).all<OwnerLead>();
  return results;
}

/** What the events ask, and the terms of each rule once: JSON `[asks, terms]`. */
function asksAndTerms(rows: AppendRow[]): string {
  const places = new Map<string, number>();
  const terms: AskRow[] = [];
  const asks = rows.flatMap(({ site, asks }, event) =>
    asks.map((ask) => {
      const rule = `${site}\n${ask.version}\n${ask.rule}`;
      const place = places.get(rule) ?? terms.push(ask) - 1;
      places.set(rule, place);
      return { ...ask, event, terms: place };
    }),
  );
  return `[${tuples(askFields, asks)},${tuples(termsFields, terms)}]`;
}

function fedRow({ site, version, servedAs, at, keep }: FedVersion) {
  const [at1, at2, at3] = at;
  const [keep1, keep2, keep3] = keep;
  return { site, version, servedAs, at1, at2, at3, keep1, keep2, keep3 };
}
