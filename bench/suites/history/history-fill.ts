// Writes a history of any length directly into the database, as a site would have after that many visits.

/** The size of the history; `until` is UTC ms. */
export interface Fill {
  /** The site's key. */
  site: number;
  visitors: number;
  eventsPerVisitor: number;
  until: number;
}

/** Rows per statement. */
const chunk = 20_000;

const numbers = 'with recursive k(i) as (select ?2 union all select i + 1 from k where i + 1 < ?3)';

const scores = `${numbers} insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device,
   first_seen, last_seen, visits, source, state)
 select ?1, 1, unhex(printf('%032x', (i * 7919) % 1000000007)), 10.0, '{"page":10.0}', 3, 1, 0, unhex(printf('%032x', i)), 1, 2, 1, 'direct',
   '[["",{}],[{},0,[]]]' from k`;

const events = `${numbers} insert into event (site, device, id, kind, occurred_at, arrival, position, session, origin, body)
 select ?1, unhex(printf('%032x', i / ?4)), unhex(printf('%032x', i)), case when i % 10 = 3 then 'D' else 'V' end,
   ?5 - (i % ?4 / 5) * 604800000 + (i % 5) * 60000, (?5 - (i % ?4 / 5) * 604800000 + (i % 5) * 60000) * 64, 0,
   unhex(printf('%032x', i / 5)), 0,
   json_object('url', 'https://example.com/' || case when i % 5 = 1 then 'pricing' else 'page-' || (i % 40) end,
     'title', 'A page of example.com', 'file', 'https://example.com/guide-' || (i % 3) || '.pdf') from k`;

/** Each visitor is anonymous, with one visit of five events per week. A fifth of the events view pricing, a tenth are downloads. */
export async function fillHistory(
  run: (sql: string, values: (string | number)[]) => Promise<unknown>,
  { site, visitors, eventsPerVisitor, until }: Fill,
): Promise<void> {
  for (let from = 0; from < visitors; from += chunk) {
    await run(scores, [site, from, Math.min(visitors, from + chunk)]);
  }
  const count = visitors * eventsPerVisitor;
  for (let from = 0; from < count; from += chunk) {
    await run(events, [site, from, Math.min(count, from + chunk), eventsPerVisitor, until]);
  }
}
