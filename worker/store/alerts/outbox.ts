// The outbox: claims deliveries that are due, keeps their bodies, and records what became of them. Two senders never hold the same
// delivery, and one that is lost in the middle is due again when its lease ends.

import { delivery, webhook } from '../../../schema/tables/alerts.ts';
import { selected } from '../database/columns.ts';
import { jsonRows } from '../database/json-rows.ts';
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
  /** Ids of webhooks that have answered, and of those to leave alone. */
  proven: readonly string[];
  left: readonly string[];
}

/** For people, what became due within a minute goes together, once the minute is over. */
const minuteMs = 60_000;

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
    where ${isOpen} and ${firstDue} is not null),
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
  const { now, leaseEnd, until, posts, trialPosts, proven, left } = claim;
  const minute = now - (now % minuteMs);
  const { results } = await db
    .prepare(claimSql(most))
    .bind(now, minute, leaseEnd, until, posts, trialPosts, JSON.stringify(proven), JSON.stringify(left))
    .all();
  const rows = withIds<DueDelivery & { receiver: string }>(results, { visitor: visitorFrom });
  return rows
    .map(({ receiver, ...row }) => ({ ...row, ...(JSON.parse(receiver) as Receiver) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether anything is due at `now` (UTC ms): a row for each webhook. */
export async function isAnyDue(db: D1Database, now: number): Promise<boolean> {
  const row = await db
    .prepare(
      sql`select 1 as one from webhook b where b.disabled_at is null and ${firstDue} is not null limit 1`,
    )
    .bind(now, now - (now % minuteMs))
    .first();
  return row !== null;
}

/** A delivery, as of an attempt. */
type Attempted = Pick<DueDelivery, 'site' | 'webhook' | 'id' | 'attempts'>;

/**
 * What to do with a delivery at its first attempt. `sent`: the body, and the head of its post (null: it goes alone). `gone`: it is
 * removed, because there is nobody to tell of. `later`: nothing has been attempted, and it is due at `due` (UTC ms). `quiet`: as
 * `keepQuiet` has it.
 */
export type Filled = Attempted &
  (
    | { fate: 'sent'; head: string | null; body: string | null }
    | { fate: 'gone' | 'quiet' }
    | { fate: 'later'; due: number }
  );

const ofAttempt = sql`from json_each(?1) r where delivery.site = r.value->>'site' and delivery.webhook = r.value->>'webhook'
  and delivery.id = r.value->>'id'`;

const fillSql = sql`update delivery set head = r.value->>'head', body = r.value->>'body' ${ofAttempt} and r.value->>'fate' = 'sent'`;

const putOffSql = sql`update delivery set attempts = attempts - 1, until = null, tried_at = null, due = r.value->>'due',
    state = case r.value->>'fate' when 'quiet' then 'quiet' else state end
  ${ofAttempt} and r.value->>'fate' in ('later', 'quiet')`;

const removeSql = sql`delete from delivery where (site, webhook, id) in (
  select r.value->>'site', r.value->>'webhook', r.value->>'id' from json_each(?1) r where r.value->>'fate' = 'gone')`;

/** SQL statements of `fillBodies`, unless the bodies exceed a parameter. */
export const fillStatements = 3;

/** Keeps what is about to be sent, so that every attempt sends the same, and removes what is not told to anybody. */
export async function fillBodies(db: D1Database, filled: readonly Filled[]): Promise<void> {
  if (filled.length === 0) return;
  const statements = (
    [
      [fillSql, ['sent']],
      [putOffSql, ['later', 'quiet']],
      [removeSql, ['gone']],
    ] as const
  ).flatMap(([text, fates]) =>
    jsonRows(filled.filter(({ fate }) => (fates as readonly string[]).includes(fate))).map((some) =>
      db.prepare(text).bind(some),
    ),
  );
  await db.batch(statements);
}

/** What came of an attempt. `due`: the next one, UTC ms; null: there is none. */
export interface Recorded
  extends Attempted,
    Pick<DeliveryRow, 'state' | 'due' | 'status' | 'answer' | 'triedAt'> {}

/** A replay, or a later attempt, is not undone by the failure of an earlier one. */
const recordSql = sql`update delivery set state = r.value->>'state', status = r.value->>'status', answer = r.value->>'answer',
    tried_at = r.value->>'triedAt',
    due = case when exists (select 1 from webhook b where b.site = delivery.site and b.id = delivery.webhook
      and b.disabled_at is null) then r.value->>'due' end
  ${ofAttempt} and (delivery.attempts = r.value->>'attempts' or r.value->>'state' = 'delivered')`;

const these = sql`(site, webhook) in (select r.value->>'site', r.value->>'webhook' from json_each(?1) r)`;

const goneSql: readonly string[] = [
  sql`update webhook set disabled_at = ?2, disabled_reason = 'gone' where disabled_at is null
    and (site, id) in (select r.value->>'site', r.value->>'webhook' from json_each(?1) r)`,
  sql`update delivery set state = 'failed', due = null where state = 'waiting' and ?2 > 0 and ${these}`,
  sql`update site set revision = revision + 1 where ?2 > 0
    and key in (select r.value->>'site' from json_each(?1) r)`,
];

/** SQL statements of `recordOutcomes`. */
export const recordStatements = 1 + goneSql.length;

/** Records outcomes in one transaction, and disables the webhooks whose receivers are gone. `now` is UTC ms. */
export async function recordOutcomes(
  db: D1Database,
  recorded: readonly Recorded[],
  { gone, now }: { gone: readonly Pick<DueDelivery, 'site' | 'webhook'>[]; now: number },
): Promise<void> {
  if (recorded.length === 0) return;
  const ended =
    gone.length === 0 ? [] : goneSql.map((text) => db.prepare(text).bind(JSON.stringify(gone), now));
  await db.batch([...ended, ...jsonRows(recorded).map((some) => db.prepare(recordSql).bind(some))]);
}
