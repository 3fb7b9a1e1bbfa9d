// Claimed deliveries as posts: composed at their first attempt, and kept before they are sent.

import { type Filled, fillBodies } from '../../../store/alerts/attempts.ts';
import type { DueDelivery } from '../../../store/alerts/outbox.ts';
import { compose, composedKey } from '../compose.ts';

/** One request to a webhook, and the deliveries that it tells of. The first is its head, whose id it has. */
export interface Post {
  to: DueDelivery;
  body: string;
  deliveries: readonly DueDelivery[];
}

/** All formats are JSON. */
export const contentType = 'application/json';

/** When a message is composed again whose visitor was about to be identified. */
const laterMs = 15_000;

/** The posts of claimed deliveries. `now` is UTC ms. */
export async function postsOf(db: D1Database, claimed: readonly DueDelivery[], now: number): Promise<Post[]> {
  const known = [...Map.groupBy(claimed, postKey).values()];
  const kept = known.flatMap((some) => keptPost(some) ?? []);
  const fresh = known.flatMap((some) => (keptPost(some) ? [] : some));
  if (fresh.length === 0) return kept;
  const composed = await compose(db, fresh, now);
  const bodyOf = (one: DueDelivery) => {
    const found = composed.get(composedKey(one));
    return found && 'body' in found ? found.body : null;
  };
  const told = fresh.filter((one) => bodyOf(one) !== null);
  // Messages for people that share a body go together; those of the standard format have their own.
  const keyOf = (one: DueDelivery) => `${one.webhook}\n${one.format === 'standard' ? one.id : bodyOf(one)}`;
  const together = [...Map.groupBy(told, keyOf).values()];
  const posts = together.map((deliveries): Post => {
    const [to] = deliveries as [DueDelivery];
    return { to, body: bodyOf(to) as string, deliveries };
  });
  const unsent = fresh.flatMap((one): Filled[] => {
    const found = composed.get(composedKey(one)) ?? { fate: 'gone' };
    if ('body' in found) return [];
    const attempted = attemptedOf(one);
    return [
      found.fate === 'later'
        ? { ...attempted, fate: 'later', due: now + laterMs }
        : { ...attempted, fate: found.fate },
    ];
  });
  await fillBodies(db, [...posts.flatMap(fills), ...unsent]);
  return [...kept, ...posts];
}

function postKey({ webhook, id, head }: DueDelivery): string {
  return `${webhook}\n${head ?? id}`;
}

/** A post that was composed before; null: it was not, or its head has been erased since. */
function keptPost(deliveries: readonly DueDelivery[]): Post | null {
  const to = deliveries.find(({ id, head, body }) => body !== null && (head === null || head === id));
  return to?.body ? { to, body: to.body, deliveries } : null;
}

function fills({ to, deliveries, body }: Post): Filled[] {
  return deliveries.map((one) => ({
    ...attemptedOf(one),
    fate: 'sent',
    head: one.format === 'standard' ? null : to.id,
    body: to.id === one.id ? body : null,
  }));
}

function attemptedOf({ site, webhook, id, attempts }: DueDelivery) {
  return { site, webhook, id, attempts };
}
