// Lapses under faults, races and any history: none is lost, none counts twice, and what waits costs little.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { logLapses } from '../../../worker/flows/ingest/log-lapses.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { LoggedEvent, NewEvent } from '../../../worker/score/event.ts';
import { isStale } from '../../../worker/store/database/guard.ts';
import { metered } from '../../../worker/store/database/metered.ts';
import { readDue, settle } from '../../../worker/store/ingest/waiting.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { connectionLost, type Fault, faultyDatabase } from '../../support/database/faulty-database.ts';
import { logByVisitor, makeSite, scoresOf } from '../../support/sites.ts';
import {
  act,
  cartLeft,
  day,
  hour,
  lapsedAt,
  names,
  runAfter,
  send,
  shopModel,
  waitingAt,
} from '../../support/stories/lapses.ts';
import { anyModel, anyNamingStream, anyStream, streamStart, uuidOf } from '../../support/stories/models.ts';
import { drain } from '../../support/units.ts';

const start = streamStart;
const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 12));
const shop = () => makeSite(env.DB, shopModel);
const add = (device: number, at: number) => act(device, 'added_to_cart', at);
const moments = async (site: SiteConfig) => (await lapsedAt(site)).map(({ at }) => at - start);

// The job takes up the sites of all tests.
beforeEach(async () => {
  await env.DB.prepare('delete from waiting').run();
});

/** Two carts of one device that lapse one after the other, and one of a device of another's. */
async function leaveCarts(site: SiteConfig): Promise<void> {
  await send(site, start, [add(1, start), add(2, start), add(1, start + 3 * day)]);
}

const expectAll = async (site: SiteConfig) => {
  await runAfter(start + 9 * day);
  expect(await moments(site)).toEqual([day, day, 4 * day]);
  expect(await waitingAt(site)).toEqual([]);
  await expectFold(env.DB, site);
  expect((await scoresOf(env.DB, site.key)).map(({ heat }) => heat).sort()).toEqual([12, 24]);
};

describe('faults', () => {
  // What the job says of them, to whoever reads the logs.
  let log: MockInstance<typeof console.error>;
  beforeEach(() => {
    log = vi.spyOn(console, 'error').mockImplementation(() => {});
    return () => log.mockRestore();
  });

  it('before and after every call to the database lose no lapse and log none twice', async () => {
    const counted = await shop();
    const counting = faultyDatabase(env.DB, null);
    await leaveCarts(counted);
    await runAfter(start + day, counting.db);
    expect(await moments(counted)).toEqual([day, day]);
    expect(counting.calls()).toBeGreaterThanOrEqual(5);
    for (let call = 0; call < counting.calls(); call++) {
      for (const when of ['before', 'after'] as const) {
        for (const message of [connectionLost, 'the isolate was thrown away']) {
          const fault: Fault = { call, when, message };
          const site = await shop();
          await leaveCarts(site);
          await runAfter(start + day, faultyDatabase(env.DB, fault).db).catch(() => null);
          await expectAll(site);
        }
      }
    }
  });

  it('of one site leave the others to be judged', async () => {
    const [broken, sound] = [await shop(), await shop()];
    await send(broken, start, [add(1, start)]);
    await send(sound, start, [add(1, start + 1)]);
    const { db } = faultyDatabase(env.DB, { call: 2, when: 'before', message: 'broken' });
    await runAfter(start + 2 * day, db);
    expect([await moments(broken), await moments(sound)]).toEqual([[], [day + 1]]);
    expect(log).toHaveBeenCalledWith(
      `scheduled: logging lapses of site #${broken.key} failed`,
      expect.any(Error),
    );
    await runAfter(start + 2 * day);
    expect(await moments(broken)).toEqual([day]);
  });
});

describe('while the job runs', () => {
  /** A database in which something happens before the nth call (from 0) of `batch`. */
  function interrupted(nth: number, happens: () => Promise<void>): D1Database {
    let calls = 0;
    const batch = async <T>(statements: D1PreparedStatement[]) => {
      if (calls++ === nth) await happens();
      return env.DB.batch<T>(statements);
    };
    return { prepare: (sql: string) => env.DB.prepare(sql), batch } as unknown as D1Database;
  }

  /** With a crowd, a batch waits for no turn of this isolate (flows/ingest/turns.ts), as that of another Worker does not. */
  const crowd = (at: number) => Array.from({ length: 9 }, (_, n) => act(10 + n, 'page_view', at));

  it.each([
    ['before it has read', 0],
    ['before it logs', 1],
    ['before it settles', 2],
  ])('a cart that another Worker takes in %s is not lost', async (_, nth) => {
    for (const at of [start + day + 1, start + 2 * day, start - 2 * day]) {
      const site = await shop();
      await send(site, start, [add(1, start)]);
      const db = interrupted(nth, () => send(site, start + day, [add(1, at), ...crowd(at)]));
      await runAfter(start + day, db);
      await runAfter(start + 9 * day);
      expect(await moments(site)).toEqual(
        [start, at].map((begun) => begun - start + day).sort((a, b) => a - b),
      );
      expect(await waitingAt(site)).toEqual([]);
    }
  });

  it('it may run twice at once', async () => {
    const site = await shop();
    await leaveCarts(site);
    await Promise.all([1, 2, 3].map(() => runAfter(start + 4 * day)));
    await expectAll(site);
  });

  it('a model that is published meanwhile refuses it: the row is judged anew', async () => {
    const site = await shop();
    await send(site, start, [add(1, start)]);
    const row = { lapse: 'cart_left', device: uuidOf('d', 1), since: start };
    const gone = { ...row, next: null, due: null, begins: null, snapshot: null };
    const refused = settle(env.DB, { site: site.key, revision: site.revision + 1 }, [gone]);
    expect(await refused.catch(isStale)).toBe(true);
    expect(await waitingAt(site)).toHaveLength(1);
  });
});

describe('what it costs', () => {
  /** Rows that a call writes and reads in transactions, as D1 bills them. */
  async function cost(call: (db: D1Database) => Promise<unknown>) {
    const rows = { written: 0, read: 0 };
    const batch = async <T>(statements: D1PreparedStatement[]) => {
      const results = await env.DB.batch<T>(statements);
      for (const { meta } of results) {
        rows.written += meta.rows_written;
        rows.read += meta.rows_read;
      }
      return results;
    };
    await call({ prepare: (sql: string) => env.DB.prepare(sql), batch } as unknown as D1Database);
    return rows;
  }

  const written = async (call: (db: D1Database) => Promise<unknown>) => (await cost(call)).written;

  it('the first of a run of carts writes two rows more, the others none, whatever else happens none', async () => {
    const [plain, site] = [await makeSite(env.DB, { ...shopModel, lapses: [] }), await shop()];
    const costs = async (event: () => NewEvent) => {
      const [without, with_] = [
        await written((db) => send(plain, start, [event()], db)),
        await written((db) => send(site, start, [event()], db)),
      ];
      return with_ - without;
    };
    expect(await costs(() => act(1, 'page_view', start))).toBe(0);
    expect(await costs(() => add(1, start + 1))).toBe(2);
    expect(await costs(() => add(1, start + 2))).toBe(0);
    expect(await costs(() => act(1, 'order_placed', start + 3))).toBe(0);
    // Its end, when nothing has lapsed.
    expect(await written((db) => runAfter(start + 3 * day, db))).toBe(1);
  });

  it('moving on to what was begun later writes two rows', async () => {
    const site = await shop();
    await send(site, start, [add(1, start), add(1, start + hour)]);
    expect(await written((db) => runAfter(start + day, db))).toBe(2);
    expect(await waitingAt(site)).toMatchObject([{ since: start + hour }]);
  });

  it('a row is judged by what its people did, however many others there are', async () => {
    const site = await shop();
    const others = (table: string, columns: string, values: string) =>
      env.DB.prepare(
        `with recursive k(i) as (select 1 union all select i + 1 from k where i < 2000)
         insert into ${table} (${columns}) select ?1, ${values} from k`,
      ).bind(site.key);
    await env.DB.batch([
      others(
        'stint',
        'site, device, started_at, visitor, verified, claimed_at',
        `unhex(printf('%032x', i)), 0, unhex(printf('%032x', i)), 0, 0`,
      ),
      others(
        'event',
        'site, device, id, kind, occurred_at, arrival, position, origin, body',
        `unhex(printf('%032x', i)), unhex(printf('%032x', 1)), 'added_to_cart', ${start}, 0, 0, 0, '{}'`,
      ),
    ]);
    await send(site, start, [names(1, 'ann', start), names(2, 'ann', start), add(1, start)]);
    await send(site, start, [act(2, 'order_placed', start + 1)]);
    expect((await cost((db) => runAfter(start + day, db))).read).toBeLessThan(60);
    expect(await waitingAt(site)).toEqual([]);
  });

  it('finds what is due by its index, the longest due first, as many as it is asked for', async () => {
    await env.DB.prepare('delete from waiting').run();
    const site = await shop();
    await send(
      site,
      start,
      [3, 1, 2].map((n) => add(n, start + n)),
    );
    const due = async (by: number, limit: number) =>
      (await readDue(env.DB, { by, limit })).map(({ since }) => since - start);
    expect(await due(start + day + 3, 9)).toEqual([1, 2, 3]);
    expect(await due(start + day + 2, 9)).toEqual([1, 2]);
    expect(await due(start + day + 3, 2)).toEqual([1, 2]);
    const { results } = await env.DB.prepare(
      'explain query plan select site, lapse, device, since, due from waiting where due <= 1 order by due limit 1',
    ).all<{ detail: string }>();
    expect(results.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH waiting USING (COVERING )?INDEX waiting_by_due/),
    ]);
  });

  it('takes up what is beyond one run in the next', async () => {
    const site = await shop();
    await send(
      site,
      start,
      Array.from({ length: 100 }, (_, n) => add(n, start + n)),
    );
    await send(
      site,
      start,
      Array.from({ length: 50 }, (_, n) => add(100 + n, start + 100 + n)),
    );
    await runAfter(start + 2 * day);
    expect(await moments(site)).toHaveLength(100);
    await runAfter(start + 2 * day);
    expect(await moments(site)).toHaveLength(150);
    await drain(logLapses(env.DB, start + 9 * day));
    expect(await waitingAt(site)).toEqual([]);
  });

  it('leaves what it has no time for', async () => {
    const site = await shop();
    await send(site, start, [add(1, start)]);
    await runScheduled(metered(env.DB, { statements: 20 }), {
      now: start + 9 * day,
      deadline: Date.now() + 20_000,
    });
    expect(await waitingAt(site)).toHaveLength(1);
    await runAfter(start + 9 * day);
    expect(await moments(site)).toEqual([day]);
  });
});

/** Who does `signed_up` and neither that again nor `download` within hours; every model has a rule on it. */
const anyShop = fc.record({ model: anyModel, hours: fc.constantFrom(1, 24, 240) }).map(
  ({ model, hours }): Model => ({
    ...model,
    rules: [
      ...model.rules,
      { id: 'left', label: 'Left', on: 'cart_left', points: 7, cap: { times: 2, per: 'week' } },
    ],
    lapses: [{ ...cartLeft, after: { on: 'signed_up' }, unless: { on: 'download' }, hours }],
  }),
);

/** What lapsed in a person's acts, by the letter of the definition. */
function leftIn(events: LoggedEvent[], hours: number): string[] {
  const real = events.filter(({ origin }) => origin !== 'automated');
  const order = ({ occurredAt, device, id }: LoggedEvent) => `${occurredAt} ${device} ${id}`;
  return real
    .filter(({ kind }) => kind === 'signed_up')
    .filter(
      (begun) =>
        !real.some(
          (other) =>
            other.occurredAt <= begun.occurredAt + hours * hour &&
            ((other.kind === 'download' && other.occurredAt > begun.occurredAt) ||
              (other.kind === 'signed_up' && order(other) > order(begun))),
        ),
    )
    .map(({ device, id }) => `${device}/${id}`);
}

/** Told whole before it is judged; or judged in between too, and then of anonymous visitors: who is who is asked then. */
const anyTelling = fc.oneof(
  fc.record({ stream: anyNamingStream, isJudgedBetween: fc.constant(false) }),
  fc.record({ stream: anyStream, isJudgedBetween: fc.constant(true) }),
);

describe('any history', () => {
  it('has the lapses of its definition, each once and its owner’s, and scores as it folds', async () => {
    await fc.assert(
      fc.asyncProperty(anyShop, anyTelling, async (model, { stream, isJudgedBetween }) => {
        const site = await makeSite(env.DB, model, { landmark: start });
        for (const { events, now } of stream) {
          const arrivals = events.map((event) => ({ site, event }));
          expect(await ingest(env.DB, arrivals, now)).toEqual({ kind: 'stored' });
          if (isJudgedBetween) await runAfter(now);
        }
        for (let times = 0; times < 2; times++) await runAfter(start + 400 * day);
        for (const events of (await logByVisitor(env.DB, site)).values()) {
          const lapses = events.filter(({ body }) => body.after !== undefined);
          const found = lapses.map(({ device, body }) => `${device}/${body.after}`).sort();
          const left = leftIn(events, model.lapses?.[0]?.hours ?? 0).sort();
          // What is told after it was judged does not unsay it.
          expect(found).toEqual(isJudgedBetween ? expect.arrayContaining(left) : left);
          expect(new Set(found).size).toBe(found.length);
        }
        expect(await waitingAt(site)).toEqual([]);
        await expectFold(env.DB, site);
      }),
      { numRuns: runs },
    );
  });
});
