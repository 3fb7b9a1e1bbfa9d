// The commands that talk to a running instance, against the real server with the history of the demo.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../schema/model/default-model.ts';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'leadlight-model-'));
let server: RunningServer;

beforeAll(async () => {
  const state = join(folder, 'state');
  server = await startProcess(['--port', `${await freePort(true)}`, '--state', state, '--token', 't']);
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;

function file(content: unknown): string {
  const path = join(folder, `${++files}-model.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Runs the command; by default against the server, with its token. */
function run(...args: string[]) {
  const command = ['worker/command/model.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LEADLIGHT_TOKEN: 't' },
  });
  return { status, stdout, stderr };
}

const versions = async () => {
  const headers = { authorization: 'Bearer t' };
  const answer = await fetch(`${server.url}/v1/sites/demo/models`, { headers });
  return ((await answer.json()) as { data: { version: number; state: string }[] }).data;
};

test('it prints what a model in a file would change, as often as one likes, with one draft', async () => {
  const model = {
    ...defaultModel,
    halfLifeDays: 60,
    rules: defaultModel.rules.filter(({ id }) => id !== 'pricing'),
    groups: defaultModel.groups?.map((group) => ({
      ...group,
      rules: group.rules.filter((id) => id !== 'pricing'),
    })),
  };
  for (let time = 0; time < 2; time++) {
    const { status, stdout, stderr } = run('preview', file(model), '--url', `${server.url}/`);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Site demo: version 3 compared with version 2, \d\d visitors, 20\d\d-\d\d-\d\d \d\d:\d\d UTC\.$/m,
    );
    expect(stdout).toContain('Half-life: 60 days instead of 14 days.');
    expect(stdout).toContain('Rule "pricing" (Viewed pricing) is gone.');
    expect(stdout).toMatch(/^ {2}hot +\d+ +\d+$/m);
    expect(stdout).toMatch(/^Score by percentile\n +before +after\n {2}10 /m);
    expect(stdout).toMatch(/^Largest changes\n {2}.+: [\d.]+ → [\d.]+, /m);
  }
  expect(await versions()).toMatchObject([{ version: 3, state: 'draft' }, { state: 'served' }, {}]);
});

test('its warnings know the hosts of the site, and the parameters that it keeps', () => {
  const capped = { points: 1, cap: { times: 1, per: 'day' } };
  const on = (id: string, where: object) => ({ id, label: id, on: 'page_view', where, ...capped });
  const rules = [
    on('own', { host: 'localhost' }),
    on('foreign', { host: 'shop.example.org' }),
    on('dropped', { 'query.sku': '1' }),
  ];
  const { stdout } = run('preview', file({ ...defaultModel, groups: [], rules }), '--url', server.url);
  expect(stdout).toMatch(/rule "foreign" can never match: the pages of this site are on localhost/);
  expect(stdout).toMatch(/rule "dropped" .*sku/);
  expect(stdout).not.toContain('rule "own" can');
});

test('what is wrong is said in words, with what to do', { tags: 'slow' }, async () => {
  const url = ['--url', server.url];
  const cases: [string[], RegExp][] = [
    [['preview', 'missing.json'], /missing\.json: ENOENT/],
    [['preview', file('{')], /model\.json: /],
    [['preview', file({ ...defaultModel, halfLifeDays: 0 }), ...url], /400 .*\n {2}halfLifeDays: /],
    [['preview', file(defaultModel), ...url, '--token', 'no'], /^401 /],
    [['preview', file(defaultModel), ...url, '--site', 'none'], /^404 /],
    [['preview', file(defaultModel), '--url', 'http://localhost:1'], /^Cannot reach .*--url/],
    [['publish', 'x'], /npm run model -- preview FILE/],
    [['preview'], /npm run model -- preview FILE/],
    [['preview', 'a', '--fast'], /--fast[\s\S]*npm run model/],
  ];
  for (const [args, message] of cases) {
    const { status, stdout, stderr } = run(...args);
    expect([args, status, stdout]).toEqual([args, 1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
  expect(run().stdout).toMatch(/npm run model -- preview FILE/);
});

test('verify recomputes every score from the log and finds no difference', () => {
  const command = ['worker/command/verify.ts', '--url', server.url, '--token', 't'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\d\d scores recomputed from the log: no differences\.$/m);
});
