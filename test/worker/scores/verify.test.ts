// The self-check: what is stored is held to the log, what differs is named and mended.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Verification } from '../../../schema/api/sites/verify.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { verifySite, verifyStep, visitorsAtOnce } from '../../../worker/flows/scores/verify.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import { nextDevices } from '../../../worker/store/scores/verification.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { makeSite, predictFor, scoresOf } from '../../support/sites.ts';
import { anyModel, anyNamingStream, type Stream, streamStart } from '../../support/stories/models.ts';
import { someWeights } from '../../support/stories/weights.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 10));
const by = { actor: 'test', now: Date.now(), cursor: '' };
const modelOf = ({ key, served }: SiteConfig) => ({ site: key, model: served.name });
const verify = (site: SiteConfig) => verifyStep(env.DB, modelOf(site), by);

async function siteWith(model: Model, stream: Stream): Promise<SiteConfig> {
  const site = await makeSite(env.DB, model, { landmark: streamStart, prediction: someWeights });
  for (const { events, now } of stream) {
    await ingest(
      env.DB,
      events.map((event) => ({ site, event })),
      now,
    );
  }
  return site;
}

/** Checks all of a site as `npm run verify` does. */
async function verifyAll(
  site: SiteConfig,
): Promise<{ checked: number; differing: Verification['differing'] }> {
  const all: Awaited<ReturnType<typeof verifyAll>> = { checked: 0, differing: [] };
  for (let cursor: string | null = ''; cursor !== null; ) {
    const step = await verifySite(env.DB, site, { ...by, cursor });
    if (step === 'filling') throw new Error('a model is being filled');
    all.checked += step.checked;
    all.differing.push(...step.differing);
    cursor = step.nextCursor;
  }
  return all;
}

it('finds nothing in what the transaction and the refolds have written', async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, anyNamingStream, async (model, stream) => {
      const site = await siteWith(model, stream);
      const now = Math.max(...stream.map((batch) => batch.now));
      const { checked, differing } = await verifyStep(env.DB, modelOf(site), { ...by, now });
      expect(checked).toBeGreaterThan(0);
      expect(differing).toEqual([]);
    }),
    { numRuns: runs },
  );
});

it('lists again everyone whose scores are gone, and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, anyNamingStream, fc.nat(), async (model, stream, seed) => {
      const site = await siteWith(model, stream);
      const visitors = async () => (await scoresOf(env.DB, site.key, 1)).map(({ visitor }) => visitor);
      const before = await visitors();
      const gone = before.filter((_, index) => (seed >> (index % 30)) & 1);
      await env.DB.prepare(
        'delete from score where site = ?1 and visitor in (select unhex(value) from json_each(?2))',
      )
        .bind(site.key, JSON.stringify(gone.map(hexOf)))
        .run();
      const { differing } = await verifyAll(site);
      expect(new Set(differing.map(({ visitor }) => visitor))).toEqual(new Set(gone));
      expect(differing.every(({ isMended }) => isMended)).toBe(true);
      expect(await visitors()).toEqual(before);
      await expectFold(env.DB, (await readSite(env.DB, site.key)) as SiteConfig, { asOf: by.now });
      expect((await verifyAll(site)).differing).toEqual([]);
    }),
    { numRuns: Math.min(100, runs) },
  );
});

describe('what was written by hand', () => {
  let site: SiteConfig;
  let device: string;
  beforeEach(async () => {
    site = await makeSite(env.DB, defaultModel, { landmark: Date.now() });
    device = crypto.randomUUID();
    const session = crypto.randomUUID();
    const at = Date.now() - 5_000;
    await call(`POST /v1/sites/${site.id}/events`, {
      body: {
        events: [
          {
            id: '00000000-0000-4000-8000-000000000001',
            kind: 'page_view',
            url: 'https://example.com/pricing',
            device,
            session,
            at,
          },
          {
            id: '00000000-0000-4000-8000-000000000002',
            kind: 'form_fill',
            form: 'demo',
            email: 'ann@acme.test',
            device,
            session,
            at,
          },
        ],
      },
    });
  });
  const change = (sql: string) => env.DB.prepare(`${sql} where site = ?1`).bind(site.key).run();

  it.each([
    [
      'a form counted twice',
      `update score set heat = heat + heat_by_rule->>'sales-form',
         heat_by_rule = json_set(heat_by_rule, '$."sales-form"', 2 * (heat_by_rule->>'sales-form'))`,
      ['heat by rule sales-form', 'heat'],
      '00000000-0000-4000-8000-000000000002',
    ],
    [
      'a page that was lost',
      `update score set heat = heat - (heat_by_rule->>'pricing'), heat_by_rule = json_remove(heat_by_rule, '$.pricing')`,
      ['heat by rule pricing', 'heat'],
      '00000000-0000-4000-8000-000000000001',
    ],
    ['a level', 'update score set level = 3', ['level'], null],
    ['a day', "update score set heat_by_day = '{}'", [expect.stringMatching(/^heat by day /)], null],
    ['a number of visits', 'update score set visits = 7', ['visits'], null],
    ['a first moment', 'update score set first_seen = 1', ['first seen'], null],
    ['a last moment too late', 'update score set last_seen = last_seen + 1', ['last seen'], null],
    [
      'a last moment an hour too early',
      'update score set last_seen = last_seen - 3600000',
      ['last seen'],
      null,
    ],
    [
      'what was done last',
      "update score set last_event = json_set(last_event, '$.at', 1)",
      ['last event'],
      null,
    ],
    ['that anything was done', 'update score set last_event = null', ['last event'], null],
    ['a source', "update score set source = 'ads'", ['source'], null],
    ['an outcome', "update score set outcome = 'won', outcome_at = 1", ['outcome', 'outcome at'], null],
    ['a fit', "update score set fit_score = 90, grade = 'A'", ['fit score', 'grade'], null],
    ['a name', "update score set name = 'Bob'", ['lead'], null],
    [
      'what it remembers',
      `update score set state = '[["",{}],[{},0,[]]]'`,
      [
        'sessions',
        ...Array(5).fill(expect.stringMatching(/^window (r|nr|g)/)),
        ...Array(2).fill(expect.stringMatching(/^events of kind /)),
      ],
      undefined,
    ],
  ])('%s is named and mended', async (_, sql, whats, event) => {
    await change(sql);
    const { checked, differing } = await verify(site);
    expect(checked).toBe(1);
    expect(differing).toHaveLength(1);
    expect(differing[0]?.isMended).toBe(true);
    expect(differing[0]?.differences.map(({ what }) => what)).toEqual(whats);
    if (event !== undefined)
      expect(differing[0]?.differences.map((each) => each.event)).toEqual(whats.map(() => event));
    expect(await verify(site)).toEqual({ checked: 1, differing: [], nextCursor: null });
    await expectFold(env.DB, (await readSite(env.DB, site.key)) as SiteConfig, { asOf: by.now });
    const audit = await env.DB.prepare("select detail from audit where site = ?1 and action = 'score.mended'")
      .bind(site.key)
      .all<{ detail: string }>();
    expect(audit.results.map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { visitor: differing[0]?.visitor, differences: whats.length },
    ]);
  });

  describe('with a prediction', () => {
    beforeEach(async () => {
      await predictFor(env.DB, site, { version: 1, prediction: someWeights });
      expect((await verify(site)).differing[0]?.differences.map(({ what }) => what)).toEqual([
        'odds of deeds',
        'odds of the person',
      ]);
      expect((await verify(site)).differing).toEqual([]);
    });

    it.each([
      ['deed_odds = deed_odds + 0.01', 'odds of deeds'],
      ['deed_odds = deed_odds - 0.01', 'odds of deeds'],
      ['deed_odds = null', 'odds of deeds'],
      ['person_odds = person_odds - 0.01', 'odds of the person'],
      ['person_odds = null', 'odds of the person'],
    ])('%s is named and mended', async (set, what) => {
      await change(`update score set ${set}`);
      const [found] = (await verify(site)).differing;
      expect([found?.isMended, found?.differences.map((one) => one.what)]).toEqual([true, [what]]);
      expect((await verify(site)).differing).toEqual([]);
      await expectFold(env.DB, (await readSite(env.DB, site.key)) as SiteConfig, { asOf: by.now });
    });

    it('what is too small to be written is no difference, nor is anything while a new one is written', async () => {
      await change('update score set person_odds = person_odds + 0.00009');
      expect((await verify(site)).differing).toEqual([]);
      await change('update score set person_odds = 3, deed_odds = 3');
      await change("update prediction set stage = 'write'");
      expect((await verify(site)).differing).toEqual([]);
      await change("update prediction set stage = 'gather'");
      expect((await verify(site)).differing).toHaveLength(1);
    });

    it('odds without a prediction differ', async () => {
      await change('update prediction set body = null');
      const [found] = (await verify(site)).differing;
      expect(found?.differences).toMatchObject([
        { what: 'odds of deeds', folded: null },
        { what: 'odds of the person', folded: null },
      ]);
    });
  });

  it('a last moment that lags by less than an hour is as it should be', async () => {
    await change('update score set last_seen = last_seen - 3599999');
    expect((await verify(site)).differing).toEqual([]);
  });

  it('is not mended over what somebody writes at the same time, but by the next run', async () => {
    await change('update score set visits = 7');
    const event = { kind: 'page_view', url: 'https://example.com/', device };
    const busy = new Proxy(env.DB, {
      get(db, name) {
        if (name !== 'batch') return Reflect.get(db, name, db).bind(db);
        return async (statements: D1PreparedStatement[]) => {
          const results = await db.batch(statements);
          if (results[0]?.results.length)
            await call(`POST /v1/sites/${site.id}/events`, { body: { events: [event] } });
          return results;
        };
      },
    });
    expect((await verifyStep(busy, modelOf(site), by)).differing).toMatchObject([{ isMended: false }]);
    expect((await verify(site)).differing).toMatchObject([{ isMended: true }]);
    expect((await verify(site)).differing).toEqual([]);
  });

  it('is left alone while another model is being filled', async () => {
    await change('update score set visits = 7');
    await call(`POST /v1/sites/${site.id}/models`, { body: defaultModel });
    await env.DB.prepare('update site set filling_version = 2, revision = revision + 1 where key = ?1')
      .bind(site.key)
      .run();
    expect(await verify(site)).toEqual({ checked: 0, differing: [], nextCursor: null });
    for (const cursor of ['', '?cursor=default:']) {
      expect(await call(`POST /v1/sites/${site.id}/verify${cursor}`)).toMatchObject({
        status: 409,
        body: { code: 'conflict', detail: expect.stringContaining('being published') },
      });
    }
  });

  it('is found by the scheduled sample, which says so', async () => {
    await change('update score set visits = 7');
    // The sites of the tests before would be looked at, too.
    await env.DB.prepare('delete from site where key <> ?1').bind(site.key).run();
    // The sample begins at a random place: at the first of all.
    const chance = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
      if (bytes instanceof Uint8Array) bytes.fill(0);
      return bytes;
    });
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await runScheduled(env.DB, { now: Date.UTC(2026, 0, 1, 0, 30), deadline: Date.now() + 20_000 });
    chance.mockRestore();
    expect(said.mock.calls.map((words) => words.join(' ')).join('\n')).toMatch(
      /differ from its log.*"visits"/,
    );
    said.mockRestore();
    expect((await verify(site)).differing).toEqual([]);
  });

  it('is checked page by page through the API', async () => {
    const events = Array.from({ length: visitorsAtOnce + 9 }, (_, n) => ({
      kind: 'page_view',
      url: 'https://example.com/',
      email: `p${n}@acme.test`,
    }));
    await call(`POST /v1/sites/${site.id}/events`, { body: { events } });
    const begun = await call(`POST /v1/sites/${site.id}/verify`);
    expect(begun).toMatchObject({
      status: 200,
      body: { checked: 0, differing: [], nextCursor: 'default:' },
    });
    const first = await call(`POST /v1/sites/${site.id}/verify?cursor=${begun.body.nextCursor}`);
    expect(first.body).toMatchObject({ checked: visitorsAtOnce, differing: [] });
    const second = await call(`POST /v1/sites/${site.id}/verify?cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ checked: 10, differing: [], nextCursor: null });
  });

  it('goes through the devices of the log in pages', async () => {
    const devices = Array.from({ length: 4 }, () => crypto.randomUUID());
    for (const one of devices) {
      await call(`POST /v1/sites/${site.id}/events`, {
        body: { events: [{ kind: 'page_view', url: 'https://example.com/', device: one }] },
      });
    }
    const found: string[] = [];
    for (let after = ''; ; after = found.at(-1) as string) {
      const page = await nextDevices(env.DB, { site: site.key, after, limit: 2 });
      if (page.length === 0) break;
      expect(page.length).toBe(found.length < 4 ? 2 : 1);
      found.push(...page);
    }
    expect(found).toEqual([...devices, device].sort());
  });
});
