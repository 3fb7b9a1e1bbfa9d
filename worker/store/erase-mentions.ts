// Where else an erased visitor is named by an id: in what previews have counted, and in the audit. These hold ids as the API
// answers them, in JSON.

/** Statements that take the ids out. ?1 is the site, ?2 the ids (JSON). */
export function erasedMentions(db: D1Database, site: number, ids: readonly string[]): D1PreparedStatement[] {
  const erased = JSON.stringify(ids);
  return [inMovers, atCursor, inAudit].map((sql) => db.prepare(sql).bind(site, erased));
}

const isErased = (id: string) => `${id} in (select value from json_each(?2))`;

/** A preview counts everybody and names a few. */
const inMovers = `update preview set tally = json_set(tally, '$.movers', (
    select json_group_array(json(m.value)) from json_each(preview.tally, '$.movers') m where not ${isErased("m.value->>'visitor'")}))
  where site = ?1 and exists (select 1 from json_each(tally, '$.movers') m where ${isErased("m.value->>'visitor'")})`;

/** A preview that had just come to them is begun anew by whoever asks for it. */
const atCursor = `delete from preview where site = ?1 and ${isErased('cursor')}`;

/** That something was done stays; to whom does not. */
const inAudit = `update audit set detail = json_remove(detail, '$.visitor', '$.moved', '$.event')
  where site = ?1 and (${isErased("detail->>'visitor'")} or ${isErased("detail->>'moved'")})`;
