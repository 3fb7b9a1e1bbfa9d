// Sites whose webhooks are told of what visitors do, written as the API writes them, at times that a test chooses.

import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { fillWatched } from '../../../worker/flows/alerts/fill.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { refreshWatch } from '../../../worker/store/alerts/watch.ts';
import { raiseRevision } from '../../../worker/store/database/guard.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { uuidNamed } from '../ids.ts';
import { makeSite } from '../sites.ts';
import { drain } from '../units.ts';

export const start = Date.UTC(2026, 9, 1, 12);
export const day = 86_400_000;

export const model: Model = {
  ...defaultModel,
  groups: [],
  rules: [
    ...[60, 21, 6, -30].map((points) => ({
      ...{ id: `p${points}`.replace('-', 'm'), label: 'x', on: `gain_${points}`, points },
    })),
    { id: 'rival', label: 'x', on: 'rival', disqualifies: true },
  ],
  fit: {
    rules: [{ id: 'boss', label: 'Boss', where: { title: ['ceo'] }, points: 90 }],
    grades: { A: 80, B: 45, C: 20 },
  },
};

export const everything = [
  ...['visitor.hot', 'visitor.warm', 'visitor.cooled', 'visitor.identified', 'visitor.cell_entered'],
  ...['visitor.outcome', 'segment.entered', 'segment.left'],
];

interface Setup {
  events?: readonly string[];
  segments?: Record<string, object>;
  more?: Partial<Model>;
  timeZone?: string;
}

/** A transaction that changes what a site is watched for, as those of the API do. */
export async function change(
  site: SiteConfig,
  sql: string,
  ...values: (string | number)[]
): Promise<SiteConfig> {
  await env.DB.batch([
    raiseRevision(env.DB, site.key),
    env.DB.prepare(sql).bind(site.key, ...values),
    ...refreshWatch(env.DB, site.key),
  ]);
  return (await readSite(env.DB, site.key)) as SiteConfig;
}

export const addSegment = (site: SiteConfig, id: string, filters: object) =>
  change(
    site,
    `insert into segment (site, id, name, model, filters, since, created_at)
     select key, ?2, ?2, 'default', ?3, revision, 0 from site where key = ?1`,
    id,
    JSON.stringify(filters),
  );

export const addWebhook = (
  site: SiteConfig,
  id: string,
  events: readonly string[],
  segment: string | null = null,
) =>
  change(
    site,
    `insert into webhook (site, id, label, url, format, events, segment, model, secret, pages, created_at)
     values (?1, ?2, '', 'https://example.com', 'standard', ?3, nullif(?4, ''), 'default', '', 'https://x.test', 0)`,
    id,
    JSON.stringify(events),
    segment ?? '',
  );

export async function newSite({ events = everything, segments = {}, more = {}, timeZone }: Setup = {}) {
  let site = await makeSite(env.DB, { ...model, ...more }, { landmark: start });
  if (timeZone)
    await env.DB.prepare('update model set time_zone = ?2 where site = ?1').bind(site.key, timeZone).run();
  for (const [id, filters] of Object.entries(segments)) site = await addSegment(site, id, filters);
  site = await addWebhook(site, 'all', events);
  await drain(fillWatched(env.DB, start));
  return (await readSite(env.DB, site.key)) as SiteConfig;
}

export function act(device: string, kind: number | string, body: NewEvent['body'] = {}): NewEvent {
  return {
    ...{
      device: uuidNamed(device),
      id: crypto.randomUUID(),
      occurredAt: start,
      ownedAt: null,
      session: null,
    },
    ...{ kind: typeof kind === 'number' ? `gain_${kind}` : kind, origin: 'server', body },
  };
}

export async function send(site: SiteConfig, events: NewEvent[], now = start, db = env.DB): Promise<void> {
  const arrivals = events.map((event) => ({ site, event: { ...event, occurredAt: now } }));
  expect(await ingest(db, arrivals, now)).toEqual({ kind: 'stored' });
}

/** Body of an event that identifies somebody who fits. */
export const ceo = { email: 'ann@acme.test', traits: { title: 'CEO' } };

interface Row {
  type: string;
  at: number;
  visitor: string;
  detail: string;
}

/** The deliveries of a webhook, in the order of time. */
export async function rowsTold(site: SiteConfig, webhook = 'all'): Promise<Row[]> {
  const { results } = await env.DB.prepare(
    'select type, at, hex(visitor) as visitor, detail from delivery where site = ?1 and webhook = ?2 order by at, type, detail',
  )
    .bind(site.key, webhook)
    .all<Row>();
  return results;
}

/** What was told, in the order of time: the types, with the segment and the milliseconds after the start. */
export async function told(site: SiteConfig, webhook = 'all'): Promise<string[]> {
  return (await rowsTold(site, webhook)).map(({ type, detail, at }) => {
    const { segment } = JSON.parse(detail) as { segment?: string };
    return [type, ...(segment ? [segment] : []), at - start].join(' ');
  });
}
