// Reads the visitors whom messages are about, and the names of segments.

import type { score } from '../../../schema/tables/log.ts';
import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, visitorFrom, withIds } from '../ids.ts';
import { type VisitorRow, visitorColumns } from '../visitors/visitor-row.ts';

/** What is asked for: visitors under a version, and segments, by their ids. */
export interface MessageSubjects {
  site: number;
  revision: number;
  version: number;
  visitors: readonly string[];
  segments: readonly string[];
}

/** A visitor with what only searches read of it. */
export interface FoundVisitor extends VisitorRow, Pick<StoredRow<typeof score>, 'search'> {}

/** The rows of those visitors that exist, by the ids that were asked for, and the names of the segments by id. */
export interface FoundSubjects {
  visitors: Map<string, FoundVisitor>;
  segments: Map<string, string>;
}

const rows = sql`select hex(unhex(v.value)) as asked, s.search, ${visitorColumns}
  from json_each(?3) v cross join score s on s.site = ?1 and s.version = ?2 and s.visitor = coalesce(
    (select a.survivor from absorbed a where a.site = ?1 and a.visitor = unhex(v.value)), unhex(v.value))`;

const names = sql`select segment.id, segment.name from json_each(?2) v cross join segment on segment.site = ?1 and segment.id = v.value`;

/**
 * Reads them in one round trip of at most three statements, by primary keys: two rows for each visitor. One who was merged is
 * the survivor. Throws a stale-guard error (store/database/guard.ts) if the site has changed since it was read.
 */
export async function readMessageSubjects(
  db: D1Database,
  { site, revision, version, visitors, segments }: MessageSubjects,
): Promise<FoundSubjects> {
  const [, found, named] = await db.batch<unknown>([
    guardStatement(db, [{ site, revision }]),
    db.prepare(rows).bind(site, version, JSON.stringify(visitors.map(hexOf))),
    ...(segments.length > 0 ? [db.prepare(names).bind(site, JSON.stringify(segments))] : []),
  ]);
  const read = withIds<FoundVisitor & { asked: string }>(found?.results, {
    id: visitorFrom,
    asked: visitorFrom,
  });
  const known = (named?.results ?? []) as { id: string; name: string }[];
  return {
    visitors: new Map(read.map(({ asked, ...row }) => [asked, row])),
    segments: new Map(known.map(({ id, name }) => [id, name])),
  };
}
