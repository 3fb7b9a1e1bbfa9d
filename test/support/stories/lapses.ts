// Abandoned carts and orders, for tests of lapses in workerd.

import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Lapse } from '../../../schema/model/lapse.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { lapseGraceMs, logLapses } from '../../../worker/flows/ingest/log-lapses.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { uuidFrom, withIds } from '../../../worker/store/ids.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { drain } from '../units.ts';
import { uuidOf } from './models.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** Someone adds to a cart and, within a day, neither does that again nor orders. */
export const cartLeft: Lapse = {
  id: 'cart_left',
  label: 'Left a cart',
  after: { on: 'added_to_cart' },
  unless: { on: 'order_placed' },
  hours: 24,
};

const once = { times: 1, per: 'day' } as const;

/** A cart is worth 5 points, an abandoned cart 7 more, one of 100 or more another 10; points do not fade. */
export const shopModel: Model = {
  halfLifeDays: null,
  rules: [
    { id: 'cart', label: 'Added to the cart', on: 'added_to_cart', points: 5, cap: once },
    { id: 'left', label: 'Left a cart', on: 'cart_left', points: 7 },
    {
      id: 'large',
      label: 'Left a large cart',
      on: 'cart_left',
      where: { 'props.value': { gte: 100 } },
      points: 10,
    },
  ],
  lapses: [cartLeft],
  levels: defaultModel.levels,
};

let count = 0;

/** An event of a device, by its number; `at` is UTC ms. */
export function act(device: number, kind: string, at: number, given: Partial<NewEvent> = {}): NewEvent {
  return {
    device: uuidOf('d', device),
    id: uuidOf('e', ++count),
    kind,
    occurredAt: at,
    ownedAt: null,
    session: null,
    origin: 'browser',
    body: { url: 'https://example.com/cart' },
    ...given,
  };
}

/** Someone identifies themselves on a device. */
export const names = (device: number, email: string, at: number) =>
  act(device, 'identify', at, { body: { email: `${email}@example.com` } });

/** Stores events that arrive together at `now`, UTC ms. */
export async function send(
  site: SiteConfig,
  now: number,
  events: NewEvent[],
  db: D1Database = env.DB,
): Promise<void> {
  const arrivals = events.map((event) => ({ site, event }));
  expect(await ingest(db, arrivals, now)).toEqual({ kind: 'stored' });
}

/** Runs the scheduled job after all beacons of `at` (UTC ms) have arrived. */
export const runAfter = (at: number, db: D1Database = env.DB) => drain(logLapses(db, at + lapseGraceMs));

/** The lapses of a site, in order of time: when, on which device, and after which event. */
export async function lapsedAt(site: SiteConfig) {
  const { results } = await env.DB.prepare(
    `select hex(device) as device, occurred_at as at, owned_at as ownedAt, body->>'after' as after from event
     where site = ?1 and body->>'after' is not null order by occurred_at, event.device`,
  )
    .bind(site.key)
    .all();
  return withIds<{ device: string; at: number; ownedAt: number; after: string }>(results, {
    device: uuidFrom,
  });
}

/** The waiting rows of a site. */
export async function waitingAt(site: SiteConfig) {
  const { results } = await env.DB.prepare(
    'select hex(device) as device, since, due from waiting where site = ?1 order by waiting.device',
  )
    .bind(site.key)
    .all();
  return withIds<{ device: string; since: number; due: number }>(results, { device: uuidFrom });
}
