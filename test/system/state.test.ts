// The folder of a local server when all is not well: another server on it, another writer, another commit's, a full disk.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { databaseIn, freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';
import { diskOf, fillDisk, onSmallDisk, whyNoSmallDisk } from '../support/server/small-disk.ts';

const running: RunningServer[] = [];
const folders: string[] = [];

afterAll(async () => {
  await Promise.all(running.map((server) => server.stop('SIGKILL')));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder for state folders. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-state-'));
  folders.push(folder);
  return folder;
}

async function start(state: string, before: string[] = []): Promise<RunningServer> {
  const args = ['--port', String(await freePort()), '--state', state, '--no-demo'];
  const server = await startProcess(args, before);
  running.push(server);
  return server;
}

/** From what it printed. */
const tokenOf = (server: RunningServer) => /Sign in with +(\S+)/.exec(server.printed())?.[1];

/** What an answer is held to here; `retryAfter` in seconds. */
interface Answer {
  status: number;
  retryAfter: number | null;
  body: unknown;
}

const origin = 'https://acme.example';

async function call(server: RunningServer, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${tokenOf(server)}`,
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 Firefox/153.0',
      origin,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    retryAfter: retryAfter === null ? null : Number(retryAfter),
    body: await response.json(),
  };
}

/** A site, and what is sent to it: a page view in a beacon, and an event of the site's own server. */
async function makeSite(server: RunningServer) {
  const { body } = await call(server, '/v1/sites', { name: 'Acme', origins: [origin] });
  const { id } = body as { id: string };
  const page = { id: randomUUID(), kind: 'page_view', at: Date.now(), url: `${origin}/pricing` };
  return {
    beacon: { site: id, device: randomUUID(), sentAt: Date.now(), events: [page] },
    reply: { id: randomUUID(), kind: 'email_reply', email: 'ann@acme.example' },
    events: `/v1/sites/${id}/events`,
    visitors: `/v1/sites/${id}/visitors`,
  };
}

type Site = Awaited<ReturnType<typeof makeSite>>;

/** That nothing is said to be stored, nor to be broken, and that it says when to come again. */
function expectRefused({ status, retryAfter, body }: Answer): void {
  expect({ status, body }).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(retryAfter).toBeGreaterThan(0);
}

/** With a database that cannot be written to: that everything is refused and, once `mend` was called, counts once. */
async function expectTakenOnce(server: RunningServer, site: Site, mend: () => void): Promise<void> {
  const beacon = () => call(server, '/e', site.beacon);
  const reply = () => call(server, site.events, { events: [site.reply] });
  for (let time = 0; time < 2; time++) {
    expectRefused(await beacon());
    expectRefused(await reply());
    // Local D1 writes with every query.
    expectRefused(await call(server, site.visitors));
  }
  // Public, it asks nothing of the database; with a token it reads the usage.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expectRefused(await call(server, '/healthz'));
  mend();
  for (let time = 0; time < 2; time++) {
    expect(await beacon()).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect(await reply()).toMatchObject({ status: 200, body: { accepted: 1 } });
  }
  const { body } = await call(server, site.visitors);
  const scores = (body as { data: { score: number }[] }).data.map(({ score }) => score);
  // The reply 15; the page 1, and 10 because it is pricing.
  expect(scores).toEqual([15, 10.5]);
}

describe('a state folder', () => {
  const parent = newFolder();
  const state = join(parent, 'demo');
  let server: RunningServer;
  beforeAll(async () => {
    server = await start(state);
  });

  test('is refused to a second server, which names the process that holds it', async () => {
    const message = await start(state).catch((error: Error) => error.message);
    expect(message).toContain(`${state} is in use by process ${server.process.pid}.`);
    expect(message).toContain('--state DIR');
    expect(message).not.toContain('    at ');
    expect(await call(server, '/v1/sites')).toMatchObject({ status: 200 });
  });

  test('whose database another process locks takes nothing, and once it is free takes each event once', async () => {
    const site = await makeSite(server);
    const other = databaseIn(state);
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    await expectTakenOnce(server, site, () => other.exec('commit'));
  });

  test('of another commit is moved, with one line about it, and the token is the same', {
    tags: 'slow',
  }, async () => {
    await makeSite(server);
    expect(await server.stop('SIGTERM')).toBe(0);
    const database = databaseIn(state);
    const sites = database.prepare('select * from site').all();
    database.exec("insert into d1_migrations (name) values ('0001_of_another_commit.sql')");
    database.close();

    const next = await start(state);
    const [said, ...more] = next.printed().match(/^Moved the database.*$/gm) ?? [];
    const [aside = ''] = readdirSync(parent).filter((name) => name !== 'demo');
    expect(aside).toMatch(/^demo\.before-\d{4}-\d\d-\d\d$/);
    expect(said).toContain(join(parent, aside));
    expect(said).toContain('0001_of_another_commit.sql');
    expect(more).toEqual([]);
    expect(tokenOf(next)).toBe(tokenOf(server));
    expect(await call(next, '/v1/sites')).toMatchObject({ status: 200, body: { data: [] } });
    const kept = databaseIn(join(parent, aside));
    expect(sites.length).toBeGreaterThan(0);
    expect(kept.prepare('select * from site').all()).toEqual(sites);
    kept.close();
  });
});

describe('a full disk', { tags: 'slow' }, () => {
  const why = whyNoSmallDisk();

  test('met while starting is said in a sentence', async ({ skip }) => {
    skip(why !== null, why ?? '');
    const disk = join(newFolder(), 'disk');
    const failed = start(join(disk, 'demo'), onSmallDisk(disk, 1));
    const message = await failed.catch((error: Error) => error.message);
    expect(message).toMatch(/The disk of \S+\/disk\/demo is full: \d+ kB are free/);
    expect(message).toContain('--state DIR');
    expect(message).not.toContain('    at ');
  });

  test('met while running refuses what it cannot store, and once there is room takes it, once', async ({
    skip,
  }) => {
    skip(why !== null, why ?? '');
    const disk = join(newFolder(), 'disk');
    const server = await start(join(disk, 'demo'), onSmallDisk(disk, 16));
    const site = await makeSite(server);
    await expectTakenOnce(server, site, fillDisk(diskOf(server.process.pid, disk)));
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});
