// `npm start` as contract: ready, stopped cleanly, its database kept, and errors that say what would do.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const running: RunningServer[] = [];
const folders: string[] = [];

async function cleanUp(): Promise<void> {
  await Promise.all(running.splice(0).map((server) => server.stop('SIGKILL')));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-start-'));
  folders.push(folder);
  return folder;
}

async function start(...args: string[]): Promise<RunningServer> {
  const server = await startProcess(args);
  running.push(server);
  return server;
}

/** Calls the API with the admin token `t`. */
async function api(url: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

/** Whether a process runs that has both words in its command line. Linux only: elsewhere there is no /proc. */
function isRunning(...words: string[]): boolean {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .some((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return words.every((word) => command.includes(word));
      } catch {
        return false;
      }
    });
}

describe('an empty instance', () => {
  let port = 0;
  let args: string[] = [];
  /** The one server of these tests. Each leaves one running; the last need not. */
  let server: RunningServer;
  beforeAll(async () => {
    port = await freePort();
    args = ['--port', String(port), '--state', newFolder(), '--token', 't', '--no-demo'];
    server = await start(...args);
    return cleanUp;
  });

  test('says ready, answers, stops on SIGTERM with 0, and keeps its database', async () => {
    expect(server.url).toBe(`http://localhost:${port}`);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ ok: true });
    expect((await api(server.url, '/v1/sites')).body).toMatchObject({ data: [] });
    const made = await api(server.url, '/v1/sites', { name: 'Acme', origins: ['https://acme.example'] });
    expect(made.status).toBe(201);
    expect(await server.stop('SIGTERM')).toBe(0);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    if (process.platform === 'linux') expect(isRunning('workerd', `:${port}`)).toBe(false);

    server = await start(...args);
    expect((await api(server.url, '/v1/sites')).body).toMatchObject({ data: [{ name: 'Acme' }] });
  });

  test('prints where to begin, then the tag and the first steps of a site, until somebody is known', {
    tags: 'slow',
  }, async () => {
    const folder = newFolder();
    const empty = ['--port', String(await freePort()), '--state', folder, '--token', 't', '--no-demo'];
    let other = await start(...empty);
    expect(other.printed()).toMatch(new RegExp(`Begin at +${other.url}/ with the token`));
    expect(await (await fetch(`${other.url}/`)).text()).toContain('name="token"');
    const made = await api(other.url, '/v1/sites', {
      id: 'mine',
      name: 'Mine',
      origins: ['https://acme.test'],
    });
    await other.stop('SIGTERM');
    other = await start(...empty);
    expect(other.printed()).toMatch(/Tag of Mine +</);
    expect(other.printed()).toContain((made.body as { tag: string }).tag);
    expect(other.printed()).toMatch(new RegExp(`First steps +${other.url}/s/mine/start`));
    expect(other.printed()).not.toContain('Begin at');
    const events = [{ kind: 'identify', email: 'ann@acme.test' }];
    expect((await api(other.url, '/v1/sites/mine/events', { events })).status).toBe(200);
    await other.stop('SIGTERM');
    other = await start(...empty);
    expect(other.printed()).toContain('Tag of Mine');
    expect(other.printed()).not.toMatch(/First steps|Begin at/);
    await other.stop('SIGTERM');
  });

  test('listens on this machine only, and serves the snippet to pages everywhere', async () => {
    const snippet = await fetch(`${server.url}/l.js`);
    expect(snippet.status).toBe(200);
    expect(Object.fromEntries(snippet.headers)).toMatchObject({
      'content-type': expect.stringContaining('javascript'),
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
    });
    if (process.platform === 'linux') {
      const listening = readFileSync('/proc/net/tcp', 'latin1').split('\n');
      const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
      const ours = listening.filter((line) => new RegExp(`:${hexPort} \\S+ 0A `).test(line));
      expect(ours.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${hexPort}`]);
      expect(readFileSync('/proc/net/tcp6', 'latin1')).not.toContain(`:${hexPort} 0`);
    }
  });

  test('a build that is served may be kept for a year, one that is not is a 404 that no cache keeps', async () => {
    const { url } = server;
    const today = await (await fetch(`${url}/l.js`)).text();
    const hashed = readdirSync('dist/assets').find((name) => /^l\.[\da-f]{10}\.js$/.test(name));
    const forAnyPage = {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    };
    for (const prefix of ['', '/x', '/a/b'])
      for (const method of ['GET', 'HEAD']) {
        const served = await fetch(`${url}${prefix}/${hashed}`, { method });
        expect(served.status).toBe(200);
        expect(Object.fromEntries(served.headers)).toMatchObject({
          ...forAnyPage,
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'public, max-age=31536000, immutable',
        });
        expect(await served.text()).toBe(method === 'GET' ? today : '');
        const unknown = await fetch(`${url}${prefix}/l.0123456789.js`, { method });
        expect(unknown.status).toBe(404);
        expect(Object.fromEntries(unknown.headers)).toMatchObject({
          ...forAnyPage,
          'cache-control': 'no-store',
        });
        const nonsense = await fetch(`${url}${prefix}/l.nonsense.js`, { method });
        expect(nonsense.status).toBe(404);
        expect(nonsense.headers.get('cache-control')).toBe('no-store');
      }
  });

  test('killed without warning, leaves neither workerd nor the port behind; on SIGINT it stops with 0', {
    tags: 'slow',
  }, async () => {
    expect(await server.stop('SIGKILL')).toBe('SIGKILL');
    await expect.poll(() => fetch(server.url).catch(() => 'gone'), { timeout: 5_000 }).toBe('gone');
    server = await start(...args);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ ok: true });
    expect(await server.stop('SIGINT')).toBe(0);
  });
});

describe('a server', () => {
  afterEach(cleanUp);

  test('with the demo, it prints where to click, and the visitors are there once', async () => {
    const port = await freePort(true);
    const args = ['--port', String(port), '--state', newFolder(), '--token', 't'];

    const first = await start(...args);
    const site = `http://localhost:${port + 1}`;
    for (const shown of [first.url, site, `${first.url}/docs`]) expect(first.printed()).toContain(shown);
    const pricing = await (await fetch(`${site}/pricing`)).text();
    expect(pricing).toContain(`<script defer src="${first.url}/l.js?site=demo"></script>`);
    const guide = await fetch(`${site}/files/guide.pdf`);
    expect(guide.headers.get('content-type')).toBe('application/pdf');
    const list = '/v1/sites/demo/visitors?limit=200';
    const visitors = ((await api(first.url, list)).body as { data: { id: string; status: string }[] }).data;
    expect(visitors.length).toBeGreaterThan(50);
    expect(new Set(visitors.map(({ status }) => status))).toEqual(
      new Set(['hot', 'warm', 'cool', 'cold', 'customer']),
    );
    const hooks = '/v1/sites/demo/webhooks';
    const told = `${site}/leadlight-webhook`;
    expect((await api(first.url, hooks)).body).toMatchObject({ data: [{ url: told, enabled: true }] });
    expect(await first.stop('SIGTERM')).toBe(0);

    // At another port, the same visitors, and the same webhook.
    const elsewhere = await freePort(true);
    const second = await start('--port', String(elsewhere), ...args.slice(2));
    expect((await api(second.url, list)).body).toMatchObject({ data: { length: visitors.length } });
    expect((await api(second.url, hooks)).body).toMatchObject({
      data: [{ url: told.replace(String(port + 1), String(elsewhere + 1)) }],
    });

    // What happened before is no news. What happens now is a line for each message: who, what, why, and a link.
    expect(second.printed()).not.toContain('Told:');
    const email = 'zoe@acme.example';
    const events = [
      { id: crypto.randomUUID(), kind: 'identify', email, traits: { name: 'Zoe\u202e \u001b[31mRed' } },
      { id: crypto.randomUUID(), kind: 'form_fill', email, form: 'demo', url: `${site}/contact` },
    ];
    await api(second.url, '/v1/sites/demo/events', { events });
    await expect.poll(() => second.printed(), { timeout: 20_000 }).toMatch(/^Told: Zoe .* is hot, /m);
    const [line = ''] = second.printed().match(/^Told: Zoe .* is hot, .*$/m) ?? [];
    expect(line).toMatch(
      /Asked for .*: \d+ of \d+ points\. Next: .*http:\/\/localhost:\d+\/s\/demo\/visitors\//,
    );
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('a wrong option is answered in words, without a trace of the code', () => {
    const args = ['demo/start.ts', '--prot', '1'];
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain("'--prot'");
    expect(stderr).toContain('--port N');
    expect(stderr).not.toContain('    at ');
  });

  test('a port that is taken is named, with another to try', async () => {
    const port = await freePort();
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(port, '127.0.0.1', listening));
    const failed = startProcess(['--port', String(port), '--state', newFolder(), '--no-demo']);
    await expect(failed).rejects.toThrow(`Port ${port} is in use`);
    taken.close();
  });
});
