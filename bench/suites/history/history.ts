// The cost of one event for visitors with short and long histories: the transaction does not read the history.

import { randomUUID } from 'node:crypto';
import type { Result } from '../../report.ts';
import { interleave, median, medianRatio, timed } from '../../rounds.ts';
import type { HistoryAnswer, HistoryJob } from '../../workers/history.ts';
import { askJob, openWorld } from '../../world.ts';

const rounds = 15;
const sizes = [10, 100, 1_000, 10_000] as const;
type Size = (typeof sizes)[number];
const visitors = 10;
/** Timed events per visitor in each round, after one to warm up. */
const touches = 3;

/** Measures all sizes. The target is the ratio of the longest to the shortest. */
export async function history(): Promise<Result> {
  const world = await openWorld('bench/workers/history.ts');
  try {
    const reads: Record<string, number> = {};
    const standing = new Map<number, string[]>();
    // The measured events make histories longer. That matters for short ones only, so each round has new ones.
    const devicesOf = async (size: number) => {
      const devices = standing.get(size) ?? Array.from({ length: visitors }, () => randomUUID());
      if (!standing.has(size)) await ask(world, { kind: 'fill', devices, size });
      if (size >= 1_000) standing.set(size, devices);
      return devices;
    };
    const cost = (size: Size) => async (round: number) => {
      const devices = await devicesOf(size);
      await ask(world, { kind: 'touch', devices, session: randomUUID(), weeks: round });
      const job: HistoryJob = {
        kind: 'touch',
        devices: Array(touches).fill(devices).flat(),
        session: randomUUID(),
        weeks: round,
      };
      let answer: HistoryAnswer | undefined;
      const ms = await timed(async () => {
        answer = await ask(world, job);
      });
      reads[size] = (answer?.rows.read ?? Number.NaN) / (touches * visitors);
      return (ms * 1000) / (touches * visitors);
    };
    const times = await interleave(
      { '10': cost(10), '100': cost(100), '1000': cost(1_000), '10000': cost(10_000) },
      rounds,
    );
    const ratio = (size: Size) => medianRatio(times[`${size}`], times['10']);
    return {
      name: 'history',
      title: "The transaction of one event, by the length of the visitor's history",
      columns: ['earlier events', 'microseconds', 'ratio to 10', 'rows read'],
      rows: sizes.map((size) => [size, median(times[`${size}`]), ratio(size), reads[size] ?? Number.NaN]),
      targets: [{ what: 'ratio of the time at 10,000 to 10', value: ratio(10_000), atMost: 1.3 }],
      notes: [`${rounds} interleaved rounds of ${touches * visitors} transactions, medians.`],
    };
  } finally {
    await world.stop();
  }
}

const ask = askJob<HistoryJob, HistoryAnswer>;
