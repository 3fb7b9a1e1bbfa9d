// Cloudflare's limits of statements an invocation: what each call asks, and that the scheduled work keeps within the free plan.

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import limitsPage from '../../../docs/limits.md?raw';
import { segmentLimits } from '../../../schema/api/alerts/segment.ts';
import type { PredictionAnswer } from '../../../schema/api/reports/prediction.ts';
import type { PredictionSample } from '../../../schema/api/reports/prediction-fit.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { planOf } from '../../../schema/plan.ts';
import { identityStatements } from '../../../worker/flows/identity/identify.ts';
import { batchStatements, ingest } from '../../../worker/flows/ingest/ingest.ts';
import { previewStatements, startPreview } from '../../../worker/flows/models/preview.ts';
import {
  publicationStatements,
  startPublishing,
  startStatements,
} from '../../../worker/flows/models/publish.ts';
import { predictStatements } from '../../../worker/flows/predict/predict.ts';
import { predictDue } from '../../../worker/flows/predict/predict-due.ts';
import { surveyStatements } from '../../../worker/flows/reports/survey.ts';
import { checkStatements } from '../../../worker/flows/scores/verify.ts';
import { meteredDatabase } from '../../../worker/http/platform/metering.ts';
import worker from '../../../worker/index.ts';
import { jobs, runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { train } from '../../../worker/score/proof/predict/train.ts';
import { metered, statementsLeft } from '../../../worker/store/database/metered.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import { forgetStatements } from '../../../worker/store/privacy/retention.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { section, tables } from '../../support/checks/markdown.ts';
import { type Asked, limitedDatabase, tooMany } from '../../support/database/limited-database.ts';
import {
  countHeader,
  planHeader,
  roundTripsHeader,
  statementsHeader,
} from '../../support/database/limited-entry.ts';
import { keyOf, makeSite, scoresOf } from '../../support/sites.ts';
import { sendBuyers } from '../../support/stories/buyers.ts';
import { cartLeft } from '../../support/stories/lapses.ts';
import { uuidOf } from '../../support/stories/models.ts';

const free = planOf('free').statements;
const day = 86_400_000;
const now = Date.UTC(2026, 10, 22, 12);

describe('a limited database', () => {
  it('counts statements and round trips, a batch by its statements, and the rows written', async () => {
    const { db, asked } = limitedDatabase(env.DB, 10);
    await db.prepare('select ?1').bind(1).first();
    await db.prepare('select 1').raw();
    await db.batch([db.prepare('select 1'), db.prepare('select ?1').bind(2)]);
    expect(asked).toEqual({ statements: 4, roundTrips: 3, rowsWritten: 0 });
    await db.prepare("insert into usage (day, rows_written) values ('limit', 1)").run();
    await db.batch([db.prepare("delete from usage where day = 'limit'"), db.prepare('select 1')]);
    expect(asked).toEqual({ statements: 7, roundTrips: 5, rowsWritten: 2 });
  });

  it('throws beyond the limit as Cloudflare does, and then runs nothing of it', async () => {
    const { db } = limitedDatabase(env.DB, 2);
    const insert = db.prepare("insert into usage (day, rows_written) values ('limit', 1)");
    await expect(db.batch([insert, db.prepare('select 1'), db.prepare('select 2')])).rejects.toThrow(tooMany);
    expect(await db.prepare("select * from usage where day = 'limit'").first()).toBeNull();
    await db.prepare('select 1').run();
    await expect(db.prepare('select 1').run()).rejects.toThrow(tooMany);
  });
});

describe('a metered database', () => {
  it('tells how many statements are left, and of the rows that each call wrote', async () => {
    const rows: number[] = [];
    const db = metered(env.DB, { statements: 5, onRowsWritten: (written) => rows.push(written) });
    expect([statementsLeft(db), statementsLeft(env.DB)]).toEqual([5, Number.POSITIVE_INFINITY]);
    const insert = (name: string) =>
      db.prepare('insert into usage (day, rows_written) values (?1, 1)').bind(name);
    await insert('metered 1').run();
    await db.batch([insert('metered 2'), insert('metered 3'), db.prepare('select 1')]);
    await db.prepare('select 1').all();
    expect([statementsLeft(db), rows]).toEqual([0, [1, 2]]);
    await env.DB.prepare("delete from usage where day glob 'metered*'").run();
  });
});

/** A beacon or an API call, as on the paid plan, and what it asked. */
async function asked(
  what: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ statements: number; roundTrips: number; status: number; body: unknown }> {
  const answer = await call(what, {
    body,
    headers: { [countHeader]: '1', [planHeader]: 'paid', ...headers },
  });
  return {
    statements: Number(answer.headers.get(statementsHeader)),
    roundTrips: Number(answer.headers.get(roundTripsHeader)),
    status: answer.status,
    body: answer.body,
  };
}

const pageView = (url: string) => ({ id: crypto.randomUUID(), kind: 'page_view', at: Date.now(), url });
const page = 'https://acme.test/pricing';

/** A beacon of the site's own page. */
const beacon = (site: string, events: unknown[], device = crypto.randomUUID()) =>
  asked('POST /e', {
    body: { site, device, session: crypto.randomUUID(), sentAt: Date.now(), events },
    headers: { origin: 'https://acme.test' },
  });

const named = (n: number) => ({
  kind: 'page_view',
  url: page,
  email: `person${n}@acme.test`,
  at: Date.now() - n,
});
const many = <One>(count: number, one: (n: number) => One) => Array.from({ length: count }, (_, n) => one(n));

/** The scheduled sweep of so many devices whose identifications were left behind, as on the free plan. */
async function sweepOf(devices: number, id: string): Promise<Asked & { status: number; body: unknown }> {
  const site = (await readSite(env.DB, id)) as SiteConfig;
  const left = many(devices, (n) => ({
    site,
    event: {
      ...{ device: crypto.randomUUID(), id: crypto.randomUUID(), kind: 'identify', session: null },
      ...{ occurredAt: now, ownedAt: null, origin: 'browser' as const },
      body: { email: `left${n}@acme.test` },
    },
  }));
  await ingest(metered(env.DB, { statements: (batchStatements * devices) / 100 }), left, now);
  const { db, asked } = limitedDatabase(env.DB, free);
  const sweep = jobs.find(({ name }) => name === 'apply pending identifications');
  const turn = { db, sending: null, now: Date.now() + 60_000, deadline: Date.now() + 20_000 };
  for await (const statements of sweep?.work(turn) ?? []) expect(statements).toBe(identityStatements + 1);
  const pending = await env.DB.prepare('select count(*) as n from pending').first('n');
  return { ...asked, status: pending === 0 ? 200 : 500, body: pending };
}

describe('what a call asks', () => {
  it('is what docs/limits.md says', async () => {
    const site = await newSite();
    const path = `/v1/sites/${site}`;
    await beacon(site, [pageView(page)]); // The site is then known to the isolate, and its model compiled.
    const identify = { id: crypto.randomUUID(), kind: 'identify', at: Date.now(), email: 'first@acme.test' };
    const calls: [string, Awaited<ReturnType<typeof asked>>][] = [];
    const ask = async (name: string, answer: ReturnType<typeof asked>) => {
      const { status, body, ...counts } = await answer;
      expect([name, status, body], JSON.stringify(body)).toEqual([
        name,
        expect.toBeOneOf([200, 201, 202, 204]),
        body,
      ]);
      calls.push([name, { status, body, ...counts }]);
      return body as unknown;
    };
    const device = crypto.randomUUID();
    await ask('a beacon with one event of a new visitor', beacon(site, [pageView(page)], device));
    await ask('a beacon with one event of a remembered visitor', beacon(site, [pageView(page)], device));
    await ask(
      'a beacon with 50 events',
      beacon(
        site,
        many(50, (n) => pageView(`https://acme.test/${n}`)),
      ),
    );
    await ask('a beacon that identifies a new person', beacon(site, [pageView(page), identify]));
    const events = (list: unknown[]) => asked(`POST ${path}/events`, { body: { events: list } });
    await ask(
      '500 server events for devices',
      events(many(500, () => ({ kind: 'page_view', url: page, device: crypto.randomUUID() }))),
    );
    await ask('server events that name 1 new person', events([named(1_000)]));
    await ask('server events that name 10 new people', events(many(10, (n) => named(n))));
    await ask('server events that name 500 new people', events(many(500, (n) => named(2_000 + n))));
    const onBrowser = (n: number) => ({ ...named(3_000 + n), device: crypto.randomUUID() });
    await events(many(500, onBrowser));
    await ask(
      'server events that name 500 people known from browsers',
      events(many(500, (n) => named(3_000 + n))),
    );
    await ask(
      'server events that name 500 people named before',
      events(many(500, (n) => ({ ...named(3_000 + n), at: Date.now() - 9 * day }))),
    );
    const [{ id }] = (await call(`GET ${path}/visitors?email=person1000@acme.test`)).body.data;
    const outcomes = (list: object[], at = site) =>
      asked(`POST /v1/sites/${at}/outcomes`, {
        body: list.map((one) => ({ id: crypto.randomUUID(), result: 'open', ...one })),
      });
    await ask(
      '500 outcomes by email, for known people',
      outcomes(many(500, (n) => ({ email: `person${n % 10}@acme.test` }))),
    );
    await ask(
      '500 outcomes by email, for new people',
      outcomes(
        many(500, (n) => ({ email: `buyer${n}@acme.test` })),
        await newSite(),
      ),
    );
    await ask('500 outcomes by visitor id', outcomes(many(500, () => ({ visitor: id }))));
    await ask('a list of visitors', asked(`GET ${path}/visitors?limit=200`));
    const segment = { name: 'Hot from ads', filters: { status: 'hot', source: 'ads', q: 'ann of acme' } };
    await ask('making a segment', asked(`POST ${path}/segments`, { body: segment }));
    const [{ id: made }] = (await call(`GET ${path}/segments`)).body.data;
    await ask('a list of visitors in a segment', asked(`GET ${path}/visitors?segment=${made}`));
    for (let n = 1; n < segmentLimits.maxSegments; n++) {
      const filters = { ...segment.filters, source: `ads ${n}`, q: `ann ${n} of acme, or bob` };
      await call(`POST ${path}/segments`, { body: { name: `Hot from ads ${n}`, filters } });
    }
    await ask('a list of 50 segments', asked(`GET ${path}/segments`));
    await ask('a list of companies', asked(`GET ${path}/companies?limit=200`));
    await ask('a company', asked(`GET ${path}/companies/acme.test`));
    await ask('a visitor', asked(`GET ${path}/visitors/${id}`));
    await ask('an explanation', asked(`GET ${path}/visitors/${id}/explanation`));
    await ask(
      'an adjustment',
      asked(`POST ${path}/visitors/${id}/adjustments`, {
        body: { id: crypto.randomUUID(), points: 1, reason: 'x' },
      }),
    );
    const ownId = crypto.randomUUID();
    await ask('a note', asked(`POST ${path}/visitors/${id}/notes`, { body: { id: ownId, text: 'Called' } }));
    await ask('undoing a note', asked(`DELETE ${path}/visitors/${id}/events/${ownId}`));
    await ask('an export', asked(`GET ${path}/visitors/${id}/export`));
    await ask('an erasure', asked(`DELETE ${path}/visitors/${id}`));
    await ask(
      'an erasure that finds nobody',
      asked(`POST ${path}/erasures`, { body: { email: 'no@acme.test' } }),
    );
    await beacon(site, [pageView(page)]); // The site is then known again.
    await ask('a beacon with one event, on a site with an erasure', beacon(site, [pageView(page)]));
    const { model } = (await call(`GET ${path}/model`)).body;
    const draft = (await call(`POST ${path}/models`, { body: { ...model, halfLifeDays: 7 } })).body.version;
    await ask('a preview of 1,500 visitors', asked(`POST ${path}/models/${draft}/preview`));
    await ask('a report on 1,500 visitors', asked(`GET ${path}/reports/bands`));
    await ask('a publication of 1,500 visitors', asked(`POST ${path}/models/${draft}/publish`));
    // Of a slow machine the call answers before all are rescored.
    const rescoring = async () => (await call(`GET ${path}/model`)).body.rescoring;
    await expect.poll(rescoring, { timeout: 60_000 }).toBeNull();
    await ask('a self-check step', asked(`POST ${path}/verify`, { body: {} }));
    await ask('a scheduled run for 200 devices', sweepOf(200, site));
    const sold = await newSite();
    // The points do not fit the sales, so that the calibration has something to suggest.
    const rules = [
      { id: 'last', label: 'Last page', on: 'page_view', where: { path: '/p3' }, points: 2 },
      { id: 'news', label: 'News', on: 'page_view', where: { path: '/news' }, points: 20 },
    ];
    const guess = { halfLifeDays: 30, rules, levels: defaultModel.levels };
    const { version } = (await call(`POST /v1/sites/${sold}/models`, { body: guess })).body;
    await call(`POST /v1/sites/${sold}/models/${version}/publish`);
    await sendBuyers(sold, { people: 260, decided: 240, now: Date.now() });
    const reports = `/v1/sites/${sold}/reports`;
    await ask('a calibration of 260 people', asked(`GET ${reports}/calibration`));
    await ask('a draft from the calibration', asked(`POST ${reports}/calibration/draft`));
    const onFree = { headers: { [planHeader]: 'free' } };
    await ask('beginning a prediction', asked(`POST ${reports}/prediction`, onFree));
    const waits = async () => (await asked(`GET ${reports}/prediction`, onFree)).body as PredictionAnswer;
    await expect.poll(async () => (await waits()).running?.command, { timeout: 20_000 }).toBeTruthy();
    await ask('a prediction that waits to be fitted', asked(`GET ${reports}/prediction`, onFree));
    const sample = await ask('a page of its sample', asked(`GET ${reports}/prediction/sample`, onFree));
    const { run, data, evidence, parts } = sample as PredictionSample;
    const body = { run, trained: train(data, evidence, parts) };
    await ask('sending what was fitted to it', asked(`POST ${reports}/prediction/fit`, { ...onFree, body }));
    await expect.poll(async () => (await waits()).running, { timeout: 20_000 }).toBeNull();
    await ask('a prediction', asked(`GET ${reports}/prediction`, onFree));
    await ask('deleting a site', asked(`DELETE ${path}`));
    const shown = calls.map(([name, { statements, roundTrips }]) => [
      name,
      String(statements),
      String(roundTrips),
      statements <= free ? 'yes' : 'no',
    ]);
    expect(tables(section(limitsPage, 'Statements an invocation'))[0]).toEqual(shown);
  });
});

it.each([
  [375, 0],
  [376, 376],
])('a call of the free plan that names %i people leaves %i to the scheduled work', async (people, left) => {
  const site = await newSite();
  const events = many(people, (n) => named(4_000 + n));
  const answer = await call(`POST /v1/sites/${site}/events`, {
    body: { events },
    headers: { [planHeader]: 'free' },
  });
  expect(answer.status).toBe(200);
  const waiting = `select count(*) as n from pending where site = ${keyOf('?1')}`;
  expect(await env.DB.prepare(waiting).bind(site).first('n')).toBe(left);
});

/** Three cart lapses a day old, people who wait to be identified, a model being published, one previewed, one to be removed. */
async function siteWithMuchToDo(people: number): Promise<SiteConfig> {
  const landmark = now - 30 * day;
  const site = await makeSite(env.DB, { ...defaultModel, lapses: [cartLeft] }, { landmark });
  const event = (device: number, kind: string, body: NewEvent['body'], at = now - 2 * day): NewEvent => ({
    ...{ kind, body, occurredAt: at, ownedAt: null, session: null, origin: 'browser' },
    device: uuidOf('d', device),
    id: crypto.randomUUID(),
  });
  const arrive = async (events: NewEvent[], at: number) =>
    ingest(
      limited(env.DB),
      events.map((one) => ({ site, event: one })),
      at,
    );
  await arrive(
    many(3, (n) => event(n, 'added_to_cart', {})),
    now - 2 * day,
  );
  // Nothing is left for who is who: all of these wait.
  for (let start = 0; start < people; start += 100) {
    const some = many(Math.min(100, people - start), (n) =>
      event(100 + start + n, 'identify', { email: `person${start + n}@acme.test` }),
    );
    await arrive(some, now - 2 * day);
  }
  await env.DB.batch(
    [2, 3].map((version) =>
      env.DB.prepare('insert into model (site, version, body, created_at) values (?1, ?2, ?3, 0)').bind(
        site.key,
        version,
        JSON.stringify({ ...defaultModel, halfLifeDays: 5 + version }),
      ),
    ),
  );
  await startPublishing(
    env.DB,
    { site: site.key, version: 2 },
    { actor: 'test', now, deadline: Date.now() + 9_000 },
  );
  await startPreview(env.DB, (await readSite(env.DB, site.key)) as SiteConfig, { version: 3, now });
  return (await readSite(env.DB, site.key)) as SiteConfig;
}

/** A database with as many statements as one batch of events takes, and none for what follows. */
const limited = (db: D1Database) => metered(db, { statements: batchStatements });

/** What is still to be done. */
async function leftOf(site: number) {
  const counts = await env.DB.prepare(
    `select (select count(*) from pending where site = ?1) as identities, (select count(*) from waiting where site = ?1) as lapses,
       (select count(*) from site where key = ?1 and filling_version is not null) as publications,
       (select count(*) from preview where site = ?1 and finished_at is null) as previews,
       (select count(*) from score where site = ?1 and version = 1) as retired`,
  )
    .bind(site)
    .first<Record<string, number>>();
  return counts as Record<string, number>;
}

it.each(['free', 'paid'] as const)(
  'an invocation on the %s plan keeps one statement back, for the note of rows written',
  (plan) => {
    expect(statementsLeft(meteredDatabase({ ...env, PLAN: plan }))).toBe(planOf(plan).statements - 1);
  },
);

describe('the scheduled work on the free plan', () => {
  let log: MockInstance<typeof console.error>;
  beforeEach(async () => {
    log = vi.spyOn(console, 'error').mockImplementation(() => {});
    await env.DB.batch(
      ['site', 'served_model', 'model'].map((table) => env.DB.prepare(`delete from ${table}`)),
    );
  });
  afterEach(() => log.mockRestore());

  /** A run at a minute, as the Worker does it: D1 throws beyond 50 statements. */
  async function run(minute: number): Promise<number> {
    const { db, asked } = limitedDatabase(env.DB, free);
    const at = now + minute * 60_000;
    await runScheduled(metered(db, { statements: free - 1 }), { now: at, deadline: Date.now() + 20_000 });
    return asked.statements;
  }

  it('never asks more than the plan allows, keeps no job waiting for another, and gets all done', async () => {
    const site = await siteWithMuchToDo(60);
    expect(await leftOf(site.key)).toMatchObject({ identities: 60, lapses: 3, publications: 1, previews: 1 });
    const firstDone: Record<string, number> = {};
    for (let minute = 0; minute < 150; minute++) {
      expect(await run(minute)).toBeLessThan(free);
      const left = await leftOf(site.key);
      for (const [job, count] of Object.entries(left)) {
        if (count === 0) firstDone[job] ??= minute;
        else delete firstDone[job];
      }
      if (Object.values(left).every((count) => count === 0)) break;
    }
    expect(log.mock.calls).toEqual([]);
    expect(await leftOf(site.key)).toEqual({
      identities: 0,
      lapses: 0,
      publications: 0,
      previews: 0,
      retired: 0,
    });
    for (const job of ['identities', 'lapses', 'previews'])
      expect([job, firstDone[job]]).toEqual([job, expect.toSatisfy((at: number) => at < 20)]);
    expect((await readSite(env.DB, site.key))?.served.version).toBe(2);
  });

  /** While it runs, nothing can be written of the device. */
  async function failing(device: string, meanwhile: () => Promise<void>): Promise<void> {
    await env.DB.prepare(
      `create trigger always_fails before insert on stint when new.device = x'${hexOf(device)}'
       begin select raise(abort, 'a test'); end`,
    ).run();
    await meanwhile();
    await env.DB.prepare('drop trigger always_fails').run();
  }

  it.each([4, 200])(
    'applies the identifications of others of %i though one fails in every run',
    async (people) => {
      const site = await siteWithMuchToDo(people);
      const waiting = async () => (await leftOf(site.key)).identities ?? 0;
      const first = uuidOf('d', 100);
      await env.DB.prepare('update pending set since = 0 where device = unhex(?1)').bind(hexOf(first)).run();
      let minute = 0;
      await failing(first, async () => {
        const isAlone = async () => (await waiting()) === 1 && log.mock.calls.length > 0;
        for (; minute < 120 && !(await isAlone()); minute++) await run(minute);
      });
      expect(await waiting()).toBe(1);
      expect(log.mock.calls[0]?.[0]).toContain(`identifying ${first}`);
      for (const last = minute + 10; minute < last; minute++) await run(minute);
      expect(await waiting()).toBe(0);
    },
  );

  it('is metered and noted as the Worker runs it', async () => {
    const site = await siteWithMuchToDo(40);
    await env.DB.prepare('delete from usage').run();
    const noted = () => env.DB.prepare('select rows_written as rows from usage').first<{ rows: number }>();
    const waiting = async () => (await leftOf(site.key)).identities ?? 0;
    // An isolate begins with a random part of the hundred rows that it notes at once.
    for (let minute = 0; minute < 60 && ((await waiting()) === 40 || !(await noted())); minute++) {
      const { db, asked } = limitedDatabase(env.DB, free);
      await worker.scheduled(createScheduledController(), { ...env, DB: db, PLAN: 'free' });
      expect(asked.statements).toBeLessThanOrEqual(free);
    }
    // D1 has refused nothing.
    expect(log.mock.calls).toEqual([]);
    expect(await waiting()).toBeLessThan(40);
    expect((await noted())?.rows).toBeGreaterThanOrEqual(100);
  });

  it('forgets a hundred visitors and more each ten minutes', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: now - 300 * day });
    const long = now - 200 * day;
    for (let batch = 0; batch < 8; batch++) {
      const events = many(100, (n) => ({
        site,
        event: {
          ...{
            kind: 'page_view',
            ownedAt: null,
            session: null,
            origin: 'browser' as const,
            body: { url: page },
          },
          device: uuidOf('d', batch * 100 + n),
          id: uuidOf('e', batch * 100 + n),
          occurredAt: long,
        },
      }));
      await ingest(env.DB, events, long);
    }
    const left: number[] = [];
    for (const minute of [0, 1, 10, 20, 30]) {
      await run(minute);
      left.push((await scoresOf(env.DB, site.key)).length);
    }
    expect(left[1]).toBe(left[0]);
    const forgotten = left.map((count, run) => (left[run - 1] ?? 800) - count).filter((count) => count > 0);
    expect(forgotten).toHaveLength(4);
    expect(Math.min(...forgotten)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...forgotten)).toBeLessThanOrEqual(200);
  });

  it('says of each unit no less than it takes', async () => {
    const site = await siteWithMuchToDo(5);
    for (const minute of [0, 30]) {
      for (const { name, work } of jobs) {
        const { db, asked } = limitedDatabase(env.DB, 10_000);
        const hour = now - (now % 3_600_000) + minute * 60_000;
        const units = work({ db, sending: null, now: hour, deadline: Date.now() + 20_000 });
        let said = 1; // To look whether there is anything to do.
        for (;;) {
          const before = asked.statements;
          const { value, done } = await units.next();
          expect([name, asked.statements - before <= said, asked.statements - before, said]).toEqual([
            name,
            true,
            expect.any(Number),
            said,
          ]);
          if (done) break;
          said = value;
        }
      }
    }
    expect(await leftOf(site.key)).toMatchObject({ identities: 0, lapses: 0, publications: 0, previews: 0 });
    expect(log.mock.calls).toEqual([]);
  });

  it('fits each unit into a run in which every job has looked first', () => {
    const looks = jobs.length;
    const most = Math.max(
      ...[
        identityStatements + 1,
        publicationStatements,
        previewStatements,
        surveyStatements,
        checkStatements,
        forgetStatements,
        startStatements + 1,
        predictStatements(metered(env.DB, { statements: free, cpuMs: planOf('free').cpuMs })),
      ],
    );
    expect(looks + most).toBeLessThan(free);
  });
});

describe('a prediction by the scheduled work', () => {
  it.each(['free', 'paid'] as const)(
    'takes in each unit no more than it says, on the %s plan, which decides who fits it',
    async (plan) => {
      await env.DB.batch(
        ['site', 'served_model', 'model', 'prediction'].map((table) =>
          env.DB.prepare(`delete from ${table}`),
        ),
      );
      const id = await newSite();
      await sendBuyers(id, { people: 450, decided: 240, now: Date.now() });
      const { key } = (await readSite(env.DB, id)) as SiteConfig;
      const stage = async () =>
        env.DB.prepare('select stage from prediction where site = ?1').bind(key).first<string>('stage');
      const units: number[] = [];
      for (let minute = 0; minute < 30 && (await stage()) !== 'done'; minute++) {
        const { db, asked } = limitedDatabase(env.DB, 10_000);
        const { statements, cpuMs } = planOf(plan);
        const turn = { now, deadline: Date.now() + 20_000 };
        let said = 1;
        for (const work = predictDue(metered(db, { statements, cpuMs }), turn); ; ) {
          const before = asked.statements;
          const { value, done } = await work.next();
          expect(asked.statements - before).toBeLessThanOrEqual(said);
          if (done) break;
          units.push(asked.statements - before);
          said = value;
        }
        if (plan === 'free' && (await stage()) === 'fit') break;
      }
      expect(await stage()).toBe(plan === 'free' ? 'fit' : 'done');
      expect(Math.max(...units)).toBeGreaterThan(4);
    },
  );
});

describe('the scheduled work on a database that is used up', () => {
  it.each([
    "D1_ERROR: You have exceeded D1's free tier daily row write limit",
    'D1_ERROR: Exceeded maximum DB size.',
  ])('stops at the first "%s", and says so in one line', async (message) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    let calls = 0;
    const usedUp = wrapDatabase(env.DB, async () => {
      calls++;
      throw new Error(message);
    });
    await runScheduled(usedUp, { now, deadline: Date.now() + 20_000 });
    expect([calls, log.mock.calls]).toEqual([
      1,
      [['scheduled work waits: the database is used up', new Error(message)]],
    ]);
    log.mockRestore();
  });
});
