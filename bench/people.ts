// Compares server calls that identify 500 people, new or known, with a call that sends 500 events of one person.

import { settings } from '../schema/site.ts';
import { dayMs } from '../schema/time/durations.ts';
import type { Result } from './report.ts';
import { interleave, median, medianRatio, timed } from './rounds.ts';
import { adminToken, openWorld, type World } from './world.ts';

const rounds = 9;
/** The maximum for one call. */
const people = 500;
const path = '/v1/sites/bench/events';

const cases = {
  one: '500 events of one new person',
  new: '500 new people',
  known: '500 people known from their browsers',
  again: '500 known people, with earlier times',
} as const;

/** Measures the four cases. The targets are their ratios to the first. */
export async function measurePeople(): Promise<Result> {
  const world = await openWorld('worker/index.ts');
  try {
    await post(world, '/v1/sites', {
      ...{ id: 'bench', name: 'bench', origins: ['https://example.com'] },
      settings: settings.parse({}),
    });
    const ms = await interleave(
      {
        one: (round) => call(world, round, () => ({ email: emailOf('one', round, 0) })),
        new: (round) => call(world, round, (n) => ({ email: emailOf('new', round, n) })),
        known: async (round) => {
          const named = (n: number) => ({ email: emailOf('known', round, n) });
          await call(world, round, (n) => ({ ...named(n), device: crypto.randomUUID() }));
          return call(world, round, named);
        },
        again: (round) => call(world, round, (n) => ({ email: emailOf('known', round, n), at: agesAgo })),
      },
      rounds,
    );
    return resultOf(ms);
  } finally {
    await world.stop();
  }
}

const agesAgo = Date.now() - 40 * dayMs;

const emailOf = (group: string, round: number, n: number) => `${group}-${round}-${n}@example.com`;

/** The duration of a call in ms. */
async function call(world: World, round: number, who: (n: number) => object): Promise<number> {
  const events = Array.from({ length: people }, (_, n) => ({
    ...{ kind: 'page_view', url: `https://example.com/${round}/${n}` },
    ...who(n),
  }));
  return timed(() => post(world, path, { events }));
}

async function post(world: World, where: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const answer = await world.ask(where, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
}

function resultOf(ms: Record<keyof typeof cases, number[]>): Result {
  const names = Object.keys(cases) as (keyof typeof cases)[];
  const ratio = (name: keyof typeof cases) => medianRatio(ms[name], ms.one);
  const aSecond = (name: keyof typeof cases) => (people * 1_000) / median(ms[name]);
  return {
    name: 'people',
    title: 'Calls that identify 500 people, compared with 500 events of one person',
    columns: ['call with', 'ms', 'ratio to one person', 'events per second'],
    rows: names.map((name) => [cases[name], median(ms[name]), ratio(name), aSecond(name)]),
    targets: [
      { what: 'time for 500 new people, ratio to one', value: ratio('new'), atMost: 4 },
      { what: 'time for 500 known people, ratio to one', value: ratio('known'), atMost: 4 },
      { what: 'new people per second', value: aSecond('new'), atLeast: 2_000 },
      { what: 'known people per second', value: aSecond('known'), atLeast: 2_000 },
    ],
    notes: [`${rounds} interleaved rounds, medians; POST /v1/sites/{site}/events, the default model.`],
  };
}
