// Publishing a model in the middle of a load: no point of one version ends in the other, and none is lost.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { applyIdentities } from '../../../worker/flows/identity/identify.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { isStale } from '../../../worker/store/database/guard.ts';
import { readStep, writeStep } from '../../../worker/store/scores/rescore.ts';
import { renewLeads } from '../../../worker/store/scores/score-lead.ts';
import { forgetSite, readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { faultyDatabase } from '../../support/database/faulty-database.ts';
import { plainMinute } from '../../support/schedule.ts';
import { makeSite, predictFor, scoresOf } from '../../support/sites.ts';
import {
  anyEvent,
  anyModel,
  anyNamingStream,
  identify,
  streamStart,
  uuidOf,
} from '../../support/stories/models.ts';
import { someWeights } from '../../support/stories/weights.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 10));
const by = { actor: 'test', now: streamStart };
const soon = () => Date.now() + 20_000;

/** Whoever has a title is graded by it. */
const titled: Model = {
  ...defaultModel,
  fit: {
    rules: [{ id: 'boss', label: 'Decision maker', where: { title: 'c?o' }, points: 100 }],
    grades: { A: 70, B: 45, C: 20 },
  },
};

async function addDraft(site: SiteConfig, version: number, model: Model): Promise<void> {
  await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, ?2, ?3, 0)')
    .bind(site.key, version, JSON.stringify(model))
    .run();
}

const send = (site: SiteConfig, events: NewEvent[], now: number) =>
  ingest(
    env.DB,
    events.map((event) => ({ site, event })),
    now,
  );

async function expectServed(site: SiteConfig, version: number): Promise<SiteConfig> {
  const served = (await readSite(env.DB, site.key)) as SiteConfig;
  expect(served.fed.map((fed) => fed.version)).toEqual([version]);
  await expectFold(env.DB, served);
  return served;
}

describe('publishing', () => {
  it('rescores history and what arrives meanwhile, for any two models', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyModel,
        anyModel,
        anyNamingStream,
        anyNamingStream,
        async (first, second, before, during) => {
          const site = await makeSite(env.DB, first, { landmark: streamStart, prediction: someWeights });
          await addDraft(site, 2, second);
          await predictFor(env.DB, site, { version: 2, prediction: someWeights });
          for (const { events, now } of before) await send(site, events, now);
          const target = { site: site.key, version: 2 };
          expect(await startPublishing(env.DB, target, { ...by, deadline: soon() })).toEqual({
            kind: 'publishing',
          });
          // The senders still hold the config from before: the guard sends them to read again.
          const results = await Promise.all([
            continuePublishing(env.DB, site.key, soon()),
            ...during.map(({ events, now }) => send(site, events, now + 30 * 86_400_000)),
          ]);
          expect(results[0]).toBe('served');
          await expectServed(site, 2);
        },
      ),
      { numRuns: runs },
    );
  });

  it('writes no step that was read before a lead changed, though the log holds no more than it did', async () => {
    const site = await makeSite(env.DB, titled, { landmark: streamStart });
    const ann = { device: 1, email: 'ann', userId: undefined, verified: false };
    const says = (n: number, title: string) => identify({ ...ann, n, hour: n, traits: { title } });
    await send(site, [says(1, 'Intern')], streamStart);
    await addDraft(site, 2, titled);
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: soon() });
    const both = (await readSite(env.DB, site.key)) as SiteConfig;
    const { served, filling } = both;
    if (!filling) throw new Error('nothing is being filled');
    // In the log and not yet applied, as after a crash.
    const dying = faultyDatabase(env.DB, { call: 2, when: 'before', message: 'the isolate was thrown away' });
    await ingest(dying.db, [{ site: both, event: says(2, 'CTO') }], streamStart + 1);
    const job = { site: site.key, revision: both.revision, served, filling, cursor: '' };
    const step = await readStep(env.DB, { site: site.key, served: 1, cursor: '', limit: 10 });
    expect(step.leads.map(({ traits }) => JSON.parse(traits).title.value)).toEqual(['Intern']);
    await applyIdentities(env.DB, [{ site: site.key, device: uuidOf('d', 1) }]);
    const refolded = { visitors: step.visitors, versions: [2], standings: [] };
    expect(await writeStep(env.DB, job, { step, refolded, empty: [] }).catch(isStale)).toBe(true);
    expect(await continuePublishing(env.DB, site.key, soon())).toBe('served');
    await expectServed(site, 2);
  });

  it('meanwhile a change of a lead is written to that visitor’s score under both versions, and to no other row', async () => {
    const site = await makeSite(env.DB, titled, { landmark: streamStart });
    const person = { userId: undefined, verified: false, hour: 0 };
    const says = (n: number, device: number, title: string) =>
      identify({ ...person, n, device, hour: n, email: `person${device}`, traits: { title } });
    await send(site, [says(1, 1, 'Intern'), says(2, 2, 'Intern')], streamStart);
    await addDraft(site, 2, titled);
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: soon() });
    const both = (await readSite(env.DB, site.key)) as SiteConfig;
    // Two more that the new version knows before it is filled.
    await send(both, [says(3, 3, 'Intern'), says(4, 4, 'Intern')], streamStart + 1);
    const rows = async () => [
      ...(await scoresOf(env.DB, site.key, 1)),
      ...(await scoresOf(env.DB, site.key, 2)),
    ];
    const before = await rows();
    expect(before.map(({ version }) => version)).toEqual([1, 1, 1, 1, 2, 2]);
    await send(both, [says(5, 3, 'CTO')], streamStart + 2);
    const old = new Set(before.map((row) => JSON.stringify(row)));
    const changed = (await rows()).filter((row) => !old.has(JSON.stringify(row)));
    expect(changed).toMatchObject(
      [1, 2].map((version) => ({ version, email: 'person3@example.com', grade: 'A' })),
    );
    // A row and its entries in two indexes does it cost, and none where the score says so already.
    const fits = before.map(({ version, visitor }) => ({
      version,
      visitor,
      fitScore: 0,
      grade: 'D' as const,
      personOdds: null,
    }));
    const [renewed] = await env.DB.batch(renewLeads(env.DB, site.key, fits, { attempt: 1 }));
    expect(renewed?.meta.rows_written).toBe(6);
  });

  it('goes on in the scheduled run after being cut; the next removes what the old version left', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    const events = fc.sample(anyEvent, 50).map((event, n) => ({ ...event, device: uuidOf('d', n) }));
    await send(site, events, streamStart);
    await addDraft(site, 2, { ...defaultModel, halfLifeDays: 7 });
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: soon() });
    expect(await continuePublishing(env.DB, site.key, 0)).toBe('unfinished');
    expect((await readSite(env.DB, site.key))?.fed.map(({ version }) => version)).toEqual([1, 2]);
    // At the time of the events, when nobody has cooled.
    await runScheduled(env.DB, { now: plainMinute(streamStart), deadline: soon() });
    await expectServed(site, 2);
    await runScheduled(env.DB, { now: plainMinute(streamStart), deadline: soon() });
    expect(await scoresOf(env.DB, site.key, 1)).toEqual([]);
  });

  it('rolls back by publishing an old version, whose scores are made anew', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    await send(site, fc.sample(anyEvent, 20), streamStart);
    await addDraft(site, 2, { ...defaultModel, halfLifeDays: null });
    for (const version of [2, 1, 2]) {
      await startPublishing(env.DB, { site: site.key, version }, { ...by, deadline: soon() });
      await continuePublishing(env.DB, site.key, soon());
      forgetSite(site.id);
      await send(await expectServed(site, version), fc.sample(anyEvent, 5), streamStart + version);
      await expectServed(site, version);
    }
  });

  it('refuses an unknown version, the one that is served, and a second one at once', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    await addDraft(site, 2, defaultModel);
    await addDraft(site, 3, defaultModel);
    const start = (version: number) =>
      startPublishing(env.DB, { site: site.key, version }, { ...by, deadline: soon() });
    expect(await start(9)).toEqual({ kind: 'unknown_version' });
    expect(await start(1)).toEqual({ kind: 'already_served' });
    expect(await start(2)).toEqual({ kind: 'publishing' });
    expect(await start(2)).toEqual({ kind: 'publishing' });
    expect(await start(3)).toEqual({ kind: 'busy' });
  });

  it('publishes a model anew before its heat leaves a double', async () => {
    const day = 86_400_000;
    const now = Date.UTC(2026, 10, 22);
    const model = { ...defaultModel, halfLifeDays: 1 };
    const young = await makeSite(env.DB, model, { landmark: now - 900 * day });
    const aged = await makeSite(env.DB, model, { landmark: now - 900 * day - 1 });
    await runScheduled(env.DB, { now, deadline: soon() });
    await runScheduled(env.DB, { now, deadline: soon() });
    expect((await readSite(env.DB, young.id))?.served.version).toBe(1);
    expect((await readSite(env.DB, aged.id))?.served).toMatchObject({ version: 2, landmark: now });
  });

  it('takes a step of as many visitors as have some hundred events, so that nobody waits long for it', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    const events = Array.from({ length: 2_500 }, (_, n) => ({
      device: uuidOf('d', n % 25),
      id: uuidOf('e', n),
      kind: 'page_view',
      occurredAt: streamStart + n,
      ownedAt: null,
      session: null,
      origin: 'browser' as const,
      body: { url: 'https://example.com/' },
    }));
    await send(site, events, streamStart + events.length);
    await addDraft(site, 2, { ...defaultModel, halfLifeDays: 7 });
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: soon() });
    const read: number[] = [];
    const counting = new Proxy(env.DB, {
      get: (db, name) =>
        name === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              const results = await db.batch<Record<string, unknown>>(statements);
              read.push(...results.flatMap(({ results }) => (results[0]?.body ? [results.length] : [])));
              return results;
            }
          : db.prepare.bind(db),
    });
    expect(await continuePublishing(counting, site.key, soon())).toBe('served');
    // How many events a visitor has is known from the first step.
    expect(read).toEqual([1_000, 700, 700, 100]);
    await expectServed(site, 2);
  });

  it('counts nobody twice when several runs carry it on at once', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    const events = Array.from({ length: 250 }, (_, n) => ({
      ...identify({
        n,
        device: n,
        hour: 0,
        email: `p${n}`,
        userId: undefined,
        verified: false,
        traits: {},
      } as never),
      device: uuidOf('d', n),
    }));
    await send(site, events, streamStart);
    await addDraft(site, 2, titled);
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: soon() });
    await Promise.all([1, 2, 3].map(() => continuePublishing(env.DB, site.key, soon())));
    const row = await env.DB.prepare('select done, total from model where site = ?1 and version = 2')
      .bind(site.key)
      .first();
    expect(row).toEqual({ done: 250, total: 250 });
    await expectServed(site, 2);
  });
});
