/** @module-tag slow */
// The server is killed between the commit of a message and its delivery, and between its delivery and the note of it: every message
// arrives, with its own id and the same bytes each time, and no other does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../support/server/receiver.ts';
import {
  databaseIn,
  freePort,
  type RunningServer,
  startProcess,
} from '../../support/server/running-server.ts';

const state = mkdtempSync(join(tmpdir(), 'leadlight-alerts-crash-'));
let server: RunningServer;
let receiver: Receiver;
let args: string[];
/** What the receiver does with a message before it answers. */
let onArrival: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  args = ['--port', String(await freePort()), '--state', state, '--token', 't', '--no-demo'];
  server = await startProcess(args);
  receiver = await startReceiver({
    '/hook': (open) => void onArrival().then(() => open.writeHead(204).end()),
  });
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await receiver?.stop();
  rmSync(state, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is what a test is about to look into
async function call(what: string, body?: unknown): Promise<any> {
  const [method = '', path = ''] = what.split(' ');
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: 'Bearer t' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${what} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** Makes what waits due now, as time does. */
function passTime(): void {
  const database = databaseIn(state);
  database.prepare(`update delivery set due = 1 where state = 'waiting'`).run();
  database.close();
}

test('killed before and after each delivery, it delivers each message, and none that is not one', async () => {
  const { id: site } = await call('POST /v1/sites', { name: 'Acme', origins: ['https://acme.test'] });
  const events = [{ kind: 'page_view', url: 'https://acme.test/', device: crypto.randomUUID() }];
  await call(`POST /v1/sites/${site}/events`, { events });
  const hook = { url: `${receiver.url}/hook`, events: ['visitor.hot'] };
  const { id: webhook } = await call(`POST /v1/sites/${site}/webhooks`, hook);
  const database = databaseIn(state);
  const ids = Array.from({ length: 4 }, (_, index) => `msg_${'0'.repeat(28)}${index}`);
  for (const id of ids)
    database
      .prepare(
        `insert into delivery (site, webhook, id, type, at, visitor, detail, state, due, attempts)
         select key, ?, ?, 'visitor.hot', ?, (select visitor from score), '{"previous":null}', 'failed', null, 0
         from site where id = ?`,
      )
      .run(webhook, id, Date.now(), site);
  database.close();
  const path = `/v1/sites/${site}/webhooks/${webhook}/deliveries`;

  // A replay commits a message that is due, as a transaction that moves a visitor does, and the server sends after its answer.
  for (const [index, id] of ids.entries()) {
    const isAfterDelivery = index % 2 === 1;
    const killed = new Promise<void>((done) => {
      onArrival = async () => {
        if (isAfterDelivery) await server.stop('SIGKILL');
        done();
      };
    });
    await call(`POST ${path}/${id}/replay`);
    // Before it is delivered, or at the latest with it: the answer does not arrive, so that it cannot be noted.
    if (!isAfterDelivery) await server.stop('SIGKILL');
    else await killed;
    onArrival = async () => undefined;
    server = await startProcess(args);
  }
  for (let tries = 0; tries < 4; tries++) {
    const { data } = await call(`GET ${path}`);
    const left = data.filter((one: { state: string }) => one.state !== 'delivered');
    if (left.length === 0) break;
    passTime();
    await call(`POST ${path}/${left[0].id}/replay`);
    await expect
      .poll(async () => (await call(`GET ${path}?state=waiting`)).data, { timeout: 20_000 })
      .toEqual([]);
  }
  const states = (await call(`GET ${path}`)).data.map((one: { id: string; state: string }) => [
    one.id,
    one.state,
  ]);
  expect(states).toEqual(ids.toReversed().map((id) => [id, 'delivered']));
  const arrived = Map.groupBy(receiver.received, ({ id }) => id);
  expect([...arrived.keys()].toSorted()).toEqual(ids);
  for (const [id, copies] of arrived)
    expect([id, new Set(copies.map(({ body }) => body)).size]).toEqual([id, 1]);
  // Those that were delivered before the server was killed came again: at least once.
  for (const id of ids.filter((_, index) => index % 2 === 1))
    expect([id, arrived.get(id)?.length]).toEqual([id, expect.toSatisfy((copies: number) => copies >= 2)]);
}, 240_000);
