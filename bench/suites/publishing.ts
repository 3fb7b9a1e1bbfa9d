// How long a beacon takes while a model is being published, compared with other times under the same load.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { everyMinute } from '../../demo/clock.ts';
import { defaultModel } from '../../schema/model/default-model.ts';
import { settings } from '../../schema/site.ts';
import { pageOrigin } from '../load.ts';
import type { Result } from '../report.ts';
import { adminToken, openWorld } from '../world.ts';
import { fillHistory } from './history/history-fill.ts';

const site = 'publishing';
const visitors = 20_000;
const eventsPerVisitor = 10;
/** Concurrent beacons, and how long the usual time is measured, once before and once after. */
const senders = 16;
const usualMs = 6_000;

/** Puts load on the real Worker, publishes a model at the same time, and compares. */
export async function publishing(): Promise<Result> {
  const world = await openWorld('worker/index.ts');
  // Continues the publication after the request that started it.
  const stopClock = everyMinute((at) => world.runScheduled(at));
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${world.url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} responded ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  try {
    await call('POST', '/sites', {
      id: site,
      name: site,
      origins: [pageOrigin],
      settings: settings.parse({}),
    });
    await fillHistory(
      (sql, values) =>
        world.db
          .prepare(sql)
          .bind(...values)
          .run(),
      { site: 1, visitors, eventsPerVisitor, until: Date.now() },
    );
    await call('POST', `/sites/${site}/models`, { ...defaultModel, halfLifeDays: 14 });
    await sendUntil(world.url, after(2_000)); // To warm up.
    const before = await sendUntil(world.url, after(usualMs));
    let isServed = false;
    const published = publish(call).finally(() => {
      isServed = true;
    });
    const during = await sendUntil(world.url, () => isServed);
    await published;
    const usual = sorted([...before, ...(await sendUntil(world.url, after(usualMs)))]);
    const rows = [
      ['usual', ...figures(usual)],
      ['while publishing', ...figures(during)],
    ];
    return {
      name: 'publishing',
      title: 'Beacons while a model is published (milliseconds)',
      columns: ['', 'beacons', 'median', 'p99', 'longest'],
      rows,
      targets: [
        {
          what: 'ratio of p99 while publishing to the usual p99',
          value: at(during, 0.99) / at(usual, 0.99),
          atMost: 2,
        },
      ],
      notes: [`${senders} concurrent beacons; ${visitors * eventsPerVisitor} events are rescored. One run.`],
    };
  } finally {
    await stopClock();
    await world.stop();
  }
}

type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

/** Publishes version 2 and waits until it is served. */
async function publish(call: Call): Promise<void> {
  await call('POST', `/sites/${site}/models/2/publish`);
  while ((await call('GET', `/sites/${site}/model`)).rescoring !== null) await pause(200);
}

function after(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() > end;
}

/** Sends beacons with one event until then. Returns the duration of each in ms, sorted. */
async function sendUntil(url: string, isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const send = async () => {
    while (!isOver()) {
      const [device, session, id] = [randomUUID(), randomUUID(), randomUUID()];
      const now = Date.now();
      const events = [{ id, kind: 'page_view', at: now, url: `${pageOrigin}/pricing` }];
      const start = performance.now();
      const answer = await fetch(`${url}/e`, {
        method: 'POST',
        headers: {
          origin: pageOrigin,
          'user-agent': 'Mozilla/5.0 Firefox/153.0',
          'content-type': 'text/plain',
        },
        body: JSON.stringify({ site, device, session, sentAt: now, automated: false, keep: true, events }),
      });
      if (answer.status !== 202)
        throw new Error(`POST /e responded ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  return sorted(times);
}

function sorted(times: number[]): number[] {
  return times.sort((a, b) => a - b);
}

function at(times: number[], share: number): number {
  return times[Math.floor(times.length * share)] ?? Number.NaN;
}

function figures(times: number[]): number[] {
  return [times.length, at(times, 0.5), at(times, 0.99), times.at(-1) ?? Number.NaN];
}
