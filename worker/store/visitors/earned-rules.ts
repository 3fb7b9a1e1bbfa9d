// Whether visitors have earned points by certain rules, as far as those seen last show it.

import { sql } from '../database/sql.ts';

/** How many of the visitors seen last are looked at. */
const maxVisitors = 50;

const statement = sql`
select exists (
  select 1 from (
    select s.heat_by_rule as rules from score s indexed by score_by_last_seen
    where s.site = ?1 and s.version = ?2 order by s.last_seen desc, s.visitor desc limit ${maxVisitors}
  ) o, json_each(o.rules) earned where earned.key in (select value from json_each(?3))
) as found`;

/** Whether one of them has. One round trip, by `score_by_last_seen`. */
export async function hasEarned(
  db: D1Database,
  { site, version }: { site: number; version: number },
  rules: readonly string[],
): Promise<boolean> {
  if (rules.length === 0) return false;
  const row = await db
    .prepare(statement)
    .bind(site, version, JSON.stringify(rules))
    .first<{ found: 0 | 1 }>();
  return row?.found === 1;
}
