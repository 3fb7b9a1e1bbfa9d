// The list of visitors: every filter, sort and page says what the stored scores and the clock say.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { segmentFilters } from '../../../schema/api/alerts/segment.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { membersNow } from '../../../worker/flows/segments/members.ts';
import { listVisitors } from '../../../worker/flows/visitors/visitor-list.ts';
import { scoreOfHeat } from '../../../worker/score/decay.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { fitOf } from '../../../worker/score/fit/fit.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { heatThresholds, lowered } from '../../../worker/score/standing/level.ts';
import { changeAt } from '../../../worker/score/standing/trend.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import { createSegment, deleteSegment, readSegments } from '../../../worker/store/segments/segments.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { readSite } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { type Asked, allPages, queryOf } from '../../support/checks/list.ts';
import { withTextIds } from '../../support/ids.ts';
import { makeSite, type StoredScore, scoresOf } from '../../support/sites.ts';
import { uuidOf } from '../../support/stories/models.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 30);
const day = 86_400_000;
const start = Date.UTC(2026, 10, 2, 9);
const now = start + 20 * day;

const model: Model = {
  halfLifeDays: 7,
  rules: [
    { id: 'page', label: 'Viewed a page', on: 'page_view', points: 1 },
    { id: 'pricing', label: 'Viewed pricing', on: 'page_view', where: { path: '/pricing' }, points: 10 },
    { id: 'careers', label: 'Looked at careers', on: 'page_view', where: { path: '/careers' }, points: -15 },
    { id: 'demo', label: 'Asked for a demo', on: 'form_fill', points: 50 },
    { id: 'rival', label: 'Competitor', on: '*', where: { email: '*@rival.test' }, disqualifies: true },
  ],
  levels: defaultModel.levels,
  fit: {
    rules: [
      { id: 'boss', label: 'Decision maker', where: { title: ['*chief*', 'c?o'] }, points: 70 },
      { id: 'size', label: '100+ people', where: { employees: { gte: 100 } }, points: 45 },
    ],
    grades: { A: 70, B: 45, C: 20 },
  },
  actions: { C2: 'Ask for the boss', A1: 'Call at once', B2: null },
};

let n = 0;
const act = (device: number, at: number, kind: string, body: NewEvent['body'] = {}): NewEvent => ({
  device: uuidOf('d', device),
  id: uuidOf('e', ++n),
  kind,
  occurredAt: at,
  ownedAt: null,
  session: uuidOf('5e', device),
  origin: 'browser',
  body: { url: 'https://example.com/', ...body },
});

const view = (path: string, source?: string) => ({
  url: `https://example.com${path}${source ? `?utm_source=${source}` : ''}`,
});

/** Sixty devices that do a few things at the same few moments, so that ties abound; every third has a name. */
function histories(): NewEvent[] {
  const paths = ['/', '/pricing', '/pricing', '/careers'];
  return Array.from({ length: 60 }, (_, device) => {
    const at = start + (device % 4) * 5 * day;
    const acts = Array.from({ length: 1 + (device % 3) }, (_, index) =>
      act(
        device,
        at + index * day,
        'page_view',
        view(paths[((device >> 2) + index) % 4] as string, ['news', 'ads'][device % 5]),
      ),
    );
    if (device % 3 !== 0) return acts;
    const email = `person${device}@${device % 9 === 0 ? 'rival.test' : 'Acme.test'}`.toLowerCase();
    const traits = {
      company: ['Acme', 'Umbrella'][device % 2] as string,
      name: `Ann ${device}`,
      // Of some, nothing is known that a fit rule asks for.
      ...(device % 15 !== 3 && {
        title: device % 12 < 6 ? 'Chief of Staff' : 'Engineer',
        employees: device % 12 === 6 ? 250 : 5,
      }),
    };
    const result = ({ 9: 'won', 24: 'won', 15: 'lost', 30: 'won' } as const)[device];
    const end = result && act(device, at + 3 * day, 'outcome', { result });
    const named = act(device, at + 2 * day, device % 2 ? 'form_fill' : 'identify', { email, traits });
    return end ? [...acts, named, end] : [...acts, named];
  }).flat();
}

/** The leads of a site, by visitor. */
async function leadsOf(site: SiteConfig) {
  const { results } = await env.DB.prepare('select * from lead where site = ?1').bind(site.key).all();
  return new Map(withTextIds<Record<string, string>>(results).map((lead) => [lead.visitor, lead]));
}

/** The order of whom to call, written out: the model names three cells, C2 before A1, and nothing is to be done in B2. */
const callPlaces = [
  ...'C2 A2 B1 C1 D1 A3 A4 B3 A1 ?1 D2 ?2 B4 ?4 C3 ?3 B2 C4 D3 D4'.split(' ').map((cell) => [cell]),
  ['A5', 'B5', 'C5', 'D5', '?5'],
  ['anonymous1', 'anonymous2', 'anonymous3', 'anonymous4'],
  ['anonymous5'],
];

/** What the list should hold, worked out row by row. */
async function expected(site: SiteConfig, asked: Asked): Promise<string[]> {
  const leads = await leadsOf(site);
  const compiled = compileModel(site.served);
  const at = Number(asked.at ?? now);
  const names = model.levels.map(({ name }) => name);
  const thresholds = heatThresholds(model.levels, compiled, at);
  const levelOf = (row: StoredScore) => lowered(row.level, row.heat, thresholds);
  const coolingOf = (row: StoredScore) => row.heat / (thresholds.keep[levelOf(row) - 1] as number);
  const changeOf = ({ heat, heat_by_day }: StoredScore) =>
    changeAt(compiled, { heat, heatByDay: JSON.parse(heat_by_day) }, at);
  const rows = (await scoresOf(env.DB, site.key)).filter((row) => {
    const lead = leads.get(row.visitor);
    const score = Math.max(0, Math.round(scoreOfHeat(compiled, row.heat, at) * 100) / 100);
    const status = names[levelOf(row) - 1] ?? (row.outcome === 'won' ? 'customer' : 'disqualified');
    const text = [lead?.email, lead?.name, lead?.company, lead?.user_id].join('\n').toLowerCase();
    return (
      (asked.status === undefined || status === asked.status) &&
      (asked.grade === undefined || row.grade === asked.grade) &&
      (asked.cell === undefined || `${row.grade}${levelOf(row)}` === asked.cell) &&
      (asked.trend === undefined ||
        (changeOf(row) > 0 ? 'up' : changeOf(row) < 0 ? 'down' : null) === asked.trend) &&
      (asked.sort !== 'coolsAt' || levelOf(row) < 4) &&
      (asked.minScore === undefined || score >= Number(asked.minScore)) &&
      (asked.identified === undefined || (lead !== undefined) === asked.identified) &&
      (asked.source === undefined || row.source === asked.source) &&
      (asked.seenSince === undefined || row.last_seen >= Number(asked.seenSince)) &&
      (asked.email === undefined || lead?.email === asked.email) &&
      (asked.company === undefined ||
        [lead?.company?.toLowerCase(), lead?.company_key].includes(String(asked.company).toLowerCase())) &&
      (asked.q === undefined ||
        String(asked.q)
          .toLowerCase()
          .split(' ')
          .every((word) => text.includes(word)))
    );
  });
  const value = (row: StoredScore) =>
    ({
      score: row.heat,
      priority: row.heat,
      lastSeen: row.last_seen,
      firstSeen: row.first_seen,
      coolsAt: coolingOf(row),
    })[String(asked.sort ?? 'score')] as number;
  const placeOf = (row: StoredScore) => {
    const who = leads.has(row.visitor) ? (row.grade ?? '?') : 'anonymous';
    return asked.sort === 'priority'
      ? callPlaces.findIndex((place) => place.includes(`${who}${levelOf(row)}`))
      : 0;
  };
  const way = (asked.order ?? (asked.sort === 'coolsAt' ? 'asc' : 'desc')) === 'asc' ? -1 : 1;
  return rows
    .sort(
      (a, b) =>
        way *
        (placeOf(a) - placeOf(b) || value(b) - value(a) || (hexOf(a.visitor) < hexOf(b.visitor) ? 1 : -1)),
    )
    .map(({ visitor }) => visitor);
}

let site: SiteConfig;

beforeAll(async () => {
  site = await makeSite(env.DB, model, { landmark: start });
  const other = await makeSite(env.DB, model, { landmark: start });
  for (const each of [site, other]) {
    const events = histories().sort((a, b) => a.occurredAt - b.occurredAt);
    const byMoment = Map.groupBy(events, ({ occurredAt }) => occurredAt);
    for (const [moment, some] of byMoment) {
      const answer = await ingest(
        env.DB,
        some.map((event) => ({ site: each, event })),
        moment + 1,
      );
      expect(answer).toEqual({ kind: 'stored' });
    }
  }
});

const sometimes = <T>(value: fc.Arbitrary<T>, one: number) =>
  fc.oneof({ weight: one - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const anyQuery = fc
  .record({
    sort: sometimes(fc.constantFrom('score', 'priority', 'priority', 'lastSeen', 'firstSeen', 'coolsAt'), 2),
    order: sometimes(fc.constantFrom('asc', 'desc'), 2),
    limit: fc.constantFrom(1, 2, 3, 7, 50),
    status: sometimes(fc.constantFrom('hot', 'warm', 'cool', 'cold', 'disqualified', 'customer'), 2),
    grade: sometimes(fc.constantFrom('A', 'B', 'C', 'D'), 5),
    cell: sometimes(fc.constantFrom('A1', 'A2', 'B2', 'B3', 'D4'), 6),
    trend: sometimes(fc.constantFrom('up', 'down'), 6),
    minScore: sometimes(fc.constantFrom(0, 0.01, 1, 5, 10, 30), 5),
    identified: sometimes(fc.boolean(), 5),
    source: sometimes(fc.constantFrom('ads', 'direct'), 5),
    seenSince: sometimes(fc.constantFrom(start + 6 * day, start + 12 * day), 5),
    email: sometimes(fc.constantFrom('person3@acme.test', 'person9@rival.test', 'nobody@acme.test'), 12),
    company: sometimes(fc.constantFrom('ACME', 'Umbrella', 'Acm', 'acme.test', 'Rival.TEST'), 9),
    q: sometimes(fc.constantFrom('ann 1', 'RIVAL', 'umb', '%'), 9),
    at: sometimes(fc.constantFrom(now, now + day, now + 15 * day, now + 30_000 * day), 2),
  })
  .map((asked) => JSON.parse(JSON.stringify(asked)) as Asked);

describe('the list of visitors', () => {
  it('yields each visitor that passes the filters once, in order, whatever the filters, the sort and the page size', {
    timeout: 60_000 + runs * 400,
  }, async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(anyQuery, async (asked) => {
        const { visitors } = await allPages(env.DB, site, asked, now);
        expect(visitors.map(({ id }) => id)).toEqual(await expected(site, asked));
        seen.add(visitors.length);
        for (const visitor of visitors) {
          if (asked.status !== undefined) expect(visitor.status).toBe(asked.status);
        }
      }),
      { numRuns: runs },
    );
    expect(seen.size).toBeGreaterThan(5);
  });

  it('lists as members of a segment whom its filters and those of the request list', {
    timeout: 60_000 + runs * 600,
  }, async () => {
    const own = { name: 'Own', model: 'default' };
    await fc.assert(
      fc.asyncProperty(anyQuery, anyQuery, async (held, { q, minScore, seenSince, source, ...asked }) => {
        const { sort, order, limit, at, ...filters } = held;
        const parsed = segmentFilters.safeParse(filters);
        if (!parsed.success) return;
        const { revision } = (await readSite(env.DB, site.id)) as SiteConfig;
        const content = { ...own, filters: parsed.data };
        const by = { actor: 'test', now };
        const segment = await createSegment(env.DB, { site: site.key, revision }, content, by);
        const fresh = (await readSite(env.DB, site.id)) as SiteConfig;
        const listed = async (more: Asked) =>
          (
            await allPages(env.DB, fresh, { ...more, ...(more.at === undefined && { at: now }) }, now)
          ).visitors.map(({ id }) => id);
        const members = await listed({ segment, limit: limit ?? 50 });
        expect(members).toEqual(await listed({ ...filters, limit: 50 }));
        const [counted] = await membersNow(env.DB, fresh, await readSegments(env.DB, site.key), now);
        expect(counted).toBe(members.length);
        // Narrowed, in any order: whoever is in both lists.
        const further = {
          ...asked,
          ...(minScore && { minScore }),
          ...(q && { q }),
          ...(seenSince && { seenSince }),
          ...(source && { source }),
        };
        const both = new Set(await listed({ ...filters, limit: 50, at: asked.at ?? now }));
        const narrowed = (await listed({ ...further, limit: 50 })).filter((id) => both.has(id));
        expect(await listed({ ...further, segment })).toEqual(narrowed);
        await deleteSegment(env.DB, site.key, { id: segment, name: 'Own' }, by);
      }),
      { numRuns: runs },
    );
  });

  it('lists all sixty, disqualified ones with that status, when nothing is asked', async () => {
    const { visitors } = await allPages(env.DB, site, {}, now);
    expect(visitors).toHaveLength(60);
    const disqualified = visitors.filter(({ status }) => status === 'disqualified');
    expect(disqualified).toHaveLength(6);
    expect(visitors.filter(({ status }) => status === 'customer')).toHaveLength(3);
    expect(disqualified[0]).toMatchObject({ level: null, cell: null, coolsAt: null, nextAction: null });
  });

  it('shows of everyone what their lead says, and of nobody else a name', async () => {
    const leads = await leadsOf(site);
    const { visitors } = await allPages(env.DB, site, {}, now);
    expect(leads.size).toBe(20);
    expect(
      visitors.map(({ id, email, userId, name, company, identified, verified, fitScore, grade }) => {
        return { id, email, userId, name, company, identified, verified, fitScore, grade };
      }),
    ).toEqual(
      visitors.map(({ id }) => {
        const lead = leads.get(id);
        const {
          email = null,
          user_id: userId = null,
          name = null,
          company = null,
          traits = '{}',
        } = lead ?? {};
        const known = { identified: lead !== undefined, verified: Boolean(lead?.verified) };
        return { id, email, userId, name, company, ...known, ...fitOf(model, JSON.parse(traits)) };
      }),
    );
  });

  it('shows who is hot now as they will stand later: fewer hot, the same points faded', async () => {
    const hot = (await allPages(env.DB, site, { status: 'hot', at: start + 18 * day }, start)).visitors;
    const later = (await allPages(env.DB, site, { status: 'hot', at: start + 25 * day }, start)).visitors;
    expect(later.length).toBeLessThan(hot.length);
    const [first] = hot;
    const faded = (await allPages(env.DB, site, { at: start + 25 * day }, start)).visitors.find(
      ({ id }) => id === first?.id,
    );
    expect(faded?.rawScore).toBeCloseTo((first?.rawScore ?? 0) / 2, 9);
    expect(faded?.topReasons[0]?.worth).toBeCloseTo((first?.topReasons[0]?.worth ?? 0) / 2, 9);
  });

  it('says of a person who they are, how they fit and what to do next', async () => {
    const { visitors } = await allPages(env.DB, site, { email: 'person39@acme.test' }, start + 18 * day);
    expect(visitors).toHaveLength(1);
    expect(visitors[0]).toMatchObject({
      email: 'person39@acme.test',
      userId: null,
      name: 'Ann 39',
      company: 'Umbrella',
      identified: true,
      verified: false,
      status: 'hot',
      level: 1,
      fitScore: 70,
      grade: 'A',
      cell: 'A1',
      nextAction: 'Call at once',
      probability: null,
      outcome: null,
      visits: 1,
      source: 'direct',
    });
    expect(visitors[0]?.topReasons[0]).toMatchObject({ rule: 'demo', label: 'Asked for a demo' });
  });

  it('refuses a cursor that was changed, made up, or given for another list or site', async () => {
    const query = queryOf({ limit: 2 });
    const first = await listVisitors(env.DB, site, query, now);
    if (first.kind !== 'page' || first.nextCursor === null) throw new Error('no first page');
    const good = first.nextCursor;
    const tampered = [
      `x${good}`,
      good.slice(0, -1),
      `${good}a`,
      good.replace('.', 'A.'),
      '',
      '.',
      'eyJhIjoxfQ.AAAAAAAAAAAAAAAA',
      '💥',
    ];
    for (const cursor of tampered) {
      expect(await listVisitors(env.DB, site, { ...query, cursor }, now), cursor).toEqual({
        kind: 'invalid_cursor',
      });
    }
    const other = await makeSite(env.DB, model, { landmark: start });
    expect(await listVisitors(env.DB, other, { ...query, cursor: good }, now)).toEqual({
      kind: 'invalid_cursor',
    });
    for (const change of [{ sort: 'lastSeen' as const }, { order: 'asc' as const }, { status: 'hot' }]) {
      expect(await listVisitors(env.DB, site, { ...query, ...change, cursor: good }, now)).toEqual({
        kind: 'invalid_cursor',
      });
    }
    expect(await listVisitors(env.DB, site, { ...query, limit: 9, cursor: good }, now)).toMatchObject({
      kind: 'page',
    });
  });

  it('says that a cursor is stale once another model is served, and never mixes two versions', async () => {
    const own = await makeSite(env.DB, model, { landmark: start });
    await ingest(
      env.DB,
      [1, 2, 3].map((device) => ({ site: own, event: act(device, start, 'page_view') })),
      start,
    );
    const query = queryOf({ limit: 1 });
    const first = await listVisitors(env.DB, own, query, now);
    if (first.kind !== 'page' || first.nextCursor === null) throw new Error('no first page');
    const cursor = first.nextCursor;
    await env.DB.batch([
      env.DB.prepare(
        'insert into model (site, version, body, landmark, created_at, published_at) values (?1, 2, ?2, 0, 0, 0)',
      ).bind(own.key, JSON.stringify(model)),
      env.DB.prepare('update score set version = 2 where site = ?1').bind(own.key),
      env.DB.prepare('update served_model set version = 2 where site = ?1').bind(own.key),
      env.DB.prepare('update site set revision = revision + 1 where key = ?1').bind(own.key),
    ]);
    // `own` was read before the publish, as a request's site may be.
    expect(await listVisitors(env.DB, own, { ...query, cursor }, now)).toEqual({ kind: 'stale_cursor' });
    expect(await listVisitors(env.DB, own, queryOf({}), now)).toMatchObject({
      kind: 'page',
      data: { length: 3 },
    });
    const fresh = (await readSite(env.DB, own.id)) as SiteConfig;
    expect(await listVisitors(env.DB, fresh, { ...query, cursor }, now)).toEqual({ kind: 'stale_cursor' });
  });

  it('finds a claimed email on a site that keeps claimed identities apart', async () => {
    const apart = await makeSite(env.DB, model, { landmark: start, changes: { claimed: 'separate' } });
    const events = [1, 2].map((device) => act(device, start, 'identify', { email: 'ann@acme.test' }));
    await ingest(
      env.DB,
      events.map((event) => ({ site: apart, event })),
      start,
    );
    const { visitors } = await allPages(env.DB, apart, { email: 'Ann@Acme.test ' }, now);
    expect(visitors.map(({ email, verified }) => ({ email, verified }))).toEqual([
      { email: 'ann@acme.test', verified: false },
      { email: 'ann@acme.test', verified: false },
    ]);
  });
});

describe('GET /v1/sites/{site}/visitors', () => {
  const seeded = async () => {
    const id = await newSite();
    const own = (await readSite(env.DB, id)) as SiteConfig;
    const at = Date.now() - day;
    await ingest(
      env.DB,
      [1, 2, 3].map((device) => ({ site: own, event: act(device, at, 'page_view') })),
      Date.now(),
    );
    return id;
  };

  it('answers pages as described, with a cursor that goes on', async () => {
    const id = await seeded();
    const first = await call(`GET /v1/sites/${id}/visitors?limit=2`);
    expect(first.status).toBe(200);
    expect(first.body.data).toHaveLength(2);
    const second = await call(`GET /v1/sites/${id}/visitors?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.data).toHaveLength(1);
    expect(second.body.nextCursor).toBeNull();
    expect(Object.keys(first.body.data[0]).sort()).toEqual(
      'cell,change,channel,company,companyKey,coolsAt,email,firstSeen,fitScore,grade,history,id,identified,lastEvent,lastSeen,level,name,nextAction,outcome,owner,probability,rawScore,score,source,state,stateReason,status,topReasons,userId,verified,visits'.split(
        ',',
      ),
    );
  });

  it.each([
    ['status=boiling', 'status', /hot, warm, cool, cold, customer, disqualified/],
    ['segment=mine', 'segment', /no segment "mine"/],
    ['grades=A', 'grades', /unknown key/],
    ['grade=E', 'grade', /A, B, C or D/],
    ['trend=flat', 'trend', /up or down/],
    ['cell=E1', 'cell', /A1 to D4/],
    ['cell=A5', 'cell', /A1 to D4/],
    ['limit=201', 'limit', /200/],
    ['limit=0', 'limit', /./],
    ['limit=1.5', 'limit', /./],
    ['sort=heat', 'sort', /./],
    ['order=desc;drop', 'order', /./],
    ['identified=yes', 'identified', /./],
    ['minScore=lots', 'minScore', /number/],
    ['minScore=-1', 'minScore', /./],
    ['email=acme', 'email', /"q"/],
    ['seenSince=yesterday', 'seenSince', /ISO 8601/],
    ['at=1000000000000', 'at', /present or a future time/],
    ['q=', 'q', /leave it out/],
    ['status=hot&status=warm', 'status', /./],
  ])('refuses %s and says where', async (search, path, message) => {
    const answer = await call(`GET /v1/sites/${await newSite()}/visitors?${search}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ path }] });
    expect(answer.body.errors[0].message).toMatch(message);
  });

  it.each(["'", '"', '%', '_', '*', '💥', "' or 1=1 --", 'a'.repeat(100)])(
    'takes %s for text to look for',
    async (q) => {
      const answer = await call(`GET /v1/sites/${await newSite()}/visitors?q=${encodeURIComponent(q)}`);
      expect(answer).toMatchObject({ status: 200, body: { data: [], nextCursor: null } });
    },
  );

  it('answers invalid_cursor as a problem', async () => {
    const answer = await call(`GET /v1/sites/${await newSite()}/visitors?cursor=abc`);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor', type: '/docs#invalid_cursor' },
    });
  });

  it('needs a token that may read this site', async () => {
    const [id, other] = [await seeded(), await newSite()];
    expect((await call(`GET /v1/sites/${id}/visitors`, { token: null })).status).toBe(401);
    expect((await call(`GET /v1/sites/${id}/visitors`, { token: await newToken('write', id) })).status).toBe(
      403,
    );
    expect(
      (await call(`GET /v1/sites/${id}/visitors`, { token: await newToken('read', other) })).status,
    ).toBe(404);
    expect((await call(`GET /v1/sites/${id}/visitors`, { token: await newToken('read', id) })).status).toBe(
      200,
    );
  });

  it.each([
    ['as it is', 'a+x@b.example', 'a+x@b.example'],
    ['as %2B', 'a%2Bx@b.example', 'a+x@b.example'],
    ['as it is, with %40', 'a+x%40b.example', 'a+x@b.example'],
    ['as %20', 'a%20x@b.example', 'a+x@b.example'],
    ['twice', 'a+x++y@b.example', 'a+x++y@b.example'],
    ['nowhere', 'ax@b.example', 'ax@b.example'],
  ])('finds the email whose plus is written %s', async (_, written, email) => {
    const id = await newSite();
    const emails = ['a+x@b.example', 'a+x++y@b.example', 'ax@b.example', 'x@b.example'];
    const events = emails.map((each) => ({ kind: 'email_reply', email: each }));
    await call(`POST /v1/sites/${id}/events`, { body: { events } });
    const { status, body } = await call(`GET /v1/sites/${id}/visitors?email=${written}`);
    expect([status, body.data.map((each: { email: string }) => each.email)]).toEqual([200, [email]]);
  });

  it.each(['a@b+c.example', 'a@b%20c.example', '+@', '@'])(
    'takes no plus for a part of a domain: %s',
    async (email) => {
      const answer = await call(`GET /v1/sites/${await newSite()}/visitors?email=${email}`);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'email' }] } });
    },
  );

  it.each([
    ['2026-11-22T14:00:00+01:00', 200],
    ['2026-11-22', 200],
    ['2026-11-22T13:00', 200],
    ['1700000000', 400],
    ['1700000000000', 200],
  ])('reads the time %s', async (time, status) => {
    const id = await newSite();
    expect((await call(`GET /v1/sites/${id}/visitors?seenSince=${time}`)).status).toBe(status);
    expect((await call(`GET /v1/sites/${id}/audit?since=${time}`)).status).toBe(status);
    expect((await call(`GET /v1/sites/${id}/crossings?since=${time}`)).status).toBe(status);
  });
});
