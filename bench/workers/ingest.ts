// Ingests a made-up stream, or appends it and nothing more. Makes the events here, so that no wire stands between.

import { randomFrom } from '../../demo/random.ts';
import { settings } from '../../schema/site.ts';
import { ingest } from '../../worker/flows/ingest.ts';
import type { NewEvent } from '../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../worker/store/site-config.ts';
import { createSite } from '../../worker/store/sites.ts';
import { type Had, type Shape, type Stream, streamOf } from '../stream.ts';
import { counted, type Rows } from './counted.ts';

/** A piece of work: so many events of a stream, so many a batch. A stream begins when it is first named. */
export interface IngestJob {
  stream: string;
  seed: number;
  shape: Shape;
  events: number;
  batch: number;
  /** `append`: the log only, without scores, the least that storing can cost. */
  mode: 'ingest' | 'append';
}

/** What the job cost, and what its stream has had so far. */
export interface IngestAnswer {
  rows: Rows;
  had: Had;
}

const bareAppend = `insert into event
    (site, device, id, kind, occurred_at, owned_at, arrival, position, session, origin, body)
  select j.value->>'site', j.value->>'device', j.value->>'id', j.value->>'kind', j.value->>'occurredAt', null,
    ?2 * 256, j.key, j.value->>'session', j.value->>'origin', j.value->>'body'
  from json_each(?1) j`;

const streams = new Map<string, { stream: Stream; site: SiteConfig }>();

export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as IngestJob;
    const { stream, site } = streams.get(job.stream) ?? (await begin(DB, job));
    const { db, rows } = counted(DB);
    for (let done = 0; done < job.events; done += job.batch) {
      const events = stream.take(job.batch);
      if (job.mode === 'append') await append(db, site, events, stream.now);
      else await store(db, site, events, stream.now);
    }
    return Response.json({ rows, had: stream.had } satisfies IngestAnswer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

async function begin(db: D1Database, { stream: id, seed, shape }: IngestJob) {
  await createSite(
    db,
    { id, name: id, origins: ['https://example.com'], settings: settings.parse({}) },
    { actor: 'bench', now: shape.startAt },
  );
  const begun = { stream: streamOf(shape, randomFrom(seed)), site: (await readSite(db, id)) as SiteConfig };
  streams.set(id, begun);
  return begun;
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
  const rows = events.map((event) => ({ ...event, site: site.id, body: JSON.stringify(event.body) }));
  await db.prepare(bareAppend).bind(JSON.stringify(rows), now).run();
}
