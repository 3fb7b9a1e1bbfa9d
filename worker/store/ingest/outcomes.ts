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

/** The same report, or the same result of the same deal. Ranges of the log by device, so a person's history is read. */
const known = sql`select q.key as place from json_each(?2) q where exists (
  select 1 from event e where e.site = ?1 and e.kind = 'outcome' and e.device in (
      select unhex(d.value) from json_each(q.value, '$.devices') d
      union select t.device from identifier i join stint t on t.site = i.site and t.visitor = i.visitor
        where i.site = ?1 and ((i.kind = 'email' and i.value = q.value->>'email')
          or (i.kind = 'userId' and i.value = q.value->>'userId')))
    and (e.body->>'outcome' = q.value->>'id'
      or (e.body->>'deal' = q.value->>'deal' and e.body->>'result' = q.value->>'result')))`;

/** Indexes of the outcomes that the log already has for the same person. One round trip. */
export async function knownOutcomes(
  db: D1Database,
  site: number,
  asked: readonly OutcomeAsked[],
): Promise<Set<number>> {
  const hexed = asked.map((outcome) => ({ ...outcome, devices: outcome.devices.map(hexOf) }));
  const { results } = await db.prepare(known).bind(site, JSON.stringify(hexed)).all<{ place: number }>();
  return new Set(results.map(({ place }) => place));
}
