// The list of companies, which adds up all people with a company each time it is read, and the least that any such reading costs.

import type { Result } from '../report.ts';
import { interleave, median, medianRatio, timed } from '../rounds.ts';
import type { CompaniesAnswer, CompaniesJob } from '../workers/companies.ts';
import { askJob, openWorld } from '../world.ts';

const rounds = 15;
/** Pages per round. */
const times = 5;
const sizes = [1_000, 100_000] as const;
const counting = 'only counted';
/** What the list is asked; null: nothing, its rows are only counted. */
const queries = {
  [counting]: null,
  'by score': {},
  'by people': { sort: 'people' },
  'by last visit': { sort: 'lastSeen' },
  'with a least score': { minScore: '45' },
  'with a word': { q: 'company77' },
} as const;

/** Measures each query at each size. The targets are the time at 100,000 leads, and its ratio to counting them. */
export async function companies(): Promise<Result> {
  const world = await openWorld('bench/workers/companies.ts');
  try {
    for (const leads of sizes) await ask(world, { kind: 'fill', site: `companies-${leads}`, leads });
    const answers = new Map<string, CompaniesAnswer>();
    const cases = sizes.flatMap((leads) =>
      Object.entries(queries).map(([what, query]) => ({ what, leads, query, name: nameOf(leads, what) })),
    );
    const measured = cases.map(({ name, leads, query }) => {
      const job = { site: `companies-${leads}`, times };
      const asked: CompaniesJob =
        query === null ? { kind: 'count', ...job } : { kind: 'list', ...job, query };
      const work = async () => void answers.set(name, await ask(world, asked));
      return [name, async () => (await timed(work)) / times] as const;
    });
    const figures = await interleave(Object.fromEntries(measured), rounds);
    return resultOf(cases, figures, answers);
  } finally {
    await world.stop();
  }
}

const nameOf = (leads: number, what: string) => `${leads} ${what}`;

function resultOf(
  cases: readonly { name: string; what: string; leads: number }[],
  figures: Record<string, number[]>,
  answers: ReadonlyMap<string, CompaniesAnswer>,
): Result {
  const msOf = (name: string) => figures[name] ?? [];
  const ratio = (leads: number, what: string) =>
    medianRatio(msOf(nameOf(leads, what)), msOf(nameOf(leads, counting)));
  const [, large] = sizes;
  return {
    name: 'companies',
    title: 'The list of companies, 50 a page, by the number of leads',
    columns: [
      'leads',
      'listed',
      'ms',
      'fastest',
      'ratio to counting',
      'rows read',
      'companies',
      'their people',
    ],
    rows: cases.map(({ name, what, leads }) => {
      const { rows, found, people } = answers.get(name) as CompaniesAnswer;
      const spent = [median(msOf(name)), Math.min(...msOf(name)), ratio(leads, what)];
      return [leads, what, ...spent, rows.read / times, found, people];
    }),
    targets: [
      {
        what: `milliseconds at ${large} leads, fastest round`,
        value: Math.min(...msOf(nameOf(large, 'by score'))),
        atMost: 50,
      },
      { what: `ratio to counting ${large} leads`, value: ratio(large, 'by score'), atMost: 5 },
    ],
    notes: [`${rounds} interleaved rounds of ${times} pages, medians and the fastest.`],
  };
}

const ask = askJob<CompaniesJob, CompaniesAnswer>;
