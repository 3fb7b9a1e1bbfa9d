// Starting events that may lapse (schema/tables/log.ts `waiting`): recorded by ingest, processed by the scheduled job.

import { asc, getTableColumns, lte } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { waiting } from '../../../schema/tables/log.ts';
import { columnsFrom, excluded, insertInto } from '../database/columns.ts';
import { guardStatement, type SiteRevision } from '../database/guard.ts';
import { idHex } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { uuidFrom, withHex, withIds } from '../ids.ts';
import { type EventRow, eventColumns, eventsFrom, storedKind } from '../log/events.ts';
import { eventsIn, stretchesOf } from '../log/stretch-sql.ts';

/** A waiting row: the earliest unprocessed start on the device, and when to check it. */
export type Waiting = StoredRow<typeof waiting>;

const noteBegun = sql`${insertInto(waiting, {
  site: `q.value->>'site'`,
  lapse: `q.value->>'lapse'`,
  device: `unhex(q.value->>'device')`,
  since: `min(q.value->>'since')`,
  due: `min(q.value->>'due')`,
})} from json_each(?1) q where true group by 1, 2, 3
on conflict (site, lapse, device) do update set ${excluded(waiting, ['since', 'due'])}
  where excluded.since < waiting.since`;

/** Records the starts in incoming events, which must not include duplicates. No statement if there are none. */
export function noteBegunStatements(db: D1Database, begun: readonly Waiting[]): D1PreparedStatement[] {
  return begun.length > 0 ? [db.prepare(noteBegun).bind(JSON.stringify(withHex(begun, 'device')))] : [];
}

/** Rows due at `by` (UTC ms), those overdue the longest first: a range of `waiting_by_due`. */
export async function readDue(
  db: D1Database,
  { by, limit }: { by: number; limit: number },
): Promise<Waiting[]> {
  const rows = await drizzle(db)
    .select({ ...getTableColumns(waiting), device: idHex(waiting.device) })
    .from(waiting)
    .where(lte(waiting.due, by))
    .orderBy(asc(waiting.due))
    .limit(limit);
  return withIds<Waiting>(rows, { device: uuidFrom });
}

/** What to read for a waiting row: the two kinds of event of its lapse, and the device's anonymous visitor. */
export interface HistoryAsked {
  device: string;
  since: number;
  begins: string;
  ends: string;
  anonymous: string;
}

/** An event of a visitor who has been on the device of the row with this index. */
export interface HistoryRow extends EventRow {
  place: number;
  visitor: string;
}

/** A fingerprint of a device's starts, which changes with their number. */
const beginnings = (
  device: string,
  kind: string,
) => sql`(select count(*) || ' ' || coalesce(max(e.arrival), 0)
  from event e where e.site = ?1 and e.device = ${device} and e.kind = ${kind})`;

/**
 * The full stints of everyone who has been on a device, with each owner's events of both kinds: one range of the log per
 * device.
 */
const histories = sql`with owner as materialized (
  select q.key as place, t.visitor from json_each(?2) q cross join stint t
    on t.site = ?1 and t.device = unhex(q.value->>'device')
  union select q.key, unhex(q.value->>'anonymous') from json_each(?2) q),
stretch as materialized (${stretchesOf({ visitors: sql`select visitor from owner`, version: '?3' })})
select owner.place, hex(o.visitor) as visitor, ${eventColumns}
from owner cross join json_each(?2) q on q.key = owner.place
cross join stretch o on o.visitor = owner.visitor ${eventsIn('o')}
where e.occurred_at >= q.value->>'since' and e.kind in (q.value->>'begins', q.value->>'ends')`;

/** The data read for rows of a site: the snapshots by index, and the events of all of them. */
export interface Histories {
  snapshots: string[];
  events: HistoryRow[];
}

/** For each row, reads what the people who have been on its device did since. `version` receives events. One round trip. */
export async function readHistories(
  db: D1Database,
  { site, version }: { site: number; version: number },
  asked: HistoryAsked[],
): Promise<Histories> {
  const rows = JSON.stringify(
    withHex(asked, 'device', 'anonymous').map((row) => ({
      ...row,
      begins: storedKind(row.begins),
      ends: storedKind(row.ends),
    })),
  );
  const [snapshots, events] = await db.batch<never>([
    db
      .prepare(
        sql`select ${beginnings(`unhex(q.value->>'device')`, `q.value->>'begins'`)} as snapshot
         from json_each(?2) q order by q.key`,
      )
      .bind(site, rows),
    db.prepare(histories).bind(site, rows, version),
  ]);
  return {
    snapshots: ((snapshots?.results ?? []) as { snapshot: string }[]).map(({ snapshot }) => snapshot),
    events: eventsFrom<HistoryRow>(events?.results),
  };
}

/** The result for a processed row; `next` null: nothing on the device is left to check. */
export interface Settled extends Pick<Waiting, 'lapse' | 'device' | 'since'> {
  /** The next start, and when it is due. */
  next: number | null;
  due: number | null;
  /** The starting kind and the snapshot from `readHistories`; null: the lapse no longer exists. */
  begins: string | null;
  snapshot: string | null;
}

/** The rows as processed, if nothing has started on their devices since. */
const unchanged = sql`from json_each(?2) q cross join waiting on waiting.site = ?1 and waiting.lapse = q.value->>'lapse'
    and waiting.device = unhex(q.value->>'device') and waiting.since = q.value->>'since'
  where (q.value->>'begins' is null
    or ${beginnings('waiting.device', `q.value->>'begins'`)} = q.value->>'snapshot')`;

const removeDone = sql`delete from waiting where (site, lapse, device) in (
  select waiting.site, waiting.lapse, waiting.device ${unchanged} and q.value->>'next' is null)`;

/** An upsert of existing rows: unlike UPDATE FROM, it cannot be planned as a full scan. */
const moveOn = sql`${insertInto(waiting, {
  ...columnsFrom(waiting, 'waiting'),
  since: `q.value->>'next'`,
  due: `q.value->>'due'`,
})} ${unchanged} and q.value->>'next' is not null
on conflict (site, lapse, device) do update set ${excluded(waiting, ['since', 'due'])}`;

/**
 * Moves rows of a site to the next start, or removes them, in one transaction. A row does not change if something has started
 * on its device in the meantime: it is still due, and the next run checks it again. Throws a stale-guard error if the site
 * has changed.
 */
export async function settle(
  db: D1Database,
  revision: SiteRevision,
  settled: readonly Settled[],
): Promise<void> {
  const rows = JSON.stringify(
    withHex(settled, 'device').map((row) => ({ ...row, begins: row.begins && storedKind(row.begins) })),
  );
  await db.batch([
    guardStatement(db, [revision]),
    db.prepare(removeDone).bind(revision.site, rows),
    db.prepare(moveOn).bind(revision.site, rows),
  ]);
}
