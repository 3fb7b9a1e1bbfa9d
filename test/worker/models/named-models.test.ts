// Several models side by side on one log: each with its list, one of them the default.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Model, modelLimits } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { readSite, type SiteConfig, withModel } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { keyOf, makeSite } from '../../support/sites.ts';
import { anyModel, anyNamingStream, streamStart } from '../../support/stories/models.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 6);
const soon = () => Date.now() + 20_000;

/** Downloads, and nothing else: who reads much is warm by the default model and cold by this one. */
const docs: Model = {
  ...defaultModel,
  name: 'docs',
  groups: [],
  rules: [{ id: 'file', label: 'Took a file', on: 'download', points: 50, cap: { times: 1, per: 'day' } }],
};

interface Listed {
  email: string;
  status: string;
  score: number;
}

/** Two people: one asks for a demo, the other takes a file. */
async function siteWithTwo(): Promise<string> {
  const site = await newSite();
  const at = Date.now() - 60_000;
  const url = 'https://acme.test/';
  const events = [
    { id: crypto.randomUUID(), kind: 'form_fill', form: 'demo', email: 'ann@acme.test', url, at },
    {
      id: crypto.randomUUID(),
      kind: 'download',
      file: 'https://acme.test/a.pdf',
      email: 'bob@acme.test',
      url,
      at,
    },
  ];
  expect(
    (await call(`POST /v1/sites/${site}/events`, { body: { events }, plan: 'paid' })).body.accepted,
  ).toBe(2);
  return site;
}

async function publish(site: string, model: object): Promise<number> {
  const { status, body } = await call(`POST /v1/sites/${site}/models`, { body: model });
  if (status !== 201) throw new Error(JSON.stringify(body));
  expect((await call(`POST /v1/sites/${site}/models/${body.version}/publish`)).status).toBe(200);
  return body.version;
}

async function list(site: string, query = ''): Promise<[string, string][]> {
  const { status, body } = await call(`GET /v1/sites/${site}/visitors${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.data.map(({ email, status: standing }: Listed) => [email, standing]);
}

describe('what is stored', () => {
  it('is the fold of the log under each model, whenever each was published', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyModel,
        anyModel,
        anyModel,
        anyNamingStream,
        anyNamingStream,
        async (first, second, third, before, after) => {
          const site = await makeSite(env.DB, first, { landmark: streamStart });
          const send = async (stream: typeof before, delay: number) => {
            for (const { events, now } of stream) {
              await ingest(
                env.DB,
                events.map((event) => ({ site, event })),
                now + delay,
              );
            }
          };
          const add = async (version: number, model: Model) => {
            await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, ?2, ?3, 0)')
              .bind(site.key, version, JSON.stringify(model))
              .run();
            const by = { actor: 'test', now: streamStart, deadline: soon() };
            await startPublishing(env.DB, { site: site.key, version }, by);
            expect(await continuePublishing(env.DB, site.key, soon())).toBe('served');
          };
          await send(before, 0);
          await add(2, { ...second, name: 'second' });
          await send(after, 30 * 86_400_000);
          await add(3, third);
          const now = (await readSite(env.DB, site.key)) as SiteConfig;
          expect(now.fed.map(({ name, version }) => [name, version])).toEqual([
            ['default', 3],
            ['second', 2],
          ]);
          await expectFold(env.DB, now);
          await expectFold(env.DB, withModel(now, 'second') as SiteConfig);
        },
      ),
      { numRuns: Math.min(runs, 100) },
    );
  });
});

describe('what is read', () => {
  it('is by the model that is named: list, visitor, explanation, model', async () => {
    const site = await siteWithTwo();
    const version = await publish(site, docs);
    expect(await list(site)).toEqual([
      ['ann@acme.test', 'hot'],
      ['bob@acme.test', 'cool'],
    ]);
    expect(await list(site, '?model=docs')).toEqual([
      ['bob@acme.test', 'hot'],
      ['ann@acme.test', 'cold'],
    ]);
    expect(await list(site, '?model=docs&status=hot')).toEqual([['bob@acme.test', 'hot']]);
    expect(await list(site, '?model=default&status=hot')).toEqual([['ann@acme.test', 'hot']]);
    const [bob] = (await call(`GET /v1/sites/${site}/visitors?email=bob@acme.test`)).body.data;
    const path = `/v1/sites/${site}/visitors/${bob.id}`;
    expect((await call(`GET ${path}`)).body.status).toBe('cool');
    expect((await call(`GET ${path}?model=docs`)).body).toMatchObject({ status: 'hot', level: 1 });
    const explained = (await call(`GET ${path}/explanation?model=docs`)).body;
    expect(explained).toMatchObject({
      modelVersion: version,
      lines: [{ rule: 'file', label: 'Took a file' }],
    });
    expect((await call(`GET /v1/sites/${site}/model?model=docs`)).body).toMatchObject({
      version,
      name: 'docs',
    });
    expect((await call(`GET /v1/sites/${site}/model`)).body).toMatchObject({ version: 1, name: 'default' });
  });

  it('goes on with a cursor under its own model only', async () => {
    const site = await siteWithTwo();
    await publish(site, docs);
    const first = (await call(`GET /v1/sites/${site}/visitors?model=docs&limit=1`)).body;
    expect(first.nextCursor).not.toBeNull();
    const cursor = encodeURIComponent(first.nextCursor);
    expect(await list(site, `?model=docs&limit=1&cursor=${cursor}`)).toEqual([['ann@acme.test', 'cold']]);
    const other = await call(`GET /v1/sites/${site}/visitors?limit=1&cursor=${cursor}`);
    expect([other.status, other.body.code]).toEqual([400, 'invalid_cursor']);
  });

  it.each(['visitors', 'visitors/x', 'visitors/x/explanation', 'model'])(
    'says which models there are when %s is asked by another',
    async (path) => {
      const site = await siteWithTwo();
      await publish(site, docs);
      const { status, body } = await call(`GET /v1/sites/${site}/${path}?model=emea`);
      expect([status, body.code, body.errors]).toEqual([
        400,
        'invalid_request',
        [{ path: 'model', message: 'the site serves no model with this name; use one of default, docs' }],
      ]);
    },
  );
});

describe('a named model', () => {
  it('has versions of its own: publishing one leaves the others as they are', async () => {
    const site = await siteWithTwo();
    const first = await publish(site, docs);
    const second = await publish(site, { ...docs, halfLifeDays: 7 });
    const { data } = (await call(`GET /v1/sites/${site}/models`)).body;
    expect(data.map((each: Record<string, unknown>) => [each.version, each.name, each.state])).toEqual([
      [second, 'docs', 'served'],
      [first, 'docs', 'retired'],
      [1, 'default', 'served'],
    ]);
    expect(await list(site)).toEqual([
      ['ann@acme.test', 'hot'],
      ['bob@acme.test', 'cool'],
    ]);
  });

  it('is compared with what is served of it, and a new one with the default', async () => {
    const site = await siteWithTwo();
    const drafted = async (model: object) =>
      (await call(`POST /v1/sites/${site}/models`, { body: model })).body.version;
    const isNew = await drafted(docs);
    const diff = (await call(`GET /v1/sites/${site}/models/${isNew}/diff`)).body;
    expect(diff.against).toBe(1);
    expect(diff.lines[0]).toBe('It is a version of the model "docs", not of "default".');
    expect((await call(`POST /v1/sites/${site}/models/${isNew}/preview`)).body).toMatchObject({
      against: 1,
      result: { visitors: 2 },
    });
    await publish(site, docs);
    const next = await drafted({ ...docs, halfLifeDays: 7 });
    expect((await call(`GET /v1/sites/${site}/models/${next}/diff`)).body).toMatchObject({
      against: isNew + 1,
      lines: { length: 1 },
    });
    const preview = (await call(`POST /v1/sites/${site}/models/${next}/preview`)).body;
    expect(preview).toMatchObject({ against: isNew + 1, result: { visitors: 2, movers: [] } });
  });

  it('is retired: it is fed and listed no more, its scores are removed, and it can be published again', async () => {
    const site = await siteWithTwo();
    const version = await publish(site, docs);
    const retire = (which: number) => call(`POST /v1/sites/${site}/models/${which}/retire`);
    const retired = await retire(version);
    expect([retired.status, retired.body]).toEqual([200, { version, name: 'docs' }]);
    expect((await call(`GET /v1/sites/${site}/visitors?model=docs`)).status).toBe(400);
    expect(await list(site, '?status=hot')).toEqual([['ann@acme.test', 'hot']]);
    const scores = () =>
      env.DB.prepare(`select count(*) as n from score where site = ${keyOf('?1')} and version = ?2`)
        .bind(site, version)
        .first();
    expect(await scores()).toEqual({ n: 2 });
    await runScheduled(env.DB, { now: Date.UTC(2026, 10, 22, 12, 5), deadline: soon() });
    expect(await scores()).toEqual({ n: 0 });
    expect((await call(`POST /v1/sites/${site}/models/${version}/publish`)).status).toBe(200);
    expect(await list(site, '?model=docs&status=hot')).toEqual([['bob@acme.test', 'hot']]);
  });

  it('is not retired where it is not served, nor is the default ever', async () => {
    const site = await siteWithTwo();
    const version = await publish(site, docs);
    await call(`POST /v1/sites/${site}/models`, { body: docs });
    const retire = async (which: number) => {
      const { status, body } = await call(`POST /v1/sites/${site}/models/${which}/retire`);
      return [status, body.detail];
    };
    expect(await retire(1)).toEqual([409, expect.stringMatching(/always serves its default model/)]);
    expect(await retire(version + 1)).toEqual([409, expect.stringMatching(/not served/)]);
    expect(await retire(99)).toEqual([404, expect.stringMatching(/no such model version/)]);
    const fill = (filling: number | null) =>
      env.DB.prepare('update site set filling_version = ?2, revision = revision + 1 where id = ?1')
        .bind(site, filling)
        .run();
    await fill(version + 1);
    expect(await retire(version)).toEqual([409, expect.stringMatching(/being filled/)]);
    await fill(null);
  });

  it(`is refused where the site serves ${modelLimits.maxServed} already`, async () => {
    const site = await newSite();
    for (let n = 1; n < modelLimits.maxServed; n++) await publish(site, { ...docs, name: `m-${n}` });
    const { body } = await call(`POST /v1/sites/${site}/models`, { body: docs });
    const refused = await call(`POST /v1/sites/${site}/models/${body.version}/publish`);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect(refused.body.detail).toMatch(/already serves 5 models. Retire one/);
    await publish(site, { ...docs, name: 'm-1', halfLifeDays: 3 });
  });

  it.each([
    ['Emea', /lower-case/],
    ['', /lower-case/],
    ['2nd', /lower-case/],
    ['a b', /lower-case/],
    ['x'.repeat(33), /32/],
  ])('cannot be called %j', async (name, message) => {
    const { status, body } = await call(`POST /v1/sites/${await newSite()}/models`, {
      body: { ...docs, name },
    });
    expect([status, body.code]).toEqual([400, 'invalid_model']);
    expect(body.errors).toEqual([{ path: 'name', message: expect.stringMatching(message) }]);
  });

  it('is checked against the log like the default, and after it', async () => {
    const site = await siteWithTwo();
    const version = await publish(site, docs);
    await env.DB.prepare(`update score set heat = heat + 1 where site = ${keyOf('?1')} and version = ?2`)
      .bind(site, version)
      .run();
    const verify = async (query = '') => (await call(`POST /v1/sites/${site}/verify${query}`)).body;
    expect(await verify()).toEqual({ checked: 0, differing: [], nextCursor: 'default:' });
    expect(await verify('?cursor=default:')).toEqual({ checked: 2, differing: [], nextCursor: 'docs:' });
    const mended = { model: 'docs', isMended: true };
    expect(await verify('?cursor=docs:')).toMatchObject({ differing: [mended, mended], nextCursor: null });
    expect(await verify('?cursor=docs:')).toEqual({ checked: 2, differing: [], nextCursor: null });
    // Of a model that is served no more: from the beginning.
    expect(await verify('?cursor=gone:x')).toEqual({ checked: 0, differing: [], nextCursor: 'default:' });
  });

  it('is published anew, as the default is, before its heat leaves a double: one in each run', async () => {
    const now = Date.UTC(2026, 10, 22, 12, 5);
    const aged = { ...docs, halfLifeDays: 1 };
    const site = await makeSite(env.DB, { ...defaultModel, halfLifeDays: 1 }, { landmark: 0 });
    await env.DB.batch([
      env.DB.prepare(
        'insert into model (site, version, body, landmark, created_at, published_at) values (?1, 2, ?2, 0, 0, 0)',
      ).bind(site.key, JSON.stringify(aged)),
      env.DB.prepare(`insert into served_model (site, name, version) values (?1, 'docs', 2)`).bind(site.key),
    ]);
    for (let run = 0; run < 4; run++) await runScheduled(env.DB, { now, deadline: soon() });
    const { fed } = (await readSite(env.DB, site.key)) as SiteConfig;
    expect(fed.map(({ name, version, landmark }) => [name, version, landmark])).toEqual([
      ['default', 3, now],
      ['docs', 4, now],
    ]);
  });
});
