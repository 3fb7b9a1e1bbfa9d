// What the sales say of the rules, as a program and a page get it, and the draft that is made of it.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { isHeldOut } from '../../../worker/score/proof/calibration/sample.ts';
import { readSite } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { random } from '../../support/checks/random.ts';
import { plainMinute } from '../../support/schedule.ts';
import { logByVisitor } from '../../support/sites.ts';

const day = 86_400_000;
const now = Date.now();
const begun = now - 40 * day;

const model = {
  halfLifeDays: 30,
  rules: [
    { id: 'ask', label: 'Asked', on: 'asked', points: 2 },
    { id: 'look', label: 'Looked', on: 'looked', points: 20 },
    { id: 'never', label: 'Never happened', on: 'never', points: 5 },
  ],
  levels: defaultModel.levels,
  fit: {
    rules: [{ id: 'boss', label: 'Boss', where: { title: 'boss' }, points: 80 }],
    grades: { A: 70, B: 45, C: 20 },
  },
};

/** People look or not, whatever they buy. Of those who ask, half buy; of the others, one in ten. */
async function fill(id: string, howMany: number): Promise<void> {
  const { key } = (await env.DB.prepare('select key from site where id = ?')
    .bind(id)
    .first<{ key: number }>()) ?? { key: 0 };
  const site = await readSite(env.DB, key);
  if (!site) throw new Error('no site');
  const next = random(3);
  const events = Array.from({ length: howMany }, (_, person) => {
    const device = crypto.randomUUID();
    const first = begun + next() * 20 * day;
    const event = (kind: string, hours: number, body: object = {}) => ({
      ...{ device, id: crypto.randomUUID(), kind, ownedAt: null, session: device, body },
      ...{ occurredAt: Math.floor(first + hours * 3_600_000), origin: 'server' as const },
    });
    const email = `p${person}@acme.test`;
    const asks = next() < 0.4;
    const buys = next() < (asks ? 0.5 : 0.1);
    return [
      event('identify', 0, { email, traits: { title: next() < 0.5 ? 'boss' : 'clerk' } }),
      ...(next() < 0.5 ? [event('looked', 1)] : []),
      ...(asks ? [event('asked', 2)] : []),
      ...(asks && next() < 0.8 ? [event('page_view', 3, { url: 'https://acme.test/calculator' })] : []),
      ...(buys ? [event('outcome', 24 + next() * 200, { result: 'won', email })] : []),
      ...(!buys && person % 3 === 0
        ? [
            event(
              'lead_state',
              300,
              asks ? { state: 'accepted' } : { state: 'rejected', reason: 'No budget' },
            ),
          ]
        : []),
    ];
  }).flat();
  for (let from = 0; from < events.length; from += 200)
    await ingest(
      env.DB,
      events.slice(from, from + 200).map((event) => ({ site, event })),
      now,
    );
}

let site: string;
const path = (rest = '') => `/v1/sites/${site}/reports/calibration${rest}`;
const row = (body: { data: { id: string }[] }, id: string) =>
  body.data.find((each) => each.id === id) as unknown as Record<string, never> & { lift: { low: number } };

beforeAll(async () => {
  site = await newSite();
  const { version } = (await call(`POST /v1/sites/${site}/models`, { body: model })).body;
  await call(`POST /v1/sites/${site}/models/${version}/publish`);
  await fill(site, 450);
  await runScheduled(env.DB, { now: plainMinute(now), deadline: Date.now() + 20_000 });
}, 60_000);

describe('the report on the rules', () => {
  it('has each rule, level and fit rule with who had it, and the points that the sales suggest', async () => {
    const { status, body } = await call(`GET ${path()}`);
    expect([status, body.counting]).toEqual([200, null]);
    expect(body.data.map(({ by, id }: { by: string; id: string }) => `${by} ${id}`)).toEqual([
      ...['rule ask', 'rule look', 'rule never'],
      ...['level hot', 'level warm', 'level cool', 'level cold', 'fit boss'],
    ]);
    const ask = row(body, 'ask');
    expect(ask.lift.low).toBeGreaterThan(1);
    expect(ask.suggested).toBeGreaterThan(2);
    expect(row(body, 'look').suggested ?? 20).toBeLessThanOrEqual(20);
    expect(row(body, 'never')).toMatchObject({ won: 0, lift: null, fitted: null, suggested: null });
    expect(row(body, 'hot')).toMatchObject({ points: null, fitted: null });
    expect(body.ideas[0]).toMatchObject({ about: expect.stringMatching(/^(page|kind)$/) });
    expect(body.ideas.map(({ what }: { what: string }) => what)).toContain('/calculator');
    expect(body.heldOut.after.value).toBeGreaterThan(body.heldOut.before.value);
    expect(body.notes.join(' ')).toMatch(/Other points are suggested for [1-4];/);
  });

  it('shows accepted and rejected leads apart', async () => {
    const { body } = await call(`GET ${path()}`);
    expect(body.judged.accepted).toBeGreaterThan(5);
    expect(body.judged.reasons).toEqual([{ reason: 'No budget', leads: body.judged.rejected }]);
    expect(row(body, 'ask')).toMatchObject({ accepted: body.judged.accepted, rejected: 0 });
  });

  it('has the same in a file', async () => {
    const { body } = await call(`GET ${path()}`);
    const { status, headers, body: text } = await call(`GET ${path('.csv')}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [header, ...rows] = String(text).trimEnd().split('\r\n');
    expect(header).toMatch(/^by,id,label,people,share,won,lift,liftLow,liftHigh,points,fitted,/);
    expect(rows).toHaveLength(body.data.length + body.ideas.length);
    expect(rows[0]).toMatch(/^rule,ask,Asked,/);
  });

  it('is for tokens that may read, and a draft for those that may edit', async () => {
    const read = await newToken('read', site);
    expect((await call(`GET ${path()}`, { token: read })).status).toBe(200);
    expect((await call(`POST ${path('/draft')}`, { token: read })).status).toBe(403);
  });

  it.each(['from=yesterday', 'from=2020-01-01', 'until=1'])('refuses %s', async (query) => {
    const { status, body } = await call(`GET ${path(`?${query}`)}`);
    expect([status, body.code]).toEqual([400, 'invalid_request']);
  });
});

describe('the draft', () => {
  it('has the suggested points, and changes nothing that is served', async () => {
    const { body: report } = await call(`GET ${path()}`);
    const { status, body } = await call(`POST ${path('/draft')}`);
    expect([status, body.changed]).toEqual([
      201,
      report.data.filter(({ suggested }: { suggested: number | null }) => suggested !== null).length,
    ]);
    const draft = (await call(`GET /v1/sites/${site}/models/${body.version}`)).body;
    expect(draft).toMatchObject({ state: 'draft', fittedAt: expect.any(Number) });
    expect(draft.model.rules[0]).toEqual({ ...model.rules[0], points: row(report, 'ask').suggested });
    expect(draft.model.rules[2]).toEqual(model.rules[2]);
    expect((await call(`GET /v1/sites/${site}/model`)).body.model.rules[0].points).toBe(2);
  });

  it('is previewed on people to whom the points were not fitted', async () => {
    const { version } = (await call(`POST ${path('/draft')}`)).body;
    const { body } = await call(`POST /v1/sites/${site}/models/${version}/preview`);
    const { ranking } = body.result;
    const key = await env.DB.prepare('select key from site where id = ?').bind(site).first<{ key: number }>();
    const config = await readSite(env.DB, key?.key ?? 0);
    const people = config ? [...(await logByVisitor(env.DB, config)).keys()] : [];
    const half = people.filter(isHeldOut).length;
    expect(people.length).toBe(450);
    expect(half).toBeGreaterThan(150);
    expect(half).toBeLessThan(300);
    expect(ranking).toMatchObject({ heldOut: true, people: half });
    expect(ranking.auc.after.value).toBeGreaterThan(ranking.auc.before.value);
    const all = (await call(`POST /v1/sites/${site}/models`, { body: { ...model, halfLifeDays: 9 } })).body
      .version;
    const other = (await call(`POST /v1/sites/${site}/models/${all}/preview`)).body.result.ranking;
    expect(other).toMatchObject({ heldOut: false, people: 450 });
    expect(other.sales).toBeGreaterThan(ranking.sales);
  });

  it('is one click on the page, which leads to the model with its preview', async () => {
    const cookie = await signIn();
    const rules = `/s/${site}/reports/calibration`;
    expect((await visit(rules, { cookie })).html).toContain('Draft a model with these points');
    const { status, location } = await visit(rules, { cookie, form: { draft: '1' } });
    expect([status, location]).toEqual([303, `/s/${site}/model`]);
    const { html } = await visit(`/s/${site}/model`, { cookie });
    expect(html).toContain('Only the half of people on whom the points were not fitted.');
    // Once more changes nothing, and is no error.
    expect((await visit(rules, { cookie, form: { draft: '1' } })).status).toBe(303);
  });

  it('is not made of sales that suggest nothing', async () => {
    const { status, body } = await call(`POST ${path(`/draft?to=${begun}`)}`);
    expect([status, body.code]).toEqual([409, 'conflict']);
  });
});

describe('erasing somebody', () => {
  it('forgets a count of rules that is running, which may hold what only they did', async () => {
    const other = await newSite();
    await fill(other, 5);
    const { key } = (await env.DB.prepare('select key from site where id = ?')
      .bind(other)
      .first<{ key: number }>()) ?? { key: 0 };
    await env.DB.prepare(
      `insert into survey values (?1, 1, 'rules', 'x', 0, 1, 1, '', 0, 0, 0, '{}', null, null), (?1, 1, 'standing', 'x', 0, 1, 1, '', 0, 0, 0, '{}', null, null)`,
    )
      .bind(key)
      .run();
    await runScheduled(env.DB, { now: plainMinute(now), deadline: 0 });
    expect((await call(`POST /v1/sites/${other}/erasures`, { body: { email: 'p1@acme.test' } })).status).toBe(
      200,
    );
    const { results } = await env.DB.prepare(`select about from survey where site = ?1 and span = 'x'`)
      .bind(key)
      .all();
    expect(results).toEqual([{ about: 'standing' }]);
  });
});
