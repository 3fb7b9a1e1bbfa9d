// How well `probability` tells shop sessions that end with a purchase from others: sessions of a real shop, as CSV, sent through the
// public API of a real server. Half of the purchases are told; the others are predicted.

import { readFileSync } from 'node:fs';
import { dayMs } from '../../../schema/time/durations.ts';
import { figuresOf, type Judged } from '../../../worker/score/proof/predict/figures.ts';
import type { Result } from '../../report.ts';
import { adminToken, openWorld, type World } from '../../world.ts';
import { rankedByPoints, type ShopSession } from './shop-points.ts';

/** A session, by the names of the columns. */
type Session = Record<string, string>;

const eventsAtOnce = 400;

/** Every second session is one whose outcome the server is told. */
const isTold = (place: number) => place % 2 === 0;
const isBought = (session: Session) => session.Revenue === 'TRUE';
const emailOf = (place: number) => `s${place}@shop.example`;

/** Sends the sessions of a file, has the scheduled work predict, and compares with what became of the sessions held back. */
export async function shoppers(file: string): Promise<Result> {
  const sessions = readSessions(file);
  const world = await openWorld('worker/index.ts');
  try {
    const site = await makeSite(world);
    const begin = Date.now() - 3 * dayMs;
    await sendAll(
      world,
      `/v1/sites/${site}/events`,
      sessions.flatMap((one, place) => eventsOf(one, place, begin)),
    );
    const told = sessions.flatMap((one, place) => (isTold(place) ? [outcomeOf(one, place, begin)] : []));
    await sendAll(world, `/v1/sites/${site}/outcomes`, told);
    await predicted(world, site);
    const judged = await judgedOf(world, site, sessions);
    return resultOf(judged, sessions);
  } finally {
    await world.stop();
  }
}

function readSessions(file: string): Session[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

/** What an importer would send of a session: who, which pages and how many, and how long. Not what pages were worth. */
function eventsOf(session: Session, place: number, begin: number): Record<string, unknown>[] {
  const email = emailOf(place);
  const at = begin + place * 1000;
  const of = (name: string) => Number(session[name]);
  const traits = {
    month: session.Month,
    visitorType: session.VisitorType,
    weekend: session.Weekend,
    region: session.Region,
    browser: session.Browser,
    system: session.OperatingSystems,
    traffic: session.TrafficType,
    specialDay: session['SpecialDay (probability)'],
    bounce: of('BounceRates in %') * 1000,
    exit: of('ExitRates in %') * 1000,
  };
  const kinds = {
    administrative: 'Administrative',
    informational: 'Informational',
    product: 'ProductRelated',
  };
  const deeds = Object.entries(kinds).flatMap(([kind, column]) =>
    // No session of a person needs more to be told apart, and the file has some with hundreds.
    Array.from({ length: Math.min(40, of(column)) }, (_, nth) => ({ kind, email, at: at + 10 + nth })),
  );
  const reading = Object.values(kinds).flatMap((column, nth) => {
    const seconds = Math.min(3600, Math.round(of(`${column}_Duration`)));
    return seconds > 0
      ? [{ kind: 'engagement', email, at: at + 100 + nth, view: viewOf(place, nth), seconds, scroll: 50 }]
      : [];
  });
  return [{ kind: 'identify', email, traits, at }, ...deeds, ...reading];
}

function viewOf(place: number, nth: number): string {
  return `00000000-0000-4000-8000-${(place * 4 + nth).toString(16).padStart(12, '0')}`;
}

function outcomeOf(session: Session, place: number, begin: number) {
  const result = isBought(session) ? 'won' : 'lost';
  return { id: `o${place}`, email: emailOf(place), result, at: begin + place * 1000 + 60_000 };
}

async function call(world: World, path: string, body?: unknown): Promise<Record<string, never>> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await world.ask(path, init);
  return (await response.json()) as Record<string, never>;
}

async function makeSite(world: World): Promise<string> {
  const made = await call(world, '/v1/sites', { name: 'Shop', origins: ['https://shop.example'] });
  return String(made.id);
}

async function sendAll(world: World, path: string, all: readonly unknown[]): Promise<void> {
  for (let from = 0; from < all.length; from += eventsAtOnce) {
    const some = all.slice(from, from + eventsAtOnce);
    await call(world, path, path.endsWith('/events') ? { events: some } : some);
  }
}

/** Runs the scheduled work until there is a prediction and it is written. */
async function predicted(world: World, site: string): Promise<void> {
  for (let minute = 0; minute < 60; minute++) {
    await world.runScheduled(new Date(Date.now() + minute * 60_000));
    const { fittedAt, running } = await call(world, `/v1/sites/${site}/reports/prediction`);
    if (fittedAt !== null && running === null) return;
  }
  throw new Error('no prediction was made within 60 runs');
}

/** The sessions held back, as the list shows them. */
async function judgedOf(world: World, site: string, sessions: readonly Session[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${cursor}`;
    const page = (await call(
      world,
      `/v1/sites/${site}/visitors?sort=probability&limit=200${more}`,
    )) as unknown as {
      data: { email: string; probability: number }[];
      nextCursor: string | null;
    };
    for (const { email, probability } of page.data) {
      const place = Number(/^s(\d+)@/.exec(email)?.[1]);
      const session = sessions[place];
      if (session && !isTold(place))
        judged.push({ probability, outcome: isBought(session) ? 1 : 0, weight: 1 });
    }
    cursor = page.nextCursor;
  }
  return judged;
}

function resultOf(judged: readonly Judged[], sessions: readonly Session[]): Result {
  const { auc, topTenth, brier, calibrationError } = figuresOf(judged);
  const { points, pages } = rankedByPoints(sessions.map(shopSession));
  return {
    name: 'shoppers',
    title: `Who of ${judged.length} shop sessions buys, predicted from the others of ${sessions.length}`,
    columns: ['figure', 'value'],
    rows: [
      ...Object.entries({ auc, topTenth, brier, calibrationError }),
      ['AUC of the default model’s points, all sessions', points],
      ['AUC of a count of pages, all sessions', pages],
    ],
    targets: [
      { what: 'AUC of the probability', value: auc, atLeast: 0.74 },
      { what: 'AUC of the points above that of pages', value: points - pages, atLeast: 0 },
    ],
    notes: [],
  };
}

function shopSession(session: Session): ShopSession {
  const pages = ['Administrative', 'Informational', 'ProductRelated'].map((kind) => {
    return { views: Number(session[kind]), seconds: Number(session[`${kind}_Duration`]) };
  });
  return { pages, bought: isBought(session) };
}
