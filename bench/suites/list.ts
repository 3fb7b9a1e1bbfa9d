// The hot list on sites of a thousand, a hundred thousand and a million visitors: it reads only what it returns.

import type { Result } from '../report.ts';
import { interleave, median, medianRatio, timed } from '../rounds.ts';
import type { ListAnswer, ListJob } from '../workers/list.ts';
import { askJob, openWorld } from '../world.ts';

const rounds = 15;
const limit = 50;
/** Pages per round. */
const times = 20;
const sizes = ['1000', '100000', '1000000'] as const;
type Size = (typeof sizes)[number];

/** Measures the three sizes. The targets are the ratio of the largest to the smallest, and the rows read. */
export async function list(): Promise<Result> {
  const world = await openWorld('bench/workers/list.ts');
  try {
    const answers = new Map<Size, ListAnswer>();
    for (const size of sizes)
      await ask(world, { kind: 'fill', site: `list-${size}`, visitors: Number(size) });
    const cost = (size: Size) => async () => {
      const ms = await timed(async () => {
        answers.set(size, await ask(world, { kind: 'list', site: `list-${size}`, limit, times }));
      });
      return ms / times;
    };
    const figures = await interleave(
      { '1000': cost('1000'), '100000': cost('100000'), '1000000': cost('1000000') },
      rounds,
    );
    const ratio = (size: Size) => medianRatio(figures[size], figures['1000']);
    const read = (size: Size) => (answers.get(size)?.rows.read ?? Number.NaN) / times;
    const identified = (size: Size) => answers.get(size)?.identified ?? Number.NaN;
    return {
      name: 'list',
      title: `The hot list, ${limit} visitors per page, by the size of the site`,
      columns: ['visitors', 'milliseconds', 'ratio to 1,000', 'rows read', 'returned', 'of them identified'],
      rows: sizes.map((size) => [
        Number(size),
        median(figures[size]),
        ratio(size),
        read(size),
        answers.get(size)?.found ?? 0,
        identified(size),
      ]),
      targets: [
        { what: 'ratio of the time at 1,000,000 to 1,000', value: ratio('1000000'), atMost: 1.5 },
        { what: `rows read for ${limit}`, value: read('1000000'), atMost: limit + 10 },
      ],
      notes: [`${rounds} interleaved rounds of ${times} pages, medians.`],
    };
  } finally {
    await world.stop();
  }
}

const ask = askJob<ListJob, ListAnswer>;
