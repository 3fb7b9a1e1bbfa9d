// The SQL that removes visitors from every table, for retention.ts and erase.ts. ?1 is the site, ?2 the visitors, JSON of hex.

import { defaultModelName } from '../../../schema/model/model.ts';
import { sql } from '../database/sql.ts';
import { eventsIn, stretchesOf } from '../log/stretch-sql.ts';

const servedVersion = sql`(select version from served_model where site = ?1 and name = '${defaultModelName}')`;

/** The visitors' ids. */
export const them = sql`select unhex(value) from json_each(?2)`;

/** The periods of devices that the visitors own, without those of other people. */
export const theirStretches = stretchesOf({ visitors: them, version: servedVersion });

/** Removes the visitors' events from the log. */
export const theirEvents = sql`delete from event where (site, device, id) in (
  select e.site, e.device, e.id
  from (${theirStretches}) o ${eventsIn('o')})`;

const ofThem = sql`where site = ?1 and visitor in (${them})`;

/** The visitors and their earlier ids. */
const theirIds = sql`${them} union select visitor from absorbed where site = ?1 and survivor in (${them})`;

/**
 * Removes the visitors' other data: in this order, after the log, while stints still define ownership. Crossings, shares
 * and deliveries are also kept under absorbed ids. What was sent about several people at once, such as a digest, loses its body.
 */
export const removals: readonly string[] = [
  sql`delete from waiting where site = ?1 and device in (select o.device from (${theirStretches}) o)
     and not exists (select 1 from event e where e.site = ?1 and e.device = waiting.device)`,
  sql`delete from withdrawn where site = ?1 and device in (select o.device from (${theirStretches}) o)
     and not exists (select 1 from event e where e.site = ?1 and e.device = withdrawn.device)`,
  sql`delete from conflict where (site, device, event) in (select site, device, event from conflict
     where site = ?1 and ?2 is not null
       and not exists (select 1 from event e where e.site = ?1 and e.device = conflict.device and e.id = conflict.event))`,
  sql`delete from split where site = ?1 and moved in (${them})`,
  sql`delete from crossing where site = ?1 and visitor in (${theirIds})`,
  sql`delete from share where site = ?1 and visitor in (${theirIds})`,
  sql`update delivery set body = null where (site, webhook, id) in (
     select y.site, y.webhook, y.head from delivery y where y.site = ?1 and y.visitor in (${theirIds})
     union all select y.site, y.webhook, y.id from webhook b cross join delivery y on y.site = b.site and y.webhook = b.id
       and y.type = 'digest' and y.body is not null
       where b.site = ?1 and exists (select 1 from json_each(b.events) j where j.value = 'digest'))`,
  sql`delete from delivery where site = ?1 and visitor in (${theirIds})`,
  sql`delete from absorbed where site = ?1 and (survivor in (${them}) or visitor in (${them}))`,
  sql`delete from naming where site = ?1 and device in (select t.device from stint t where t.site = ?1 and t.visitor in (${them}))
     and not exists (select 1 from event e where e.site = ?1 and e.device = naming.device)`,
  sql`delete from stint ${ofThem}`,
  sql`delete from identifier ${ofThem}`,
  sql`delete from lead ${ofThem}`,
  sql`delete from score ${ofThem}`,
];
