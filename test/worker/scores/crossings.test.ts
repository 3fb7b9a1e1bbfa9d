// Who rose to one of the upper two levels or fell from one: noted once, with what moved it, and by the clock.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted } from '../../../bench/workers/counted.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { tiers } from '../../../schema/tables/tier.ts';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { noticeCooled } from '../../../worker/flows/scores/notice-cooled.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { coolsAt } from '../../../worker/score/standing/level.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { uuidNamed, withTextIds } from '../../support/ids.ts';
import { makeSite, scoresOf } from '../../support/sites.ts';
import { anyModel, anyStream, streamStart } from '../../support/stories/models.ts';
import { drain } from '../../support/units.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 8));
const start = Date.UTC(2026, 9, 1, 12);
const soon = () => Date.now() + 20_000;

/** Points by the name of the event. */
const model: Model = {
  ...defaultModel,
  groups: [],
  rules: [60, 21, 6, -30].map((points) => ({
    id: `p${points}`.replace('-', 'm'),
    label: 'x',
    on: `gain_${points}`,
    points,
  })),
};

const newSite = (more: Partial<Model> = {}) => makeSite(env.DB, { ...model, ...more }, { landmark: start });

function act(device: string, points: number, more: NewEvent['body'] = {}): NewEvent {
  return {
    device: uuidNamed(device),
    id: crypto.randomUUID(),
    kind: `gain_${points}`,
    occurredAt: start,
    ownedAt: null,
    session: null,
    origin: 'server',
    body: more,
  };
}

async function send(site: SiteConfig, events: NewEvent[], now = start, db = env.DB): Promise<void> {
  const arrivals = events.map((event) => ({ site, event: { ...event, occurredAt: now } }));
  expect(await ingest(db, arrivals, now)).toEqual({ kind: 'stored' });
}

/** All that is noted, oldest first: who (by device, as far as it is anonymous), from, to, and when in ms after the start. */
async function noted(site: SiteConfig, devices: string[] = ['a', 'b'], query = '') {
  const names = new Map(
    await Promise.all(
      devices.map(async (name) => [await anonymousVisitor(site.visitorKey, uuidNamed(name)), name] as const),
    ),
  );
  const { status, body } = await call(`GET /v1/sites/${site.id}/crossings${query}`);
  expect(status).toBe(200);
  return body.data
    .map(({ visitor, from, to, at }: { visitor: string; from: number; to: number; at: number }) => [
      names.get(visitor) ?? visitor,
      from,
      to,
      at - start,
    ])
    .toReversed();
}

describe('what a batch moves', () => {
  it.each([
    ['nobody to hot at once', [[60]], [['a', 4, 1, 0]]],
    ['nobody to warm at once', [[21]], [['a', 4, 2, 0]]],
    [
      'warm to hot',
      [[21], [60]],
      [
        ['a', 4, 2, 0],
        ['a', 2, 1, 1000],
      ],
    ],
    ['cool to hot', [[6], [60]], [['a', 3, 1, 1000]]],
    [
      'hot to warm, by points taken',
      [[60], [-30]],
      [
        ['a', 4, 1, 0],
        ['a', 1, 2, 1000],
      ],
    ],
    [
      'warm to cold, by points taken',
      [[21], [-30]],
      [
        ['a', 4, 2, 0],
        ['a', 2, 4, 1000],
      ],
    ],
    ['cold to cool: no news', [[6]], []],
    ['hot that stays hot: no news', [[60], [60]], [['a', 4, 1, 0]]],
    ['up and down in one batch: settled once', [[60, -30]], [['a', 4, 2, 0]]],
  ])('%s', async (_, batches, expected) => {
    const site = await newSite();
    for (const [index, points] of batches.entries()) {
      await send(
        site,
        points.map((each) => act('a', each)),
        start + index * 1000,
      );
    }
    expect(await noted(site)).toEqual(expected);
  });

  it('is noted once, however often it is delivered', async () => {
    const site = await newSite();
    const event = act('a', 60);
    for (const now of [start, start + 5, start + 10]) await send(site, [event], now);
    expect(await noted(site)).toEqual([['a', 4, 1, 0]]);
  });

  it('is no news where somebody leaves the levels, or is outside already', async () => {
    const site = await newSite({
      rules: [...model.rules, { id: 'rival', label: 'x', on: 'rival', disqualifies: true }],
    });
    await send(site, [act('a', 60)]);
    await send(site, [{ ...act('a', 0), kind: 'rival' }], start + 1);
    await send(site, [{ ...act('b', 0), kind: 'rival' }], start + 1);
    await send(site, [act('b', 60)], start + 2);
    expect(await noted(site)).toEqual([['a', 4, 1, 0]]);
  });
});

describe('what publishing does', () => {
  it('is no news: not of history, nor of what arrives before it is served', async () => {
    const site = await newSite();
    await send(site, [act('a', 6)]);
    const generous = { ...model, rules: model.rules.map((rule) => ({ ...rule, points: 60 })) };
    await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
      .bind(site.key, JSON.stringify(generous))
      .run();
    const by = { actor: 'test', now: start, deadline: soon() };
    await startPublishing(env.DB, { site: site.key, version: 2 }, by);
    await send((await readSite(env.DB, site.key)) as SiteConfig, [act('b', 6)], start + 1);
    expect(await continuePublishing(env.DB, site.key, soon())).toBe('served');
    expect(await noted(site)).toEqual([]);
    const served = (await readSite(env.DB, site.key)) as SiteConfig;
    await send(served, [act('c', 6)], start + 2);
    expect(await noted(site, ['c'])).toEqual([['c', 4, 1, 2]]);
  });

  it('each model has its own, and a retired one none', async () => {
    const site = await newSite();
    const { body } = await call(`POST /v1/sites/${site.id}/models`, {
      body: {
        ...model,
        name: 'strict',
        levels: [{ name: 'hot', at: 1000, keep: 900 }, ...model.levels.slice(1)],
      },
    });
    expect((await call(`POST /v1/sites/${site.id}/models/${body.version}/publish`)).status).toBe(200);
    await send((await readSite(env.DB, site.key)) as SiteConfig, [act('a', 60)]);
    expect(await noted(site)).toEqual([['a', 4, 1, 0]]);
    expect(await noted(site, ['a'], '?model=strict')).toEqual([['a', 4, 2, 0]]);
    await call(`POST /v1/sites/${site.id}/models/${body.version}/retire`);
    const left = await env.DB.prepare('select model from crossing where site = ?1').bind(site.key).all();
    expect(left.results).toEqual([{ model: 'default' }]);
  });
});

describe('what an identification moves', () => {
  const named = (device: string, points: number) => act(device, points, { email: 'ann@acme.test' });

  it('is a rise where two halves make a whole', async () => {
    const site = await newSite();
    for (const device of ['a', 'b', 'c']) await send(site, [act(device, 21)]);
    await send(site, [named('a', 6)], start + 1);
    const before = await noted(site, ['a', 'b', 'c']);
    await send(site, [named('b', 6)], start + 2);
    const [more, ...others] = (await noted(site, ['a', 'b', 'c'])).slice(before.length);
    expect(others).toEqual([]);
    expect(more?.slice(1)).toEqual([2, 1, 2]);
  });

  it('is no news where one of the halves stood as high', async () => {
    const site = await newSite();
    await send(site, [act('a', 60)]);
    await send(site, [named('b', 6)], start + 1);
    await send(site, [named('a', 6)], start + 2);
    expect((await noted(site)).map(([, ...rest]: unknown[]) => rest)).toEqual([[4, 1, 0]]);
    const [ann] = (await call(`GET /v1/sites/${site.id}/visitors?email=ann@acme.test`)).body.data;
    expect(ann.level).not.toBeNull();
  });

  it('is told of each by their own, where one call names many', async () => {
    const site = await newSite();
    const bob = { email: 'bob@acme.test' };
    await send(site, [act('a', 60, bob), act('b', 21, { email: 'ann@acme.test' }), act('c', 21)]);
    const before = (await noted(site, ['a', 'b', 'c', 'd'])).length;
    // Bob was hot, which is no news; that Ann is now is none the less for it.
    await send(site, [act('d', 6, bob), act('c', 6, { email: 'ann@acme.test' })], start + 1);
    const risen = (await noted(site, ['a', 'b', 'c', 'd'])).slice(before);
    expect(risen.filter(([, , to]: unknown[]) => to === 1)).toEqual([['b', 2, 1, 1]]);
  });

  it('is decided by where they stand when it is written, though the clock has lowered them meanwhile', async () => {
    const site = await newSite();
    await send(site, [act('a', 60)]);
    await send(site, [named('b', 6)], start + 1);
    const fall = falls(site, 66, 1) + 60_000;
    let isLowered = false;
    const meanwhile = wrapDatabase(env.DB, async (statements, call) => {
      // Only the transaction that writes who is who has so many.
      if (statements > 10 && !isLowered) {
        isLowered = true;
        await drain(noticeCooled(env.DB, fall));
      }
      return call();
    });
    await send(site, [named('a', 6)], start + 2, meanwhile);
    expect((await noted(site)).map(([, ...rest]: unknown[]) => rest)).toEqual([
      [4, 1, 0],
      // The person keeps the id of the cool browser, and neither was hot any more.
      [3, 1, 2],
      [1, 2, fall - start],
    ]);
    await expectFold(env.DB, site);
  });

  it('is no news where a split takes a cool browser away from a customer', async () => {
    const site = await newSite();
    await send(site, [named('a', 21)]);
    await send(site, [named('b', 6)], start + 1);
    const [ann] = (await call(`GET /v1/sites/${site.id}/visitors?email=ann@acme.test`)).body.data;
    const won = { id: crypto.randomUUID(), visitor: ann.id, result: 'won' };
    expect((await call(`POST /v1/sites/${site.id}/outcomes`, { body: [won] })).status).toBeLessThan(300);
    const before = (await noted(site)).length;
    const taken = await call(`POST /v1/sites/${site.id}/visitors/${ann.id}/split`, {
      body: { device: uuidNamed('b') },
    });
    expect(taken.status).toBe(200);
    expect((await noted(site)).slice(before)).toEqual([]);
  });

  it('is a fall where a split takes away what made somebody hot', async () => {
    // The split is made now, long after the events: nothing must have faded since.
    const site = await newSite({ halfLifeDays: null });
    await send(site, [named('a', 21)]);
    await send(site, [named('b', 60)], start + 1);
    const [ann] = (await call(`GET /v1/sites/${site.id}/visitors?email=ann@acme.test&at=${Date.now()}`)).body
      .data;
    const before = (await noted(site)).length;
    expect(
      (await call(`POST /v1/sites/${site.id}/visitors/${ann.id}/split`, { body: { device: uuidNamed('b') } }))
        .status,
    ).toBe(200);
    const [fall, ...others] = (await noted(site)).slice(before);
    expect(others).toEqual([]);
    // Ann kept the id of her first browser.
    expect(ann.id).toBe(await anonymousVisitor(site.visitorKey, uuidNamed('a')));
    expect(fall?.slice(0, 3)).toEqual(['a', 1, 2]);
  });
});

/** When somebody with so many points at the start falls from the level. */
const falls = (site: SiteConfig, heat: number, level: number) =>
  coolsAt(site.served.model.levels, compileModel(site.served), { heat, level }) as number;

describe('what the clock does', () => {
  const notice = (now: number) => drain(noticeCooled(env.DB, now));

  it('is noted at the very millisecond, once, and again at the next level', async () => {
    const site = await newSite();
    await send(site, [act('a', 60)]);
    const [first, second] = [falls(site, 60, 1), falls(site, 60, 2)];
    await notice(first - 1);
    expect(await noted(site)).toEqual([['a', 4, 1, 0]]);
    for (const now of [first, first + 1]) await notice(now);
    expect(await noted(site)).toEqual([
      ['a', 4, 1, 0],
      ['a', 1, 2, first - start],
    ]);
    await notice(second - 1);
    for (const now of [second, second + 60_000]) await notice(now);
    expect((await noted(site)).slice(2)).toEqual([['a', 2, 3, second - start]]);
    // From the third level on nobody is told of it.
    await notice(second + 400 * 86_400_000);
    expect(await noted(site)).toHaveLength(3);
  });

  it('is one fall, however far, where nobody looked in between', async () => {
    const site = await newSite();
    await send(site, [act('a', 60)]);
    await send(site, [act('b', 21)]);
    const late = start + 80 * 86_400_000;
    await notice(late);
    expect((await noted(site)).slice(2).toSorted()).toEqual([
      ['a', 1, 4, late - start],
      ['b', 2, 4, late - start],
    ]);
  });

  it('lets somebody rise again, and be told of it', async () => {
    const site = await newSite();
    await send(site, [act('a', 60)]);
    const fall = falls(site, 60, 1);
    await notice(fall);
    await send(site, [act('a', 21)], fall + 1000);
    expect((await noted(site)).slice(1)).toEqual([
      ['a', 1, 2, fall - start],
      ['a', 2, 1, fall + 1000 - start],
    ]);
    await expectFold(env.DB, site);
  });

  it('is noticed by the schedule, and nothing is where points never fade', async () => {
    const [fading, lasting] = [await newSite(), await newSite({ halfLifeDays: null })];
    for (const site of [fading, lasting]) await send(site, [act('a', 60)]);
    const now = start + 30 * 86_400_000 + 60_000;
    await runScheduled(env.DB, { now, deadline: soon() });
    expect(await noted(fading)).toHaveLength(2);
    expect(await noted(lasting)).toHaveLength(1);
  });

  it('reads and writes those who crossed, and nobody else', async () => {
    const site = await newSite();
    const many = Array.from({ length: 300 }, (_, index) => act(`d${index}`, index < 3 ? 60 : 21));
    for (let from = 0; from < many.length; from += 100) await send(site, many.slice(from, from + 100));
    await env.DB.prepare('delete from crossing where site = ?1').bind(site.key).run();
    const others = await env.DB.prepare('select count(*) as n from served_model').first<{ n: number }>();
    const { db: counting, rows: cost } = counted(env.DB);
    // 21 points are warm until 16 are left; 60 are hot until 36 are: later than that.
    await drain(noticeCooled(counting, falls(site, 60, 1)));
    const all = await env.DB.prepare('select count(*) as n from crossing where site = ?1')
      .bind(site.key)
      .first();
    expect(all).toEqual({ n: 300 });
    // A crossing is one row; lowering a score is its row and its place in the index, taken out and put in.
    expect(cost.written).toBeLessThanOrEqual(300 * 4);
    const first = { ...cost };
    await drain(noticeCooled(counting, falls(site, 60, 1) + 1));
    expect(cost.written).toBe(first.written);
    // Of each model two rows to find it, which are then sorted, and a range of each level and tier, found empty.
    expect(cost.read - first.read).toBeLessThanOrEqual((4 + 2 + 2 * tiers.length) * (others?.n ?? 0));
  });

  it('leaves what is stored the fold of the log, and the crossings of each visitor one walk', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyModel,
        anyStream,
        fc.array(fc.integer({ min: 0, max: 60 })),
        async (any, stream, days) => {
          const site = await makeSite(env.DB, any, { landmark: streamStart });
          const turns = days.map((day) => ({ events: [], now: streamStart + day * 86_400_000 }));
          const all = [...stream, ...turns].sort((a, b) => a.now - b.now);
          for (const { events, now } of all) {
            if (events.length === 0) await notice(now);
            else
              await ingest(
                env.DB,
                events.map((event) => ({ site, event })),
                now,
              );
          }
          await expectFold(env.DB, site, { asOf: all.at(-1)?.now ?? streamStart });
          const { results } = await env.DB.prepare('select * from crossing where site = ?1 order by at')
            .bind(site.key)
            .all();
          const noted = withTextIds<{ visitor: string; from_level: number; to_level: number }>(results);
          const levels = new Map(
            (await scoresOf(env.DB, site.key)).map(({ visitor, level }) => [visitor, level]),
          );
          for (const [visitor, walk] of Map.groupBy(noted, ({ visitor }) => visitor)) {
            const told = (level: number) => (level <= 2 ? level : 3);
            const ends = [3, ...walk.map(({ to_level }) => told(to_level))];
            expect(walk.map(({ from_level }) => told(from_level))).toEqual(ends.slice(0, -1));
            const level = levels.get(visitor) ?? 0;
            if (level <= 4) expect(ends.at(-1)).toBe(told(level));
          }
          const high = [...levels].filter(([, level]) => level <= 2).map(([visitor]) => visitor);
          const walked = new Set(noted.map(({ visitor }) => visitor));
          expect(high.filter((visitor) => !walked.has(visitor))).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('the list', () => {
  it('is paged, newest first, since a moment, and for a reader', async () => {
    const site = await newSite();
    for (const [index, device] of ['a', 'b', 'c', 'd'].entries())
      await send(site, [act(device, 60)], start + index);
    const pages: number[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: { data: { at: number }[]; nextCursor: string | null } } = await call(
        `GET /v1/sites/${site.id}/crossings?limit=2&since=${start + 1}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      pages.push(body.data.map(({ at }) => at - start));
      cursor = body.nextCursor;
    }
    expect(pages).toEqual([[3, 2], [1]]);
    const first = (await call(`GET /v1/sites/${site.id}/crossings?limit=1`)).body.nextCursor;
    const strange = await call(
      `GET /v1/sites/${site.id}/crossings?limit=1&since=5&cursor=${encodeURIComponent(first)}`,
    );
    expect([strange.status, strange.body.code]).toEqual([400, 'invalid_cursor']);
    expect((await call(`GET /v1/sites/${site.id}/crossings`, { token: null })).status).toBe(401);
  });

  it.each([model.halfLifeDays, null])(
    'forgets after 90 days, at the hour; half-life %s',
    async (halfLifeDays) => {
      const site = await newSite({ halfLifeDays });
      await send(site, [act('a', 60)]);
      await send(site, [act('b', 60)], start + 1);
      const day = 86_400_000;
      await drain(noticeCooled(env.DB, start + 90 * day + 60_000));
      expect((await noted(site)).length).toBeGreaterThanOrEqual(2);
      const hour = start + 90 * day;
      await env.DB.prepare('update crossing set at = at + 1 where site = ?1 and at = ?2')
        .bind(site.key, start + 1)
        .run();
      await drain(noticeCooled(env.DB, hour + 1 - (hour % 3_600_000)));
      expect((await noted(site)).map(([, , , at]: number[]) => at)).not.toContain(0);
      expect((await noted(site)).map(([, , , at]: number[]) => at)).toContain(2);
    },
  );
});
