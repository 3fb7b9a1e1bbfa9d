// Setting up webhooks: what may be set up, and what people see of it.

import type {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookTest,
} from '../../../../schema/api/alerts/webhook.ts';
import { webhookLimits } from '../../../../schema/api/alerts/webhook.ts';
import { hourMs } from '../../../../schema/time/durations.ts';
import { newMessageId } from '../../../store/alerts/moves.ts';
import {
  createWebhook,
  readSegmentModel,
  readWebhook,
  recordTest,
  rotateSecret,
  updateWebhook,
  type WebhookKey,
  type WebhookRow,
} from '../../../store/alerts/webhooks.ts';
import type { By } from '../../../store/sites/audit.ts';
import { type SiteConfig, servedOf } from '../../../store/sites/site-config.ts';
import type { Refused } from '../../common/refused.ts';
import { testBody } from '../messages/test-message.ts';
import { exchange, faultOf } from '../send/exchange.ts';
import type { Outside } from '../send/outside.ts';
import { newSecret } from '../send/sign.ts';
import { mailbox } from '../send/target.ts';

/** A webhook as the API shows it, with the whole URL. */
export function webhookView(row: WebhookRow, now: number): Webhook {
  const { id, label, url, format, events, segment, model, disabledAt, disabledReason, createdAt } = row;
  const oldSecretUntil = row.oldSecretUntil !== null && row.oldSecretUntil > now ? row.oldSecretUntil : null;
  return {
    ...{ id, label, url, format, events, segment, model, enabled: disabledAt === null },
    ...{ disabledReason, disabledAt, oldSecretUntil, createdAt },
  };
}

/** The same for somebody who may not change it: of an `https:` URL only the origin. */
export function withoutPath(webhook: Webhook): Webhook {
  return webhook.format === 'email' ? webhook : { ...webhook, url: `${new URL(webhook.url).origin}/…` };
}

/** Creates a webhook. `pages`: the origin of the pages. */
export async function addWebhook(
  db: D1Database,
  site: SiteConfig,
  { pages, outside, ...given }: NewWebhook & By & { pages: string; outside: Outside },
): Promise<{ kind: 'created'; webhook: WebhookRow } | Refused> {
  const { actor, now, url, format, events, segment = null } = given;
  const model = await modelFor(db, site, { segment, model: given.model ?? null });
  if (model.kind === 'invalid') return model;
  const fault = await targetError(outside, { url, format }, now);
  if (fault) return fault;
  const webhook = await createWebhook(
    db,
    {
      ...{ site: site.key, url, format, events, segment, model: model.name, pages, secret: newSecret() },
      label: given.label ?? labelOf(url),
    },
    { actor, now },
  );
  if (webhook) return { kind: 'created', webhook };
  const why = `The site has ${webhookLimits.maxWebhooks} webhooks, which is the most. Delete one first.`;
  return { kind: 'conflict', why };
}

/** Changes a webhook, and checks the result as a new one. */
export async function changeWebhook(
  db: D1Database,
  which: WebhookKey,
  { outside, change, ...by }: By & { change: WebhookChange; outside: Outside },
): Promise<{ kind: 'changed'; webhook: WebhookRow } | Refused> {
  const before = await readWebhook(db, which);
  if (!before) return { kind: 'not_found' };
  const { enabled, ...given } = change;
  const { url, format, events, segment, label } = { ...before, ...definedOf(given) };
  if (segment !== before.segment && segment !== null) {
    const model = await readSegmentModel(db, which.site, segment);
    if (model === null) return invalid('segment', 'the site has no segment with this id');
    if (model !== before.model) return invalid('segment', foreignSegment(model, before.model));
  }
  const fault = await targetError(outside, { url, format }, by.now);
  if (fault) return fault;
  const { disabledAt, disabledReason } = enabled === undefined ? before : stateOf(enabled, before, by.now);
  const fields = { url, format, events, segment, label, disabledAt, disabledReason };
  const isDone = await updateWebhook(db, before, { fields, changed: Object.keys(definedOf(change)), ...by });
  if (isDone) return { kind: 'changed', webhook: { ...before, ...fields } };
  return { kind: 'conflict', why: 'It was changed or deleted meanwhile. Read it again.' };
}

/** Sends a test message at once. It is not kept. */
export async function testWebhook(
  db: D1Database,
  site: SiteConfig,
  { id, outside, actor, now }: By & { id: string; outside: Outside },
): Promise<WebhookTest | null> {
  const webhook = await readWebhook(db, { site: site.key, id });
  if (!webhook) return null;
  const { body, contentType } = testBody(site, webhook, now);
  const outcome = await exchange(outside, webhook, { id: newMessageId(now), body, contentType, now });
  await recordTest(db, webhook, { actor, now });
  const { isDelivered: delivered, status, answer, milliseconds } = outcome;
  return { delivered, status, answer, milliseconds, payload: JSON.parse(body) };
}

/** Gives it a new secret; the old one signs as well for 24 hours. */
export async function renewSecret(
  db: D1Database,
  which: WebhookKey,
  by: By,
): Promise<{ secret: string; oldSecretUntil: number } | null> {
  const webhook = await readWebhook(db, which);
  if (!webhook) return null;
  const made = { secret: newSecret(), oldSecretUntil: by.now + webhookLimits.oldSecretHours * hourMs };
  return (await rotateSecret(db, webhook, { ...made, ...by })) ? made : null;
}

type Chosen = { kind: 'model'; name: string } | Extract<Refused, { kind: 'invalid' }>;

/** The model that is named, else the segment's, else the site's default. A segment is about its own model only. */
async function modelFor(
  db: D1Database,
  site: SiteConfig,
  { segment, model }: { segment: string | null; model: string | null },
): Promise<Chosen> {
  const names = servedOf(site).map(({ name }) => name);
  if (model !== null && !names.includes(model)) {
    return invalid('model', `the site serves no model with this name; use one of ${names.join(', ')}`);
  }
  const own = segment === null ? null : await readSegmentModel(db, site.key, segment);
  if (segment !== null && own === null) return invalid('segment', 'the site has no segment with this id');
  if (own !== null && model !== null && own !== model) return invalid('segment', foreignSegment(own, model));
  return { kind: 'model', name: model ?? own ?? site.served.name };
}

async function targetError(
  outside: Outside,
  target: { url: string; format: WebhookRow['format'] },
  now: number,
): Promise<Extract<Refused, { kind: 'invalid' }> | null> {
  if (target.format === 'email' && outside.sendEmail === null) {
    return invalid(
      'format',
      'this server sends no emails: bind EMAIL and set MAIL_FROM (docs/deploy.md, Emails)',
    );
  }
  const fault = await faultOf(outside, target, now);
  return fault === null ? null : invalid('url', fault);
}

function invalid(path: string, message: string): Extract<Refused, { kind: 'invalid' }> {
  return { kind: 'invalid', errors: [{ path, message }] };
}

function foreignSegment(segment: string, webhook: string): string {
  return `the segment is of the model "${segment}", and the webhook of "${webhook}"`;
}

function labelOf(url: string): string {
  return (mailbox(url) ?? new URL(url).hostname).slice(0, webhookLimits.maxLabelChars);
}

function stateOf(
  enabled: boolean,
  before: WebhookRow,
  now: number,
): Pick<WebhookRow, 'disabledAt' | 'disabledReason'> {
  if (enabled) return { disabledAt: null, disabledReason: null };
  if (before.disabledAt !== null) return before;
  return { disabledAt: now, disabledReason: 'paused' };
}

/** The fields that were given. */
function definedOf<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
