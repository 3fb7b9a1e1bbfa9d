// Identifications of many people, taken together: each ends as it would alone, and none keeps the others waiting.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { anonymousVisitor, serverDevice } from '../../../worker/flows/common/visitor-id.ts';
import { resolve } from '../../../worker/flows/identity/resolution.ts';
import { withScores } from '../../../worker/flows/identity/shared-scores.ts';
import { batchStatements, ingest } from '../../../worker/flows/ingest/ingest.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { difference } from '../../../worker/store/database/difference.ts';
import { firstWithin } from '../../../worker/store/database/first-within.ts';
import { isStale } from '../../../worker/store/database/guard.ts';
import { jsonRows } from '../../../worker/store/database/json-rows.ts';
import { metered } from '../../../worker/store/database/metered.ts';
import { maxNodes } from '../../../worker/store/identity/graph-sql.ts';
import { writeIdentity } from '../../../worker/store/identity/identity.ts';
import { readIdentityGraphs } from '../../../worker/store/identity/identity-graph.ts';
import { type Node, nodeKey, unite } from '../../../worker/store/identity/nodes.ts';
import { postponePending, waitingDevices } from '../../../worker/store/identity/pending.ts';
import { changedDevices } from '../../../worker/store/identity/ties.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { expectTraits } from '../../support/checks/trait-check.ts';
import { limitedDatabase } from '../../support/database/limited-database.ts';
import { withTextIds } from '../../support/ids.ts';
import { plainMinute } from '../../support/schedule.ts';
import { logByVisitor, makeSite } from '../../support/sites.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';
import { someWeights } from '../../support/stories/weights.ts';

const hour = 3_600_000;
const later = streamStart + 30 * 24 * hour;
const many = <One>(count: number, one: (n: number) => One) => Array.from({ length: count }, (_, n) => one(n));
const newSite = () =>
  makeSite(
    env.DB,
    { ...defaultModel, halfLifeDays: null },
    { landmark: streamStart, prediction: someWeights },
  );

function said(device: string, body: NewEvent['body'], at = hour): NewEvent {
  const event = { id: crypto.randomUUID(), kind: 'identify', ownedAt: null, session: null };
  return {
    ...event,
    device,
    occurredAt: streamStart + at,
    origin: 'server',
    body: { verified: true, ...body },
  };
}

async function send(site: SiteConfig, events: NewEvent[], db = env.DB): Promise<void> {
  const arrivals = events.map((event) => ({ site, event }));
  expect(await ingest(db, arrivals, later)).toEqual({ kind: 'stored' });
}

/** In the log, and not applied. */
const leave = (site: SiteConfig, events: NewEvent[]) =>
  send(site, events, metered(env.DB, { statements: batchStatements * Math.ceil(events.length / 100) }));

const sweep = () =>
  runScheduled(env.DB, { now: plainMinute(Date.now() + 60_000 * 60_000), deadline: Date.now() + 10_000 });

/** The names of people and how many events are theirs. */
async function people(site: SiteConfig): Promise<string[]> {
  const log = await logByVisitor(env.DB, site);
  const { results } = await env.DB.prepare(
    'select visitor, email, user_id as userId from lead where site = ?1',
  )
    .bind(site.key)
    .all();
  return withTextIds<{ visitor: string; email: string | null; userId: string | null }>(results)
    .map(({ visitor, email, userId }) => `${email} ${userId}: ${log.get(visitor)?.length ?? 0}`)
    .sort();
}

async function waiting(site: SiteConfig): Promise<string[]> {
  const { results } = await env.DB.prepare('select device from pending where site = ?1 order by device')
    .bind(site.key)
    .all();
  return withTextIds<{ device: string }>(results).map(({ device }) => device);
}

/** The database, with something that happens before each batch of statements. */
function before(happens: (batch: number) => Promise<unknown>): D1Database {
  let batches = 0;
  return {
    prepare: (sql: string) => env.DB.prepare(sql),
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      await happens(batches++);
      return env.DB.batch<Row>(statements);
    },
  } as D1Database;
}

describe('a call that names many', () => {
  it('makes one of those who touch, whether they are new to each other or not', async () => {
    const site = await newSite();
    await send(site, [said(uuidOf('d', 1), { email: 'ann@acme.test' })]);
    await send(site, [
      said(uuidOf('d', 2), { email: 'ann@acme.test' }),
      said(uuidOf('d', 3), { email: 'bob@acme.test' }),
      said(uuidOf('d', 4), { email: 'bob@acme.test', userId: '4' }),
      said(uuidOf('d', 5), { userId: '4' }),
      said(uuidOf('d', 6), { email: 'cyd@acme.test' }),
    ]);
    expect(await people(site)).toEqual([
      'ann@acme.test null: 2',
      'bob@acme.test 4: 3',
      'cyd@acme.test null: 1',
    ]);
    await expectFold(env.DB, site);
    await expectTraits(env.DB, site);
  });

  it('keeps sites apart, and an email apart from a userId that reads alike', async () => {
    const [one, other] = [await newSite(), await newSite()];
    const events = [
      said(uuidOf('d', 1), { email: 'ann@acme.test' }),
      said(uuidOf('d', 2), { userId: 'ann@acme.test' }),
    ];
    const arrivals = [one, other].flatMap((site) => events.map((event) => ({ site, event })));
    expect(await ingest(env.DB, arrivals, later)).toEqual({ kind: 'stored' });
    for (const site of [one, other])
      expect(await people(site)).toEqual(['ann@acme.test null: 1', 'null ann@acme.test: 1']);
  });

  it('writes more of people than one parameter of D1 holds', async () => {
    const site = await newSite();
    const traits = Object.fromEntries(many(32, (n) => [`t${n}`, '漢'.repeat(500)]));
    await send(
      site,
      many(60, (n) => said(uuidOf('d', n), { email: `p${n}@acme.test`, traits })),
    );
    const found = await env.DB.prepare(
      'select count(*) as n, min(length(traits)) as chars from lead where site = ?1',
    )
      .bind(site.key)
      .first();
    expect(found).toEqual({ n: 60, chars: expect.toSatisfy((chars: number) => chars > 16_000) });
    await expectFold(env.DB, site);
  });

  it('leaves a crowd aside, and names all the others', async () => {
    const site = await newSite();
    await send(site, [said(uuidOf('d', 1), { email: 'info@acme.test' })]);
    await env.DB.prepare(
      `insert into stint (site, device, started_at, visitor, verified, claimed_at)
       select ?1, unhex(printf('%032x', 4294967296 + n.value)), 0, t.visitor, 0, 0 from stint t, json_each(?2) n where t.site = ?1`,
    )
      .bind(site.key, JSON.stringify(many(maxNodes, (n) => n)))
      .run();
    const crowd = many(3, (n) => said(uuidOf('d', 10 + n), { email: 'info@acme.test' }));
    await send(site, [...many(30, (n) => said(uuidOf('d', 20 + n), { email: `p${n}@acme.test` })), ...crowd]);
    const found = await people(site);
    expect(found.filter((one) => /^p\d+@acme.test null: 1$/.test(one))).toHaveLength(30);
    expect(found.filter((one) => one === 'info@acme.test null: 1')).toHaveLength(4);
    expect(await waiting(site)).toEqual([]);
  });

  it('applies all but those that somebody keeps writing to, which lose races by themselves', async () => {
    const site = await newSite();
    const busy = [uuidOf('d', 3), uuidOf('d', 7)];
    const racing = before(async (batch) => {
      // The first two batches store the events.
      if (batch > 1)
        await send(
          site,
          busy.map((device) => ({ ...said(device, {}), kind: 'page_view', body: {} })),
        );
    });
    const { db, asked } = limitedDatabase(racing, 1_000);
    await send(
      site,
      many(100, (n) => said(uuidOf('d', n), { email: `p${n}@acme.test` })),
      db,
    );
    expect(await waiting(site)).toEqual(busy);
    expect(await people(site)).toHaveLength(98);
    expect(asked.statements).toBeLessThan(300);
    await sweep();
    expect(await people(site)).toHaveLength(100);
    await expectFold(env.DB, site);
  });

  it('reads no more for each than for one alone', async () => {
    const site = await newSite();
    const rowsRead = async (count: number, group: string) => {
      let rows = 0;
      const db = {
        prepare: (sql: string) => env.DB.prepare(sql),
        batch: async <Row>(statements: D1PreparedStatement[]) => {
          const results = await env.DB.batch<Row>(statements);
          for (const { meta } of results) rows += meta.rows_read;
          return results;
        },
      } as D1Database;
      const named = (n: number) => ({ email: `${group}${n}@acme.test` });
      await send(
        site,
        many(count, (n) => said(crypto.randomUUID(), named(n))),
      );
      const devices = await Promise.all(
        many(count, (n) => serverDevice(site.visitorKey, 'email', named(n).email)),
      );
      await send(
        site,
        devices.map((device, n) => said(device, named(n))),
        db,
      );
      return rows / count;
    };
    const [alone, among] = [await rowsRead(1, 'alone'), await rowsRead(200, 'among')];
    expect(among).toBeLessThan(alone * 1.1);
  });
});

describe('another device of a person', () => {
  it('costs the same rows written, however many devices the person has', async () => {
    const site = await newSite();
    const rowsWritten = async (name: string, devices: number) => {
      const on = (n: number) => said(crypto.randomUUID(), { email: `${name}@acme.test` }, (n + 1) * hour);
      await send(site, many(devices, on));
      let rows = 0;
      await send(
        site,
        [on(devices)],
        metered(env.DB, { statements: 1_000, onRowsWritten: (n) => (rows += n) }),
      );
      return rows;
    };
    expect(await rowsWritten('ann', 40)).toBe(await rowsWritten('bob', 2));
  });
});

describe('what was read', () => {
  const devices = [uuidOf('d', 1), uuidOf('d', 2)];
  const ann = "(select visitor from identifier where site = ?1 and value = 'ann@acme.test')";
  const now = `insert into event (site, device, id, kind, occurred_at, arrival, position, origin, body)
    values (?1, unhex(?2), unhex(printf('%032x', 1)), 'page_view', 1, 1e15, 0, 0, '{}')`;

  /** Two people, of whom the first is named again on a device of theirs; read, and worked out anew. */
  async function workedOut() {
    const site = await newSite();
    const [first, second] = devices as [string, string];
    await send(site, [
      said(uuidOf('d', 3), { email: 'ann@acme.test', userId: '7' }),
      said(second, { email: 'bob@acme.test' }),
    ]);
    await leave(site, [said(first, { email: 'ann@acme.test' })]);
    const { graphs, read } = await readIdentityGraphs(env.DB, site.key, devices);
    const resolutions = await resolve(site, graphs);
    const resolved = await withScores(env.DB, site, { resolutions });
    return {
      site,
      read,
      write: () =>
        writeIdentity(
          env.DB,
          { site: site.key, revision: site.revision, isWatched: false },
          { resolved, read },
        ),
    };
  }

  it('is written where nothing has changed', async () => {
    const { site, write } = await workedOut();
    await write();
    expect(await people(site)).toEqual(['ann@acme.test 7: 2', 'bob@acme.test null: 1']);
    await expectFold(env.DB, site);
  });

  it.each([
    ['an event has arrived', [now]],
    [
      'one has been erased and another has come',
      ['delete from event where site = ?1 and device = unhex(?2)', now],
    ],
    [
      'a visitor has been given another device',
      [`insert into stint values (?1, unhex(printf('%032x', 2)), 0, ${ann}, 1, 0)`],
    ],
    ['a stint has begun', [`insert into stint values (?1, unhex(?2), 9, ${ann}, 1, 0)`]],
    ['a stint has ended', [`delete from stint where site = ?1 and visitor = ${ann}`]],
    ['an identifier is new', [`insert into identifier values (?1, 'userId', '8', ${ann})`]],
    ['an identifier is gone', ["delete from identifier where site = ?1 and value = '7'"]],
    [
      'an identifier is of another',
      ["update identifier set visitor = unhex(printf('%032x', 3)) where site = ?1 and value = '7'"],
    ],
    [
      'a device was split away',
      ["insert into split values (?1, unhex(?2), 1, 1, 'ann@acme.test', null, unhex(printf('%032x', 3)))"],
    ],
    [
      'another device was named',
      ["insert into naming values (?1, 'email', 'ann@acme.test', unhex(printf('%032x', 2)))"],
    ],
  ])('is refused where %s since, and only by whom that concerns', async (_, changes) => {
    const { site, read, write } = await workedOut();
    for (const sql of changes) {
      const values = sql.includes('?2') ? [site.key, hexOf(devices[0] as string)] : [site.key];
      await env.DB.prepare(sql)
        .bind(...values)
        .run();
    }
    expect(await write().catch(isStale)).toBe(true);
    expect((await changedDevices(env.DB, site.key, read)).sort()).toEqual([devices[0], uuidOf('d', 3)]);
  });

  it.each([
    ['moved', 'update score set level = 1', true],
    ['gone', 'delete from score', true],
    ['written otherwise', 'update score set attempt = attempt + 1', undefined],
  ])('is decided by levels: a score that is %s since', async (_, change, isRefused) => {
    const { site, read, write } = await workedOut();
    const ann = await anonymousVisitor(site.visitorKey, devices[0] as string);
    await env.DB.prepare(`${change} where site = ?1 and visitor = unhex(?2)`)
      .bind(site.key, hexOf(ann))
      .run();
    expect(await write().catch(isStale)).toBe(isRefused);
    expect(await changedDevices(env.DB, site.key, read)).toEqual(isRefused ? [] : expect.any(Array));
  });
});

describe('the scheduled sweep', () => {
  it('applies all but the one that fails, together with which it came', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const site = await newSite();
    await leave(
      site,
      many(5, (n) => said(uuidOf('d', n), { email: `p${n}@acme.test` })),
    );
    const bad = uuidOf('d', 2);
    await env.DB.prepare("update event set body = 'no JSON' where site = ?1 and device = unhex(?2)")
      .bind(site.key, hexOf(bad))
      .run();
    await sweep();
    expect(await waiting(site)).toEqual([bad]);
    expect(log.mock.calls.map(([text]) => text)).toEqual([`identifying ${bad} of site #${site.key} failed`]);
    log.mockRestore();
    await env.DB.prepare('delete from pending where site = ?1').bind(site.key).run();
  });
});

describe('postponing', () => {
  it('puts a device behind the others, and marks none that is applied already', async () => {
    const site = await newSite();
    const [first, second, applied] = many(3, (n) => uuidOf('d', n)) as [string, string, string];
    await leave(site, [said(first, { email: 'ann@acme.test' })]);
    await leave(site, [said(second, { email: 'bob@acme.test' })]);
    const at = (device: string, since: number) => ({ site: site.key, device, since });
    await postponePending(env.DB, [at(first, later + 9), at(second, later + 5), at(applied, later)]);
    const left = await waitingDevices(env.DB, { before: later + 10, limit: 10 });
    expect(left.filter((one) => one.site === site.key).map(({ device }) => device)).toEqual([second, first]);
    expect(await waitingDevices(env.DB, { before: later + 5, limit: 10 })).toEqual([]);
    await sweep();
  });
});

describe('a person known to the server', () => {
  /** Whether the event was appended without marking its device. */
  async function isKnown(site: SiteConfig, event: NewEvent): Promise<boolean> {
    await leave(site, [event]);
    const left = await waiting(site);
    await sweep();
    await expectFold(env.DB, site);
    await expectTraits(env.DB, site);
    return left.length === 0;
  }

  it('is not resolved anew when named again, whatever the time', async () => {
    const site = await newSite();
    for (const name of [{ email: 'ann@acme.test' }, { userId: '7' }]) {
      const [kind, value] = Object.entries(name)[0] as ['email' | 'userId', string];
      const device = await serverDevice(site.visitorKey, kind, value);
      await send(site, [said(device, { ...name, traits: { title: 'CTO' } }, 5 * hour)]);
      for (const at of [9, 5, 1]) expect(await isKnown(site, said(device, name, at * hour))).toBe(true);
      const again = said(device, { ...name, traits: { title: 'CTO' } }, 2 * hour);
      expect(await isKnown(site, again)).toBe(true);
      const news = said(device, { ...name, traits: { title: 'CEO' } }, 2 * hour);
      expect(await isKnown(site, news)).toBe(false);
    }
  });

  it('becomes two people when an earlier identify keeps two identifiers apart', async () => {
    const site = await newSite();
    const device = await serverDevice(site.visitorKey, 'email', 'ann@acme.test');
    const browser = uuidOf('d', 1);
    const ann = { email: 'ann@acme.test' };
    await send(site, [
      said(browser, { userId: '7' }, 2 * hour),
      said(browser, ann, 3 * hour),
      said(device, ann, 4 * hour),
    ]);
    expect(await people(site)).toEqual(['ann@acme.test 7: 3']);
    // From the first time on that the server named her, the identifiers are hers already.
    expect(await isKnown(site, said(device, ann, 4 * hour))).toBe(true);
    expect(await isKnown(site, said(device, ann, hour))).toBe(false);
    expect(await people(site)).toEqual(['ann@acme.test null: 4', 'null 7: 1']);
  });
});

describe('uniting', () => {
  it('puts each node into one group, with all that it shares a group with', () => {
    const node = fc.tuple(fc.constantFrom('device', 'email'), fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(fc.array(fc.array(node, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (drawn) => {
        const groups = drawn as Node[][];
        const united = unite(groups).map((group) => group.map(nodeKey));
        const all = united.flat();
        expect(all.toSorted()).toEqual([...new Set(groups.flat().map(nodeKey))].sort());
        for (const group of groups) {
          const holders = new Set(
            group.map((one) => united.findIndex((whole) => whole.includes(nodeKey(one)))),
          );
          expect(holders.size).toBe(1);
        }
        // No two that share nothing, however indirectly, are one.
        for (const whole of united) {
          const reached = new Set([whole[0]]);
          for (let size = 0; size < reached.size; ) {
            size = reached.size;
            for (const group of groups.map((own) => own.map(nodeKey)))
              if (group.some((key) => reached.has(key))) for (const key of group) reached.add(key);
          }
          expect([...reached].sort()).toEqual(whole.toSorted());
        }
      }),
    );
  });
});

describe('the difference of two tables', () => {
  it('is what is there no more, and what is new or other; nothing where both say the same', () => {
    const before = [
      ['a', 0, 'x'],
      ['a', 1, 'y'],
      ['b', 0, 'x'],
    ];
    const after = [
      ['b', 0, 'z'],
      ['a', 0, 'x'],
      ['c', 0, null],
    ];
    expect(difference(before, after, 2)).toEqual({
      gone: [['a', 1, 'y']],
      put: [
        ['b', 0, 'z'],
        ['c', 0, null],
      ],
    });
    expect(difference(before, before.toReversed(), 2)).toEqual({ gone: [], put: [] });
  });
});

describe('cutting', () => {
  it('takes the first whatever its size, and more while they fit', () => {
    const size = (one: number) => one;
    expect(firstWithin([9, 1], 5, size)).toEqual([9]);
    expect(firstWithin([2, 3, 1], 5, size)).toEqual([2, 3]);
    expect(firstWithin([2, 2], 5, size)).toEqual([2, 2]);
    expect(firstWithin([], 5, size)).toEqual([]);
  });

  it('makes pieces of JSON below the bytes of a parameter, and none of nothing', () => {
    expect(jsonRows([])).toEqual([]);
    const rows = many(5, (n) => `${n}${'€'.repeat(250_000)}`);
    const pieces = jsonRows(rows);
    expect(pieces.flatMap((piece) => JSON.parse(piece))).toEqual(rows);
    for (const piece of pieces) expect(new TextEncoder().encode(piece).length).toBeLessThan(2_000_000);
    expect(pieces).toHaveLength(3);
  });
});
