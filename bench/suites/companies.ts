// The list of companies, which adds up all people with a company each time it is read, and the least that any such reading costs.

import type { Result } from '../report.ts';
import { interleave, median, timed } from '../rounds.ts';
import type { CompaniesAnswer, CompaniesJob } from '../workers/companies.ts';
import { openWorld, type World } from '../world.ts';

const rounds = 15;
/** Pages per round. */
const times = 5;
const sizes = [1_000, 100_000] as const;
const queries = {
  'by score': {},
  'by people': { sort: 'people' },
  'by last visit': { sort: 'lastSeen' },
  'with a least score': { minScore: '45' },
  'with a word': { q: 'company77' },
} as const;

/** Measures each query at each size. The target is the time at 100,000 leads. */
export async function companies(): Promise<Result> {
  const world = await openWorld('bench/workers/companies.ts');
  try {
    for (const leads of sizes) await ask(world, { kind: 'fill', site: `companies-${leads}`, leads });
    const answers = new Map<string, CompaniesAnswer>();
    const cases = sizes.flatMap((leads) =>
      Object.entries(queries).map(([what, query]) => ({ what, leads, query, name: `${leads} ${what}` })),
    );
    const figures = await interleave(
      Object.fromEntries(
        cases.map(({ name, leads, query }) => [
          name,
          async () => {
            const job: CompaniesJob = { kind: 'list', site: `companies-${leads}`, query, times };
            const ms = await timed(async () => {
              answers.set(name, await ask(world, job));
            });
            return ms / times;
          },
        ]),
      ),
      rounds,
    );
    const ms = (name: string) => median(figures[name] ?? []);
    const large = sizes[1];
    return {
      name: 'companies',
      title: 'The list of companies, 50 a page, by the number of leads',
      columns: ['leads', 'listed', 'milliseconds', 'rows read', 'companies', 'their people'],
      rows: cases.map(({ name, what, leads }) => {
        const { rows, found, people } = answers.get(name) as CompaniesAnswer;
        return [leads, what, ms(name), rows.read / times, found, people];
      }),
      targets: [
        { what: `milliseconds at ${large} leads`, value: ms(`${large} by score`), atMost: 50 },
        {
          what: `milliseconds at ${large} leads with a word`,
          value: ms(`${large} with a word`),
          atMost: 100,
        },
      ],
      notes: [`${rounds} interleaved rounds of ${times} pages, medians.`],
    };
  } finally {
    await world.stop();
  }
}

async function ask(world: World, job: CompaniesJob): Promise<CompaniesAnswer> {
  const answer = await world.ask('/', { method: 'POST', body: JSON.stringify(job) });
  return (await answer.json()) as CompaniesAnswer;
}
