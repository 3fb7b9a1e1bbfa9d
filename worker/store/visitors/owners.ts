// The names of owners that are in use.

import { sql } from '../database/sql.ts';

/** How many of the visitors seen last are looked at: there is no index by owner, because it would cost a row written. */
const maxVisitors = 50;

/** The owners of the visitors seen last, by `score_by_last_seen`. */
export async function readOwners(db: D1Database, site: number, version: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      sql`select distinct owner from (select s.owner from score s indexed by score_by_last_seen
         where s.site = ?1 and s.version = ?2 order by s.last_seen desc, s.visitor desc limit ${maxVisitors})
       where owner is not null`,
    )
    .bind(site, version)
    .all<{ owner: string }>();
  return results.map(({ owner }) => owner);
}
