// The people that a prediction is to be fitted to, as the database keeps them until then: JSON arrays, by the save that wrote them.

import type { predictionSample } from '../../../schema/tables/counts.ts';
import { sql } from '../database/sql.ts';

/** Whose sample: of a site, under a version. */
type SampleKey = Pick<typeof predictionSample.$inferSelect, 'site' | 'version'>;

/** A statement that forgets the people gathered. */
export function dropSample(db: D1Database, { site, version }: SampleKey): D1PreparedStatement {
  return db.prepare(sql`delete from prediction_sample where site = ?1 and version = ?2`).bind(site, version);
}

/** The people gathered: JSON arrays. */
export async function readSample(db: D1Database, { site, version }: SampleKey): Promise<string[]> {
  const { results } = await db
    .prepare(
      sql`select examples from prediction_sample where site = ?1 and version = ?2 order by save, place`,
    )
    .bind(site, version)
    .all<{ examples: string }>();
  return results.map(({ examples }) => examples);
}

/** How many of the people gathered had not bought, counted by the database. */
export async function countOpen(db: D1Database, { site, version }: SampleKey): Promise<number> {
  const row = await db
    .prepare(
      sql`select count(*) as open from prediction_sample, json_each(examples) each
         where site = ?1 and version = ?2 and each.value ->> 'result' = 'open'`,
    )
    .bind(site, version)
    .first<{ open: number }>();
  return row?.open ?? 0;
}

/** Most rows of a page, and the characters after which none begins. A row has at most 600,000 (json-rows.ts). */
const [rowsOfPage, charsOfPage] = [20, 400_000];

const page = sql`select save, place, examples, found from (
    select save, place, examples, count(*) over () as found,
      sum(length(examples)) over (order by save, place) - length(examples) as before
    from (select save, place, examples from prediction_sample
      where site = ?1 and version = ?2 and (save, place) > (?3, ?4) order by save, place limit ?5))
  where before < ?6 order by save, place`;

/**
 * The next people gathered: JSON arrays of at most about a million characters, in the order of `readSample`. Cursors are `SAVE.PLACE`,
 * or empty.
 */
export async function readSamplePage(
  db: D1Database,
  { site, version }: SampleKey,
  cursor: string,
): Promise<{ texts: string[]; nextCursor: string | null }> {
  const [save = -1, place = -1] = cursor === '' ? [] : cursor.split('.').map(Number);
  const { results } = await db
    .prepare(page)
    .bind(site, version, save, place, rowsOfPage, charsOfPage)
    .all<{ save: number; place: number; examples: string; found: number }>();
  const last = results.at(-1);
  const isLast = !last || (results.length === last.found && last.found < rowsOfPage);
  return {
    texts: results.map(({ examples }) => examples),
    nextCursor: isLast ? null : `${last.save}.${last.place}`,
  };
}
