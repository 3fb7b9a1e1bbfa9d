// Messages for people that are not sent, because the same was told recently.

import { hourMs } from '../../../schema/time/durations.ts';
import { sql } from '../database/sql.ts';

/** People are told the same about a visitor once in this time. */
const quietMs = 24 * hourMs;

/** Another segment, cell or outcome is other news. */
const saysSame = sql`z.detail->>'segment' is y.detail->>'segment' and z.detail->>'cell' is y.detail->>'cell'
  and z.detail->'outcome' is y.detail->'outcome'`;

/** A waiting message of a webhook with a segment may turn out to be about nobody in it, until it is composed. */
const quietSql = sql`update delivery set state = 'quiet', due = null where (site, webhook, id) in (
  select y.site, y.webhook, y.id from webhook b cross join delivery y on y.site = b.site and y.webhook = b.id and y.due <= ?1
  where b.format <> 'standard' and y.head is null and y.visitor is not null and exists (
    select 1 from delivery z where z.site = y.site and z.visitor = y.visitor and z.webhook = y.webhook and z.type = y.type
      and z.id < y.id and z.at > y.at - ${quietMs} and ${saysSame} and (z.state = 'delivered'
        or (z.state = 'waiting' and (b.segment is null or z.head is not null)))))`;

/** Keeps quiet what people were told in the 24 hours before, or are about to be told. `now` is UTC ms. One statement. */
export async function keepQuiet(db: D1Database, now: number): Promise<void> {
  await db.prepare(quietSql).bind(now).run();
}
