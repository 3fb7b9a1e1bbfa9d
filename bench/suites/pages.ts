// The pages of the dashboard on sites of a thousand and a million visitors, most of them anonymous: all queries of each together.

import type { Result } from '../report.ts';
import { interleave, median, medianRatio, timed } from '../rounds.ts';
import type { ListAnswer, ListJob, PageKind } from '../workers/list.ts';
import { askJob, openWorld } from '../world.ts';

const rounds = 7;
const limit = 50;
/** Pages per round. */
const times = 5;
const sizes = [1_000, 1_000_000] as const;
const pages: Record<PageKind, string> = {
  hot: 'who is hot',
  visitor: 'a visitor',
  matrix: 'the matrix',
  companies: 'companies',
};

/** Measures each page at both sizes. The targets are those of the first page: people by priority, the hottest anonymous visitors, and the counts. */
export async function measurePages(): Promise<Result> {
  const world = await openWorld('bench/workers/list.ts');
  try {
    for (const size of sizes) {
      await ask(world, { kind: 'fill', site: `pages-${size}`, visitors: size, isAnonymous: true });
    }
    const answers = new Map<string, ListAnswer>();
    const cases = sizes.flatMap((size) =>
      (Object.keys(pages) as PageKind[]).map((kind) => ({ size, kind, name: nameOf(size, kind) })),
    );
    const measured = cases.map(({ size, kind, name }) => {
      const work = async () =>
        void answers.set(name, await ask(world, { kind, site: `pages-${size}`, limit, times }));
      return [name, async () => (await timed(work)) / times] as const;
    });
    return resultOf(cases, await interleave(Object.fromEntries(measured), rounds), answers);
  } finally {
    await world.stop();
  }
}

const nameOf = (size: number, kind: PageKind) => `${size} ${kind}`;

function resultOf(
  cases: readonly { size: number; kind: PageKind; name: string }[],
  figures: Record<string, number[]>,
  answers: ReadonlyMap<string, ListAnswer>,
): Result {
  const [small, large] = sizes;
  const msOf = (name: string) => figures[name] ?? [];
  const ratio = (size: number, kind: PageKind) =>
    medianRatio(msOf(nameOf(size, kind)), msOf(nameOf(small, kind)));
  const readOf = (name: string) => (answers.get(name)?.rows.read ?? Number.NaN) / times;
  return {
    name: 'pages',
    title: `The pages of the dashboard, ${limit} rows each, by the size of the site`,
    columns: ['visitors', 'page', 'milliseconds', 'ratio to 1,000', 'rows read', 'shown'],
    rows: cases.map(({ size, kind, name }) => [
      ...[size, pages[kind], median(msOf(name)), ratio(size, kind), readOf(name)],
      answers.get(name)?.found ?? 0,
    ]),
    targets: [
      { what: 'ratio of who is hot at 1,000,000 to 1,000', value: ratio(large, 'hot'), atMost: 1.5 },
      { what: `rows read for who is hot`, value: readOf(nameOf(large, 'hot')), atMost: 400 },
    ],
    notes: [`${rounds} interleaved rounds of ${times} pages, medians. One visitor in fifty is identified.`],
  };
}

const ask = askJob<ListJob, ListAnswer>;
