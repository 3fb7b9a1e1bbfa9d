// How long 10,000 messages to a webhook take, and what an invocation uses for them, on either plan.

import { setTimeout as pause } from 'node:timers/promises';
import { everyMinute } from '../../demo/clock.ts';
import { type PlanName, planOf } from '../../schema/plan.ts';
import { settings } from '../../schema/site.ts';
import { minuteMs } from '../../schema/time/durations.ts';
import { sql } from '../../worker/store/database/sql.ts';
import { answerMs, outsideWith, startReceiver } from '../receiver.ts';
import type { Result } from '../report.ts';
import type { Used } from '../workers/alerts.ts';
import { adminToken, openWorld, type World } from '../world.ts';

/**
 * Visitors who get hot, so many in a call of the API; and how many runs there are at most. In the case `runs`, the messages of `paid`
 * are all due again, and nobody but the scheduled work sends them.
 */
const loads = {
  free: { crossings: 400, eventsACall: 20, runs: 20 },
  paid: { crossings: 10_000, eventsACall: 500, runs: 12 },
} as const;

/** On the paid plan, all messages must have arrived by then, counted from the first crossing. */
const withinMs = 5 * minuteMs;

/** After this, no call of the free plan is still sending. */
const callsEndMs = 3_000;

const site = 'alerts';

type Case = PlanName | 'runs';

/** Measures the free plan run after run, the paid one by the clock, and then its runs alone. */
export async function alerts(): Promise<Result> {
  const [free] = (await measure('free')) as [Measured];
  const [paid, again] = (await measure('paid')) as [Measured, Measured];
  return {
    name: 'alerts',
    title: `Messages about visitors who get hot, to a webhook that answers after ${answerMs} ms`,
    columns: [
      ...['plan', 'visitors', 'crossed in s', 'told in s', 'calls', 'most statements', 'most fetches'],
      ...['runs', 'most statements', 'most fetches', 'messages a run', 'at once'],
    ],
    rows: [rowOf('free', free), rowOf('paid', paid), rowOf('runs', again)],
    targets: [
      {
        what: 'paid plan: seconds from the first crossing to the last message',
        value: paid.toldMs / 1_000,
        atMost: withinMs / 1_000,
      },
      { what: 'paid plan: messages told', value: paid.told, atLeast: loads.paid.crossings },
      { what: 'paid plan: runs alone, one each minute, to tell all', value: again.runs, atMost: 5 },
      { what: 'paid plan: messages told by runs alone', value: again.told, atLeast: loads.paid.crossings },
      { what: 'messages told twice', value: free.twice + paid.twice + again.twice, atMost: 0 },
      ...(['free', 'paid'] as const).flatMap((plan) => {
        const all = plan === 'free' ? free.used : [...paid.used, ...again.used];
        const { statements, subrequests } = planOf(plan);
        return [
          {
            what: `${plan} plan: most statements of an invocation`,
            value: most(all, (one) => one.statements),
            atMost: statements,
          },
          {
            what: `${plan} plan: most statements and fetches of an invocation`,
            value: most(all, (one) => one.statements + one.fetches),
            atMost: subrequests,
          },
        ];
      }),
    ],
    notes: [
      `A call is POST …/events with ${loads.free.eventsACall} or ${loads.paid.eventsACall} events, one after the other; each also sends after its response. A run is the scheduled work: on the paid plan each minute, on the free one, and where runs alone send, one after the other.`,
    ],
  };
}

interface Measured {
  used: readonly Used[];
  crossedMs: number;
  toldMs: number;
  told: number;
  twice: number;
  /** Messages told by scheduled runs, and how many runs there were. */
  byRuns: number;
  runs: number;
  atOnce: number;
}

async function measure(plan: PlanName): Promise<Measured[]> {
  const { crossings, eventsACall, runs: maxRuns } = loads[plan];
  const receiver = await startReceiver();
  const world = await openWorld('bench/workers/alerts.ts', {
    bindings: { PLAN: plan },
    compatibilityFlags: ['nodejs_als'],
    outside: outsideWith(receiver.url),
  });
  try {
    await call(world, 'POST /v1/sites', {
      ...{ id: site, name: site, origins: ['https://example.com'], settings: settings.parse({}) },
    });
    await call(world, `POST /v1/sites/${site}/webhooks`, {
      ...{ url: 'https://hooks.example.com/hot', events: ['visitor.hot'] },
    });
    let runs = 0;
    let byRuns = 0;
    const run = async () => {
      const before = receiver.told.size;
      await world.runScheduled(new Date());
      byRuns += receiver.told.size - before;
      runs += 1;
    };
    const stopClock = plan === 'free' ? async () => undefined : everyMinute(run);
    const begun = performance.now();
    const since = () => performance.now() - begun;
    for (let from = 0; from < crossings; from += eventsACall) await cross(world, eventsACall);
    const crossedMs = since();
    // Until no call is sending any more, so that the runs are seen alone.
    if (plan === 'free') await pause(callsEndMs);
    while (receiver.told.size < crossings && runs < maxRuns) {
      if (plan === 'free') await run();
      else await pause(1_000);
    }
    await stopClock();
    const measured = async (from: number, given: Pick<Measured, 'crossedMs'>): Promise<Measured> => {
      const used = (await (await world.ask('/used')).json()) as Used[];
      const { told, twice, atOnce, lastAt } = receiver;
      const facts = { told: told.size, twice, atOnce, toldMs: lastAt - begun - from };
      return { ...given, ...facts, used: used.slice(known), byRuns, runs };
    };
    let known = 0;
    const first = await measured(0, { crossedMs });
    if (plan === 'free') return [first];
    known = first.used.length;
    [runs, byRuns] = [0, 0];
    Object.assign(receiver, { told: new Set(), twice: 0, atOnce: 0 });
    await world.db
      .prepare(sql`update delivery set state = 'waiting', due = 1, attempts = 0, until = null, body = null`)
      .run();
    const from = since();
    while (receiver.told.size < crossings && runs < maxRuns) await run();
    return [first, await measured(from, { crossedMs: 0 })];
  } finally {
    await world.stop();
    await receiver.stop();
  }
}

async function cross(world: World, visitors: number): Promise<void> {
  const events = Array.from({ length: visitors }, () => ({
    ...{ id: crypto.randomUUID(), kind: 'form_fill', device: crypto.randomUUID() },
    ...{ form: 'demo', url: 'https://example.com/demo' },
  }));
  const { accepted } = (await call(world, `POST /v1/sites/${site}/events`, { events })) as {
    accepted: number;
  };
  if (accepted !== visitors) throw new Error(`${accepted} of ${visitors} events were accepted`);
}

async function call(world: World, what: string, body: object): Promise<unknown> {
  const [method = '', path = ''] = what.split(' ');
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  return (await world.ask(path, { method, headers, body: JSON.stringify(body) })).json();
}

function rowOf(name: Case, { used, crossedMs, toldMs, byRuns, runs, atOnce }: Measured): (string | number)[] {
  const figures = (['request', 'schedule'] as const).map((kind) => {
    const all = used.filter((one) => one.kind === kind);
    return [most(all, (one) => one.statements), most(all, (one) => one.fetches)];
  });
  const [calls = [], scheduled = []] = figures;
  const { crossings, eventsACall } = loads[name === 'free' ? name : 'paid'];
  return [
    ...[
      name === 'runs' ? 'paid, runs alone' : name,
      crossings,
      crossedMs / 1_000,
      toldMs / 1_000,
      name === 'runs' ? 0 : crossings / eventsACall,
      ...calls,
    ],
    ...[runs, ...scheduled, runs === 0 ? 0 : byRuns / runs, atOnce],
  ];
}

function most(all: readonly Used[], what: (one: Used) => number): number {
  return Math.max(0, ...all.map(what));
}
