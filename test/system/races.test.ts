/** @module-tag slow */
// Writers of one visitor in two isolates of a real workerd, which share nothing but the database.

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RacesAnswer, RacesCounts, RacesJob } from '../../bench/workers/races.ts';
import { openWorld, type World } from '../../bench/world.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';
import { expectFold } from '../support/checks/fold-check.ts';
import { logByVisitor } from '../support/sites.ts';

const writers = 32;
const isolates = [0, 1] as const;

let world: World;
beforeEach(async () => {
  world = await openWorld('bench/workers/races.ts', { isolates: isolates.length });
});
afterEach(() => world?.stop());

async function send(job: RacesJob, isolate: number): Promise<RacesAnswer> {
  const answer = await world.ask('/', { method: 'POST', body: JSON.stringify(job) }, isolate);
  return (await answer.json()) as RacesAnswer;
}

async function countsOf(isolate: number): Promise<RacesCounts> {
  return (await (await world.ask('/', {}, isolate)).json()) as RacesCounts;
}

test('they lose nothing, none is unavailable, and the score is the fold of the log', async () => {
  let events = 0;
  for (const tripMs of [10, 40]) {
    const job = { device: randomUUID(), session: randomUUID(), tripMs };
    const pair = await Promise.all(isolates.map((isolate) => send(job, isolate)));
    const all = await Promise.all(Array.from({ length: writers }, (_, n) => send(job, n % isolates.length)));
    expect([...pair, ...all].map(({ isStored }) => isStored)).toEqual(Array(writers + 2).fill(true));
    events += writers + 2;
  }
  const db = world.db as unknown as D1Database;
  const site = (await readSite(db, 'races')) as SiteConfig;
  await expectFold(db, site);
  const log = await logByVisitor(db, site);
  expect([...log.values()].map((own) => own.length)).toEqual([writers + 2, writers + 2]);
  const counts = await Promise.all(isolates.map(countsOf));
  // Both wrote, each event was written once, and they did race.
  for (const { hit, miss } of counts) expect(hit + miss).toBe(events / 2);
  expect(counts.reduce((sum, { race }) => sum + race, 0)).toBeGreaterThan(0);
});
