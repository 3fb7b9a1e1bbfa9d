// Every move is told exactly once: in whatever batches events come, whoever races, by the clock, and when people are identified.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { counted } from '../../../bench/workers/counted.ts';
import { fillWatched } from '../../../worker/flows/alerts/fill.ts';
import { reviewDue } from '../../../worker/flows/alerts/review.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { noticeCooled } from '../../../worker/flows/scores/notice-cooled.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { coolsAt } from '../../../worker/score/standing/level.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { uuidNamed } from '../../support/ids.ts';
import { plainMinute } from '../../support/schedule.ts';
import { makeSite } from '../../support/sites.ts';
import {
  act,
  addSegment,
  addWebhook,
  ceo,
  change,
  day,
  everything,
  model,
  newSite,
  rowsTold,
  send,
  start,
  told,
} from '../../support/stories/watched.ts';
import { drain } from '../../support/units.ts';

const review = (now: number, db = env.DB) => drain(reviewDue(db, now));

const falls = (site: SiteConfig, heat: number, level: number) =>
  coolsAt(site.served.model.levels, compileModel(site.served), { heat, level }) as number;

describe('events', () => {
  it('tell each rise and fall of level with where the visitor stood before', async () => {
    const site = await newSite();
    await send(site, [act('a', 21)]);
    await send(site, [act('a', 60)], start + 1000);
    await send(site, [act('a', -30)], start + 2000);
    await send(site, [act('a', -30)], start + 3000);
    expect(await told(site)).toEqual(['visitor.warm 0', 'visitor.hot 1000', 'visitor.cooled 3000']);
    const details = (await rowsTold(site)).map(({ detail }) => JSON.parse(detail).previous?.level ?? null);
    expect(details).toEqual([null, 2, 1]);
  });

  it('tell once of what is delivered repeatedly, in any batches', async () => {
    for (const size of [1, 2, 4]) {
      const site = await newSite({ segments: { warm: { minScore: 20 } } });
      const events = [act('a', 6), act('a', 21), act('a', 6), act('a', 21)];
      for (let from = 0; from < events.length; from += size)
        for (const _ of [1, 2]) await send(site, events.slice(from, from + size), start);
      const types = (await told(site)).map((one) => one.replace(/ \d+$/, '')).sort();
      expect(types.filter((type) => type === 'segment.entered warm')).toHaveLength(1);
      expect(types.filter((type) => type === 'visitor.hot')).toHaveLength(1);
      expect(types.filter((type) => type.startsWith('segment.left'))).toEqual([]);
    }
  });

  it('tell once where writers race: two isolates, each on what it remembers', async () => {
    const site = await newSite({ segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 6)]);
    await Promise.all(Array.from({ length: 6 }, () => send(site, [act('a', 6)], start + 1)));
    await Promise.all(Array.from({ length: 6 }, () => send(site, [act('a', 6)], start + 2)));
    const all = (await told(site)).map((one) => one.replace(/ \d+$/, ''));
    expect(all.sort()).toEqual(['segment.entered warm', 'visitor.hot', 'visitor.warm']);
  });

  it('tell of an outcome, but not of history that is imported', async () => {
    const site = await newSite();
    await send(site, [act('a', 60)]);
    const outcome = { outcome: 'o1', result: 'lost', deal: 'D', value: 5, currency: 'EUR' } as const;
    const event = act('a', 'outcome', outcome);
    for (const _ of [1, 2]) await send(site, [event], start + 1);
    const old = { ...act('a', 'outcome', { outcome: 'o2', result: 'lost' }), occurredAt: start - 7 * day };
    expect(await ingest(env.DB, [{ site, event: old }], start + 1)).toEqual({ kind: 'stored' });
    expect(await told(site)).toEqual(['visitor.hot 0', 'visitor.outcome 1']);
    expect(JSON.parse((await rowsTold(site))[1]?.detail ?? '').outcome).toEqual({
      ...{ result: 'lost', deal: 'D', value: 5, currency: 'EUR' },
    });
  });

  it('tell that who is disqualified or buys has left cells, levels and segments', async () => {
    const site = await newSite({ segments: { hot: { status: 'hot' } } });
    await send(site, [act('a', 60, ceo)]);
    await review(start);
    await send(site, [act('a', 'rival')], start + 1);
    expect((await told(site)).slice(-1)).toEqual(['segment.left hot 1']);
    // Back among nobody: no cell, and nothing falls.
    await drain(noticeCooled(env.DB, start + 100 * day));
    await review(start + 100 * day);
    expect((await told(site)).slice(-1)).toEqual(['segment.left hot 1']);
  });
});

describe('a webhook', () => {
  it('that is new, or has a new segment, is told nothing of those who were there before', async () => {
    let site = await makeSite(env.DB, model, { landmark: start });
    await send(site, [act('a', 60, ceo), act('b', 21)]);
    site = await addSegment(site, 'warm', { minScore: 20 });
    site = await addWebhook(site, 'all', everything);
    // Before the rows are filled in, and after.
    await send(site, [act('a', 6)], start + 1);
    await drain(fillWatched(env.DB, start + 2));
    await send(site, [act('a', 6), act('b', 6)], start + 3);
    expect(await told(site)).toEqual([]);
    await send(site, [act('b', 60)], start + 4);
    expect(await told(site)).toEqual(['visitor.hot 4']);
    site = await addSegment(site, 'hot', { status: 'hot' });
    await drain(fillWatched(env.DB, start + 5));
    await review(start + 5);
    await send(site, [act('a', 6), act('c', 60)], start + 6);
    expect((await told(site)).slice(1)).toEqual([
      'segment.entered hot 6',
      'segment.entered warm 6',
      'visitor.hot 6',
    ]);
  });

  it('is told nothing of what happened while nobody watched', async () => {
    let site = await newSite({ segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 6)]);
    site = await change(site, `delete from segment where site = ?1`);
    site = await change(site, `update webhook set events = '["segment.entered"]' where site = ?1`);
    expect(site.isWatched).toBe(false);
    site = await addSegment(site, 'warm', { minScore: 5 });
    await drain(fillWatched(env.DB, start + 1));
    await review(start + 1);
    await send(site, [act('a', 6)], start + 2);
    expect(await told(site)).toEqual([]);
  });

  it('that was written without telling it is noticed by the schedule', async () => {
    const site = await makeSite(env.DB, model, { landmark: start });
    await env.DB.prepare(
      `insert into segment (site, id, name, model, filters, since, created_at) values (?1, 's', 's', 'default', '{}', 1, 0)`,
    )
      .bind(site.key)
      .run();
    const now = plainMinute(start);
    await runScheduled(env.DB, { now, deadline: Date.now() + 20_000 });
    const after = (await readSite(env.DB, site.key)) as SiteConfig;
    expect(after).toMatchObject({ isWatched: true, revision: site.revision + 1 });
  });
});

describe('an identification', () => {
  it('is told once, with the cell that it gives', async () => {
    const site = await newSite({ segments: { people: { identified: true } } });
    await send(site, [act('a', 60)]);
    await send(site, [act('a', 6, ceo)], start + 1);
    await send(site, [act('a', 6, ceo)], start + 2);
    await review(start + 3);
    await send(site, [act('a', 6, ceo)], start + 4);
    await review(start + 4);
    expect((await told(site)).map((one) => one.replace(/ \d+$/, '')).sort()).toEqual([
      ...['segment.entered people', 'visitor.cell_entered', 'visitor.hot', 'visitor.identified'],
    ]);
  });

  it('of somebody whose browser was in a segment already is no entering, nor is the person’s', async () => {
    const site = await newSite({ segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 21)]);
    await send(site, [act('b', 6, ceo)], start + 1);
    await review(start + 1);
    await send(site, [act('a', 6, ceo)], start + 2);
    await review(start + 2);
    const all = await told(site);
    expect(all.filter((one) => one.startsWith('segment'))).toEqual(['segment.entered warm 0']);
    expect(all.filter((one) => one.startsWith('visitor.identified'))).toHaveLength(1);
  });

  it('of two halves that make a whole is a rise and an entering', async () => {
    const site = await newSite({ segments: { much: { minScore: 40 } } });
    for (const device of ['a', 'b']) await send(site, [act(device, 21)]);
    for (const device of ['a', 'b']) await send(site, [act(device, 6, ceo)], start + 1);
    await review(start + 2);
    const all = (await told(site)).map((one) => one.replace(/ \d+$/, ''));
    expect(all.filter((one) => one === 'segment.entered much')).toHaveLength(1);
    expect(all.filter((one) => one === 'visitor.hot')).toHaveLength(1);
  });

  it('is told by the schedule where the invocation ends between its commit and the review', async () => {
    const site = await newSite();
    await send(site, [act('a', 60, ceo)]);
    expect((await told(site)).some((one) => one.startsWith('visitor.identified'))).toBe(false);
    await runScheduled(env.DB, { now: plainMinute(start), deadline: Date.now() + 20_000 });
    expect((await told(site)).filter((one) => one.startsWith('visitor.identified'))).toHaveLength(1);
    await runScheduled(env.DB, { now: plainMinute(start) + 60_000, deadline: Date.now() + 20_000 });
    expect((await told(site)).filter((one) => one.startsWith('visitor.identified'))).toHaveLength(1);
  });

  it('is told after the request that made it', async () => {
    const site = await newSite();
    const body = { events: [{ ...{ id: crypto.randomUUID(), kind: 'gain_60' }, email: 'ann@acme.test' }] };
    expect((await call(`POST /v1/sites/${site.id}/events`, { body })).status).toBe(200);
    await expect
      .poll(async () => (await told(site)).map((one) => one.split(' ')[0]), { timeout: 10_000 })
      .toContain('visitor.identified');
  });
});

describe('a split, and an undoing', () => {
  it('tell what they take away, and invent nothing', async () => {
    const site = await newSite({ segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 6, ceo)]);
    await send(site, [act('b', 60, ceo)], start + 1);
    await review(start + 1);
    const before = await told(site);
    const [ann] = (await call(`GET /v1/sites/${site.id}/visitors?email=ann@acme.test`)).body.data;
    const body = { device: uuidNamed('b') };
    expect((await call(`POST /v1/sites/${site.id}/visitors/${ann.id}/split`, { body })).status).toBe(200);
    await review(Date.now() + 1000);
    const after = (await told(site)).slice(before.length).map((one) => one.replace(/ \d+$/, ''));
    expect(after.filter((one) => one.startsWith('visitor.hot') || one.startsWith('segment.entered'))).toEqual(
      [],
    );
  });

  it('of points tells that a segment was left, once', async () => {
    const site = await newSite({ more: { halfLifeDays: null }, segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 6)]);
    const { body: list } = await call(`GET /v1/sites/${site.id}/visitors`);
    const at = `/v1/sites/${site.id}/visitors/${list.data[0].id}`;
    const id = crypto.randomUUID();
    const made = await call(`POST ${at}/adjustments`, { body: { id, points: 50, reason: 'fair' } });
    expect(made.status).toBeLessThan(300);
    expect((await call(`DELETE ${at}/events/${id}`)).status).toBe(200);
    for (const _ of [1, 2]) await review(Date.now() + 1000);
    expect((await told(site)).map((one) => one.replace(/ \d+$/, '')).sort()).toEqual([
      ...['segment.entered warm', 'segment.left warm', 'visitor.cooled', 'visitor.hot'],
    ]);
  });
});

describe('the clock', () => {
  it('changes cells and segments at the very millisecond, each told once', async () => {
    const site = await newSite({ segments: { many: { minScore: 30 }, cool: { status: 'cool' } } });
    await send(site, [act('a', 60, ceo)]);
    await review(start);
    const [warm, cool] = [falls(site, 60, 1), falls(site, 60, 2)];
    const many = start + 30 * day * Math.log2(60 / 29.995);
    const before = (await told(site)).length;
    for (const moment of [warm, many, cool].map(Math.ceil).sort((a, b) => a - b)) {
      await review(moment - 1);
      for (const now of [moment, moment + 1]) await review(now);
    }
    expect((await told(site)).slice(before).map((one) => one.replace(/ \d+$/, ''))).toEqual([
      ...['visitor.cell_entered', 'segment.left many', 'segment.entered cool', 'visitor.cell_entered'],
    ]);
    const cells = (await rowsTold(site)).filter(({ type }) => type === 'visitor.cell_entered');
    expect(cells.map(({ detail }) => JSON.parse(detail).previous.cell)).toEqual([null, 'A1', 'A2']);
  });

  it('changes a trend at midnight of the site’s time zone', async () => {
    const site = await newSite({
      ...{
        more: { halfLifeDays: null },
        segments: { rising: { trend: 'up' } },
        timeZone: 'America/St_Johns',
      },
    });
    await send(site, [act('a', 21)]);
    expect(await told(site)).toEqual(['segment.entered rising 0', 'visitor.warm 0']);
    const { calendar } = compileModel(site.served);
    const over = calendar.startOf(calendar.dayOf(start) + 8);
    await review(over - 1);
    expect(await told(site)).toHaveLength(2);
    await review(over);
    expect((await told(site)).slice(2)).toEqual([`segment.left rising ${over - start}`]);
  });

  it('is told within two minutes by the schedule, with falls of level', async () => {
    const site = await newSite({ segments: { hot: { status: 'hot' } } });
    await send(site, [act('a', 60)]);
    const now = plainMinute(falls(site, 60, 1));
    await runScheduled(env.DB, { now, deadline: Date.now() + 20_000 });
    await runScheduled(env.DB, { now: now + 60_000, deadline: Date.now() + 20_000 });
    expect(
      (await told(site))
        .slice(2)
        .map((one) => one.replace(/ \d+$/, ''))
        .sort(),
    ).toEqual([...['segment.left hot', 'visitor.cooled']]);
  });

  it('costs the rows of those who crossed, however many others there are', async () => {
    const site = await newSite({ events: ['segment.left'], segments: { many: { minScore: 50 } } });
    const events = Array.from({ length: 300 }, (_, n) => act(`d${n}`, n < 3 ? 60 : 21));
    for (let from = 0; from < events.length; from += 100) await send(site, events.slice(from, from + 100));
    const moment = Math.ceil(start + 30 * day * Math.log2(60 / 49.995));
    const { db, rows } = counted(env.DB);
    await review(moment + 60_000, db);
    expect(await told(site)).toHaveLength(3);
    expect(rows.read).toBeLessThan(80);
    expect(rows.written).toBeLessThan(30);
    const idle = counted(env.DB);
    await review(moment + 120_000, idle.db);
    expect(idle.rows).toEqual({ read: expect.any(Number), written: 0 });
    expect(idle.rows.read).toBeLessThan(5);
  });

  it('leaves a row alone that an event changes at the same time: that has told it', async () => {
    const site = await newSite({ segments: { hot: { status: 'hot' } } });
    await send(site, [act('a', 60)]);
    const now = falls(site, 60, 1);
    let isDone = false;
    const racing = wrapDatabase(env.DB, async (statements, ask) => {
      if (statements > 1 && !isDone) {
        isDone = true;
        await send(site, [act('a', 21)], now - 1);
      }
      return ask();
    });
    await review(now, racing);
    await review(now + 1);
    expect((await told(site)).filter((one) => one.startsWith('segment.left'))).toEqual([]);
  });
});

describe('publishing', () => {
  const publish = async (alerts: boolean) => {
    const site = await newSite({ segments: { much: { minScore: 50 } }, more: { halfLifeDays: null } });
    await send(site, [act('a', 6), act('b', 60), act('c', 21)]);
    const generous = {
      ...{ ...model, halfLifeDays: null },
      rules: model.rules.map((rule) => (rule.on === 'gain_6' ? { ...rule, points: 60 } : rule)),
    };
    await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
      .bind(site.key, JSON.stringify(generous))
      .run();
    const before = (await told(site)).length;
    const by = { actor: 'test', now: start + 1, deadline: Date.now() + 20_000 };
    expect((await startPublishing(env.DB, { site: site.key, version: 2, alerts }, by)).kind).toBe(
      'publishing',
    );
    expect(await continuePublishing(env.DB, site.key, by.deadline)).toBe('served');
    const served = (await readSite(env.DB, site.key)) as SiteConfig;
    // An event between serving and the comparison, whose rise the comparison tells.
    await send(served, [act('c', 60)], start + 2);
    for (const now of [start + 3, start + 4]) {
      await drain(fillWatched(env.DB, now));
      await review(now);
    }
    const { results } = await env.DB.prepare('select version, cursor, against from watch where site = ?1')
      .bind(site.key)
      .all();
    expect(results).toEqual([{ version: 2, cursor: null, against: null }]);
    return (await told(site))
      .slice(before)
      .map((one) => one.replace(/ \d+$/, ''))
      .sort();
  };

  it('tells only what events do', async () => {
    expect(await publish(false)).toEqual(['segment.entered much', 'visitor.hot']);
  });

  it('with alerts tells who stands elsewhere under the new version, once', async () => {
    const both = ['segment.entered much', 'visitor.hot'];
    expect(await publish(true)).toEqual([...both, ...both].sort());
  });
});
