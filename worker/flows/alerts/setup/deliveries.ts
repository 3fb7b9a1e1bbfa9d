// What was sent to a webhook, and sending it again.

import type { Delivery, DeliveryQuery } from '../../../../schema/api/alerts/delivery.ts';
import { type ListedDelivery, listDeliveries, replayDelivery } from '../../../store/alerts/deliveries.ts';
import { readWebhook, type WebhookKey } from '../../../store/alerts/webhooks.ts';
import type { By } from '../../../store/sites/audit.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { type SealedPage, sealedPage } from '../../common/cursor.ts';
import type { Refused } from '../../common/refused.ts';

/** A page of a webhook's deliveries, newest first; null: there is no such webhook. */
export async function deliveriesOf(
  db: D1Database,
  site: SiteConfig,
  { webhook, state: asked, ...page }: DeliveryQuery & { webhook: string },
): Promise<SealedPage<Delivery> | null> {
  if (!(await readWebhook(db, { site: site.key, id: webhook }))) return null;
  const state = asked ?? null;
  const scope = { site, list: `deliveries:${webhook}:${state}` };
  const found = await sealedPage<ListedDelivery, string>(scope, page, {
    read: (after, limit) => listDeliveries(db, { site: site.key, webhook, state, after, limit }),
    placeOf: ({ id }) => id,
  });
  return found.kind === 'page' ? { ...found, data: found.data.map(deliveryView) } : found;
}

/** Makes a delivery due again: the same body with the same id, whether it was delivered or not. */
export async function replay(
  db: D1Database,
  which: WebhookKey,
  { message, ...by }: By & { message: string },
): Promise<{ kind: 'replayed' } | Refused> {
  const webhook = await readWebhook(db, which);
  if (!webhook) return { kind: 'not_found' };
  if (webhook.disabledAt !== null) {
    return { kind: 'conflict', why: 'The webhook is disabled. Enable it first.' };
  }
  return (await replayDelivery(db, webhook, { message, ...by }))
    ? { kind: 'replayed' }
    : { kind: 'not_found' };
}

function deliveryView(row: ListedDelivery): Delivery {
  const { id, type, at, visitor, state, attempts, status, answer, body, triedAt, due, head } = row;
  return {
    ...{ id, type: type as Delivery['type'], at, visitor, state, attempts, status, answer },
    payload: body === null ? null : JSON.parse(body),
    ...{ triedAt, nextAttempt: due, sentWith: head === id ? null : head },
  };
}
