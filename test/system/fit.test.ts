// `npm run model -- fit` against a Worker on the free plan, compared with the fit of a Worker on the paid plan.

import { spawn } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { adminToken, openWorld, type World } from '../../bench/world.ts';
import { gatheredOf, madeUpPeople, withSale } from '../support/stories/predicted.ts';

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.stop();
});

const people = madeUpPeople(900, 7).map((one) => ({ visitor: one.visitor, history: withSale(one) }));
const { gathered, examples } = gatheredOf(people);
const begunAt = Date.now() - 1_000;

/** A site whose people are gathered, on a Worker with this plan. */
async function siteWithSample(plan: string): Promise<{ world: World; site: string }> {
  const world = await openWorld('worker/index.ts', { bindings: { PLAN: plan } });
  worlds.push(world);
  const made = await ask(world, 'POST', '/v1/sites', { name: 'Acme', origins: ['https://acme.test'] });
  const { key, revision } = (await world.db
    .prepare('select key, revision from site where id = ?')
    .bind(made.id)
    .first()) as { key: number; revision: number };
  await world.db.batch([
    world.db
      .prepare(
        `insert into prediction (site, version, begun_at, revision, stage, cursor, saves, done, total, gathered)
         values (?1, 1, ?2, ?3, 'fit', '', 5, 900, 900, ?4)`,
      )
      .bind(key, begunAt, revision, JSON.stringify(gathered)),
    ...[0, 1].map((place) =>
      world.db
        .prepare('insert into prediction_sample values (?1, 1, 4, ?2, ?3)')
        .bind(key, place, JSON.stringify(examples.filter((_, nth) => nth % 2 === place))),
    ),
  ]);
  return { world, site: made.id };
}

async function ask(world: World, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return (await (await world.ask(path, init)).json()) as { id: string; running: object | null };
}

/** What is stored, numbers to six digits: the exponential function of Node and that of workerd differ in the last ones. */
async function stored({ db }: World) {
  const row = await db.prepare('select stage, body, result, fitted_at from prediction').first();
  const read = (text: unknown) =>
    JSON.parse(String(text), (_, value) =>
      typeof value === 'number' ? Number(value.toPrecision(6)) : value,
    );
  return { ...row, body: read(row?.body), result: read(row?.result) };
}

/** Runs the command with these arguments. The worlds run in this process, so it must not wait for it. */
async function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['worker/command/model.ts', ...args], {
    env: { ...process.env, LEADLIGHT_TOKEN: adminToken },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
  const status = await new Promise<number | null>((ended) => child.once('exit', ended));
  return { status, stdout, stderr };
}

test('it fits what the Worker of a paid plan fits, and says how good it is', async () => {
  const free = await siteWithSample('free');
  const { status, stdout, stderr } = await run('fit', '--url', free.world.url, '--site', free.site);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Fitting \(900 people\) …$/m);
  expect(stdout).toMatch(
    /^A buyer is ranked above somebody else in [67]\d% of pairs \(AUC\), by chance in 50%\.$/m,
  );
  expect(stdout).toMatch(/^ {2}[+−]\d\.\d\d {2}\S/m);

  const paid = await siteWithSample('paid');
  const path = `/v1/sites/${paid.site}/reports/prediction`;
  while ((await ask(paid.world, 'GET', path)).running) await new Promise((next) => setTimeout(next, 100));
  expect(await stored(free.world)).toEqual(await stored(paid.world));
  expect(await stored(free.world)).toMatchObject({
    stage: 'done',
    body: { weights: { 'event:compared': { weight: expect.any(Number) } } },
  });
});

test('a wrong token, model or command is said in words', async () => {
  const [{ world, site }] = [{ world: worlds[0] as World, site: 'none' }];
  const url = ['--url', world.url];
  const cases: [string[], RegExp][] = [
    [['fit', ...url, '--site', site], /^404 /],
    [['fit', ...url, '--token', 'no'], /^401 /],
    [['fit', 'x', ...url], /npm run model -- fit/],
    [['preview', 'x', '--model', 'x', ...url], /npm run model -- fit/],
  ];
  for (const [args, message] of cases) {
    const { status, stdout, stderr } = await run(...args);
    expect([args, status, stdout]).toEqual([args, 1, '']);
    expect(stderr).toMatch(message);
  }
});
