// Other places that name a visitor by id: the counts of previews, and the audit. They hold ids as the API returns them, in JSON.

import { sql } from '../database/sql.ts';

/** Statements that remove the ids of erased visitors. ?1 is the site, ?2 the ids (JSON). */
export function erasedMentions(db: D1Database, site: number, ids: readonly string[]): D1PreparedStatement[] {
  const erased = JSON.stringify(ids);
  return [inMovers, atCursor, inSurvey, inPrediction, inAudit].map((sql) =>
    db.prepare(sql).bind(site, erased),
  );
}

const isErased = (id: string) => sql`${id} in (select value from json_each(?2))`;

/** A preview counts all visitors and names a few. */
const inMovers = sql`update preview set tally = json_set(tally, '$.movers', (
    select json_group_array(json(m.value)) from json_each(preview.tally, '$.movers') m where not ${isErased("m.value->>'visitor'")}))
  where site = ?1 and exists (select 1 from json_each(tally, '$.movers') m where ${isErased("m.value->>'visitor'")})`;

/** Removes previews whose cursor is one of them. The next request starts such a preview again. */
const atCursor = sql`delete from preview where site = ?1 and ${isErased('cursor')}`;

/**
 * A survey names only the visitor at its cursor, and one that has finished names nobody. While it runs, that on rules holds pages and
 * reasons that may be one person's alone. The next request begins it again.
 */
const inSurvey = sql`delete from survey where site = ?1
  and (${isErased('cursor')} or (about = 'rules' and finished_at is null))`;

/** A prediction names only the visitor at its cursor: it is gathered or written again from the first. */
const inPrediction = sql`update prediction set cursor = '' where site = ?1 and ${isErased('cursor')}`;

/** The record of an action stays, without the visitor it was done to. */
const inAudit = sql`update audit set detail = json_remove(detail, '$.visitor', '$.moved', '$.event')
  where site = ?1 and (${isErased("detail->>'visitor'")} or ${isErased("detail->>'moved'")})`;

/** Statements that replace ids. ?1 is the site, ?2 pairs of the old id and the new one (JSON). */
export function renamedMentions(
  db: D1Database,
  site: number,
  names: readonly (readonly [string, string])[],
): D1PreparedStatement[] {
  const pairs = JSON.stringify(names);
  return [renamedMovers, renamedInAudit].map((sql) => db.prepare(sql).bind(site, pairs));
}

const isRenamed = (id: string) => sql`${id} in (select value->>0 from json_each(?2))`;

const renamedMovers = sql`update preview set tally = json_set(tally, '$.movers', (
    select json_group_array(json(case when r.key is null then m.value else json_set(m.value, '$.visitor', r.value->>1) end))
    from json_each(preview.tally, '$.movers') m left join json_each(?2) r on r.value->>0 = m.value->>'visitor'))
  where site = ?1 and exists (select 1 from json_each(tally, '$.movers') m where ${isRenamed("m.value->>'visitor'")})`;

const renamedInAudit = sql`update audit set detail = json_set(detail, '$.visitor', (
    select r.value->>1 from json_each(?2) r where r.value->>0 = detail->>'visitor'))
  where site = ?1 and ${isRenamed("detail->>'visitor'")}`;
