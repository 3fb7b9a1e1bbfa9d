// What publishing a version would change, held to what publishing it does change.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelPreview } from '../../../schema/api/models/preview.ts';
import type { Visitor } from '../../../schema/api/visitor.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePreview, findPreview, startPreview } from '../../../worker/flows/models/preview.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { advancePreview, readPreview } from '../../../worker/store/models/previews.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { allPages } from '../../support/checks/list.ts';
import { plainMinute } from '../../support/schedule.ts';
import { makeSite } from '../../support/sites.ts';
import { anyModel, anyNamingStream, streamStart } from '../../support/stories/models.ts';

const runs = Math.min(200, Number(process.env.PROPERTY_RUNS ?? 8));
const day = 86_400_000;
const soon = () => Date.now() + 20_000;

async function draft(site: SiteConfig, model: Model): Promise<number> {
  return (await call(`POST /v1/sites/${site.id}/models`, { body: model })).body.version;
}

/** Previews a version at a moment, to the end. */
async function previewed(site: SiteConfig, version: number, now: number): Promise<ModelPreview> {
  await startPreview(env.DB, site, { version, now });
  await continuePreview(env.DB, { site: site.key, version }, soon());
  return (await findPreview(env.DB, site.key, version)) as ModelPreview;
}

const countsOf = (visitors: Visitor[], name: (visitor: Visitor) => string | null) => {
  const counts: Record<string, number> = {};
  for (const each of visitors) {
    const value = name(each);
    if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
};

describe('a preview', () => {
  it('says what publishing does, for any two models and any history', async () => {
    await fc.assert(
      fc.asyncProperty(anyModel, anyModel, anyNamingStream, async (first, second, stream) => {
        let site = await makeSite(env.DB, first, { landmark: streamStart });
        for (const { events, now } of stream) {
          await ingest(
            env.DB,
            events.map((event) => ({ site, event })),
            now,
          );
        }
        const at = Math.max(...stream.map(({ now }) => now)) + day;
        const version = await draft(site, second);
        site = (await readSite(env.DB, site.key)) as SiteConfig;
        const before = (await allPages(env.DB, site, { limit: 200 }, at)).visitors;
        const { result, ...job } = await previewed(site, version, at);
        expect(job).toEqual({ version, against: 1, at, done: before.length, total: before.length });
        const by = { actor: 'test', now: at, deadline: soon() };
        expect(await startPublishing(env.DB, { site: site.key, version }, by)).toEqual({
          kind: 'publishing',
        });
        expect(await continuePublishing(env.DB, site.key, soon())).toBe('served');
        site = (await readSite(env.DB, site.key)) as SiteConfig;
        const after = (await allPages(env.DB, site, { limit: 200 }, at)).visitors;
        for (const [names, name, told] of [
          ['statuses', ({ status }: Visitor) => status, 'status'],
          ['cells', ({ cell }: Visitor) => cell, 'cell'],
        ] as const) {
          const rows = (result?.[names] ?? []) as Record<string, unknown>[];
          const side = (which: 'before' | 'after') =>
            Object.fromEntries(rows.map((row) => [row[told], row[which]]).filter(([, n]) => n !== 0));
          expect(side('before')).toEqual(countsOf(before, name));
          expect(side('after')).toEqual(countsOf(after, name));
        }
        for (const mover of result?.movers ?? []) {
          const is = after.find(({ id }) => id === mover.visitor.id);
          const was = before.find(({ id }) => id === mover.visitor.id);
          expect(mover.after).toEqual({
            score: expect.closeTo(is?.score as number, 1),
            status: is?.status,
            cell: is?.cell,
          });
          expect(mover.before).toEqual({ score: was?.score, status: was?.status, cell: was?.cell });
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('of a known history', () => {
  let site: SiteConfig;
  const model: Model = {
    ...defaultModel,
    halfLifeDays: 30,
    groups: [],
    rules: [
      { id: 'page', label: 'Viewed a page', on: 'page_view', points: 1 },
      { id: 'demo', label: 'Asked for a demo', on: 'form_fill', points: 50 },
    ],
  };
  const cheapDemo = {
    ...model,
    rules: model.rules.map((rule) => ({ ...rule, points: rule.id === 'demo' ? 10 : 1 })),
  };

  beforeEach(async () => {
    site = await makeSite(env.DB, model, { landmark: Date.now() });
    // Nineteen read pages; Ann, the twentieth, asked for a demo and bought.
    const now = Date.now();
    const events: unknown[] = Array.from({ length: 19 }, (_, n) =>
      Array.from({ length: n + 1 }, (_, page) => ({
        kind: 'page_view',
        url: `https://example.com/${page}`,
        email: `p${n}@acme.test`,
        at: now,
      })),
    ).flat();
    events.push({ kind: 'form_fill', form: 'demo', email: 'ann@acme.test', at: now - day });
    await call(`POST /v1/sites/${site.id}/events`, { body: { events } });
    const sale = { id: '1', email: 'ann@acme.test', result: 'won', at: now - day / 2 };
    await call(`POST /v1/sites/${site.id}/outcomes`, { body: sale });
  });

  it('names who moves, why, and where the buyer stood before the sale', async () => {
    const version = await draft(site, cheapDemo);
    const { status, body } = await call(`POST /v1/sites/${site.id}/models/${version}/preview`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ version, against: 1, done: 20, total: 20 });
    expect(body.result).toMatchObject({
      visitors: 20,
      statuses: [
        { status: 'cold', before: 4, after: 4 },
        { status: 'cool', before: 15, after: 15 },
        { status: 'customer', before: 1, after: 1 },
      ],
      moves: [],
      // Ann counts with what she had before the sale: the most of all, or the tenth from below.
      scores: [
        { percentile: 10, before: 2, after: 2 },
        { percentile: 25, before: 5, after: 5 },
        { percentile: 50, before: 10, after: expect.closeTo(9.9, 1) },
        { percentile: 75, before: 15, after: 14 },
        { percentile: 90, before: 18, after: 17 },
        { percentile: 99, before: expect.closeTo(49.4, 1), after: 19 },
        { percentile: 100, before: expect.closeTo(49.4, 1), after: 19 },
      ],
      // Nobody else had been seen before Ann bought.
      ranking: null,
    });
    expect(body.result.movers).toHaveLength(1);
    expect(body.result.movers[0]).toMatchObject({
      visitor: { email: 'ann@acme.test' },
      before: { score: expect.closeTo(48.86, 1), status: 'customer' },
      after: { score: expect.closeTo(9.77, 1), status: 'customer' },
      reasons: [
        {
          rule: 'demo',
          label: 'Asked for a demo',
          before: expect.closeTo(48.86, 1),
          after: expect.closeTo(9.77, 1),
        },
      ],
    });
    // Nothing was changed, and what was found can be read again.
    expect((await call(`GET /v1/sites/${site.id}/model`)).body.version).toBe(1);
    expect((await call(`GET /v1/sites/${site.id}/models/${version}/preview`)).body).toEqual(body);
  });

  it('ranks the buyer of each sale among everybody seen by then', async () => {
    const other = await makeSite(env.DB, model, { landmark: Date.now() });
    const now = Date.now();
    // p0 viewed one page, p18 nineteen; p19 came after the sale and does not count.
    const views = Array.from({ length: 20 }, (_, n) =>
      Array.from({ length: n + 1 }, (_, page) => ({
        kind: 'page_view',
        url: `https://example.com/${page}`,
        email: `p${n}@acme.test`,
        at: n === 19 ? now : now - 2 * day,
      })),
    ).flat();
    const asked = { kind: 'form_fill', form: 'demo', email: 'ann@acme.test', at: now - 2 * day };
    const later = { ...asked, email: 'p3@acme.test', at: now };
    await call(`POST /v1/sites/${other.id}/events`, { body: { events: [...views, asked, later] } });
    const sales = ['ann', 'nobody'].map((name) => ({
      id: name,
      email: `${name}@acme.test`,
      result: 'won',
      at: now - day,
    }));
    await call(`POST /v1/sites/${other.id}/outcomes`, { body: sales });
    const version = await draft(other, cheapDemo);
    const { result } = await previewed(other, version, now);
    expect(result?.ranking).toEqual({
      sales: 2,
      ranked: 1,
      unseen: 1,
      people: 22,
      heldOut: false,
      // Of twenty people, two are a tenth. With 50 points Ann is first; with 10 nine viewed more pages, and one as many.
      topTenth: {
        before: expect.objectContaining({ value: 1 }),
        after: expect.objectContaining({ value: 0 }),
      },
      auc: { before: expect.objectContaining({ value: 1 }), after: expect.objectContaining({ value: 0.5 }) },
    });
  });

  it('is carried on by the scheduled run, and says how far it is', async () => {
    const version = await draft(site, cheapDemo);
    const begun = await startPreview(env.DB, site, { version, now: Date.now() });
    expect(begun).toMatchObject({ done: 0, total: 20, result: null });
    expect(await startPreview(env.DB, site, { version, now: Date.now() + 5 })).toEqual(begun);
    await runScheduled(env.DB, { now: plainMinute(Date.now()), deadline: soon() });
    expect(await findPreview(env.DB, site.key, version)).toMatchObject({
      done: 20,
      result: { visitors: 20 },
    });
    const again = await startPreview(env.DB, site, { version, now: Date.now() + 9 });
    expect(again).toMatchObject({ done: 0, result: null });
  });

  it('counts nobody twice when two runs work at it at once', async () => {
    const version = await draft(site, cheapDemo);
    await startPreview(env.DB, site, { version, now: Date.now() });
    const target = { site: site.key, version };
    await Promise.all([1, 2, 3].map(() => continuePreview(env.DB, target, soon())));
    expect(await findPreview(env.DB, site.key, version)).toMatchObject({
      done: 20,
      result: { visitors: 20 },
    });
    const row = await readPreview(env.DB, site.key, version);
    if (!row) throw new Error('no preview');
    const { revision } = (await readSite(env.DB, site.key)) as SiteConfig;
    expect(await advancePreview(env.DB, { from: row, to: { ...row, done: 99 }, revision })).toBe(false);
  });

  it('begins anew when another version was published meanwhile', async () => {
    const version = await draft(site, cheapDemo);
    await startPreview(env.DB, site, { version, now: Date.now() });
    const other = await draft(site, { ...model, halfLifeDays: 7 });
    await call(`POST /v1/sites/${site.id}/models/${other}/publish`, { plan: 'paid' });
    await continuePreview(env.DB, { site: site.key, version }, soon());
    expect(await findPreview(env.DB, site.key, version)).toMatchObject({ against: other, done: 20 });
  });

  it('of a version or a preview that is not there is 404', async () => {
    expect((await call(`POST /v1/sites/${site.id}/models/9/preview`)).status).toBe(404);
    expect((await call(`GET /v1/sites/${site.id}/models/1/preview`)).status).toBe(404);
    expect((await call(`POST /v1/sites/${site.id}/models/x/preview`)).status).toBe(400);
  });

  it('keeps nobody by name who has been erased since', async () => {
    const version = await draft(site, cheapDemo);
    await previewed(site, version, Date.now());
    expect((await readPreview(env.DB, site.key, version))?.tally).not.toContain('acme.test');
  });
});
