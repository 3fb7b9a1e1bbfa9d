// Who a visitor id currently stands for, and what they own: the lead, the stints, and the only device of an anonymous visitor.

import { defaultModelName } from '../../../schema/model/model.ts';
import type { lead } from '../../../schema/tables/identity.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from '../ids.ts';
import type { StintRow } from './ties.ts';

type Lead = StoredRow<typeof lead>;

/** `device` is set for an anonymous visitor without stints, who owns all of it. */
export interface Identity {
  /** The survivor, if the requested id was absorbed. */
  visitor: string;
  lead: Pick<Lead, 'email' | 'userId' | 'verified'> | null;
  /** In order of device and time. */
  stints: Pick<StintRow, 'device' | 'startedAt' | 'verified'>[];
  device: string | null;
}

/** The requested ids ?2 (JSON of hex) of the site ?1, and the visitor of each. */
const asked = sql`(select q.value as id, coalesce(a.survivor, unhex(q.value)) as visitor
  from json_each(?2) q left join absorbed a on a.site = ?1 and a.visitor = unhex(q.value)) k`;

/** The identity of one visitor; see `readIdentities`. Null: the site has no such visitor. */
export async function readIdentity(db: D1Database, site: number, id: string): Promise<Identity | null> {
  return (await readIdentities(db, site, [id])).get(id) ?? null;
}

/**
 * Identities by requested id, without visitors that the site does not have. One round trip and three statements for any number of
 * ids: by primary keys and `stint_by_visitor`.
 */
export async function readIdentities(
  db: D1Database,
  site: number,
  ids: readonly string[],
): Promise<Map<string, Identity>> {
  if (ids.length === 0) return new Map();
  const wanted = JSON.stringify([...new Set(ids)].map(hexOf));
  const [leads, stints, scores] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        sql`select k.id, hex(k.visitor) as visitor, l.email, l.user_id as userId, l.verified
         from ${asked} left join lead l on l.site = ?1 and l.visitor = k.visitor`,
      )
      .bind(site, wanted),
    db
      .prepare(
        sql`select k.id, hex(t.device) as device, t.started_at as startedAt, t.verified
         from ${asked} cross join stint t on t.site = ?1 and t.visitor = k.visitor order by t.device, t.started_at`,
      )
      .bind(site, wanted),
    db
      .prepare(
        sql`select k.id, hex(s.device) as device from ${asked} cross join served_model on served_model.site = ?1
           and served_model.name = '${defaultModelName}'
         cross join score s on s.site = ?1 and s.version = served_model.version and s.visitor = k.visitor`,
      )
      .bind(site, wanted),
  ]);
  const device = uuidFrom;
  const id = visitorFrom;
  const stintsOf = Map.groupBy(withIds<StintFound>(stints?.results, { id, device }), (stint) => stint.id);
  const deviceOf = new Map(
    withIds<{ id: string; device: string }>(scores?.results, { id, device }).map((row) => [
      row.id,
      row.device,
    ]),
  );
  const found = new Map<string, Identity>();
  for (const row of withIds<LeadFound>(leads?.results, { id, visitor: visitorFrom })) {
    const { id, visitor, email, userId, verified } = row;
    const lead = verified === null ? null : { email, userId, verified: Boolean(verified) };
    const device = deviceOf.get(id);
    if (!lead && device === undefined) continue;
    const own = (stintsOf.get(id) ?? []).map(({ id: _, ...stint }) => ({
      ...stint,
      verified: Boolean(stint.verified),
    }));
    found.set(id, {
      visitor,
      lead,
      stints: own,
      device: own.length === 0 && !lead ? (device ?? null) : null,
    });
  }
  return found;
}

/** `verified` is null if the visitor has no lead. */
interface LeadFound extends Pick<Lead, 'visitor' | 'email' | 'userId'> {
  id: string;
  verified: 0 | 1 | null;
}

interface StintFound extends Pick<StintRow, 'device' | 'startedAt'> {
  id: string;
  verified: 0 | 1;
}
