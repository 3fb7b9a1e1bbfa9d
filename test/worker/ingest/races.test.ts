// Writers of one visitor at once, in one isolate and in two that share a database. What an isolate remembers is a guess: no
// race that it loses may lose an event, count one twice, or be answered as unavailable.

import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { counted } from '../../../bench/workers/counted.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { planOf } from '../../../schema/plan.ts';
import { settings } from '../../../schema/site.ts';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { batchStatements } from '../../../worker/flows/ingest/ingest.ts';
import { countWrite, writesBetweenLines } from '../../../worker/flows/ingest/races.ts';
import { longestTurnMs } from '../../../worker/flows/ingest/turns.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { metered } from '../../../worker/store/database/metered.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { readForEvents } from '../../../worker/store/ingest/arrival-read.ts';
import { newClaim } from '../../../worker/store/scores/standings.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { createSite } from '../../../worker/store/sites/sites.ts';
import { deleteSite } from '../../../worker/store/sites/sites-delete.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { limitedDatabase } from '../../support/database/limited-database.ts';
import { slowDatabase } from '../../support/database/slow-database.ts';
import { logByVisitor, makeSite, scoresOf } from '../../support/sites.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';

const hour = 3_600_000;
const later = streamStart + 24 * hour;

/** A copy of the Worker's modules: it remembers, and lets wait, apart from all others, as another isolate does. */
async function isolate() {
  vi.resetModules();
  const { ingest } = await import('../../../worker/flows/ingest/ingest.ts');
  const { writeCounts } = await import('../../../worker/flows/ingest/races.ts');
  const send = (db: D1Database, site: SiteConfig, ...events: NewEvent[]) =>
    ingest(
      db,
      events.map((event) => ({ site, event })),
      later,
    );
  return { send, counts: writeCounts };
}

function act(n: number, more: Partial<NewEvent> = {}): NewEvent {
  return {
    device: uuidOf('d', 1),
    id: uuidOf('e', n),
    kind: n % 3 ? 'page_view' : 'download',
    occurredAt: streamStart + n * 60_000,
    ownedAt: null,
    session: uuidOf('5e', n >> 3),
    origin: 'browser',
    body: { url: 'https://example.com/pricing', file: `https://example.com/${n}.pdf` },
    ...more,
  };
}

/** As one invocation on the free plan has it, less the statement that reads the site and the one kept back. */
const invocation = (db: D1Database) => metered(db, { statements: planOf('free').statements - 2 });

const stored = { kind: 'stored' };

async function expectEvents(site: SiteConfig, count: number): Promise<void> {
  await expectFold(env.DB, site);
  const log = await logByVisitor(env.DB, site);
  expect([...log.values()].map((events) => events.length)).toEqual([count]);
}

describe.each([10, 40])('at trips of %i ms, with two isolates', { tags: 'slow' }, (tripMs) => {
  it('two beacons of one device at once are both stored, of somebody new and of somebody known', async () => {
    const isolates = [await isolate(), await isolate()] as const;
    const site = await makeSite(env.DB, defaultModel);
    for (let n = 0; n < 6; n += 2) {
      const answers = isolates.map(({ send }, at) => send(slowDatabase(env.DB, tripMs), site, act(n + at)));
      expect(await Promise.all(answers)).toEqual([stored, stored]);
      await expectEvents(site, n + 2);
    }
  });

  it('32 writers on one visitor lose nothing, and none is unavailable on the free plan', async () => {
    const isolates = [await isolate(), await isolate()] as const;
    const site = await makeSite(env.DB, defaultModel);
    const writers = Array.from({ length: 32 }, (_, n) => {
      const { send } = isolates[n % 2] as (typeof isolates)[number];
      return send(invocation(slowDatabase(env.DB, tripMs)), site, act(n));
    });
    expect(await Promise.all(writers)).toEqual(Array(32).fill(stored));
    await expectEvents(site, 32);
  });
});

describe('a lost race', () => {
  it('is the last for this writer, though another isolate writes on what it remembers', async () => {
    const [here, there] = [await isolate(), await isolate()];
    const site = await makeSite(env.DB, defaultModel);
    await here.send(env.DB, site, act(0));
    await there.send(env.DB, site, act(1));
    // The other isolate writes between this one's reading and its writing, and goes on once this one is done.
    let calls = 0;
    const { promise: isDone, resolve: done } = Promise.withResolvers<void>();
    let other: Promise<unknown> | undefined;
    const tried = Promise.withResolvers<void>();
    let otherCalls = 0;
    const otherDb = wrapDatabase(env.DB, async (_, call) => {
      if (otherCalls++ > 0) await isDone;
      return call().finally(() => tried.resolve());
    });
    const db = wrapDatabase(env.DB, async (_, call) => {
      calls++;
      if (calls === 3) {
        other = there.send(otherDb, site, act(3));
        await tried.promise;
      }
      return call();
    });
    expect(await here.send(db, site, act(2))).toEqual(stored);
    done();
    expect(await other).toEqual(stored);
    expect({ calls, ...here.counts() }).toEqual({ calls: 3, hit: 0, miss: 2, race: 1 });
    await expectEvents(site, 4);
  });

  it('is not what a known event makes, sent again to the isolate that remembers the visitor', async () => {
    const { send, counts } = await isolate();
    const site = await makeSite(env.DB, defaultModel);
    await send(env.DB, site, act(0));
    const before = await scoresOf(env.DB, site.key);
    expect(await send(env.DB, site, act(0))).toEqual(stored);
    expect(await scoresOf(env.DB, site.key)).toEqual(before);
    expect(counts()).toEqual({ hit: 0, miss: 1, race: 0 });
  });

  it('leaves no claim behind where all the events turn out to be known', async () => {
    const { send, counts } = await isolate();
    const site = await makeSite(env.DB, defaultModel);
    await send(env.DB, site, act(0));
    // Another isolate has written the row since.
    await env.DB.prepare('update score set attempt = 7 where site = ?1').bind(site.key).run();
    expect(await send(env.DB, site, act(0))).toEqual(stored);
    expect(counts()).toEqual({ hit: 0, miss: 1, race: 1 });
    const attempt = await env.DB.prepare('select attempt from score where site = ?1')
      .bind(site.key)
      .first('attempt');
    expect(attempt).toBeGreaterThanOrEqual(0);
  });

  it('takes no more statements than are said, nor does a batch that moves everything there is', async () => {
    const { send } = await isolate();
    const site = await makeSite(env.DB, defaultModel);
    const devices = Array.from({ length: 8 }, (_, n) => uuidOf('d', n));
    await send(env.DB, site, ...devices.map((device, n) => act(n, { device, kind: 'noted', body: {} })));
    // Of each visitor another choice of what moves: the heat, the first moment, the last.
    const events = devices.flatMap((device, n) => [
      ...(n & 1 ? [act(100 + n, { device, kind: 'download', occurredAt: streamStart + n * 60_000 })] : []),
      ...(n & 2 ? [act(110 + n, { device, kind: 'noted', body: {}, occurredAt: streamStart - hour })] : []),
      ...(n & 4
        ? [act(120 + n, { device, kind: 'noted', body: {}, occurredAt: streamStart + 9 * hour })]
        : []),
    ]);
    const body = { form: 'demo', email: 'ann@example.com' };
    events.push(act(200, { device: devices[7] as string, kind: 'form_fill', body }));
    const { db, asked } = limitedDatabase(env.DB, 1_000);
    const elsewhere = await isolate();
    let applied = 0;
    const counting = wrapDatabase(db, async (count, call) => {
      applied += asked.roundTrips < 2 ? count : 0;
      return call();
    });
    expect(await elsewhere.send(counting, site, ...events)).toEqual(stored);
    expect(applied).toBeGreaterThan(12);
    expect(applied).toBeLessThan(batchStatements);
    await expectFold(env.DB, site);
  });
});

describe('a claim', () => {
  const at = later;
  it.each<[string, number | null, number, boolean]>([
    ['takes a row that nobody claims', null, at, true],
    ['takes a row from a younger one', at + 1, at, true],
    ['leaves a row to an older one', at - 1, at, false],
    ['leaves a row to an older one that just holds', at - 1_999, at, false],
    ['takes a row from one that holds no more', at - 2_001, at, true],
  ])('%s, and reads no other', async (_, before, now, isTaken) => {
    const { send } = await isolate();
    const site = await makeSite(env.DB, defaultModel);
    const devices = Array.from({ length: 60 }, (_, n) => uuidOf('d', n));
    await send(env.DB, site, ...devices.map((device, n) => act(n, { device })));
    const device = devices[0] as string;
    const anonymous = await anonymousVisitor(site.visitorKey, device);
    const key = { site: site.key, device, id: uuidOf('e', 99), ownedAt: streamStart, anonymous };
    const fed = [{ site: site.key, version: 1 }];
    const claimAt = async (moment: number) => {
      const claim = newClaim(moment);
      const { db, rows } = counted(env.DB);
      const { standings } = await readForEvents(db, { keys: [key], fed, claim, now: at });
      return { isMine: standings.map(({ attempt }) => attempt === claim), rows };
    };
    if (before !== null) expect((await claimAt(before)).isMine).toEqual([true]);
    const { isMine, rows } = await claimAt(now);
    expect(isMine).toEqual([isTaken]);
    expect(rows.written).toBe(isTaken ? 1 : 0);
    expect(rows.read).toBeLessThan(20);
  });
});

describe('a claim that nobody will use', () => {
  it('of a writer that died keeps nobody away for longer than it holds, on the free plan', async () => {
    const [here, there] = [await isolate(), await isolate()];
    const site = await makeSite(env.DB, defaultModel);
    await here.send(env.DB, site, act(0));
    await there.send(env.DB, site, act(1));
    await env.DB.prepare('update score set attempt = ?2 where site = ?1')
      .bind(site.key, newClaim(Date.now()))
      .run();
    expect(await here.send(invocation(env.DB), site, act(2))).toEqual(stored);
    await expectEvents(site, 3);
  });

  it('is not made where all that comes is known', async () => {
    const [here, there] = [await isolate(), await isolate()];
    const site = await makeSite(env.DB, defaultModel);
    await here.send(env.DB, site, act(0));
    await there.send(env.DB, site, act(1), act(2));
    // What is remembered here is out of date, and the guard looks at it before the log refuses the event.
    expect(await here.send(env.DB, site, act(1))).toEqual(stored);
    const { results } = await env.DB.prepare('select attempt from score where site = ?1')
      .bind(site.key)
      .all();
    expect(results.every(({ attempt }) => Number(attempt) >= 0)).toBe(true);
    expect(here.counts().race).toBe(1);
  });
});

describe('a turn', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('that never ends holds up nobody for longer than the bound', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { send } = await isolate();
    const site = await makeSite(env.DB, defaultModel);
    const dead = wrapDatabase(env.DB, () => new Promise<never>(() => {}));
    void send(dead, site, act(0));
    let isStored = false;
    const behind = [1, 2, 3].map((n) => send(env.DB, site, act(n)));
    void Promise.all(behind).then(() => {
      isStored = true;
    });
    await vi.advanceTimersByTimeAsync(longestTurnMs - 1);
    expect(isStored).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(await Promise.all(behind)).toEqual([stored, stored, stored]);
    await expectEvents(site, 3);
    // Those who come after find nobody in line.
    expect(await send(env.DB, site, act(4))).toEqual(stored);
  });
});

describe('a site that is made anew under the id of another', () => {
  it('gets no event that was sent to the one before, and scores its own', async () => {
    const { send } = await isolate();
    const by = { actor: 'test', now: later };
    const make = async (now: number) => {
      const origins = ['https://example.com'];
      await createSite(
        env.DB,
        { id: 'again', name: 'Again', origins, settings: settings.parse({}) },
        { ...by, now },
      );
      return (await readSite(env.DB, 'again')) as SiteConfig;
    };
    const first = await make(later);
    expect(await send(env.DB, first, act(0))).toEqual(stored);
    await deleteSite(env.DB, first, { ...by, deadline: Date.now() + 10_000 });
    const second = await make(later + 5);
    expect(await send(env.DB, first, act(1))).toEqual(stored);
    expect((await logByVisitor(env.DB, second)).size).toBe(0);
    expect(await send(env.DB, second, act(1))).toEqual(stored);
    await expectEvents(second, 1);
  });
});

describe('the count of writes', () => {
  it('is logged once in a while, for those since the last line', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    // Whatever the other tests have counted: up to the next line.
    while (log.mock.calls.length === 0) countWrite('miss');
    for (let n = 0; n < writesBetweenLines; n++) {
      countWrite(n < 10 ? 'miss' : 'hit');
      if (n < 3) countWrite('race');
    }
    const lines = log.mock.calls.slice(1).flat();
    log.mockRestore();
    expect(lines).toEqual([
      `ingest: of ${writesBetweenLines} writes of this isolate ${writesBetweenLines - 10} were made on what it remembered; 3 races were lost`,
    ]);
  });
});
