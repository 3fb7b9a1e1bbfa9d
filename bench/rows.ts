// Rows written and read an event: what Cloudflare bills D1 by. On a made-up stream; trace.ts counts on a real log.

import type { Result } from './report.ts';
import type { Shape } from './stream.ts';
import type { IngestAnswer, IngestJob } from './workers/ingest.ts';
import { openWorld } from './world.ts';

const events = 3_000;
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

/** Counts rows for the same stream at each size of batch. */
export async function rows(): Promise<Result> {
  const world = await openWorld('bench/workers/ingest.ts');
  try {
    const answers: IngestAnswer[] = [];
    for (const [batch, models] of runs) {
      const stream = `rows-${batch}-${models}`;
      const job: IngestJob = { stream, seed: 11, shape, events, batch, models, mode: 'ingest' };
      const answer = await world.ask('/', { method: 'POST', body: JSON.stringify(job) });
      answers.push((await answer.json()) as IngestAnswer);
    }
    const { visits = 0, repeatVisits = 0 } = answers[0]?.had ?? {};
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
      ],
    };
  } finally {
    await world.stop();
  }
}
