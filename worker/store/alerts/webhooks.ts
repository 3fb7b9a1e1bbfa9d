// Webhooks: creates, lists, changes and deletes them. Each change raises the site's revision, because sites with certain webhooks are
// watched (store/sites/site-config.ts).

import { and, asc, eq, sql as fragment } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { MessageType } from '../../../schema/api/alerts/message.ts';
import { webhookLimits } from '../../../schema/api/alerts/webhook.ts';
import { delivery, segment, webhook } from '../../../schema/tables/alerts.ts';
import { randomHex } from '../bytes/random.ts';
import { insertInto } from '../database/columns.ts';
import { raiseRevision } from '../database/guard.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { auditOfChange, auditStatement, type By } from '../sites/audit.ts';
import { forgetSite } from '../sites/site-config.ts';
import { refreshWatch } from './watch.ts';

type Row = typeof webhook.$inferSelect;

/** A webhook with its secrets. Times are UTC ms. */
export interface WebhookRow extends Omit<Row, 'events'> {
  events: MessageType[];
}

/** A webhook of a site, by the site's key. */
export interface WebhookKey {
  site: number;
  id: string;
}

function rowOf(row: Row): WebhookRow {
  return { ...row, events: JSON.parse(row.events) as MessageType[] };
}

const insertIfRoom = sql`${insertInto(webhook, {
  ...{ site: '?1', id: '?2', label: '?3', url: '?4', format: '?5', events: '?6', segment: '?7', model: '?8' },
  ...{ secret: '?9', pages: '?10', createdAt: '?11' },
  ...{
    oldSecret: 'null',
    oldSecretUntil: 'null',
    disabledAt: 'null',
    disabledReason: 'null',
    digestDay: 'null',
  },
})} where (select count(*) from webhook where site = ?1) < ${webhookLimits.maxWebhooks}`;

/** What is given of a new webhook; `secret` as `whsec_…`. */
export type NewWebhookRow = Pick<
  WebhookRow,
  'site' | 'label' | 'url' | 'format' | 'events' | 'segment' | 'model' | 'secret' | 'pages'
>;

/** Creates a webhook. Null: the site has `maxWebhooks`. */
export async function createWebhook(
  db: D1Database,
  given: NewWebhookRow,
  { actor, now }: By,
): Promise<WebhookRow | null> {
  const { site, label, url, format, events, segment, model, secret, pages } = given;
  const id = `whk_${randomHex(10)}`;
  const [insertion] = await db.batch([
    db
      .prepare(insertIfRoom)
      .bind(site, id, label, url, format, JSON.stringify(events), segment, model, secret, pages, now),
    auditOfChange(db, {
      ...{ site, at: now, actor, action: 'webhook.create' },
      detail: { webhook: id, label, format },
    }),
    raiseRevision(db, site),
    ...refreshWatch(db, site),
  ]);
  forgetSite(site);
  if (!insertion?.meta.changes) return null;
  return {
    ...{ ...given, id, createdAt: now, oldSecret: null, oldSecretUntil: null },
    ...{ disabledAt: null, disabledReason: null, digestDay: null },
  };
}

/** A site's webhooks, the oldest first: a range of the primary key. */
export async function listWebhooks(db: D1Database, site: number): Promise<WebhookRow[]> {
  const rows = await drizzle(db)
    .select()
    .from(webhook)
    .where(eq(webhook.site, site))
    .orderBy(asc(webhook.createdAt), asc(webhook.id))
    .limit(webhookLimits.maxWebhooks);
  return rows.map(rowOf);
}

/** One webhook, by the primary key; null: there is none. */
export async function readWebhook(db: D1Database, { site, id }: WebhookKey): Promise<WebhookRow | null> {
  const row = await drizzle(db).select().from(webhook).where(is({ site, id })).get();
  return row ? rowOf(row) : null;
}

/** The model of a segment, by the primary key; null: the site has no such segment. */
export async function readSegmentModel(db: D1Database, site: number, id: string): Promise<string | null> {
  const row = await drizzle(db)
    .select({ model: segment.model })
    .from(segment)
    .where(and(eq(segment.site, site), eq(segment.id, id)))
    .get();
  return row?.model ?? null;
}

/** What can be changed of a webhook. */
export type WebhookFields = Pick<
  WebhookRow,
  'label' | 'url' | 'format' | 'events' | 'segment' | 'disabledAt' | 'disabledReason'
>;

/**
 * Changes a webhook that is still as it was read; false: it is not. `changed` names the fields, for the audit. If it is disabled, its
 * messages wait; if it is enabled again, those that may still be tried are due.
 */
export async function updateWebhook(
  db: D1Database,
  before: WebhookRow,
  { fields, changed, actor, now }: By & { fields: WebhookFields; changed: readonly string[] },
): Promise<boolean> {
  const { site, id } = before;
  const which = and(
    is(before),
    eq(webhook.url, before.url),
    eq(webhook.format, before.format),
    fragment`${webhook.segment} is ${before.segment}`,
  );
  const isEnabled = fields.disabledAt === null;
  const [update] = await db.batch([
    statementOf(db, (d1) =>
      d1
        .update(webhook)
        .set({ ...fields, events: JSON.stringify(fields.events) })
        .where(which),
    ),
    auditOfChange(db, {
      ...{ site, at: now, actor, action: 'webhook.update' },
      detail: { webhook: id, label: fields.label, changed: changed.join(', ') },
    }),
    ...(isEnabled === (before.disabledAt === null)
      ? []
      : [isEnabled ? db.prepare(resumeSql).bind(site, id, now) : db.prepare(suspendSql).bind(site, id)]),
    raiseRevision(db, site),
    ...refreshWatch(db, site),
  ]);
  forgetSite(site);
  return update?.meta.changes === 1;
}

const suspendSql = sql`update delivery set due = null
  where site = ?1 and webhook = ?2 and state = 'waiting' and due is not null
    and exists (select 1 from webhook b where b.site = ?1 and b.id = ?2 and b.disabled_at is not null)`;

const resumeSql = sql`update delivery set due = ?3
  where site = ?1 and webhook = ?2 and state = 'waiting' and due is null
    and exists (select 1 from webhook b where b.site = ?1 and b.id = ?2 and b.disabled_at is null)`;

/** Gives a webhook a new secret. The one before signs as well until `oldSecretUntil`. False: it is gone. */
export async function rotateSecret(
  db: D1Database,
  { site, id, label }: WebhookRow,
  { secret, oldSecretUntil, actor, now }: By & { secret: string; oldSecretUntil: number },
): Promise<boolean> {
  const [update] = await db.batch([
    statementOf(db, (d1) =>
      d1.update(webhook).set({ secret, oldSecret: webhook.secret, oldSecretUntil }).where(is({ site, id })),
    ),
    auditOfChange(db, {
      ...{ site, at: now, actor, action: 'webhook.secret' },
      detail: { webhook: id, label },
    }),
  ]);
  return update?.meta.changes === 1;
}

/** Records that somebody has sent a test message. */
export async function recordTest(
  db: D1Database,
  { site, id, label }: WebhookRow,
  { actor, now }: By,
): Promise<void> {
  const detail = { webhook: id, label };
  await auditStatement(db, { site, at: now, actor, action: 'webhook.test', detail }).run();
}

/** Deletes a webhook and its deliveries. False: it is gone. */
export async function deleteWebhook(
  db: D1Database,
  { site, id, label }: WebhookRow,
  { actor, now }: By,
): Promise<boolean> {
  const [deletion] = await db.batch([
    statementOf(db, (d1) => d1.delete(webhook).where(is({ site, id }))),
    auditOfChange(db, {
      ...{ site, at: now, actor, action: 'webhook.delete' },
      detail: { webhook: id, label },
    }),
    statementOf(db, (d1) =>
      d1.delete(delivery).where(and(eq(delivery.site, site), eq(delivery.webhook, id))),
    ),
    raiseRevision(db, site),
    ...refreshWatch(db, site),
  ]);
  forgetSite(site);
  return deletion?.meta.changes === 1;
}

function is({ site, id }: WebhookKey) {
  return and(eq(webhook.site, site), eq(webhook.id, id));
}
