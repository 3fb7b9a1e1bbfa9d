// Forgets visitors: those not seen for longer than the site keeps them (settings.retentionDays) are removed from every table.

import { defaultModelName } from '../../../schema/model/model.ts';
import { raiseStale } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { removals, theirEvents } from './removals.ts';

/** Visitors forgotten in one transaction. */
const visitorsAtOnce = 100;

/** Scores of a site's visitors past their retention, under its default model: a range of `score_by_last_seen`. */
const overdue = sql`
  from site f cross join served_model on served_model.site = f.key and served_model.name = '${defaultModelName}'
  cross join score s on s.site = f.key and s.version = served_model.version
    and s.last_seen < ?1 - 86400000 * min(f.settings->>'$.retentionDays.anonymous', f.settings->>'$.retentionDays.identified')
  where s.last_seen < ?1 - 86400000 * (case when exists (select 1 from lead l where l.site = f.key and l.visitor = s.visitor)
      then f.settings->>'$.retentionDays.identified' else f.settings->>'$.retentionDays.anonymous' end)`;

/** Sites with visitors past their retention at `now` (UTC ms); none during a rescoring. */
export async function sitesToForgetIn(db: D1Database, now: number): Promise<number[]> {
  const { results } = await db
    .prepare(
      sql`select key from site where filling_version is null and exists (select 1 ${overdue} and f.key = site.key)`,
    )
    .bind(now)
    .all<{ key: number }>();
  return results.map(({ key }) => key);
}

/** SQL statements of `forgetSome`: the selection, the recheck, and the removals. */
export const forgetStatements = 3 + removals.length;

/** Whether all are still overdue: a visitor may just have returned. */
const stillOverdue = sql`select case when (select count(*) ${overdue} and f.key = ?2
    and s.visitor in (select unhex(value) from json_each(?3))) = json_array_length(?3)
  then 1 else ${raiseStale} end as fresh`;

/** Forgets a site's longest unseen visitors, in one transaction. Returns the number; 0: none are left, or one returned. */
export async function forgetSome(db: D1Database, site: number, now: number): Promise<number> {
  const { results } = await db
    .prepare(sql`select hex(s.visitor) as visitor ${overdue} and f.key = ?2 order by s.last_seen limit ?3`)
    .bind(now, site, visitorsAtOnce)
    .all<{ visitor: string }>();
  if (results.length === 0) return 0;
  const visitors = JSON.stringify(results.map(({ visitor }) => visitor));
  await db.batch([
    db.prepare(stillOverdue).bind(now, site, visitors),
    ...[theirEvents, ...removals].map((sql) => db.prepare(sql).bind(site, visitors)),
  ]);
  return results.length;
}
