// Deliveries as people see them: listed, and sent again.

import type { DeliveryState } from '../../../schema/api/alerts/delivery.ts';
import { webhookLimits } from '../../../schema/api/alerts/webhook.ts';
import { delivery } from '../../../schema/tables/alerts.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { selected } from '../database/columns.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { visitorFrom, withIds } from '../ids.ts';
import { auditOfChange, type By } from '../sites/audit.ts';
import { expectSending, firstMessageId } from './moves.ts';
import type { WebhookRow } from './webhooks.ts';

export type DeliveryRow = StoredRow<typeof delivery>;

/** A delivery as it is listed: the body is that of its post. */
export type ListedDelivery = Omit<DeliveryRow, 'site' | 'webhook' | 'detail' | 'until'>;

/** Which deliveries to read: after this id, in this state (null: any). */
export interface DeliveriesAsked {
  site: number;
  webhook: string;
  state: DeliveryState | null;
  after: string | null;
  limit: number;
}

const names = [
  'id',
  'type',
  'at',
  'visitor',
  'state',
  'due',
  'attempts',
  'head',
  'status',
  'answer',
  'triedAt',
] as const;

const listSql = sql`select ${selected(delivery, 'y', names)}, coalesce(y.body, z.body) as body
  from delivery y left join delivery z on z.site = y.site and z.webhook = y.webhook and z.id = y.head
  where y.site = ?1 and y.webhook = ?2 and y.id < ?3 and (?4 is null or y.state = ?4)
  order by y.id desc limit ?5`;

/** Deliveries of a webhook, newest first: a range of the primary key, and the head of each post. Ids sort by time. */
export async function listDeliveries(
  db: D1Database,
  { site, webhook, state, after, limit }: DeliveriesAsked,
): Promise<ListedDelivery[]> {
  const { results } = await db
    .prepare(listSql)
    .bind(site, webhook, after ?? '~', state, limit)
    .all();
  return withIds<ListedDelivery>(results, { visitor: visitorFrom });
}

/** One that was not sent so far, such as a quiet one, goes by itself. */
const replaySql = sql`update delivery set state = 'waiting', due = ?4, attempts = 0, until = null, head = coalesce(head, id)
  where site = ?1 and webhook = ?2 and coalesce(head, id) = (
    select coalesce(y.head, y.id) from delivery y where y.site = ?1 and y.webhook = ?2 and y.id = ?3)`;

/** Makes a delivery due again, with the others of its post: the same body, with the same id. False: there is no such delivery. */
export async function replayDelivery(
  db: D1Database,
  { site, id: webhook, label }: Pick<WebhookRow, 'site' | 'id' | 'label'>,
  { message, actor, now }: By & { message: string },
): Promise<boolean> {
  const [update] = await db.batch([
    db.prepare(replaySql).bind(site, webhook, message, now),
    auditOfChange(db, {
      ...{ site, at: now, actor, action: 'webhook.replay' },
      detail: { webhook, label, message },
    }),
  ]);
  expectSending(db);
  return (update?.meta.changes ?? 0) > 0;
}

/** How many deliveries of a webhook are in a state. */
export interface DeliveryCount extends Pick<DeliveryRow, 'webhook' | 'state'> {
  deliveries: number;
}

/** The counts since a time (UTC ms) of each of the site's webhooks: ranges of the primary key, whose ids sort by time. */
export async function countRecentDeliveries(
  db: D1Database,
  site: number,
  since: number,
): Promise<DeliveryCount[]> {
  const { results } = await db
    .prepare(
      sql`select b.id as webhook, y.state, count(*) as deliveries
        from webhook b cross join delivery y on y.site = b.site and y.webhook = b.id and y.id >= ?2
        where b.site = ?1 group by 1, 2`,
    )
    .bind(site, firstMessageId(since))
    .all<DeliveryCount>();
  return results;
}

/** Deliveries removed at a time. */
const removedAtOnce = 1_000;

const removeSql = sql`delete from delivery where (site, webhook, id) in (
  select y.site, y.webhook, y.id from webhook b cross join delivery y on y.site = b.site and y.webhook = b.id and y.id < ?1
  limit ${removedAtOnce})`;

/** Removes some of what is older than 30 days, by the primary key of each webhook. `now` is UTC ms. */
export async function removeOldDeliveries(db: D1Database, now: number): Promise<void> {
  await db
    .prepare(removeSql)
    .bind(firstMessageId(now - webhookLimits.keepDays * dayMs))
    .run();
}
