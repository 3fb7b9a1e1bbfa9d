// Requests per second of `POST /e` with one event per beacon, compared with workers that do less and a server that does
// nothing. All run behind the same miniflare with the same bindings, and get their load from the same process in turns.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { settings } from '../../schema/site.ts';
import { type Loader, pageOrigin, startLoader } from '../load.ts';
import type { Result } from '../report.ts';
import { interleave, median, medianRatio } from '../rounds.ts';
import { adminToken, openWorld } from '../world.ts';

const rounds = 7;
const secondsARound = 1.5;
const connections = 32;
const site = 'bench';

const cases = {
  leadlight: 'POST /e',
  oneWrite: 'empty Hono worker, one D1 write',
  empty: 'empty Hono worker',
  node: 'bare node server',
} as const;

/** Measures the four cases. The target is the ratio to the worker with one write. */
export async function collect(): Promise<Result> {
  const ending: (() => unknown)[] = [];
  try {
    const loader = startLoader();
    ending.push(() => loader.stop());
    const urls: Record<keyof typeof cases, string> = {
      leadlight: await startWorld('worker/index.ts', ending),
      oneWrite: await startWorld('bench/workers/one-write.ts', ending),
      empty: await startWorld('bench/workers/empty.ts', ending),
      node: await startNode(ending),
    };
    await makeSite(urls.leadlight);
    const rates = await interleave(
      {
        leadlight: () => load(loader, urls.leadlight),
        oneWrite: () => load(loader, urls.oneWrite),
        empty: () => load(loader, urls.empty),
        node: () => load(loader, urls.node),
      },
      rounds,
    );
    return resultOf(rates);
  } finally {
    for (const end of ending.reverse()) await end();
  }
}

function load(loader: Loader, url: string): Promise<number> {
  return loader.load({ url, site, seconds: secondsARound, connections });
}

function resultOf(rates: Record<keyof typeof cases, number[]>): Result {
  const names = Object.keys(cases) as (keyof typeof cases)[];
  return {
    name: 'collect',
    title: 'Beacons with one event (requests per second)',
    columns: ['server', 'requests per second', 'ratio of POST /e to it'],
    rows: names.map((name) => [cases[name], median(rates[name]), medianRatio(rates.leadlight, rates[name])]),
    targets: [
      {
        what: 'ratio of POST /e to an empty worker with one D1 write',
        value: medianRatio(rates.leadlight, rates.oneWrite),
        atLeast: 0.5,
      },
    ],
    notes: [
      `${rounds} interleaved rounds of ${secondsARound} s, medians; ${connections} keep-alive connections.`,
    ],
  };
}

async function startWorld(entry: string, ending: (() => unknown)[]): Promise<string> {
  const world = await openWorld(entry);
  ending.push(() => world.stop());
  return world.url;
}

async function startNode(ending: (() => unknown)[]): Promise<string> {
  const server = createServer((request, answer) => {
    request.resume().once('end', () => {
      answer.writeHead(202, { 'content-type': 'application/json' }).end('{"accepted":1,"rejected":[]}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ending.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function makeSite(url: string): Promise<void> {
  const answer = await fetch(`${url}/v1/sites`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: site, name: site, origins: [pageOrigin], settings: settings.parse({}) }),
  });
  if (!answer.ok) throw new Error(`POST /v1/sites responded ${answer.status}: ${await answer.text()}`);
}
