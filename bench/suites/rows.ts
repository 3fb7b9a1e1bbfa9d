// Rows written and read an event, and bytes that it takes: what Cloudflare bills and bounds D1 by. On a made-up stream;
// trace.ts counts on a real log.

import type { Result } from '../report.ts';
import type { Shape } from '../stream.ts';
import type { IngestAnswer, IngestJob } from '../workers/ingest.ts';
import { databaseBytes, openWorld, type World } from '../world.ts';

const events = 3_000;
/** Events that bytes are counted of: so many that half-empty pages, of which each table and index has one, tell for little. */
const storedEvents = 12_000;
/** Events a batch, and models that the site serves. */
const runs = [
  [1, 1],
  [10, 1],
  [100, 1],
  [1, 2],
] as const;

/** A day of a small site. As many people as visits: a third of the visits are by someone who was there before. */
const shape: Shape = {
  visitors: 600,
  visitsAtATime: 2,
  eventsPerVisit: 5,
  startAt: Date.UTC(2026, 0, 5),
  stepMs: 30_000,
};

/** Of a stream that has been stored. */
const publishing = { stream: 'rows-100-1', shape, events: 0, batch: 100 };

/** Counts rows for the same stream at each size of batch, and then the bytes of a longer one. */
export async function rows(): Promise<Result> {
  const world = await openWorld('bench/workers/ingest.ts');
  try {
    const answers: IngestAnswer[] = [];
    for (const [batch, models] of runs) {
      const stream = `rows-${batch}-${models}`;
      answers.push(await store(world, { stream, shape, events, batch, models }));
    }
    const { visits = 0, repeatVisits = 0 } = answers[0]?.had ?? {};
    const published = await store(world, { ...publishing, mode: 'publish' });
    const removed = await store(world, { ...publishing, mode: 'remove' });
    const bytes = await bytesAnEvent(world);
    return {
      name: 'rows',
      title: 'Rows an event, on a made-up stream',
      columns: ['events a batch', 'models', 'rows written', 'rows read'],
      rows: answers.map(({ rows }, place) => [
        ...(runs[place] ?? []),
        rows.written / events,
        rows.read / events,
      ]),
      targets: [],
      notes: [
        `${events} events in ${visits} visits, ${Math.round((100 * repeatVisits) / visits)}% of them by someone who had visited before.`,
        `Publishing another model over the ${events} events wrote ${(published.rows.written / events).toFixed(2)} rows an event, removing the scores of the one before ${(removed.rows.written / events).toFixed(2)}; Cloudflare counts three more of each score removed, its index entries.`,
        `${Math.round(bytes)} bytes an event in the database, indexes and scores included: by what ${storedEvents} events of such days made it grow, with 1 model.`,
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
  const body = JSON.stringify({ mode: 'ingest', ...job, seed: 11 } satisfies IngestJob);
  const answer = await world.ask('/', { method: 'POST', body });
  return (await answer.json()) as IngestAnswer;
}

/** More events, and in proportion more people. */
async function bytesAnEvent(world: World): Promise<number> {
  const more = { ...shape, visitors: (shape.visitors * storedEvents) / events };
  const before = await databaseBytes(world.db);
  await store(world, { stream: 'bytes', shape: more, events: storedEvents, batch: 100 });
  return ((await databaseBytes(world.db)) - before) / storedEvents;
}
