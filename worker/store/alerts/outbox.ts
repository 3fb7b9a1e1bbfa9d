// The outbox: claims deliveries that are due. Two senders never hold the same delivery, and one whose sender is lost is due again when its
// lease ends.

import { delivery, webhook } from '../../../schema/tables/alerts.ts';
import { minuteMs } from '../../../schema/time/durations.ts';
import { selected } from '../database/columns.ts';
import { sql } from '../database/sql.ts';
import { visitorFrom, withIds } from '../ids.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { WebhookRow } from './webhooks.ts';

/** What a delivery takes over from its webhook. */
type Receiver = Pick<
  WebhookRow,
  'url' | 'format' | 'segment' | 'model' | 'pages' | 'secret' | 'oldSecret' | 'oldSecretUntil'
>;

/** A claimed delivery. `attempts` counts this one. */
export interface DueDelivery
  extends Pick<
      DeliveryRow,
      'site' | 'webhook' | 'id' | 'type' | 'at' | 'visitor' | 'detail' | 'attempts' | 'head' | 'body'
    >,
    Receiver {
  /** UTC ms after which it is not tried again. */
  until: number;
}

/** What to claim. Times are UTC ms. */
export interface Claim {
  now: number;
  /** When another sender may claim the same. */
  leaseEnd: number;
  /** When a first attempt gives up. */
  until: number;
  /** Posts, and those to one webhook that is not known to answer. */
  posts: number;
  trialPosts: number;
  /** Webhooks to claim for at most. */
  webhooks: number;
  /** Ids of webhooks that have answered, and of those to leave alone. */
  proven: readonly string[];
  left: readonly string[];
}

/** For people, what became due within a minute goes together, once the minute is over. */

/** Deliveries of a webhook that are due: each alone, or for people those of the post that is due first. */
const dueOf = (most: number) => sql`case b.format when 'standard' then (
    select json_group_array(j.id) from (select y.id from delivery y
      where y.site = b.site and y.webhook = b.id and y.due <= ?1 order by y.due, y.id limit ?5) j)
  else (select json_group_array(j.id) from (select y.id from delivery y
      where y.site = b.site and y.webhook = b.id and y.due <= ?2 and y.head is (
        select z.head from delivery z where z.site = b.site and z.webhook = b.id and z.due <= ?2 order by z.due, z.id limit 1)
      order by y.due, y.id limit ${most}) j) end`;

const firstDue = sql`(select min(y.due) from delivery y where y.site = b.site and y.webhook = b.id
  and y.due <= case b.format when 'standard' then ?1 else ?2 end)`;

const isOpen = sql`b.disabled_at is null and b.id not in (select value from json_each(?8))`;

const names = [
  'site',
  'webhook',
  'id',
  'type',
  'at',
  'visitor',
  'detail',
  'attempts',
  'head',
  'body',
  'until',
] as const;

const receiver = [
  'url',
  'format',
  'segment',
  'model',
  'pages',
  'secret',
  'oldSecret',
  'oldSecretUntil',
] as const;

const claimSql = (most: number) => sql`with chosen as materialized (
    select b.site, b.model from webhook b where ${isOpen} and ${firstDue} is not null order by ${firstDue}, b.site limit 1),
  open as materialized (
    select b.*, ${firstDue} as first_due from chosen cross join webhook b on b.site = chosen.site and b.model = chosen.model
    where ${isOpen} and ${firstDue} is not null order by first_due, b.id limit ?9),
  due as (
    select b.site, b.id as webhook, q.value as id, b.first_due,
      case b.format when 'standard' then q.key else 0 end as place, case b.format when 'standard' then q.key else -1 end as alone
    from open b, json_each(${dueOf(most)}) q
    where b.format <> 'standard' or q.key < ?6 or b.id in (select value from json_each(?7))),
  ranked as (
    select site, webhook, id, dense_rank() over (order by place, first_due, webhook, alone) as post from due)
update delivery set attempts = attempts + 1, due = ?3, until = coalesce(until, ?4), tried_at = ?1
where (site, webhook, id) in (select site, webhook, id from ranked where post <= ?5)
returning ${selected(delivery, 'delivery', names)}, (select json_object(${receiver
  .map((name) => `'${name}', b.${webhook[name].name}`)
  .join(', ')}) from webhook b where b.site = delivery.site and b.id = delivery.webhook) as receiver`;

/**
 * Claims what is due to webhooks of one site and model, those that have waited longest: in turn over its webhooks, so that one with
 * many holds up no other. One statement, by `delivery_by_due`: a row for each webhook, and those that it claims. `most`: messages in
 * a post for people.
 */
export async function claimDue(db: D1Database, claim: Claim, most: number): Promise<DueDelivery[]> {
  const { now, leaseEnd, until, posts, trialPosts, webhooks, proven, left } = claim;
  const minute = now - (now % minuteMs);
  const { results } = await db
    .prepare(claimSql(most))
    .bind(
      ...[now, minute, leaseEnd, until, posts, trialPosts],
      JSON.stringify(proven),
      JSON.stringify(left),
      webhooks,
    )
    .all();
  const rows = withIds<DueDelivery & { receiver: string }>(results, { visitor: visitorFrom });
  return rows
    .map(({ receiver, ...row }) => ({ ...row, ...(JSON.parse(receiver) as Receiver) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** To how many webhooks something is due at `now` (UTC ms): a row for each webhook. */
export async function countDueWebhooks(db: D1Database, now: number): Promise<number> {
  const count = await db
    .prepare(
      sql`select count(*) as webhooks from webhook b where b.disabled_at is null and ${firstDue} is not null`,
    )
    .bind(now, now - (now % minuteMs))
    .first<number>('webhooks');
  return count ?? 0;
}
