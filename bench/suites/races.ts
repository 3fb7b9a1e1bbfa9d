// Concurrent writers of one visitor in one, two and four isolates, with realistic round trips to the database.

import { randomUUID } from 'node:crypto';
import type { Result } from '../report.ts';
import { median, timed } from '../rounds.ts';
import type { RacesAnswer, RacesCounts, RacesJob } from '../workers/races.ts';
import { openWorld, type World } from '../world.ts';

const rounds = 3;
const writers = 32;
/** Beacons per writer, one after the other. */
const beacons = 4;
const trips = [10, 40] as const;

interface Round {
  ms: number;
  answers: (RacesAnswer & { ms: number })[];
  counts: RacesCounts;
}

/** Measures all cases. The target is that no response is `unavailable`. */
export async function races(): Promise<Result> {
  const world = await openWorld('bench/workers/races.ts', { isolates: 4 });
  try {
    const rows: Result['rows'] = [];
    let unavailable = 0;
    await once(world, { isolates: 2, tripMs: 0 });
    for (const tripMs of trips) {
      for (const isolates of [1, 2, 4]) {
        const all: Round[] = [];
        for (let round = 0; round < rounds; round++) all.push(await once(world, { isolates, tripMs }));
        const answers = all.flatMap((round) => round.answers);
        const refused = answers.filter(({ isStored }) => !isStored).length;
        unavailable += refused;
        const sum = (name: keyof RacesCounts) => all.reduce((total, { counts }) => total + counts[name], 0);
        rows.push([
          `${tripMs} ms, ${isolates} isolate${isolates > 1 ? 's' : ''}`,
          median(all.map(({ ms }) => ms)) / (writers * beacons),
          median(answers.map(({ ms }) => ms)),
          Math.max(...answers.map(({ ms }) => ms)),
          Math.max(...answers.map(({ statements }) => statements)),
          ...(['hit', 'miss', 'race'] as const).map((name) => sum(name) / rounds),
          refused,
        ]);
      }
    }
    return {
      name: 'races',
      title: `${writers} concurrent writers of one visitor, ${beacons} beacons each, by the round trip to the database`,
      columns: [
        'round trip',
        'ms per event',
        'median response, ms',
        'slowest',
        'most statements',
        'hits',
        'misses',
        'races',
        'unavailable',
      ],
      rows,
      targets: [{ what: 'responses "unavailable"', value: unavailable, atMost: 0 }],
      notes: [
        `${rounds} rounds each, with the statement limit of the free plan; hits, misses and races per round.`,
      ],
    };
  } finally {
    await world.stop();
  }
}

async function once(
  world: World,
  { isolates, tripMs }: { isolates: number; tripMs: number },
): Promise<Round> {
  const job: RacesJob = { device: randomUUID(), session: randomUUID(), tripMs };
  const before = await countsOf(world, isolates);
  const answers: Round['answers'] = [];
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let beacon = 0; beacon < beacons; beacon++) {
          let answer: RacesAnswer | undefined;
          const took = await timed(async () => {
            const init = { method: 'POST', body: JSON.stringify(job) };
            answer = (await (await world.ask('/', init, writer % isolates)).json()) as RacesAnswer;
          });
          if (answer) answers.push({ ...answer, ms: took });
        }
      }),
    ),
  );
  const after = await countsOf(world, isolates);
  const counts = {
    hit: after.hit - before.hit,
    miss: after.miss - before.miss,
    race: after.race - before.race,
  };
  return { ms, answers, counts };
}

async function countsOf(world: World, isolates: number): Promise<RacesCounts> {
  const all = await Promise.all(
    Array.from(
      { length: isolates },
      async (_, isolate) => (await (await world.ask('/', {}, isolate)).json()) as RacesCounts,
    ),
  );
  return all.reduce((sum, { hit, miss, race }) => ({
    hit: sum.hit + hit,
    miss: sum.miss + miss,
    race: sum.race + race,
  }));
}
