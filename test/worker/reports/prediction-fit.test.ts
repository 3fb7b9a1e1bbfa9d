// The prediction on the free plan: gathered by the Worker, fitted by the command on another machine, and written by the Worker.

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { predictionLimits } from '../../../schema/model/prediction.ts';
import { type Call, CommandError } from '../../../worker/command/call.ts';
import { fitLines, fitPrediction } from '../../../worker/command/fit.ts';
import { predictOnce } from '../../../worker/flows/predict/predict.ts';
import worker from '../../../worker/index.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { train } from '../../../worker/score/proof/predict/train.ts';
import { readSamplePage } from '../../../worker/store/models/prediction-samples.ts';
import { base, call, newSite, newToken } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { limitedDatabase } from '../../support/database/limited-database.ts';
import { buyerEmail, sendBuyers } from '../../support/stories/buyers.ts';

let site: string;
let key: number;

/** A minute of the scheduled work of the Worker on the free plan. */
async function minute(): Promise<void> {
  const { db } = limitedDatabase(env.DB, 50);
  await worker.scheduled(createScheduledController(), { ...env, DB: db, PLAN: 'free' });
}

const report = async () => (await call(`GET /v1/sites/${site}/reports/prediction`)).body;
const sample = (cursor = '', token?: string) =>
  call(
    `GET /v1/sites/${site}/reports/prediction/sample${cursor && `?cursor=${cursor}`}`,
    token ? { token } : {},
  );
const send = (body: unknown, token?: string) =>
  call(`POST /v1/sites/${site}/reports/prediction/fit`, { body, ...(token && { token }) });
const stored = () =>
  env.DB.prepare('select stage, body, result, saves, begun_at as begunAt from prediction where site = ?')
    .bind(key)
    .first<{ stage: string; body: string | null; result: string; saves: number; begunAt: number }>();
const sampleRows = () =>
  env.DB.prepare('select count(*) from prediction_sample where site = ?').bind(key).first('count(*)');

/** The sample waits, because minutes pass on the free plan. */
async function untilItWaits(): Promise<void> {
  for (let minutes = 0; minutes < 60 && (await stored())?.stage !== 'fit'; minutes++) await minute();
  expect((await stored())?.stage).toBe('fit');
}

/** What the command would send. */
const fitted = async () => {
  const { run, evidence, parts, data } = (await sample()).body;
  const trained = train(data, evidence, parts);
  if (!trained) throw new Error('too little evidence');
  return { run, trained };
};

/** As the command calls the Worker. */
const asCommand: Call = async (method, path, body) => {
  const answer = await call(`${method} /v1/sites/${site}${path}`, body === undefined ? {} : { body });
  if (answer.status >= 300) throw new CommandError(answer.body.detail, answer.status);
  return answer.body;
};

beforeAll(async () => {
  // Others' sites would take part in the minutes.
  await env.DB.batch(
    ['site', 'served_model', 'model'].map((table) => env.DB.prepare(`delete from ${table}`)),
  );
  site = await newSite();
  key = (await env.DB.prepare('select key from site where id = ?').bind(site).first('key')) as number;
  await sendBuyers(site, { people: 260, decided: 240, now: Date.now() });
  await runScheduled(env.DB, { now: Date.now(), deadline: Date.now() + 500 });
  await env.DB.batch([
    env.DB.prepare('delete from prediction'),
    env.DB.prepare('delete from prediction_sample'),
  ]);
}, 120_000);

describe('the scheduled work on the free plan', () => {
  it('gathers the people and leaves the fit to the command, which the report and the page name', async () => {
    await untilItWaits();
    const before = await stored();
    for (let minutes = 0; minutes < 5; minutes++) await minute();
    expect(await stored()).toEqual(before);
    const command = `npm run model -- fit --url ${base} --site ${site}`;
    expect((await report()).running).toMatchObject({ stage: 'fit', begunAt: before?.begunAt, command });
    const path = `/s/${site}/reports/prediction`;
    const cookie = await signIn();
    const { html } = await visit(path, { cookie });
    expect(html).toContain(`>${command}</pre>`);
    expect(html).toContain('data-live="60"');
    expect(html).toContain('Predict anew');
    expect(html).not.toContain('It happens by itself each week');
    const german = (await visit(path, { cookie, headers: { 'accept-language': 'de' } })).html;
    expect(german).toContain('Führen Sie dies in einer Kopie von Leadlights Repository aus');
  });
});

describe('the sample', () => {
  it('is for administrators only', async () => {
    for (const role of ['editor', 'read', 'write']) {
      const token = await newToken(role, site);
      expect([role, (await sample('', token)).status]).toEqual([role, 403]);
      expect([role, (await send({}, token)).status]).toEqual([role, 403]);
    }
    const admin = await newToken('admin', await newSite());
    expect((await sample('', admin)).status).toBe(404);
  });

  it('has people without names, and says whose they are', async () => {
    const { status, body } = await sample();
    expect(status).toBe(200);
    expect(body.evidence).toEqual({ won: 120, lost: 120, undecided: 20 });
    const results = Map.groupBy(body.data, ({ result }: { result: string }) => result);
    expect([results.get('won')?.length, results.get('lost')?.length]).toEqual([120, 120]);
    expect(body.nextCursor).toBeNull();
    expect(JSON.stringify(body)).not.toContain('@acme.test');
    expect((await sample('1.x')).status).toBe(400);
    expect((await sample('999999.0')).body.data).toEqual([]);
  });

  it('comes in pages below a megabyte, each person once', async () => {
    const version = 77;
    const texts = Array.from({ length: 47 }, (_, row) => `["${row}${'x'.repeat(row % 3 ? 250_000 : 10)}"]`);
    await env.DB.batch(
      texts.map((text, row) =>
        env.DB.prepare('insert into prediction_sample values (?1, ?2, ?3, ?4, ?5)').bind(
          ...[key, version, Math.floor(row / 2), row % 2, text],
        ),
      ),
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { texts: string[]; nextCursor: string | null } = await readSamplePage(
        ...[env.DB, { site: key, version }, cursor],
      );
      expect(page.texts.join('').length).toBeLessThan(1_000_000);
      seen.push(...page.texts);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(texts);
    await env.DB.prepare('delete from prediction_sample where version = ?').bind(version).run();
  });
});

describe('a result', () => {
  it('that is not one is refused, and says why', async () => {
    const { run, trained } = await fitted();
    const { prediction, figures } = trained;
    const weight = { weight: 1, error: 1, mean: 1, people: 1 };
    const many = Object.fromEntries(
      Array.from({ length: predictionLimits.weights + 1 }, (_, n) => [`event:e${n}`, weight]),
    );
    const withWeights = (weights: unknown) => ({
      run,
      trained: { ...trained, prediction: { ...prediction, weights } },
    });
    const withFigures = (some: unknown) => ({
      run,
      trained: { ...trained, figures: { ...figures, ...(some as object) } },
    });
    const cases: [unknown, RegExp][] = [
      [{ run }, /^trained/],
      [{ run, trained, more: 1 }, /^more/],
      [{ run, trained: null }, /^trained: give the prediction/],
      [withWeights(many), /^trained\.prediction\.weights: give at most 80/],
      [withWeights({ 'event:x': { ...weight, weight: 1e10 } }), /weights/],
      [withWeights({ 'event:x': { ...weight, error: -1 } }), /error/],
      [withWeights({ 'event:x': { ...weight, people: 0.5 } }), /people/],
      [withWeights({ 'event:x': 1 }), /weights/],
      [withWeights({ [`event:${'x'.repeat(predictionLimits.nameChars)}`]: weight }), /weights/],
      [withWeights({ 'deed:x': weight }), /weights/],
      [withWeights({ 'trait:Age#': weight }), /Age#.*does not predict from it/],
      [withWeights({ 'trait:gender=f': weight }), /gender=f.*does not predict from it/],
      [withFigures({ auc: 1.01 }), /auc/],
      [withFigures({ brier: -0.01 }), /brier/],
      [withFigures({ curve: Array(11).fill(figures.curve[0]) }), /curve/],
      [{ run, trained: { ...trained, prediction: { ...prediction, fallPerDay: -1 } } }, /fallPerDay/],
    ];
    for (const [body, said] of cases) {
      const answer = await send(body);
      const errors = (answer.body.errors ?? []).map(
        (one: { path: string; message: string }) => `${one.path}: ${one.message}`,
      );
      expect([answer.status, errors]).toEqual([400, expect.arrayContaining([expect.stringMatching(said)])]);
    }
    // JSON knows no infinity, but a number that is too large becomes one.
    const text = JSON.stringify({ run, trained }).replace(/"intercept":[^,]+/, '"intercept":1e999');
    expect((await send(text)).status).toBe(400);
    expect((await stored())?.stage).toBe('fit');
  });

  it('of another sample is refused, and the sample of a changed site is forgotten', async () => {
    const { run, trained } = await fitted();
    const other = await send({ run: `${run}0`, trained });
    expect([other.status, other.body.code]).toEqual([409, 'conflict']);
    expect(other.body.detail).toMatch(/The sample has changed since it was read. Run the command again/);
    await call(`POST /v1/sites/${site}/erasures`, { body: { email: buyerEmail(7) }, plan: 'paid' });
    expect((await send({ run, trained })).status).toBe(409);
    expect((await sample()).status).toBe(409);
    expect((await stored())?.body).toBeNull();
    await minute();
    for (let minutes = 0; minutes < 40 && (await sampleRows()) !== 0; minutes++) await minute();
    expect(await sampleRows()).toBe(0);
    expect((await stored())?.stage).toBe('fit');
  });

  it('is gathered anew once the sample of a changed site is a day old', async () => {
    const before = (await stored()) as { begunAt: number };
    await env.DB.prepare('update prediction set begun_at = begun_at - 86400001').run();
    await untilItWaits();
    for (let minutes = 0; minutes < 60 && ((await stored())?.begunAt ?? 0) < before.begunAt; minutes++)
      await minute();
    await untilItWaits();
    expect((await sample()).body.evidence.lost).toBe(119);
  });
});

describe('the command', () => {
  it('fits what the Worker itself would, byte for byte, and the Worker writes it', async () => {
    const rows = (await env.DB.prepare('select * from prediction_sample').all()).results;
    const row = (await env.DB.prepare('select * from prediction').first()) as Record<string, unknown>;
    const said: string[] = [];
    const done = await fitPrediction({ call: asCommand, say: (line) => said.push(line), pollMs: 20 });
    expect(said[0]).toMatch(/^Fitting/);
    expect(done.running).toBeNull();
    expect(done.figures?.auc).toBeGreaterThan(0.8);
    expect(fitLines(done).join('\n')).toMatch(
      /A buyer is ranked above somebody else in \d\d% of pairs \(AUC\)/,
    );
    const { data } = (await call(`GET /v1/sites/${site}/visitors?sort=probability&limit=200`)).body;
    expect(data).toHaveLength(139);
    for (let cursor = ''; cursor !== null; ) {
      const verified = await call(`POST /v1/sites/${site}/verify${cursor && `?cursor=${cursor}`}`);
      expect([verified.status, verified.body.differing]).toEqual([200, []]);
      cursor = verified.body.nextCursor;
    }
    const { data: acts } = (await call(`GET /v1/sites/${site}/audit?action=model.predict`)).body;
    expect(acts).toMatchObject([
      { actor: { id: 'bootstrap' }, action: 'model.predict', detail: { version: 1 } },
    ]);
    const activity = await visit(`/s/${site}/activity`, { cookie: await signIn() });
    expect(activity.html).toContain('sent a fitted prediction for version 1');
    const fromOutside = await stored();
    expect(await sampleRows()).toBe(0);

    const restored = Object.keys(row);
    await env.DB.batch([
      env.DB.prepare('delete from prediction'),
      env.DB.prepare(`insert into prediction (${restored}) values (${restored.map(() => '?')})`).bind(
        ...Object.values(row),
      ),
      ...rows.map((one) =>
        env.DB.prepare('insert into prediction_sample values (?, ?, ?, ?, ?)').bind(...Object.values(one)),
      ),
      env.DB.prepare('update site set revision = ?2 where key = ?1').bind(key, row.revision),
    ]);
    await predictOnce(env.DB, { site: key, version: row.version as number }, Date.now() + 10_000);
    const byItself = await stored();
    expect(byItself?.body).toBe(fromOutside?.body);
    expect(byItself?.result).toBe(fromOutside?.result);
  });

  it('begins anew what is done, old or of a site that has changed', async () => {
    const first = await fitPrediction({ call: asCommand, say: () => {}, pollMs: 20 });
    await call(`POST /v1/sites/${site}/reports/prediction`);
    await untilItWaits();
    await call(`PATCH /v1/sites/${site}`, { body: { settings: { predictFrom: ['events'] } } });
    const second = await fitPrediction({ call: asCommand, say: () => {}, pollMs: 20 });
    expect(second.fittedAt).toBeGreaterThan(first.fittedAt as number);
    expect(second.parts).toEqual(['events']);
    expect((await send({ run: 'x', trained: null })).status).toBe(409);
  });

  it('says what only the sample tells to be missing', async () => {
    await call(`POST /v1/sites/${site}/reports/prediction`);
    await untilItWaits();
    const { trained } = await fitted();
    const evidence = { won: 240, lost: 0, undecided: 20 };
    await env.DB.batch([
      env.DB.prepare(`update prediction set gathered = json_set(gathered, '$.evidence', json(?))`).bind(
        JSON.stringify(evidence),
      ),
      env.DB.prepare(
        'delete from prediction_sample where (save, place) > (select min(save), 0 from prediction_sample)',
      ),
      env.DB.prepare('update prediction_sample set examples = ?').bind(
        JSON.stringify([...Array(39)].map(() => ({ result: 'open' }))),
      ),
    ]);
    const { run } = (await sample()).body;
    const refused = await send({ run, trained });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('give null')]);
    const done = await fitPrediction({ call: asCommand, say: () => {}, pollMs: 20 });
    expect([done.figures, done.missing]).toEqual([null, { outcomes: 0, won: 0, others: 1 }]);
    expect(fitLines(done).join(' ')).toMatch(/Missing: 1 more people who have not bought/);
  });
});
