// Creates visitors with histories of a given size, and then stores one more event for each, in its own transaction.

import { settings } from '../../schema/site.ts';
import { dayMs } from '../../schema/time/durations.ts';
import { ingest } from '../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';
import { counted, type Rows } from './counted.ts';

/**
 * `fill`: each device's history of `size` events. `touch`: one more page view for each, one per transaction, `weeks` weeks
 * later. By then every cap is open, so the order of devices does not matter.
 */
export type HistoryJob =
  | { kind: 'fill'; devices: string[]; size: number }
  | { kind: 'touch'; devices: string[]; session: string; weeks: number };

/** What the transactions read and wrote. */
export interface HistoryAnswer {
  rows: Rows;
}

const now = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const eventsPerVisit = 5;

let made: Promise<SiteConfig> | undefined;

export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as HistoryJob;
    made ??= make(DB);
    const site = await made;
    const { db, rows } = counted(DB);
    if (job.kind === 'fill') await fill(DB, site, job);
    else await touch(db, site, job);
    return Response.json({ rows } satisfies HistoryAnswer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

async function make(db: D1Database): Promise<SiteConfig> {
  const site = {
    id: 'history',
    name: 'history',
    origins: ['https://example.com'],
    settings: settings.parse({}),
  };
  await createSite(db, site, { actor: 'bench', now });
  return (await readSite(db, site.id)) as SiteConfig;
}

type Job<Kind> = Extract<HistoryJob, { kind: Kind }>;

async function touch(db: D1Database, site: SiteConfig, job: Job<'touch'>): Promise<void> {
  const at = now + job.weeks * 7 * dayMs;
  for (const device of job.devices) await store(db, site, [pageView(device, job.session, at)], at);
}

/** One visit a day; the last one is a week ago. */
async function fill(db: D1Database, site: SiteConfig, job: Job<'fill'>): Promise<void> {
  const visits = Math.ceil(job.size / eventsPerVisit);
  const perBatch = Math.floor(100 / job.devices.length);
  for (let from = 0; from < job.size; from += perBatch) {
    const events = job.devices.flatMap((device) =>
      Array.from({ length: Math.min(perBatch, job.size - from) }, (_, step) => {
        const visit = Math.floor((from + step) / eventsPerVisit);
        const at = now - (visits - visit + 7) * dayMs + ((from + step) % eventsPerVisit) * minute;
        return pageView(device, `${device}-${visit}`, at);
      }),
    );
    await store(db, site, events, now);
  }
}

function pageView(device: string, session: string, occurredAt: number): NewEvent {
  const body = { url: 'https://example.com/features', title: 'A page of example.com' };
  const id = crypto.randomUUID();
  return { device, id, kind: 'page_view', occurredAt, ownedAt: null, session, origin: 'browser', body };
}

async function store(db: D1Database, site: SiteConfig, events: NewEvent[], receivedAt: number) {
  const answer = await ingest(
    db,
    events.map((event) => ({ site, event })),
    receivedAt,
  );
  if (answer.kind !== 'stored') throw new Error('The database was unavailable.');
}
