// Scores of versions that are no longer served: finds and removes them.

import { and, eq, exists, sql as fragment, isNotNull, notExists, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { watch } from '../../../schema/tables/alerts.ts';
import { score } from '../../../schema/tables/log.ts';
import { model, servedModel, site } from '../../../schema/tables/site.ts';
import { sql } from '../database/sql.ts';

/** Retired versions that still have scores, or a note of what is watched, to remove. */
export function retiredVersions(db: D1Database): Promise<{ site: number; version: number }[]> {
  const d1 = drizzle(db);
  const one = { one: fragment`1` };
  const served = d1
    .select(one)
    .from(servedModel)
    .where(and(eq(servedModel.site, model.site), eq(servedModel.version, model.version)));
  const compared = d1
    .select(one)
    .from(watch)
    .where(and(eq(watch.site, model.site), eq(watch.against, model.version)));
  const scores = d1
    .select(one)
    .from(score)
    .where(and(eq(score.site, model.site), eq(score.version, model.version)));
  const watched = d1
    .select(one)
    .from(watch)
    .where(and(eq(watch.site, model.site), eq(watch.version, model.version)));
  return d1
    .select({ site: model.site, version: model.version })
    .from(model)
    .innerJoin(site, eq(site.key, model.site))
    .where(
      and(
        isNotNull(model.publishedAt),
        fragment`${model.version} is not ${site.fillingVersion}`,
        notExists(served),
        notExists(compared),
        or(exists(scores), exists(watched)),
      ),
    );
}

/** Rows removed by one statement. */
const chunkRows = 500;

/** SQL statements of `removeRetired`. */
export const removeStatements = 2;

const isRetired = sql`not exists (select 1 from site where key = ?1 and filling_version = ?2)
  and not exists (select 1 from served_model where site = ?1 and version = ?2)`;

/**
 * Removes a chunk of the scores of a version that is neither served nor filled, and the note of what is watched under it. Returns true
 * when none is left.
 */
export async function removeRetired(db: D1Database, site: number, version: number): Promise<boolean> {
  const [removal] = await db.batch([
    db
      .prepare(
        sql`delete from score where (site, version, visitor) in (
           select site, version, visitor from score where site = ?1 and version = ?2 limit ?3) and ${isRetired}`,
      )
      .bind(site, version, chunkRows),
    db.prepare(sql`delete from watch where site = ?1 and version = ?2 and ${isRetired}`).bind(site, version),
  ]);
  return removal?.meta.changes === 0;
}
