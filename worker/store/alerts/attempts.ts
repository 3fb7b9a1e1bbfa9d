// What becomes of claimed deliveries: keeps the bodies that are about to be sent, and records the outcome of each attempt.

import { jsonRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { DueDelivery } from './outbox.ts';

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
