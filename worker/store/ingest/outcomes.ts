// Finds recorded outcomes in the log: a sale that is reported twice is one sale.

import { sql } from '../database/sql.ts';
import { hexOf } from '../ids.ts';

/** An outcome to look for. `devices`: possible devices, besides those of the visitor with this identity. */
export interface OutcomeAsked {
  devices: string[];
  email: string | null;
  userId: string | null;
  id: string;
  deal: string | null;
  result: string;
}

/** An outcome in the log that is the same report as one that was looked for, or the same result of the same deal. */
export interface KnownOutcome extends Pick<OutcomeAsked, 'id' | 'deal' | 'result'> {
  value: number | null;
  currency: string | null;
  /** When it occurred, UTC ms. */
  at: number;
}

/** Ranges of the log by device, so a person's history is read. */
const known = sql`select q.key as place, e.body->>'outcome' as id, e.body->>'deal' as deal, e.body->>'result' as result,
    e.body->>'value' as value, e.body->>'currency' as currency, e.occurred_at as at
  from json_each(?2) q cross join event e on e.site = ?1 and e.kind = 'outcome' and e.device in (
      select unhex(d.value) from json_each(q.value, '$.devices') d
      union select t.device from identifier i join stint t on t.site = i.site and t.visitor = i.visitor
        where i.site = ?1 and ((i.kind = 'email' and i.value = q.value->>'email')
          or (i.kind = 'userId' and i.value = q.value->>'userId')))
  where e.body->>'outcome' = q.value->>'id'
    or (e.body->>'deal' = q.value->>'deal' and e.body->>'result' = q.value->>'result')`;

/** The outcomes in the log that have the id, or the deal and result, of these for the same person, by index. One round trip. */
export async function knownOutcomes(
  db: D1Database,
  site: number,
  asked: readonly OutcomeAsked[],
): Promise<Map<number, KnownOutcome[]>> {
  const hexed = asked.map((outcome) => ({ ...outcome, devices: outcome.devices.map(hexOf) }));
  const { results } = await db
    .prepare(known)
    .bind(site, JSON.stringify(hexed))
    .all<KnownOutcome & { place: number }>();
  return Map.groupBy(results, ({ place }) => place);
}
