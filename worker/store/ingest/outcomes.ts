// Finds people and their recorded outcomes in the log: a sale that is reported twice is one sale.

import { sql } from '../database/sql.ts';
import { hexOf, visitorFrom } from '../ids.ts';

/** An email or a userId, normalized. */
export interface Named {
  kind: 'email' | 'userId';
  value: string;
}

/** The visitor that an identifier names, and what is known of them. */
export interface Holder extends Named {
  visitor: string;
  hasUserId: boolean;
  verified: boolean;
}

/** Who is named by these identifiers, as far as anybody is. One round trip, by primary keys. */
export async function holdersOf(db: D1Database, site: number, named: readonly Named[]): Promise<Holder[]> {
  if (named.length === 0) return [];
  const { results } = await db
    .prepare(
      sql`select i.kind, i.value, hex(i.visitor) as visitor, l.user_id as userId, l.verified
        from json_each(?2) q
        cross join identifier i on i.site = ?1 and i.kind = q.value->>'kind' and i.value = q.value->>'value'
        cross join lead l on l.site = i.site and l.visitor = i.visitor`,
    )
    .bind(site, JSON.stringify(named))
    .all<Named & { visitor: string; userId: string | null; verified: 0 | 1 }>();
  return results.map(({ visitor, userId, verified, ...name }) => ({
    ...name,
    visitor: visitorFrom(visitor),
    hasUserId: userId !== null,
    verified: verified === 1,
  }));
}

/** Whose outcomes to look for, and which: those with one of the `ids`, and those of one of the `deals`. */
export interface OutcomesAsked {
  /** Null: nobody known. */
  visitor: string | null;
  /** Possible devices, besides those of the visitor. */
  devices: string[];
  ids: string[];
  deals: string[];
}

/** An outcome in the log. */
export interface KnownOutcome {
  id: string;
  deal: string | null;
  result: string;
  value: number | null;
  currency: string | null;
  /** When it occurred, UTC ms. */
  at: number;
}

/** Ranges of the log by device, so that each person's history is read once. */
const known = sql`select q.key as place, e.body->>'outcome' as id, e.body->>'deal' as deal, e.body->>'result' as result,
    e.body->>'value' as value, e.body->>'currency' as currency, e.occurred_at as at
  from json_each(?2) q cross join event e on e.site = ?1 and e.kind = 'outcome' and e.device in (
      select unhex(d.value) from json_each(q.value, '$.devices') d
      union select t.device from stint t where t.site = ?1 and t.visitor = unhex(q.value->>'visitor'))
  where e.body->>'outcome' in (select d.value from json_each(q.value, '$.ids') d)
    or e.body->>'deal' in (select d.value from json_each(q.value, '$.deals') d)`;

/** The outcomes in the log that were asked for, by the place in `asked`. One round trip. */
export async function knownOutcomes(
  db: D1Database,
  site: number,
  asked: readonly OutcomesAsked[],
): Promise<Map<number, KnownOutcome[]>> {
  const hexed = asked.map(({ visitor, devices, ...which }) => ({
    ...which,
    visitor: visitor === null ? null : hexOf(visitor),
    devices: devices.map(hexOf),
  }));
  const { results } = await db
    .prepare(known)
    .bind(site, JSON.stringify(hexed))
    .all<KnownOutcome & { place: number }>();
  return Map.groupBy(results, ({ place }) => place);
}
