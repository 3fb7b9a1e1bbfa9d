// Rows written and read per event, and its size in bytes, which Cloudflare bills and limits. Uses a synthetic stream;
// trace/trace.ts uses a real log.

import type { Result } from '../report.ts';
import type { Shape } from '../stream.ts';
import type { IngestAnswer, IngestJob } from '../workers/ingest.ts';
import { askJob, databaseBytes, openWorld, type World } from '../world.ts';

const events = 3_000;
/** Events for measuring bytes: enough that the half-empty page of each table and index hardly matters. */
const storedEvents = 12_000;
/** Events per batch, models that the site serves, and whether it has a segment and a webhook that is told of everything. */
const runs = [
  [1, 1],
  [10, 1],
  [100, 1],
  [1, 2],
  [1, 1, 'watched'],
  [100, 1, 'watched'],
] as const;

/** A day of a small site. There are as many people as visits, so a third of the visits are by returning visitors. */
const shape: Shape = {
  visitors: 600,
  visitsAtATime: 2,
  eventsPerVisit: 5,
  startAt: Date.UTC(2026, 0, 5),
  stepMs: 30_000,
};

/** A job on a stream that is already stored. */
const publishing = { stream: 'rows-100-1', shape, events: 0, batch: 100 };

/** Counts rows for the same stream at each batch size, then the bytes of a longer stream. */
export async function rows(): Promise<Result> {
  const world = await openWorld('bench/workers/ingest.ts');
  try {
    const answers: IngestAnswer[] = [];
    for (const [batch, models, watched] of runs) {
      const isWatched = watched !== undefined;
      const stream = `rows-${batch}-${models}${isWatched ? '-watched' : ''}`;
      answers.push(await store(world, { stream, shape, events, batch, models, isWatched }));
    }
    const { visits = 0, repeatVisits = 0 } = answers[0]?.had ?? {};
    const published = await store(world, { ...publishing, mode: 'publish' });
    const removed = await store(world, { ...publishing, mode: 'remove' });
    const bytes = await bytesAnEvent(world, false);
    const watchedBytes = await bytesAnEvent(world, true);
    return {
      name: 'rows',
      title: 'Rows per event, on a synthetic stream',
      columns: ['events per batch', 'models', 'webhook', 'rows written', 'rows read'],
      rows: answers.map(({ rows }, place) => [
        runs[place]?.[0] ?? 0,
        runs[place]?.[1] ?? 0,
        runs[place]?.[2] ?? 'none',
        rows.written / events,
        rows.read / events,
      ]),
      targets: [],
      notes: [
        `${events} events in ${visits} visits, ${Math.round((100 * repeatVisits) / visits)}% of them by returning visitors.`,
        `Publishing another model over the ${events} events wrote ${(published.rows.written / events).toFixed(2)} rows per event; removing the scores of the previous model wrote ${(removed.rows.written / events).toFixed(2)}. Cloudflare also counts the three index entries of each removed score.`,
        `${Math.round(bytes)} bytes per event in the database, including indexes and scores: its growth by ${storedEvents} events, with 1 model; ${Math.round(watchedBytes)} with a segment and a webhook that is told of everything.`,
      ],
    };
  } finally {
    await world.stop();
  }
}

async function store(
  world: World,
  job: Omit<IngestJob, 'seed' | 'mode'> & { mode?: IngestJob['mode'] },
): Promise<IngestAnswer> {
  return askJob<IngestJob, IngestAnswer>(world, { mode: 'ingest', ...job, seed: 11 });
}

/** Stores more events, by proportionally more visitors, and measures the growth. */
async function bytesAnEvent(world: World, isWatched: boolean): Promise<number> {
  const more = { ...shape, visitors: (shape.visitors * storedEvents) / events };
  const before = await databaseBytes(world.db);
  await store(world, {
    stream: `bytes-${isWatched}`,
    shape: more,
    events: storedEvents,
    batch: 100,
    isWatched,
  });
  return ((await databaseBytes(world.db)) - before) / storedEvents;
}
