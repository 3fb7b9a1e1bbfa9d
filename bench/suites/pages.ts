// The first page of the dashboard on sites of a thousand and a million visitors, most of them anonymous: all its queries together.

import type { Result } from '../report.ts';
import { interleave, median, medianRatio, timed } from '../rounds.ts';
import type { ListAnswer, ListJob } from '../workers/list.ts';
import { askJob, openWorld } from '../world.ts';

const rounds = 15;
const limit = 50;
/** Pages per round. */
const times = 10;
const sizes = ['1000', '1000000'] as const;
type Size = (typeof sizes)[number];

/** Measures both sizes: people by priority, the hottest anonymous visitors, and the counts. */
export async function hotPage(): Promise<Result> {
  const world = await openWorld('bench/workers/list.ts');
  try {
    const answers = new Map<Size, ListAnswer>();
    for (const size of sizes) {
      await ask(world, { kind: 'fill', site: `hot-${size}`, visitors: Number(size), isAnonymous: true });
    }
    const cost = (size: Size) => async () => {
      const ms = await timed(async () => {
        answers.set(size, await ask(world, { kind: 'hot', site: `hot-${size}`, limit, times }));
      });
      return ms / times;
    };
    const figures = await interleave({ '1000': cost('1000'), '1000000': cost('1000000') }, rounds);
    const ratio = (size: Size) => medianRatio(figures[size], figures['1000']);
    const read = (size: Size) => (answers.get(size)?.rows.read ?? Number.NaN) / times;
    return {
      name: 'hot',
      title: `The first page: ${limit} hot people by priority, 10 anonymous visitors and the counts, by the size of the site`,
      columns: ['visitors', 'milliseconds', 'ratio to 1,000', 'rows read', 'people returned'],
      rows: sizes.map((size) => [
        Number(size),
        median(figures[size]),
        ratio(size),
        read(size),
        answers.get(size)?.found ?? 0,
      ]),
      targets: [
        { what: 'ratio of the time at 1,000,000 to 1,000', value: ratio('1000000'), atMost: 1.5 },
        { what: `rows read for ${limit}`, value: read('1000000'), atMost: 400 },
      ],
      notes: [`${rounds} interleaved rounds of ${times} pages, medians. One visitor in fifty is identified.`],
    };
  } finally {
    await world.stop();
  }
}

const ask = askJob<ListJob, ListAnswer>;
