// All data held about one visitor, except the lead and score that store/visitors/visitors.ts reads, as one consistent read.

import type { DeliveryRow } from '../alerts/deliveries.ts';
import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { ConflictRow } from '../identity/identity.ts';
import type { SplitRow } from '../identity/ties.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from '../ids.ts';
import { type EventRow, eventColumns, eventsFrom, type VisitorAsked } from '../log/events.ts';
import { eventsIn, stretchesOf, survivor } from '../log/stretch-sql.ts';
import type { NewCrossing } from '../scores/crossings.ts';
import type { ShareRow } from '../visitors/shares.ts';
import { type VisitorRow, visitorColumns } from '../visitors/visitor-row.ts';

/** Times are UTC ms. */
export interface HeldOfVisitor {
  events: EventRow[];
  scores: (VisitorRow & { version: number })[];
  stretches: { device: string; from: number; until: number | null; verified: 0 | 1 }[];
  absorbed: string[];
  splits: Pick<SplitRow, 'device' | 'at' | 'email' | 'userId'>[];
  conflicts: ConflictRow[];
  crossings: Pick<NewCrossing, 'model' | 'at' | 'from' | 'to'>[];
  shares: Pick<ShareRow, 'createdAt' | 'expiresAt'>[];
  deliveries: Pick<DeliveryRow, 'webhook' | 'id' | 'type' | 'at' | 'state' | 'body'>[];
}

/** The visitor and their earlier ids, under which crossings and links are kept. */
const allIds = sql`select ${survivor} union all select visitor from absorbed where site = ?1 and survivor = ${survivor}`;

const stretches = stretchesOf({ visitors: survivor, version: '?3' });

/** Rows by email or userId of the lead on any device; for a claim kept to its own device, only on that device. */
const named = (
  table: string,
) => sql`lead l cross join ${table} g on g.site = ?1 and (g.email = l.email or g.user_id = l.user_id
    or g.email in (select i.value from identifier i where i.site = ?1 and i.visitor = l.visitor and i.kind = 'email'))
  where l.site = ?1 and l.visitor = ${survivor} and (g.device in (select device from (${stretches}))
    or exists (select 1 from identifier i where i.site = ?1 and i.visitor = l.visitor))`;

/**
 * Reads the data in one round trip: by primary keys and `stint_by_visitor`, and scans the site's crossings and its splits and
 * conflicts, which are few. Throws a stale-guard error (store/database/guard.ts) if the site has changed since it was read.
 */
export async function readHeldOf(
  db: D1Database,
  { site, revision, version, id }: VisitorAsked,
): Promise<HeldOfVisitor> {
  const ask = (sql: string) => db.prepare(sql).bind(site, hexOf(id), version);
  const [, events, scores, owned, absorbed, splits, conflicts, crossings, shares, deliveries] =
    await db.batch<never>([
      guardStatement(db, [{ site, revision }]),
      ask(
        sql`select ${eventColumns} from (${stretches}) o ${eventsIn('o')} order by e.occurred_at, e.arrival, e.position`,
      ),
      ask(sql`select s.version, ${visitorColumns} from score s join model on model.site = ?1 and model.version = s.version
      where s.site = ?1 and s.visitor = ${survivor} and ?3 is not null`),
      ask(
        sql`select hex(device) as device, started_at as "from", ended_at as until, verified from (${stretches}) order by 1, 2`,
      ),
      ask(
        sql`select hex(visitor) as visitor from absorbed where site = ?1 and survivor = ${survivor} and ?3 is not null`,
      ),
      ask(sql`select hex(g.device) as device, g.at, g.email, g.user_id as userId from ${named('split')}`),
      ask(sql`select hex(g.device) as device, hex(g.event) as event, g.email, g.user_id as userId, g.occurred_at as at
      from ${named('conflict')}`),
      ask(sql`select model, at, from_level as "from", to_level as "to" from crossing
      where site = ?1 and ?3 is not null and visitor in (${allIds}) order by at`),
      ask(sql`select created_at as createdAt, expires_at as expiresAt from share
      where site = ?1 and ?3 is not null and visitor in (${allIds}) order by 1, 2`),
      ask(sql`select y.webhook, y.id, y.type, y.at, y.state, coalesce(y.body, z.body) as body
      from delivery y left join delivery z on z.site = y.site and z.webhook = y.webhook and z.id = y.head
      where y.site = ?1 and ?3 is not null and y.visitor in (${allIds}) order by y.at, y.webhook`),
    ]);
  const device = uuidFrom;
  return {
    events: eventsFrom(events?.results),
    scores: withIds<HeldOfVisitor['scores'][number]>(scores?.results, { id: visitorFrom }),
    stretches: withIds<HeldOfVisitor['stretches'][number]>(owned?.results, { device }),
    absorbed: withIds<{ visitor: string }>(absorbed?.results, { visitor: visitorFrom }).map(
      ({ visitor }) => visitor,
    ),
    splits: withIds<HeldOfVisitor['splits'][number]>(splits?.results, { device }),
    conflicts: withIds<HeldOfVisitor['conflicts'][number]>(conflicts?.results, { device, event: uuidFrom }),
    crossings: crossings?.results ?? [],
    shares: shares?.results ?? [],
    deliveries: deliveries?.results ?? [],
  };
}
