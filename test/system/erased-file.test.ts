// The database file after an erasure, byte by byte: nothing that says who it was.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { databaseIn, freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';

const state = mkdtempSync(join(tmpdir(), 'leadlight-erased-'));
let server: RunningServer | undefined;

afterAll(async () => {
  await server?.stop('SIGKILL');
  rmSync(state, { recursive: true, force: true });
});

const origin = 'https://acme.example';

async function call(method: string, path: string, body?: unknown) {
  const token = /Sign in with +(\S+)/.exec(server?.printed() ?? '')?.[1];
  const response = await fetch(`${server?.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 Firefox/153.0',
      origin,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect([path, response.status, text]).toEqual([path, expect.toBeOneOf([200, 201, 202]), text]);
  return JSON.parse(text);
}

/** The database as a file without freed pages. */
function copyOf(name: string): string {
  const database = databaseIn(state);
  const file = join(state, name);
  database.exec(`vacuum into '${file}'`);
  database.close();
  return readFileSync(file, 'latin1');
}

test('holds the person in none of the forms that their email was given in', async () => {
  server = await startProcess(['--port', String(await freePort()), '--state', state, '--no-demo']);
  const { id: site } = await call('POST', '/v1/sites', {
    name: 'Acme',
    origins: [origin],
    settings: { collectFields: ['work-email', 'message'] },
  });
  const [device, other] = [randomUUID(), randomUUID()];
  const at = Date.now();
  const url = `${origin}/u/Zoe.Quill%40Mail.Example/orders?email=zoe.quill@mail.example&ref=quill`;
  const event = (kind: string, more: object) => ({ id: randomUUID(), kind, at, url, ...more });
  const beacon = (from: string, events: object[]) =>
    call('POST', '/e', { site, device: from, session: randomUUID(), sentAt: at, events });
  await beacon(device, [
    event('page_view', { title: 'Orders of zoe.quill@mail.example', referrer: url }),
    event('form_fill', {
      form: 'contact',
      email: ' Zoe.Quill@Mail.EXAMPLE',
      fields: { 'work-email': 'zoe.quill@mail.example', message: 'I am Zoe.Quill@mail.example' },
    }),
    event('Gift sent', { props: { from: 'zoe.quill@mail.example' } }),
    event('identify', { email: 'zoe.quill@mail.example', userId: 'zoe-4711', traits: { lastName: 'Quill' } }),
  ]);
  await beacon(other, [event('identify', { email: 'ZOE.QUILL@mail.example' })]);
  await beacon(randomUUID(), [event('identify', { email: 'bob@mail.example', url: origin })]);
  await call('POST', `/v1/sites/${site}/events`, {
    events: [
      {
        ...{ id: randomUUID(), kind: 'email_reply', userId: 'zoe-4711', email: 'Zoe.Quill@mail.example' },
        props: { to: 'zoe.quill@mail.example' },
      },
    ],
  });
  await call('POST', `/v1/sites/${site}/outcomes`, {
    id: 'order 1 of zoe.quill@mail.example',
    result: 'won',
    email: 'Zoe.Quill@mail.example',
    deal: 'zoe.quill@mail.example',
  });
  const [{ id: visitor }] = (await call('GET', `/v1/sites/${site}/visitors?userId=zoe-4711`)).data;
  await call('POST', `/v1/sites/${site}/visitors/${visitor}/split`, { device: other });
  const reason = 'Met zoe.quill@mail.example at the fair';
  await call('POST', `/v1/sites/${site}/visitors/${visitor}/adjustments`, {
    id: randomUUID(),
    points: 5,
    reason,
  });
  const record = (what: string, more: object) =>
    call('POST', `/v1/sites/${site}/visitors/${visitor}/${what}`, { id: randomUUID(), ...more });
  await record('notes', { text: 'Zoe Quill calls back' });
  await record('state', { state: 'rejected', reason: 'Quill has no budget' });
  await record('owner', { owner: 'Friend of Zoe Quill' });
  const { event: undone } = await record('notes', { text: 'Quill moved' });
  await call('DELETE', `/v1/sites/${site}/visitors/${visitor}/events/${undone}`);
  await call('POST', `/v1/sites/${site}/visitors/${visitor}/shares`, { days: 7 });

  const traces = [
    'zoe.quill',
    'quill',
    'zoe-4711',
    ...[device, undone].map((id) => id.replaceAll('-', '')),
    visitor.toLowerCase(),
  ];
  const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
  const isIn = (copy: string, trace: string) =>
    copy.toLowerCase().includes(trace) || hex(copy).includes(trace);
  const before = copyOf('before.sqlite');
  expect(traces.filter((trace) => isIn(before, trace))).toEqual(traces);
  expect(await call('POST', `/v1/sites/${site}/erasures`, { email: 'zoe.quill@mail.example' })).toMatchObject(
    {
      visitors: 1,
    },
  );
  const after = copyOf('after.sqlite');
  expect(traces.filter((trace) => isIn(after, trace))).toEqual([]);
  expect(after).toContain('bob@mail.example');
});
