// Loads a server from a process of its own, so that making requests and measuring them do not wait for each other.
// Run as a child, it is that process: it answers each order with the requests a second that were answered 202.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { randomFrom } from '../demo/people/random.ts';

/** So long, so many requests at a time; `site` is in each beacon, its page's origin in the header. */
export interface Order {
  url: string;
  site: string;
  seconds: number;
  connections: number;
}

/** The origin that beacons come from. */
export const pageOrigin = 'https://example.com';

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const paths = ['/', '/features', '/pricing', '/docs'] as const;
/** People who come and go: enough that few beacons meet a full cap, as on a real site. */
const random = randomFrom(process.pid);

/** A loader that works until it is stopped. */
export interface Loader {
  /** Requests answered a second. Throws where an answer was not 202. */
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

/** One beacon of one event, a step in one of the visits that are going on. */
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

/** Posts a beacon and waits for all of the answer; resolves to its status. */
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
      if (status !== 202) throw new Error(`answered ${status} to a beacon`);
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
