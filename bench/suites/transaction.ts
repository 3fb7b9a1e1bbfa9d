// Events per second through ingest, compared with only appending the same events, in batches of 1, 10 and 100.

import type { Result } from '../report.ts';
import { interleave, median, medianRatio, timed } from '../rounds.ts';
import type { Shape } from '../stream.ts';
import type { IngestJob } from '../workers/ingest.ts';
import { openWorld, type World } from '../world.ts';

const rounds = 9;
/** Events per round, by events per batch: just enough for a reliable time. */
const eventsPerRound = { 1: 200, 10: 1_000, 100: 3_000 } as const;
type Batch = keyof typeof eventsPerRound;
const batches = [1, 10, 100] as const;

/** A busy site: one event per second, and in each visit about one per minute. */
const shape: Shape = {
  visitors: 5_000,
  visitsAtATime: 50,
  eventsPerVisit: 5,
  startAt: Date.UTC(2026, 0, 5),
  stepMs: 1_000,
};

/** Measures both. The target is the ratio in batches of 100. */
export async function transaction(): Promise<Result> {
  const world = await openWorld('bench/workers/ingest.ts');
  try {
    const rate = (mode: IngestJob['mode'], batch: Batch) => async () => {
      const events = eventsPerRound[batch];
      const job: IngestJob = { stream: `${mode}-${batch}`, seed: batch, shape, events, batch, mode };
      await ask(world, { ...job, mode: 'prepare' });
      const ms = await timed(() => ask(world, job));
      return (events * 1000) / ms;
    };
    const figures = await interleave(
      {
        'append-1': rate('append', 1),
        'ingest-1': rate('ingest', 1),
        'append-10': rate('append', 10),
        'ingest-10': rate('ingest', 10),
        'append-100': rate('append', 100),
        'ingest-100': rate('ingest', 100),
      },
      rounds,
    );
    const ratio = (batch: Batch) => medianRatio(figures[`ingest-${batch}`], figures[`append-${batch}`]);
    return {
      name: 'transaction',
      title: 'Appending and scoring, compared with only appending (events per second, inside workerd)',
      columns: ['events per batch', 'append only', 'append and score', 'ratio'],
      rows: batches.map((batch) => [
        String(batch),
        median(figures[`append-${batch}`]),
        median(figures[`ingest-${batch}`]),
        ratio(batch),
      ]),
      targets: [{ what: 'ratio in batches of 100', value: ratio(100), atLeast: 0.25 }],
      notes: [
        `${rounds} interleaved rounds, medians; visits of ${shape.eventsPerVisit} events by ${shape.visitors} people, the default model.`,
      ],
    };
  } finally {
    await world.stop();
  }
}

async function ask(world: World, job: IngestJob): Promise<void> {
  const answer = await world.ask('/', { method: 'POST', body: JSON.stringify(job) });
  await answer.arrayBuffer();
}
