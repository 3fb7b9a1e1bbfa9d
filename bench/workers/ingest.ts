// Ingests a generated stream, or only appends it to the log. Generates the events here, so that no network is measured.

import { randomFrom } from '../../demo/people/random.ts';
import { messageTypes } from '../../schema/api/alerts/message.ts';
import { defaultModel } from '../../schema/model/default-model.ts';
import { settings } from '../../schema/site.ts';
import { fillWatched } from '../../worker/flows/alerts/fill.ts';
import { ingest } from '../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../worker/flows/models/publish.ts';
import type { NewEvent } from '../../worker/score/event.ts';
import { createWebhook } from '../../worker/store/alerts/webhooks.ts';
import { hexed } from '../../worker/store/ids.ts';
import { storedKind } from '../../worker/store/log/events.ts';
import { createModel } from '../../worker/store/models/models.ts';
import { removeRetired } from '../../worker/store/scores/retired.ts';
import { createSegment } from '../../worker/store/segments/segments.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';
import { type Had, type Shape, type Stream, streamOf } from '../stream.ts';
import { counted, type Rows } from './counted.ts';

/** A job: a number of events of a stream, in batches. A stream starts with the first job that names it. */
export interface IngestJob {
  stream: string;
  seed: number;
  shape: Shape;
  events: number;
  batch: number;
  /**
   * `prepare`: only generates the events, which the next job of the stream stores, so that generating them is not timed.
   * `append`: only appends to the log, without scores, which is the minimum cost of storing. `publish`: stores nothing and
   * publishes another model. `remove`: removes the scores of the previous model.
   */
  mode: 'prepare' | 'ingest' | 'append' | 'publish' | 'remove';
  /** The number of identical models that the site serves; default 1. */
  models?: number;
  /** Whether a webhook is told of everything, and there is a segment. */
  isWatched?: boolean;
}

/** The cost of the job, and the totals of its stream so far. */
export interface IngestAnswer {
  rows: Rows;
  had: Had;
}

const bareAppend = `insert into event
    (site, device, id, kind, occurred_at, owned_at, arrival, position, session, origin, body)
  select j.value->>'site', unhex(j.value->>'device'), unhex(j.value->>'id'), j.value->>'kind', j.value->>'occurredAt', null,
    ?2 * 64, j.key, unhex(j.value->>'session'), 0, j.value->>'body'
  from json_each(?1) j`;

interface Begun {
  stream: Stream;
  site: SiteConfig;
  prepared: NewEvent[][];
}

const streams = new Map<string, Begun>();

export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as IngestJob;
    const { stream, site, prepared } = streams.get(job.stream) ?? (await begin(DB, job));
    for (let made = prepared.length * job.batch; made < job.events; made += job.batch) {
      prepared.push(stream.take(job.batch));
    }
    const { db, rows } = counted(DB);
    if (job.mode === 'publish') await publishAnother(db, site.key);
    else if (job.mode === 'remove') while (!(await removeRetired(db, site.key, site.served.version)));
    else if (job.mode !== 'prepare') {
      for (const events of prepared.splice(0)) {
        const now = events.at(-1)?.occurredAt ?? 0;
        if (job.mode === 'append') await append(db, site, events, now);
        else await store(db, site, events, now);
      }
    }
    return Response.json({ rows, had: stream.had } satisfies IngestAnswer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

async function begin(
  db: D1Database,
  { stream: id, seed, shape, models = 1, isWatched = false }: IngestJob,
): Promise<Begun> {
  await createSite(
    db,
    { id, name: id, origins: ['https://example.com'], settings: settings.parse({}) },
    { actor: 'bench', now: shape.startAt },
  );
  for (let version = 2; version <= models; version++) await serveCopy(db, id, version);
  if (isWatched) await watch(db, id);
  const site = (await readSite(db, id)) as SiteConfig;
  const begun: Begun = { stream: streamOf(shape, randomFrom(seed)), site, prepared: [] };
  streams.set(id, begun);
  return begun;
}

/** Serves the default model a second time, under another name. */
async function serveCopy(db: D1Database, site: string, version: number): Promise<void> {
  const name = `copy-${version}`;
  await db.batch([
    db
      .prepare(
        `insert into model (site, version, body, landmark, created_at, published_at)
         select site, ?2, json_set(body, '$.name', ?3), landmark, created_at, published_at from model
         where site = (select key from site where id = ?1) and version = 1`,
      )
      .bind(site, version, name),
    db
      .prepare('insert into served_model (site, name, version) select key, ?2, ?3 from site where id = ?1')
      .bind(site, name, version),
  ]);
}

/** Adds a segment and a webhook that is told of everything, as the API does. */
async function watch(db: D1Database, id: string): Promise<void> {
  const { key, revision } = (await readSite(db, id)) as SiteConfig;
  const warm = { name: 'Warm', model: 'default', filters: { minScore: 20 } };
  await createSegment(db, { site: key, revision }, warm, { actor: 'bench', now: 0 });
  await createWebhook(
    db,
    {
      ...{
        site: key,
        label: 'All',
        url: 'https://example.com/',
        format: 'standard',
        events: [...messageTypes],
      },
      ...{ segment: null, model: 'default', secret: '', pages: 'https://example.com' },
    },
    { actor: 'bench', now: 0 },
  );
  for await (const _ of fillWatched(db, 0));
}

/** Publishes the default model with another half-life, which rescores the whole log. */
async function publishAnother(db: D1Database, site: number): Promise<void> {
  const by = { actor: 'bench', now: Date.now(), deadline: Number.POSITIVE_INFINITY };
  const version = await createModel(db, { site, model: { ...defaultModel, halfLifeDays: 14 } }, by);
  await startPublishing(db, { site, version }, by);
  const outcome = await continuePublishing(db, site, by.deadline);
  if (outcome !== 'served') throw new Error(`publishing ended ${outcome}`);
}

async function store(db: D1Database, site: SiteConfig, events: NewEvent[], now: number): Promise<void> {
  const answer = await ingest(
    db,
    events.map((event) => ({ site, event })),
    now,
  );
  if (answer.kind !== 'stored') throw new Error('The database was unavailable.');
}

async function append(db: D1Database, site: SiteConfig, events: NewEvent[], now: number): Promise<void> {
  const rows = events.map((event) => ({
    ...hexed(event, 'device', 'id', 'session'),
    site: site.key,
    kind: storedKind(event.kind),
    body: JSON.stringify(event.body),
  }));
  await db.prepare(bareAppend).bind(JSON.stringify(rows), now).run();
}
