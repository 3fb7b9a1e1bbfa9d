// Puts load on a server from a separate process, so that sending requests does not slow down the measurement.
// As a child process, this file sends the load and reports how many requests per second got a 202.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { randomFrom } from '../demo/people/random.ts';

/** How long to send load, and how many requests at a time. `site` is the site of each beacon. */
export interface Order {
  url: string;
  site: string;
  seconds: number;
  connections: number;
}

/** The `Origin` header of the beacons. */
export const pageOrigin = 'https://example.com';

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const paths = ['/', '/features', '/pricing', '/docs'] as const;
/** Visitors come and go, so few beacons reach a full cap, as on a real site. */
const random = randomFrom(process.pid);

/** A running load generator. */
export interface Loader {
  /** Sends load and returns the requests per second. Throws if a response is not 202. */
  load(order: Order): Promise<number>;
  stop(): void;
}

/** Starts the child. */
export function startLoader(): Loader {
  const child: ChildProcess = fork(import.meta.filename, { stdio: 'inherit' });
  return {
    async load(order) {
      child.send(order);
      const [answer] = (await once(child, 'message')) as [{ rate: number } | { error: string }];
      if ('error' in answer) throw new Error(`${order.url}: ${answer.error}`);
      return answer.rate;
    },
    stop: () => void child.kill(),
  };
}

interface Visit {
  device: string;
  session: string;
  left: number;
}

/** A beacon with one event, the next one of a visit in progress. */
function beaconOf(visits: Visit[], place: number, site: string): string {
  let visit = visits[place];
  if (!visit || visit.left === 0) {
    visit = visits[place] = { device: random.uuid(), session: random.uuid(), left: random.between(1, 9) };
  }
  visit.left--;
  const sentAt = Date.now();
  const url = pageOrigin + random.pick(paths);
  const event = {
    id: random.uuid(),
    kind: 'page_view',
    at: sentAt - 20,
    url,
    title: 'A page of example.com',
  };
  const { device, session } = visit;
  return JSON.stringify({ site, device, session, sentAt, automated: false, keep: false, events: [event] });
}

/** Posts a beacon, waits for the whole response and resolves to its status. */
function post(agent: Agent, url: string, body: string): Promise<number> {
  const headers = {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(body),
    origin: pageOrigin,
    'user-agent': userAgent,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject).end(body);
  });
}

async function carryOut({ url, site, seconds, connections }: Order): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const visits: Visit[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let answered = 0;
  const one = async (place: number) => {
    while (performance.now() < end) {
      const status = await post(agent, `${url}/e`, beaconOf(visits, place, site));
      if (status !== 202) throw new Error(`responded ${status} to a beacon`);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, place) => one(place)));
  const rate = (answered * 1000) / (performance.now() - start);
  agent.destroy();
  return rate;
}

if (process.send && import.meta.main) {
  process.on('message', (order: Order) => {
    carryOut(order).then(
      (rate) => process.send?.({ rate }),
      (error) => process.send?.({ error: String(error) }),
    );
  });
}
