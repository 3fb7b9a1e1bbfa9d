// Segments through the API: made, read, changed, deleted, and what is refused.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentLimits } from '../../../schema/api/alerts/segment.ts';
import { visitorFilters } from '../../../schema/api/visitor-query.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { keyOf } from '../../support/sites.ts';
import { nastyValue } from '../../support/stories/nasty.ts';

const day = 86_400_000;

/** A site with three people and an anonymous visitor. */
async function site(): Promise<{ id: string; path: string }> {
  const id = await newSite();
  const url = 'https://acme.test/';
  const seen = (who: object, more: object = {}) => ({ kind: 'page_view', url, ...who, ...more });
  const events = [
    seen({ email: 'ann@acme.test' }),
    seen({ email: 'ann@acme.test' }, { kind: 'form_fill', form: 'demo', id: 'demo-1' }),
    seen({ email: 'bob@other.test' }, { url: `${url}?utm_source=news` }),
    seen({ userId: 'u-3' }),
    seen({ device: crypto.randomUUID() }, { url: `${url}?utm_source=news` }),
  ];
  const answer = await call(`POST /v1/sites/${id}/events`, { body: { events } });
  expect(answer.body).toMatchObject({ accepted: 5 });
  return { id, path: `/v1/sites/${id}` };
}

async function make(path: string, body: object) {
  const answer = await call(`POST ${path}/segments`, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const revisionOf = (id: string) =>
  env.DB.prepare('select revision from site where id = ?1').bind(id).first<number>('revision');
const sinceOf = (id: string) =>
  env.DB.prepare('select since from segment where id = ?1').bind(id).first<number>('since');

describe('a segment', () => {
  it('is made, listed, read, renamed, given other filters and deleted, each with its revision and audit', async () => {
    const { id, path } = await site();
    const before = Number(await revisionOf(id));
    const news = await make(path, { name: ' News ', filters: { source: 'news', identified: 'true' } });
    expect(news).toEqual({
      id: expect.stringMatching(/^seg_[2-9a-z]{12}$/),
      name: 'News',
      model: 'default',
      filters: { source: 'news', identified: true },
      count: 1,
      warning: null,
      createdAt: expect.any(Number),
      history: [],
    });
    expect([await revisionOf(id), await sinceOf(news.id)]).toEqual([before + 1, before + 1]);
    const all = await make(path, { name: 'Everybody', filters: { minScore: 0 } });
    expect(all.count).toBe(4);
    const { history: _, ...listed } = news;
    const { history: __, ...listedAll } = all;
    expect((await call(`GET ${path}/segments`)).body).toEqual({ data: [listed, listedAll] });
    const renamed = await call(`PATCH ${path}/segments/${news.id}`, { body: { name: 'Newsletter' } });
    expect([renamed.status, renamed.body]).toEqual([200, { ...news, name: 'Newsletter' }]);
    expect(await sinceOf(news.id)).toBe(before + 1);
    const changed = await call(`PATCH ${path}/segments/${news.id}`, {
      body: { filters: { source: 'news' } },
    });
    expect(changed.body).toMatchObject({ name: 'Newsletter', filters: { source: 'news' }, count: 2 });
    expect(await sinceOf(news.id)).toBe(await revisionOf(id));
    expect((await call(`GET ${path}/segments/${news.id}`)).body).toEqual(changed.body);
    const last = await revisionOf(id);
    expect((await call(`PATCH ${path}/segments/${news.id}`, { body: {} })).body).toEqual(changed.body);
    expect(await revisionOf(id)).toBe(last);
    expect((await call(`DELETE ${path}/segments/${news.id}`)).status).toBe(204);
    expect(await revisionOf(id)).toBe(Number(last) + 1);
    for (const method of ['GET', 'DELETE'])
      expect((await call(`${method} ${path}/segments/${news.id}`)).status).toBe(404);
    expect((await call(`PATCH ${path}/segments/${news.id}`, { body: { name: 'x' } })).status).toBe(404);
    const { data } = (await call(`GET ${path}/audit?action=segment`)).body;
    expect(data.map(({ action, detail }: { action: string; detail: object }) => [action, detail])).toEqual([
      ['segment.delete', { segment: news.id, name: 'Newsletter' }],
      ['segment.update', { segment: news.id, name: 'Newsletter', filters: true }],
      ['segment.update', { segment: news.id, name: 'Newsletter', filters: false }],
      ['segment.create', { segment: all.id, name: 'Everybody' }],
      ['segment.create', { segment: news.id, name: 'News' }],
    ]);
  });

  it('is of its site alone', async () => {
    const [own, other] = [await site(), await site()];
    const { id } = await make(own.path, { name: 'Hot', filters: { status: 'hot' } });
    expect((await call(`GET ${other.path}/segments`)).body.data).toEqual([]);
    expect((await call(`GET ${other.path}/segments/${id}`)).status).toBe(404);
    expect((await call(`DELETE ${other.path}/segments/${id}`)).status).toBe(404);
    expect((await call(`GET ${other.path}/visitors?segment=${id}`)).status).toBe(400);
    expect((await call(`GET ${own.path}/segments/${id}`)).status).toBe(200);
  });

  it('is read with the role read, and changed as an editor only', async () => {
    const { id, path } = await site();
    const { id: segment } = await make(path, { name: 'Hot', filters: { status: 'hot' } });
    const [reader, editor, writer] = await Promise.all(
      ['read', 'editor', 'write'].map((role) => newToken(role, id)),
    );
    const of = (what: string, token: string | undefined, body?: object) =>
      call(`${what.replace(' ', ` ${path}`)}`, { token: token ?? null, body });
    for (const token of [reader, editor]) {
      expect((await of('GET /segments', token)).status).toBe(200);
      expect((await of(`GET /segments/${segment}`, token)).status).toBe(200);
    }
    expect((await of('GET /segments', writer)).status).toBe(403);
    const changes = [
      ['POST /segments', { name: 'Cold', filters: { status: 'cold' } }, 201],
      [`PATCH /segments/${segment}`, { name: 'Very hot' }, 200],
      [`DELETE /segments/${segment}`, undefined, 204],
    ] as const;
    for (const [what, body, status] of changes) {
      for (const token of [reader, writer]) expect((await of(what, token, body)).status).toBe(403);
      expect((await of(what, editor, body)).status).toBe(status);
    }
  });

  it.each([
    [{ name: '' }, 'name', /./],
    [{ name: 'x'.repeat(segmentLimits.maxNameChars + 1) }, 'name', /64/],
    [{ name: 'two\nlines' }, 'name', /one line/],
    [{ filters: undefined }, 'filters', /./],
    [{ filters: {} }, 'filters', /at least one/],
    [{ filters: [] }, 'filters', /./],
    [{ filters: { status: 'boiling' } }, 'filters.status', /^unknown status; use one of hot, warm, cool/],
    [{ filters: { status: null } }, 'filters.status', /text, a number, true or false/],
    [{ filters: { status: ['hot'] } }, 'filters.status', /text, a number, true or false/],
    [{ filters: { grade: 'E' } }, 'filters.grade', /A, B, C or D/],
    [{ filters: { cell: 'A5' } }, 'filters.cell', /A1 to D4/],
    [{ filters: { trend: true } }, 'filters.trend', /up or down/],
    [{ filters: { identified: 'yes' } }, 'filters.identified', /./],
    [{ filters: { identified: 1 } }, 'filters.identified', /./],
    [{ filters: { email: 'acme' } }, 'filters.email', /complete email/],
    [{ filters: { minScore: 'lots' } }, 'filters.minScore', /number/],
    [{ filters: { minScore: true } }, 'filters.minScore', /number/],
    [{ filters: { minScore: -1 } }, 'filters.minScore', /0 or more/],
    [{ filters: { seenSince: 'yesterday' } }, 'filters.seenSince', /ISO 8601/],
    [{ filters: { seenSince: 1_795_357_102 } }, 'filters.seenSince', /seconds/],
    [{ filters: { state: 'busy' } }, 'filters.state', /working/],
    [{ filters: { q: ' ' } }, 'filters.q', /./],
    [{ filters: { source: 'a\0b' } }, 'filters.source', /NUL/],
    [{ filters: { segment: 'seg_1' } }, 'filters.segment', /unknown key/],
    [{ filters: { sort: 'score' } }, 'filters.sort', /unknown key/],
    [{ filters: { limit: 5 } }, 'filters.limit', /unknown key/],
    [
      { filters: { status: 'hot', minProbability: 0.5 } },
      'filters.minProbability',
      /nobody is told of who enters or leaves/,
    ],
    [{ filters: { minProbability: 0.5, limit: 5 } }, 'filters.minProbability', /unknown key/],
    [{ filters: { status: 'hot' }, model: 'other' }, 'model', /use one of default/],
    [{ members: 5 }, 'members', /unknown key/],
  ])('is refused as %j, and the answer says where', async (wrong, at, message) => {
    const { path } = await noVisitors;
    const body = { name: 'A name', filters: { status: 'hot' }, ...wrong };
    const answer = await call(`POST ${path}/segments`, { body });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    expect(answer.body.errors[0]).toMatchObject({ path: at, message: expect.stringMatching(message) });
    if (!('filters' in wrong) || wrong.filters === undefined || 'model' in wrong) return;
    const { id } = await make(path, { name: `Of ${crypto.randomUUID()}`, filters: { status: 'hot' } });
    const change = await call(`PATCH ${path}/segments/${id}`, { body: { filters: wrong.filters } });
    expect([change.status, change.body.errors[0].path]).toEqual([400, at]);
    await call(`DELETE ${path}/segments/${id}`);
  });

  it('has a name that no other has, whatever the case, also if both are made at once', async () => {
    const { path } = await noVisitors;
    const filters = { status: 'hot' };
    const name = `Über ${crypto.randomUUID()}`;
    const names = [name, name.toUpperCase(), name.toLowerCase(), ` ${name.normalize('NFD')}`];
    const made = await Promise.all(
      names.map((each) => call(`POST ${path}/segments`, { body: { name: each, filters } })),
    );
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(made.find(({ status }) => status === 409)?.body.code).toBe('already_exists');
    const other = await make(path, { name: `Other ${name}`.slice(0, 64), filters });
    const renamed = await call(`PATCH ${path}/segments/${other.id}`, { body: { name: name.toUpperCase() } });
    expect(renamed.status).toBe(409);
    const own = await call(`PATCH ${path}/segments/${other.id}`, {
      body: { name: other.name.toUpperCase() },
    });
    expect(own.status).toBe(200);
  });

  it('is one of at most 50 of a site, with a name of at most 64 characters', async () => {
    const { path } = await site();
    const filters = { userId: 42 };
    for (let n = 1; n < segmentLimits.maxSegments; n++) {
      await make(path, { name: `${n}`.padEnd(segmentLimits.maxNameChars, 'x'), filters });
    }
    // The fiftieth, at the same time as the fifty-first.
    const two = await Promise.all(
      ['a', 'b'].map((name) => call(`POST ${path}/segments`, { body: { name, filters } })),
    );
    expect(two.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const { data } = (await call(`GET ${path}/segments`)).body;
    expect(data).toHaveLength(segmentLimits.maxSegments);
    expect(data[0]).toMatchObject({ filters: { userId: '42' }, count: 0 });
    await call(`DELETE ${path}/segments/${data[0].id}`);
    await make(path, { name: 'One more', filters });
  });

  it('cannot be deleted while a webhook has it', async () => {
    const { id, path } = await site();
    const { id: segment } = await make(path, { name: 'Hot', filters: { status: 'hot' } });
    await env.DB.prepare(
      `insert into webhook (site, id, label, url, format, events, segment, model, secret, pages, created_at)
       values (${keyOf('?1')}, 'whk_1', 'Sales', 'https://a.test', 'standard', '[]', ?2, 'default', 's', '', 0)`,
    )
      .bind(id, segment)
      .run();
    const refused = await call(`DELETE ${path}/segments/${segment}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'segment_in_use']);
    expect(refused.body.detail).toContain('"Sales"');
    expect((await call(`GET ${path}/segments/${segment}`)).status).toBe(200);
    expect((await call(`GET ${path}/audit?action=segment.delete`)).body.data).toEqual([]);
    await env.DB.prepare(`delete from webhook where site = ${keyOf('?1')}`)
      .bind(id)
      .run();
    expect((await call(`DELETE ${path}/segments/${segment}`)).status).toBe(204);
  });

  it('takes any text that can be stored, and answers 400 to anything else', {
    timeout: 120_000,
  }, async () => {
    const { path } = await site();
    const names = Object.keys(visitorFilters);
    const hostile = fc.dictionary(fc.constantFrom(...names, '__proto__', 'segment'), nastyValue, {
      minKeys: 1,
      maxKeys: 3,
    });
    await fc.assert(
      fc.asyncProperty(nastyValue, hostile, async (name, filters) => {
        const body = { name, filters: { source: 'none', ...filters } };
        const answer = await call(`POST ${path}/segments`, { body });
        expect([201, 400, 413], JSON.stringify(answer.body)).toContain(answer.status);
        if (answer.status !== 201) return;
        expect(answer.body).toMatchObject({ name: String(name).trim(), warning: null });
        const listed = await call(`GET ${path}/visitors?segment=${answer.body.id}&limit=200`);
        expect([listed.status, listed.body.data?.length]).toEqual([200, answer.body.count]);
        expect((await call(`DELETE ${path}/segments/${answer.body.id}`)).status).toBe(204);
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 40) },
    );
    for (const text of texts) {
      const filters = { q: text, source: text, owner: text, company: text, userId: text };
      const made = await make(path, { name: text, filters });
      expect(made).toMatchObject({ name: text, filters, count: 0 });
      expect((await call(`GET ${path}/visitors?segment=${made.id}`)).body.data).toEqual([]);
    }
  });
});

/** Texts that break quotes, patterns, markup and comparisons elsewhere. */
const texts = [
  ...["'; drop table segment; --", '"', '?1', '%_*?[]', '<script>alert(1)</script>', '{{7*7}}', '=cmd|calc'],
  ...[
    '__proto__',
    'constructor',
    'null',
    'İstanbul ßſ',
    '\u202Egnihton',
    '👩‍👩‍👧',
    'ﷺ',
    '0',
    '-1',
    '1e999',
    '$(x)',
  ],
];

describe('a segment whose model has changed', () => {
  it('stays, has nobody and says why, and has its members back with the status', async () => {
    const { path } = await site();
    const { id, count } = await make(path, { name: 'Hot', filters: { status: 'hot' } });
    expect(count).toBe(1);
    const { model } = (await call(`GET ${path}/model`)).body;
    const publish = async (hot: string) => {
      const [first, ...levels] = model.levels;
      const body = { ...model, levels: [{ ...first, name: hot }, ...levels] };
      const { version } = (await call(`POST ${path}/models`, { body })).body;
      await call(`POST ${path}/models/${version}/publish`);
      await expect.poll(async () => (await call(`GET ${path}/model`)).body.version).toBe(version);
    };
    await publish('boiling');
    const read = (await call(`GET ${path}/segments/${id}`)).body;
    expect(read).toMatchObject({ count: 0, filters: { status: 'hot' } });
    expect(read.warning).toMatch(/no status "hot" any more; use one of boiling, warm/);
    expect((await call(`GET ${path}/visitors?segment=${id}`)).body).toEqual({ data: [], nextCursor: null });
    await publish('hot');
    expect((await call(`GET ${path}/segments/${id}`)).body).toMatchObject({ count: 1, warning: null });
  });

  it('has nobody once the model is not served any more', async () => {
    const { path } = await site();
    const { model } = (await call(`GET ${path}/model`)).body;
    const { version } = (await call(`POST ${path}/models`, { body: { ...model, name: 'partners' } })).body;
    await call(`POST ${path}/models/${version}/publish`);
    await expect.poll(async () => (await call(`GET ${path}/model?model=partners`)).status).toBe(200);
    const {
      id,
      count,
      model: of,
    } = await make(path, {
      ...{ name: 'All', model: 'partners', filters: { minScore: 0 } },
    });
    expect([count, of]).toEqual([4, 'partners']);
    expect((await call(`GET ${path}/visitors?segment=${id}`)).body.data).toHaveLength(4);
    const other = await call(`GET ${path}/visitors?segment=${id}&model=default`);
    expect([other.status, other.body.errors]).toEqual([
      400,
      [{ path: 'model', message: expect.stringMatching(/"All" is of the model partners/) }],
    ]);
    expect((await call(`POST ${path}/models/${version}/retire`)).status).toBe(200);
    const read = (await call(`GET ${path}/segments/${id}`)).body;
    expect([read.count, read.warning]).toEqual([0, expect.stringMatching(/model partners any more/)]);
    expect((await call(`GET ${path}/visitors?segment=${id}`)).body.data).toEqual([]);
  });
});

describe('deleting a site', () => {
  it('leaves nothing of its segments', async () => {
    const { id, path } = await site();
    const { id: segment } = await make(path, { name: 'Hot', filters: { status: 'hot' } });
    await env.DB.prepare(`insert into segment_count values (${keyOf('?1')}, ?2, ?3, 1, 0)`)
      .bind(id, segment, Math.floor(Date.now() / day))
      .run();
    expect((await call(`GET ${path}/segments/${segment}`)).body.history).toHaveLength(1);
    expect((await call(`DELETE ${path}`)).status).toBe(204);
    for (const table of ['segment', 'segment_count']) {
      const column = table === 'segment' ? 'id' : 'segment';
      const left = env.DB.prepare(`select count(*) as n from ${table} where ${column} = ?1`).bind(segment);
      expect(await left.first('n')).toBe(0);
    }
  });
});

/** A site that tests share who look at no visitors. */
const noVisitors = (async () => ({ path: `/v1/sites/${await newSite()}` }))();
