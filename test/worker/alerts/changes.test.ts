// What else than an event changes what webhooks are told: cells of all levels, beginning to watch a large site, corrections, erasures, and
// several models.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { fillWatched } from '../../../worker/flows/alerts/fill.ts';
import { reviewDue } from '../../../worker/flows/alerts/review.ts';
import { verifyStep } from '../../../worker/flows/scores/verify.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import {
  act,
  addSegment,
  addWebhook,
  ceo,
  everything,
  model,
  newSite,
  rowsTold,
  send,
  start,
  told,
} from '../../support/stories/watched.ts';
import { drain } from '../../support/units.ts';

const review = (now: number) => drain(reviewDue(env.DB, now));

const typesTold = async (site: SiteConfig, webhook = 'all') =>
  (await told(site, webhook)).map((one) => one.replace(/ \d+$/, '')).sort();

const checksOf = async (site: SiteConfig) =>
  (
    await env.DB.prepare('select check_at as at from score where site = ?1 and check_at is not null')
      .bind(site.key)
      .all<{ at: number }>()
  ).results.map(({ at }) => at);

describe('the cells below hot and warm', () => {
  const fit = {
    rules: [
      { id: 'boss', label: 'Boss', where: { title: ['ceo'] }, points: 90 },
      { id: 'head', label: 'Head', where: { title: ['head'] }, points: 50 },
    ],
    grades: { A: 80, B: 45, C: 20 },
  };

  it.each([
    ['A3', 'CEO', 6],
    ['A4', 'CEO', 'page_view'],
    ['B3', 'Head', 6],
  ] as const)('%s is told when it is entered, once', async (cell, title, kind) => {
    const site = await newSite({ more: { fit } });
    const person = { email: 'ann@acme.test', traits: { title } };
    await send(site, [act('a', kind, person)]);
    await review(start);
    await send(site, [act('a', 'page_view', person)], start + 1);
    await review(start + 1);
    const cells = (await rowsTold(site)).filter(({ type }) => type === 'visitor.cell_entered');
    expect(cells.map(({ detail }) => JSON.parse(detail))).toEqual([
      { previous: expect.objectContaining({ cell: null }), cell },
    ]);
  });
});

describe('beginning to watch a site with more visitors than one step takes', () => {
  it('goes on where the last run stopped, tells nothing of those who were there, and misses nobody else', async () => {
    const bare = await newSite({ events: [] });
    const devices = Array.from({ length: 650 }, (_, n) => `d${n}`);
    for (let from = 0; from < devices.length; from += 130)
      await send(
        bare,
        devices.slice(from, from + 130).map((device) => act(device, 21)),
      );
    await addSegment(bare, 'warm', { minScore: 20 });
    const site = await addWebhook(bare, 'later', everything);
    const cursor = () =>
      env.DB.prepare('select cursor from watch where site = ?1')
        .bind(site.key)
        .first<string | null>('cursor');
    const unknown = () =>
      env.DB.prepare('select count(*) as n from score where site = ?1 and told is null')
        .bind(site.key)
        .first<number>('n');
    /** A run that ends after its first step, as those of the free plan do. */
    const oneStep = async (now: number) => {
      let steps = 0;
      // The generator is asked for two units: to look what there is, and a step.
      for await (const _ of fillWatched(env.DB, now)) if (++steps > 2) break;
    };
    expect([await cursor(), await unknown()]).toEqual(['', 650]);
    await oneStep(start + 1);
    expect([(await cursor()) !== '', await unknown()]).toEqual([true, 350]);
    // Some of these are filled in and some are not: both rise, and neither enters again.
    await send(
      site,
      [act('d0', 60), act('d1', 60), act('d648', 60), act('d649', 60), act('new', 60)],
      start + 2,
    );
    await oneStep(start + 3);
    await oneStep(start + 4);
    expect([await cursor(), await unknown()]).toEqual([null, 0]);
    await review(start + 5);
    expect(await typesTold(site, 'later')).toEqual(['segment.entered warm', ...Array(5).fill('visitor.hot')]);
  });
});

describe('a correction', () => {
  it('of a score by the self-check has the row reviewed, and tells what it changes, once', async () => {
    const site = await newSite({ more: { halfLifeDays: null }, segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 21)]);
    // A wrong score, by which the visitor has left the segment.
    await env.DB.prepare('update score set heat = 3, level = 4 where site = ?1').bind(site.key).run();
    await env.DB.prepare(`update score set told = json_set(told, '$.segments', json('[]')) where site = ?1`)
      .bind(site.key)
      .run();
    const by = { cursor: '', actor: 'schedule', now: start + 1 };
    const found = await verifyStep(env.DB, { site: site.key, model: 'default' }, by);
    expect(found.differing).toHaveLength(1);
    expect(await checksOf(site)).toEqual([start + 1]);
    for (const _ of [1, 2]) await review(start + 1);
    expect(await told(site)).toEqual(['segment.entered warm 0', 'visitor.warm 0', 'segment.entered warm 1']);
  });
});

describe('an erasure', () => {
  it('of somebody who is named in another’s events has that other reviewed, once, and leaves no message about the erased', async () => {
    const site = await newSite({ more: { halfLifeDays: null }, segments: { warm: { minScore: 20 } } });
    await send(site, [act('a', 'page_view', ceo)]);
    const bob = 'bob@rival.test';
    await send(site, [act('b', 60, { email: bob })], start + 1);
    // Ann's browser names Bob: the event stays Ann's, whom the server has named on it.
    await send(site, [{ ...act('a', 21, { email: bob }), origin: 'browser' }], start + 2);
    await review(start + 2);
    const before = await typesTold(site);
    expect(before.filter((type) => type === 'segment.entered warm')).toHaveLength(2);
    const erased = await call(`POST /v1/sites/${site.id}/erasures`, { body: { email: bob }, plan: 'paid' });
    expect(erased.status).toBe(200);
    await review(Date.now() + 1_000);
    await review(Date.now() + 2_000);
    const left = await rowsTold(site);
    const people = await env.DB.prepare('select hex(visitor) as visitor from lead where site = ?1')
      .bind(site.key)
      .all<{ visitor: string }>();
    expect(new Set(left.map(({ visitor }) => visitor))).toEqual(
      new Set(people.results.map(({ visitor }) => visitor)),
    );
    expect(left.filter(({ type }) => type === 'segment.left')).toHaveLength(1);
  });
});

describe('several models', () => {
  it('each tell their own webhooks of their own levels, cells and segments', async () => {
    let site = await newSite({ segments: { much: { minScore: 50 } } });
    const tough = {
      ...{ ...model, name: 'tough' },
      levels: model.levels.with(0, {
        ...(model.levels[0] as (typeof model.levels)[number]),
        at: 80,
        keep: 70,
      }),
    };
    const made = await call(`POST /v1/sites/${site.id}/models`, { body: tough });
    expect(made.status).toBe(201);
    const published = await call(`POST /v1/sites/${site.id}/models/${made.body.version}/publish`, {
      plan: 'paid',
    });
    expect(published.status).toBeLessThan(300);
    site = await addWebhook((await readSite(env.DB, site.key)) as SiteConfig, 'tough', everything);
    await env.DB.prepare(`update webhook set model = 'tough' where site = ?1 and id = 'tough'`)
      .bind(site.key)
      .run();
    site = await addSegment(site, 'few', { minScore: 70 });
    await env.DB.prepare(`update segment set model = 'tough' where site = ?1 and id = 'few'`)
      .bind(site.key)
      .run();
    // Any change of webhooks makes all that is watched known again.
    site = await addWebhook(site, 'other', ['visitor.hot']);
    const now = Date.now();
    await drain(fillWatched(env.DB, now));
    site = (await readSite(env.DB, site.key)) as SiteConfig;
    await send(site, [act('a', 60)], now + 1);
    expect([await typesTold(site), await typesTold(site, 'tough')]).toEqual([
      ['segment.entered much', 'visitor.hot'],
      ['visitor.warm'],
    ]);
    await send(site, [act('a', 60)], now + 2);
    expect([await typesTold(site), await typesTold(site, 'tough')]).toEqual([
      ['segment.entered much', 'visitor.hot'],
      ['segment.entered few', 'visitor.hot', 'visitor.warm'],
    ]);
  });
});
