// Replays an access log as beacons through the real Worker and reports what is accepted and rejected, who is hot, and the
// rows that each event costs. Once with all requests, and once without assets.

import { basename } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { beaconsOf, isPage, ownOrigins } from '../beacons.ts';
import { figure, type Result } from '../report.ts';
import type { ReplayAnswer, ReplayJob } from '../workers/replay.ts';
import { adminToken, databaseBytes, openWorld, type World } from '../world.ts';
import { type AccessLog, type LogRequest, readAccessLog } from './access-log.ts';

/** Beacons per request to the bench worker: few enough that a request stays short. */
const beaconsACall = 500;

interface Replay extends ReplayAnswer {
  visitors: number;
  visits: number;
  byLevel: string;
  hottest: string[];
  /** Growth of the database. */
  bytes: number;
}

/** Replays the log four times, each on its own site: all requests and pages only, in batches of 1 and of 100. */
export async function trace(file: string): Promise<Result> {
  const log = await readAccessLog(file);
  if (log.requests.length === 0) throw new Error(`${file} has no GET in combined format.`);
  const world = await openWorld('bench/workers/replay.ts');
  try {
    const pages = log.requests.filter(isPage);
    const all = { one: await replay(world, log.requests, 1), many: await replay(world, log.requests, 100) };
    const few = { one: await replay(world, pages, 1), many: await replay(world, pages, 100) };
    return resultOf(file, log, { all, few, pages: pages.length });
  } finally {
    await world.stop();
  }
}

interface Pair {
  one: Replay;
  many: Replay;
}

function resultOf(
  file: string,
  log: AccessLog,
  { all, few, pages }: { all: Pair; few: Pair; pages: number },
): Result {
  const line = (what: string, of: (pair: Pair) => number | string) => [what, of(all), of(few)];
  const codes = new Set([...Object.keys(all.one.refused), ...Object.keys(few.one.refused)]);
  const repeat = ({ one }: Pair) => 1 - one.visitors / one.visits;
  const perEvent = (replay: Replay, rows: 'written' | 'read') => replay.rows[rows] / replay.accepted;
  return {
    name: 'trace',
    title: `Replay of an access log: ${basename(file)}`,
    columns: ['', 'all requests', 'pages only'],
    rows: [
      ['beacons', log.requests.length, pages],
      line('accepted', ({ one }) => one.accepted),
      ...[...codes].sort().map((code) => line(`rejected: ${code}`, ({ one }) => one.refused[code] ?? 0)),
      line('visitors', ({ one }) => one.visitors),
      line('visits', ({ one }) => one.visits),
      line('repeat visits, % of visits', (pair) => 100 * repeat(pair)),
      line('events per visit', ({ one }) => one.accepted / one.visits),
      line('hot / warm / cool / cold', ({ one }) => one.byLevel),
      line('rows written per event, batches of 1', ({ one }) => perEvent(one, 'written')),
      line('rows written per event, batches of 100', ({ many }) => perEvent(many, 'written')),
      line('rows read per event, batches of 1', ({ one }) => perEvent(one, 'read')),
      line('rows read per event, batches of 100', ({ many }) => perEvent(many, 'read')),
      line('bytes per event, batches of 1', ({ one }) => one.bytes / one.accepted),
    ],
    targets: [
      { what: 'rows written per event, batches of 1', value: perEvent(all.one, 'written'), atMost: 4.5 },
      { what: 'rows written per event, batches of 100', value: perEvent(all.many, 'written'), atMost: 4 },
    ],
    notes: [
      `Ignored ${log.otherMethods} requests with other methods and ${log.unreadable} unreadable lines. Repeat visits: ${figure(100 * repeat(all))}% of all.`,
      'Hottest visitors, all requests:',
      ...all.one.hottest,
    ],
  };
}

let sites = 0;

async function replay(world: World, requests: LogRequest[], batch: number): Promise<Replay> {
  const site = `trace-${++sites}`;
  const times = requests.map(({ at }) => at);
  const last = times.reduce((latest, at) => Math.max(latest, at));
  const first = times.reduce((earliest, at) => Math.min(earliest, at));
  const shiftMs = Date.now() - last;
  const origins = ownOrigins(requests);
  await call(world, first + shiftMs, 'POST', '/v1/sites', { id: site, name: site, origins });
  const beacons = beaconsOf(requests, { site, origin: origins[0] as string, shiftMs });
  const sum: ReplayAnswer = { accepted: 0, refused: {}, rows: { written: 0, read: 0 } };
  const bytesBefore = await databaseBytes(world.db);
  for (let from = 0; from < beacons.length; from += beaconsACall) {
    const job: ReplayJob = { beacons: beacons.slice(from, from + beaconsACall), batch };
    const answer = (await call(world, null, 'POST', '/replay', job)) as ReplayAnswer;
    addTo(sum, answer);
  }
  const bytes = (await databaseBytes(world.db)) - bytesBefore;
  const counts = await countsOf(world.db, site);
  return { ...sum, ...counts, bytes, hottest: await hottest(world, site, last + shiftMs) };
}

function addTo(sum: ReplayAnswer, { accepted, refused, rows }: ReplayAnswer): void {
  sum.accepted += accepted;
  sum.rows.written += rows.written;
  sum.rows.read += rows.read;
  for (const [code, count] of Object.entries(refused)) sum.refused[code] = (sum.refused[code] ?? 0) + count;
}

async function countsOf(
  db: D1Database,
  site: string,
): Promise<Pick<Replay, 'visitors' | 'visits' | 'byLevel'>> {
  const counts = await db
    .prepare(
      `select count(*) as visitors, sum(visits) as visits, sum(level = 1) as hot, sum(level = 2) as warm,
        sum(level = 3) as cool, sum(level = 4) as cold
       from score where site = (select key from site where id = ?1)`,
    )
    .bind(site)
    .first<Record<'visitors' | 'visits' | 'hot' | 'warm' | 'cool' | 'cold', number>>();
  if (!counts) throw new Error('The count returned no row.');
  const { visitors, visits, hot, warm, cool, cold } = counts;
  return { visitors, visits, byLevel: [hot, warm, cool, cold].join(' / ') };
}

interface Listed {
  id: string;
  score: number;
  status: string;
  visits: number;
  source: string;
  topReasons: { label: string; worth: number }[];
}

/** The top of the list, from the API. */
async function hottest(world: World, site: string, now: number): Promise<string[]> {
  const { data } = (await call(world, now, 'GET', `/v1/sites/${site}/visitors?sort=score&limit=5`)) as {
    data: Listed[];
  };
  return data.map(({ id, score, status, visits, source, topReasons }) => {
    const reasons = topReasons.map(({ label, worth }) => `${label} ${figure(worth)}`).join(', ');
    return `  ${id}  ${figure(score)} ${status}, ${visits} visits, from ${source}: ${reasons}`;
  });
}

async function call(world: World, clock: number | null, method: string, path: string, body?: unknown) {
  const answer = await world.ask(path, {
    method,
    headers: {
      authorization: `Bearer ${adminToken}`,
      'content-type': 'application/json',
      ...(clock !== null && { 'x-clock': String(clock) }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return await answer.json();
}
