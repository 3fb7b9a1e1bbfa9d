/** @module-tag slow */
// The server is killed at random moments under load and started again on the same state: what was acknowledged is there,
// once, and so is what is sent again. PROPERTY_SEED repeats the load; where in it the kills fall, the machine decides.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { randomFrom } from '../../demo/people/random.ts';
import type { Explanation, TimelineEvent, Visitor } from '../../schema/api/visitor.ts';
import { isCI } from '../support/run/ci.ts';
import { freePort, type RunningServer, startProcess } from '../support/server/running-server.ts';
import { sumModel, VisitorLoad } from '../support/stories/visitor-load.ts';

/** In CI more often. */
const kills = isCI ? 5 : 2;
/** Requests under way at any moment. */
const senders = 12;
/** At first, nobody is known: whole histories are claimed, one after the other, between the kills. */
const people = 40;

let state: string;
let server: RunningServer;
afterEach(async () => {
  await server?.stop('SIGKILL');
  rmSync(state, { recursive: true, force: true });
});

async function call<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}\n${server.printed()}`);
  return JSON.parse(text) as Answer;
}

/** Sends each, `senders` at a time; all must be acknowledged. */
async function deliverAll(load: VisitorLoad, beacons: Iterable<VisitorLoad['sent'][number]>): Promise<void> {
  const left = [...beacons];
  const send = async () => {
    for (let beacon = left.pop(); beacon; beacon = left.pop()) await load.deliver(server.url, beacon);
  };
  await Promise.all(Array.from({ length: senders }, send));
  expect(load.unacknowledged.size).toBe(0);
}

/** Everybody as the API tells it: the score, that its lines sum to it and each event earned once, and the timeline. */
async function everybody(site: string) {
  const { data } = await call<{ data: Visitor[] }>(`/v1/sites/${site}/visitors?limit=200`);
  const told = data.map(async ({ id, email, rawScore }) => {
    const path = `/v1/sites/${site}/visitors/${id}`;
    const { lines } = await call<Explanation>(`${path}/explanation`);
    expect(lines.reduce((sum, { worth }) => sum + worth, 0)).toBe(rawScore);
    expect(new Set(lines.map(({ rule, eventId }) => `${rule} ${eventId}`)).size).toBe(lines.length);
    return { email, score: rawScore, eventIds: await timeline(path) };
  });
  return inOrder(await Promise.all(told));
}

async function timeline(path: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: { data: TimelineEvent[]; nextCursor: string | null } = await call(
      `${path}/events?limit=200${more}`,
    );
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids.sort();
}

function inOrder<Each extends { eventIds: string[] }>(all: Each[]): Each[] {
  return all.sort((a, b) => ((a.eventIds[0] ?? '') < (b.eventIds[0] ?? '') ? -1 : 1));
}

test('killed under load again and again, it has every acknowledged event, and each once', async () => {
  const random = randomFrom(Number(process.env.PROPERTY_SEED));
  state = mkdtempSync(join(tmpdir(), 'leadlight-crash-'));
  const args = ['--port', String(await freePort()), '--state', state, '--token', 't', '--no-demo'];
  server = await startProcess(args);
  const { id: site } = await call<{ id: string }>('/v1/sites', {
    name: 'Acme',
    origins: ['https://acme.example'],
  });
  const { version } = await call<{ version: number }>(`/v1/sites/${site}/models`, sumModel);
  await call(`/v1/sites/${site}/models/${version}/publish`, {});
  const load = new VisitorLoad(site, people, random);

  for (let kill = 0; kill < kills; kill++) {
    const visits = Array.from({ length: senders }, () => load.visit(server.url));
    await load.reaches(load.sent.length + random.between(40, 120));
    await server.stop('SIGKILL');
    await Promise.all(visits);
    server = await startProcess(args);
    await deliverAll(load, load.unacknowledged);
  }

  const expected = inOrder(load.expected());
  expect(await everybody(site)).toEqual(expected);
  await deliverAll(load, load.sent);
  expect(await everybody(site)).toEqual(expected);
}, 400_000);
