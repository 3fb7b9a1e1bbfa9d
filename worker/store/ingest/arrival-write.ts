// The transaction of ingest: one db.batch and one round trip for any number of events and sites. flows/ingest/arrive.ts
// computes its content from state that was read (arrival-read.ts) or remembered. A guard rejects the transaction if any of
// that state has changed.

import { event, score } from '../../../schema/tables/log.ts';
import { type NewMove, noteMoves } from '../alerts/moves.ts';
import { type ColumnOf, excluded } from '../database/columns.ts';
import { raiseStale, type SiteRevision, sameRevisions } from '../database/guard.ts';
import { rowInserter } from '../database/insert-rows.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import {
  type IdentityRow,
  markDevices,
  markPending,
  type PendingDevice,
  pendingFrom,
} from '../identity/pending.ts';
import { hexOf } from '../ids.ts';
import { type EventRow, originCodes, storedKind } from '../log/events.ts';
import { type NewCrossing, noteCrossings } from '../scores/crossings.ts';
import { type CarriedRow, carriedOf } from '../scores/score-lead.ts';
import { type StandingRow, standingFields, type WatchedRow } from '../scores/standings.ts';
import { type AuditEntry, auditStatement } from '../sites/audit.ts';
import { stintOwner } from './arrival-read.ts';
import { noteBegunStatements, type Waiting } from './waiting.ts';

/** An event's row in the log. */
export interface NewEventRow extends EventRow {
  site: number;
}

/** The changed indexed columns of a row: naming one costs a written row, even if its value stays the same. */
export interface Moved {
  heat: boolean;
  firstSeen: boolean;
  lastSeen: boolean;
  /** Only together with all others, so that there are fewer statements. */
  checkAt: boolean;
}

/** A row to write. `carried` is only written for a new row; columns that have not `moved` stay unchanged. */
export interface WrittenStanding extends StandingRow, WatchedRow {
  site: number;
  carried: CarriedRow | null;
  moved: Moved;
}

/** Everything that one transaction writes, and the state that it depends on. */
export interface Writing {
  revisions: SiteRevision[];
  /** The expected rows of `score`: attempt null if there was no row and no lead, otherwise the row's attempt. */
  relied: {
    site: number;
    version: number;
    visitor: string;
    attempt: number | null;
    leadAttempt: number | null;
  }[];
  /** Owners of the events by stints; null: no stint for that time. */
  owners: { site: number; device: string; ownedAt: number; visitor: string | null }[];
  events: NewEventRow[];
  standings: WrittenStanding[];
  /** The new attempt of all rows written. */
  attempt: number;
  crossings: NewCrossing[];
  moves: NewMove[];
  begun: Waiting[];
  records: AuditEntry[];
  identities: IdentityRow[];
  /** Devices of people whose first visit, and so perhaps their fit, has changed: they are resolved like identifications. */
  refits: PendingDevice[];
  /** UTC ms. */
  now: number;
}

/** Raises an error if a site, a row or an owner has changed. ?1 the owners, ?2 the rows, ?3 the sites. */
const unlessRaced = sql`select case when ${sameRevisions('?3')}
  and not exists (select 1 from json_each(?2) r
    left join score s on s.site = r.value->>0 and s.version = r.value->>1 and s.visitor = unhex(r.value->>2)
    where s.attempt is not r.value->>3 or (r.value->>3 is null and
      (select l.attempt from lead l where l.site = r.value->>0 and l.visitor = unhex(r.value->>2)) is not r.value->>4))
  and not exists (select 1 from json_each(?1) j where ${stintOwner} is not unhex(j.value->>4))
  then 1 else ${raiseStale} end`;

const insertEvents = rowInserter(event);

const insertScores = rowInserter(score);

/** Indexed columns, by what changes them. */
const indexed = {
  heat: ['heat', 'level', 'outcome', 'deedOdds'],
  firstSeen: ['firstSeen'],
  lastSeen: ['lastSeen'],
  checkAt: ['checkAt'],
} as const satisfies Record<keyof Moved, readonly ColumnOf<typeof score>[]>;

const allIndexed: readonly string[] = Object.values(indexed).flat();

/** Columns without an index, of an existing row; its first device stays. */
const unindexed = [...(['attempt', 'told'] as const), ...standingFields].filter(
  (name) => name !== 'device' && !allIndexed.includes(name),
);

function upsertOf(moved: Moved): string {
  const names = (Object.keys(indexed) as (keyof Moved)[]).filter((name) => moved[name]);
  const columns = [...unindexed, ...names.flatMap((name) => indexed[name])];
  return sql`on conflict (site, version, visitor) do update set ${excluded(score, columns)}`;
}

/**
 * Writes it in one transaction. Returns the devices whose identifications must now be applied (flows/identity/identify.ts).
 * On an error nothing is written. Throws a stale-guard error (store/database/guard.ts) if the state it depends on has
 * changed, or an error that `isKnownEvent` recognizes if the log already has one of the events.
 */
export async function writeArrivals(db: D1Database, writing: Writing): Promise<PendingDevice[]> {
  const {
    revisions,
    relied,
    owners,
    events,
    standings,
    attempt,
    crossings,
    moves,
    begun,
    records,
    identities,
    refits,
    now,
  } = writing;
  const statements = [
    db
      .prepare(unlessRaced)
      .bind(
        JSON.stringify(
          owners.map(({ site, device, ownedAt, visitor }) => [
            site,
            hexOf(device),
            null,
            ownedAt,
            visitor && hexOf(visitor),
          ]),
        ),
        JSON.stringify(
          relied.map(({ site, version, visitor, attempt, leadAttempt }) => [
            site,
            version,
            hexOf(visitor),
            attempt,
            leadAttempt,
          ]),
        ),
        JSON.stringify(revisions),
      ),
    ...insertEvents(db, events.map(storedEvent)),
  ];
  const kinds = Map.groupBy(standings, ({ moved }) => upsertOf(moved));
  for (const [onConflict, rows] of kinds) {
    const stored = rows.map((row) => storedScore(row, attempt));
    statements.push(...insertScores(db, stored, onConflict));
  }
  statements.push(
    ...noteCrossings(db, crossings),
    ...noteMoves(db, moves),
    ...noteBegunStatements(db, begun),
  );
  statements.push(...records.map((record) => auditStatement(db, record)));
  if (refits.length > 0) statements.push(markDevices(db, refits, now));
  if (identities.length > 0) statements.push(markPending(db, identities, now));
  const results = await db.batch(statements);
  return [...refits, ...(identities.length > 0 ? pendingFrom(results.at(-1)?.results) : [])];
}

/** Whether an error means that the log already has one of the events: a concurrent duplicate, or a wrong guess that it is new. */
export function isKnownEvent(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint failed: event\./.test(error.message);
}

function storedEvent(row: NewEventRow): StoredRow<typeof event> {
  return { ...row, kind: storedKind(row.kind), origin: originCodes.indexOf(row.origin) };
}

function storedScore({ carried, ...row }: WrittenStanding, attempt: number): StoredRow<typeof score> {
  return { ...row, ...carriedOf(carried), attempt };
}
