// The real Worker with two changes: each beacon sets its clock, and its database counts rows. So a log from last year can be
// replayed as if each of its requests were arriving now.

import { isbot } from 'isbot';
import { envelope } from '../../schema/beacon.ts';
import { buildApp } from '../../worker/app.ts';
import type { Arrival } from '../../worker/flows/ingest/entries.ts';
import { ingest } from '../../worker/flows/ingest/ingest.ts';
import type { Env } from '../../worker/http/env.ts';
import { rulesOf } from '../../worker/intake/site-rules.ts';
import { takeEvents } from '../../worker/intake/take-events.ts';
import { siteById } from '../../worker/store/sites/site-config.ts';
import { counted, type Rows } from './counted.ts';

/** A beacon and the facts of its request. `arrival` is UTC ms. */
export interface ReplayedBeacon {
  arrival: number;
  agent: string;
  origin: string;
  body: string;
}

/** A part of a log. With `batch` 1 each beacon goes through `POST /e`; with more, this many events are stored together. */
export interface ReplayJob {
  beacons: ReplayedBeacon[];
  batch: number;
}

/** The outcomes of the events, and the rows for accepted ones. `refused` has the code or reason. */
export interface ReplayAnswer {
  accepted: number;
  refused: Record<string, number>;
  rows: Rows;
}

const app = buildApp();
let clock = Date.now();
Date.now = () => clock;

export default {
  async fetch(request, env, ctx) {
    clock = Number(request.headers.get('x-clock') ?? clock);
    if (new URL(request.url).pathname !== '/replay') return app.fetch(request, env, ctx);
    const { beacons, batch } = (await request.json()) as ReplayJob;
    const answer: ReplayAnswer = { accepted: 0, refused: {}, rows: { written: 0, read: 0 } };
    if (batch === 1) for (const beacon of beacons) await post(beacon, answer, env, ctx);
    else await gather(beacons, batch, answer, env);
    return Response.json(answer);
  },
} satisfies ExportedHandler<Env>;

function add(answer: ReplayAnswer, rows: Rows): void {
  answer.rows.written += rows.written;
  answer.rows.read += rows.read;
}

function refuse(answer: ReplayAnswer, code: string): void {
  answer.refused[code] = (answer.refused[code] ?? 0) + 1;
}

async function post(beacon: ReplayedBeacon, answer: ReplayAnswer, env: Env, ctx: ExecutionContext) {
  clock = beacon.arrival;
  const { db, rows } = counted(env.DB);
  const headers = { 'content-type': 'text/plain', origin: beacon.origin, 'user-agent': beacon.agent };
  const request = new Request('http://bench/e', { method: 'POST', headers, body: beacon.body });
  const response = await app.fetch(request, { ...env, DB: db }, ctx);
  const said = (await response.json()) as {
    accepted?: number;
    rejected?: { code: string }[];
    dropped?: string;
    code?: string;
  };
  answer.accepted += said.accepted ?? 0;
  // A dropped beacon writes a count, not an event.
  if (said.accepted) add(answer, rows);
  for (const code of [said.code, said.dropped, ...(said.rejected ?? []).map((event) => event.code)]) {
    if (code) refuse(answer, code);
  }
}

/** Works like the consumer of a queue: the same checks, then `batch` events in one call of the same flow. */
async function gather(beacons: ReplayedBeacon[], batch: number, answer: ReplayAnswer, env: Env) {
  const { db, rows } = counted(env.DB);
  let arrivals: Arrival[] = [];
  const store = async () => {
    const result = await ingest(db, arrivals, clock);
    if (result.kind !== 'stored') throw new Error('The database was unavailable.');
    answer.accepted += arrivals.length;
    arrivals = [];
  };
  for (const { arrival, agent, body } of beacons) {
    clock = arrival;
    const beacon = envelope.parse(JSON.parse(body));
    const site = await siteById(env.DB, beacon.site, { maxAgeMs: 10_000 });
    if (!site) throw new Error(`There is no site ${beacon.site}.`);
    if (isbot(agent)) {
      refuse(answer, 'bot');
      continue;
    }
    const around = {
      site,
      rules: rulesOf(site),
      receivedAt: clock,
      bodyChars: body.length,
      isPrivate: false,
      hasGpcHeader: false,
      place: {},
    };
    const taken = await takeEvents(beacon, around);
    for (const { code } of taken.rejected) refuse(answer, code);
    arrivals.push(...taken.events.map((event) => ({ site, event })));
    if (arrivals.length >= batch) await store();
  }
  if (arrivals.length > 0) await store();
  add(answer, rows);
}
