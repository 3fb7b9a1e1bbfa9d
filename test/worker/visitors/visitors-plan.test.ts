// What a page of the list costs: ranges of indexes, rows in proportion to the page, and a bound where no index serves.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Tier, tiers } from '../../../schema/tables/tier.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { callSections } from '../../../worker/score/standing/call-order.ts';
import { allHeatRanges, coolingRangesOf, heatRangesOf } from '../../../worker/score/standing/heat-range.ts';
import { visitorFrom, withIds } from '../../../worker/store/ids.ts';
import { renewLeads } from '../../../worker/store/scores/score-lead.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { coolingSql } from '../../../worker/store/visitors/visitor-list-cooling.ts';
import {
  maxExamined,
  maxLeadsSearched,
  type VisitorListQuery,
} from '../../../worker/store/visitors/visitor-list-query.ts';
import type { Sql } from '../../../worker/store/visitors/visitor-list-range.ts';
import { pickSql, walkSql } from '../../../worker/store/visitors/visitor-list-sql.ts';
import { allPages } from '../../support/checks/list.ts';
import { makeSite } from '../../support/sites.ts';

const start = Date.UTC(2026, 10, 2);
const model = { ...defaultModel, halfLifeDays: null };

const visitorOf = (n: number) => visitorFrom(n.toString(16).padStart(32, '0'));

/** Scores straight into the table: visitor i of n has heat i % 100, so that each heat is shared by many. */
async function fill(site: SiteConfig, n: number): Promise<void> {
  await env.DB.prepare(
    `with recursive k(i) as (select 0 union all select i + 1 from k where i + 1 < ?2)
     insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen,
       visits, source, state)
     select ?1, 1, unhex(printf('%032x', (i * 7919) % 1000000)), i % 100, '{}', case when i % 100 >= 45 then 1
       when i % 100 >= 20 then 2 when i % 100 >= 5 then 3 else 4 end, 0, 0, unhex(printf('%032x', i)), ?3 + i / 10, ?3 + i / 10, 1,
       case when i % 4000 = 7 then 'rare' else 'direct' end, '[["",{}],[{},0,[]]]' from k`,
  )
    .bind(site.key, n, start)
    .run();
}

async function identify(site: SiteConfig, where = 'level = 1'): Promise<void> {
  await env.DB.prepare(
    `insert into lead (site, visitor, email, verified, named_at, traits, company, search, attempt)
     select site, visitor, 'v' || substr(hex(visitor), 28) || '@acme.test', 0, 0, '{}', 'Acme', 'v' || lower(substr(hex(visitor), 28)) || '@acme.test acme', 0 from score where site = ?1 and ${where}`,
  )
    .bind(site.key)
    .run();
  const { results } = await env.DB.prepare('select hex(visitor) as visitor from lead where site = ?1')
    .bind(site.key)
    .all<{ visitor: string }>();
  const fits = withIds<{ visitor: string }>(results, { visitor: visitorFrom }).map(({ visitor }) => ({
    version: 1,
    visitor,
    fitScore: null,
    grade: null,
    personOdds: null,
  }));
  await env.DB.batch(renewLeads(env.DB, site.key, fits, { attempt: 1 }));
}

/** With the sections that sorting by score has. */
const byScore = (query: VisitorListQuery): VisitorListQuery => ({
  ...query,
  sections: [{ place: 0, tiers: query.tiers, ranges: query.ranges ?? allHeatRanges }],
});

const rangesIn = ({ sections }: VisitorListQuery) =>
  sections.reduce((sum, { tiers, ranges }) => sum + tiers.length * ranges.length, 0);

const nothing: Omit<VisitorListQuery, 'site'> = {
  revision: 1,
  version: 1,
  sort: 'score',
  order: 'desc',
  ranges: null,
  cooling: [],
  isCustomer: null,
  tiers,
  sections: [],
  trend: null,
  minOdds: null,
  seenSince: null,
  source: null,
  channel: null,
  state: null,
  owner: null,
  email: null,
  userId: null,
  currentEmails: [],
  companies: [],
  q: null,
  after: null,
  limit: 50,
  hasLocalIdentities: false,
};

async function plan({ text, values }: Sql): Promise<string[]> {
  const { results } = await env.DB.prepare(`explain query plan ${text}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

async function rowsRead({ text, values }: Sql) {
  const { meta, results } = await env.DB.prepare(text)
    .bind(...values)
    .all<{ identified?: 0 | 1 }>();
  const identified = results.filter((row) => row.identified === 1).length;
  return { read: meta.rows_read, found: results.length, identified };
}

let anonymous: SiteConfig;
let named: SiteConfig;

const ranges = (level: number | null, minScore: number | null = null) =>
  heatRangesOf(compileModel(anonymous.served), { level, minScore, at: start });

beforeAll(async () => {
  anonymous = await makeSite(env.DB, model, { landmark: start });
  named = await makeSite(env.DB, model, { landmark: start });
  await fill(anonymous, 12_000);
  await fill(named, 2_000);
  await identify(named);
});

describe('a walk along the list', () => {
  const afters = [
    null,
    { value: 40, visitor: visitorOf(500_000), place: 0 },
    { value: start + 600, visitor: visitorOf(500_000), place: 0 },
  ];
  for (const sort of ['score', 'lastSeen', 'firstSeen'] as const) {
    for (const order of ['asc', 'desc'] as const) {
      it(`by ${sort} ${order} only searches its index and sorts nothing, whatever is asked`, async () => {
        const index = {
          score: 'score_by_heat',
          lastSeen: 'score_by_last_seen',
          firstSeen: 'score_by_first_seen',
        }[sort];
        for (const after of afters) {
          for (const level of [null, 1, 2, 3, 4, 5]) {
            for (const more of [
              {},
              { source: 'rare', tiers: [''] as Tier[], seenSince: start + 5, q: [['acme']] },
            ]) {
              const asked = {
                ...nothing,
                site: anonymous.key,
                sort,
                order,
                after,
                ranges: ranges(level),
                ...more,
              };
              const { page, position } = walkSql(byScore(asked));
              const lines = [...(await plan(page)), ...(position ? await plan(position) : [])];
              expect(lines.filter((line) => / w\b/.test(line)).length).toBeGreaterThan(0);
              for (const line of lines) {
                if (/ w\b/.test(line))
                  expect(line).toMatch(new RegExp(`^SEARCH w USING (COVERING )?INDEX ${index} \\(`));
                expect(line).not.toMatch(/ (l|lead)\b/);
                expect(line).not.toContain('TEMP B-TREE');
              }
              if (after && sort === 'score' && level !== 5)
                expect(lines.join('\n')).toMatch(/heat[<>]|\(heat,visitor\)/);
            }
          }
        }
      });
    }
  }

  it('reads of the hot list what it returns and at most 10 rows more, be nobody identified or everybody', async () => {
    for (const site of [anonymous, named]) {
      for (const after of [null, { value: 77, visitor: visitorOf(500_000), place: 0 }]) {
        const page = walkSql(byScore({ ...nothing, ranges: ranges(1), after, site: site.key }));
        const { read, found, identified } = await rowsRead(page.page);
        expect(found).toBe(51);
        expect(identified).toBe(site === named ? 51 : 0);
        expect(read).toBeLessThanOrEqual(60);
      }
    }
  });

  it('looks for text among those on the way, and reads no lead for it', async () => {
    const { page } = walkSql(byScore({ ...nothing, ranges: ranges(1), q: [['acme']], site: named.key }));
    const { read, found } = await rowsRead(page);
    expect(found).toBe(51);
    expect(read).toBeLessThanOrEqual(60);
  });

  it.each([null, 2, 3, 4])(
    'reads at most a row more for each tier and stored level than it returns, across the levels of status %s',
    async (level) => {
      const query = byScore({ ...nothing, ranges: ranges(level), site: anonymous.key });
      const { read, found } = await rowsRead(walkSql(query).page);
      expect(found).toBe(51);
      expect(read).toBeLessThanOrEqual(52 + rangesIn(query));
    },
  );

  it('stops at the page where a filter lets most pass, and reads nothing to tell where it stands', async () => {
    const { page, position } = walkSql(
      byScore({
        ...nothing,
        source: 'direct',
        ranges: ranges(1),
        site: anonymous.key,
      }),
    );
    expect((await rowsRead(page)).read).toBeLessThanOrEqual(70);
    const place = await rowsRead(position as Sql);
    expect(place.found).toBe(0);
    expect(place.read).toBeLessThanOrEqual(70);
  });

  it('looks at no more than its bound where a filter lets few pass, and goes on from there', async () => {
    const { page, position } = walkSql(byScore({ ...nothing, source: 'rare', site: anonymous.key }));
    expect((await rowsRead(page)).read).toBeLessThanOrEqual(maxExamined + 10);
    expect(await rowsRead(position as Sql)).toMatchObject({ found: 1 });
  });

  it.each(['score', 'lastSeen', 'firstSeen'])(
    'finds the three of 12,000, page by page, sorted by %s',
    async (sort) => {
      for (const order of ['asc', 'desc']) {
        const { visitors, pages } = await allPages(
          env.DB,
          anonymous,
          { source: 'rare', sort, order, limit: 2 },
          start,
        );
        expect(visitors).toHaveLength(3);
        expect(new Set(visitors.map(({ id }) => id)).size).toBe(3);
        expect(pages).toBeGreaterThanOrEqual(3);
        const values = visitors.map((visitor) =>
          sort === 'score' ? visitor.rawScore : visitor[sort as 'firstSeen'],
        );
        expect(values).toEqual(values.toSorted((a, b) => (order === 'asc' ? a - b : b - a)));
      }
    },
  );
});

describe('a list by tier', () => {
  let mixed: SiteConfig;
  /** Sixths: the four grades, people without one, and anonymous visitors; of each, some on every level. */
  beforeAll(async () => {
    mixed = await makeSite(env.DB, model, { landmark: start });
    await fill(mixed, 12_000);
    await env.DB.prepare(
      `update score set verified = case when k = 5 then null else 0 end, grade = case when k < 4 then substr('ABCD', k + 1, 1) end
       from (select visitor as id, unicode(substr(hex(visitor), -1)) % 6 as k from score where site = ?1)
       where site = ?1 and version = 1 and visitor = id`,
    )
      .bind(mixed.key)
      .run();
  });

  const compiled = () => compileModel(mixed.served);
  const asks: [what: string, asked: readonly Tier[], level: number | null][] = [
    ['nothing', tiers, null],
    ['identified', tiers.slice(0, 5), null],
    ['anonymous', [''], null],
    ['a grade', ['C'], null],
    ['a cell', ['B'], 3],
    ['a status', tiers, 2],
    ['those outside the levels', tiers, 5],
  ];
  const queryOf = (asked: readonly Tier[], level: number | null): VisitorListQuery => ({
    ...nothing,
    site: mixed.key,
    tiers: asked,
    ranges: heatRangesOf(compiled(), { level, minScore: null, at: start }),
  });

  it.each(asks)(
    'by score, asked for %s, reads the page and a row for each range',
    async (_, asked, level) => {
      const query = byScore(queryOf(asked, level));
      const { page, position } = walkSql(query);
      expect(position).toBeNull();
      const { read, found } = await rowsRead(page);
      expect(found).toBe(level === 5 ? 0 : 51);
      expect(read).toBeLessThanOrEqual(found + 1 + rangesIn(query));
    },
  );

  it.each(asks)(
    'by priority, asked for %s, reads the page and a row for each range, from any place on',
    async (_, asked, level) => {
      for (const order of ['desc', 'asc'] as const) {
        const sections = callSections(compiled(), { level, minScore: null, at: start }, asked);
        const query = { ...queryOf(asked, level), sections, sort: 'priority', order } as const;
        for (const { place } of sections) {
          for (const after of [null, { value: 30, visitor: visitorOf(500_000), place }]) {
            const { page, position } = walkSql({ ...query, after });
            expect(position).toBeNull();
            const { read, found } = await rowsRead(page);
            expect(read).toBeLessThanOrEqual(found + 1 + rangesIn(query));
            const lines = (await plan(page)).join('\n');
            expect(lines).not.toMatch(/TEMP B-TREE|MATERIALIZE|SCAN (w|score)/);
            expect(lines).toMatch(
              /SEARCH w USING INDEX score_by_heat \(site=\? AND version=\? AND level=\? AND <expr>=\?/,
            );
          }
        }
      }
    },
  );

  it('by priority looks at no more than its bound where a filter lets few pass, and goes on from there', async () => {
    const { visitors, pages } = await allPages(
      env.DB,
      mixed,
      { source: 'rare', sort: 'priority', limit: 2 },
      start,
    );
    expect(visitors).toHaveLength(3);
    expect(pages).toBeGreaterThanOrEqual(3);
    const sections = callSections(compiled(), { level: null, minScore: null, at: start }, tiers);
    const query = { ...queryOf(tiers, null), sections, sort: 'priority', source: 'rare' } as const;
    const { page, position } = walkSql(query);
    expect((await rowsRead(page)).read).toBeLessThanOrEqual(maxExamined + 1 + rangesIn(query));
    expect(await rowsRead(position as Sql)).toMatchObject({ found: 1 });
  });
});

describe('the list of who cools next', () => {
  let fading: SiteConfig;
  beforeAll(async () => {
    fading = await makeSite(env.DB, defaultModel, { landmark: start });
    await fill(fading, 12_000);
  });
  const cooling = () =>
    coolingRangesOf(compileModel(fading.served), { level: null, minScore: null, at: start });

  it.each(['asc', 'desc'] as const)(
    '%s: a range of the index for each range, no longer than the page',
    async (order) => {
      const query = { ...nothing, site: fading.key, sort: 'coolsAt', order, cooling: cooling() } as const;
      for (const after of [null, { value: 1.2, visitor: visitorOf(500_000) }]) {
        for (const range of cooling()) {
          const { page, position } = coolingSql({ ...query, after }, range);
          expect(position).toBeNull();
          expect((await rowsRead(page)).read).toBeLessThanOrEqual(60);
          const lines = (await plan(page)).join('\n');
          expect(lines).toMatch(
            /SEARCH w USING INDEX score_by_heat \(site=\? AND version=\? AND level=\? AND <expr>=\? AND heat/,
          );
          expect(lines).not.toContain('TEMP B-TREE');
        }
      }
    },
  );

  it.each(['asc', 'desc'])('finds the rare among all, page by page, %s', async (order) => {
    await env.DB.prepare(
      "update score set source = 'rare' where site = ?1 and visitor >= unhex(printf('%032x', 990000))",
    )
      .bind(fading.key)
      .run();
    const asked = { source: 'rare', sort: 'coolsAt', order, limit: 7 };
    const { visitors, pages } = await allPages(env.DB, fading, asked, start);
    const { results } = await env.DB.prepare(
      "select hex(visitor) as visitor from score where site = ?1 and source = 'rare' and level < 4",
    )
      .bind(fading.key)
      .all<{ visitor: string }>();
    expect(results.length).toBeGreaterThan(50);
    expect(visitors.map(({ id }) => id).sort()).toEqual(
      results.map(({ visitor }) => visitorFrom(visitor)).sort(),
    );
    expect(pages).toBeGreaterThan(5);
    const times = visitors.map(({ coolsAt }) => coolsAt as number);
    expect(times).toEqual(times.toSorted((a, b) => (order === 'asc' ? a - b : b - a)));
  });

  it('is empty where points never fade', async () => {
    expect((await allPages(env.DB, anonymous, { sort: 'coolsAt' }, start)).visitors).toEqual([]);
  });
});

describe('a pick of leads', () => {
  it('finds an email by the key of identifier and the keys of score and lead', async () => {
    const pick = pickSql({ ...nothing, site: named.key, email: 'v00000@acme.test' });
    const lines = await plan((pick as { page: Sql }).page);
    expect(lines.filter((line) => line.startsWith('SCAN') && !line.includes('c'))).toEqual([]);
    expect(lines.join('\n')).toMatch(
      /SEARCH identifier USING PRIMARY KEY \(site=\? AND kind=\? AND value=\?\)/,
    );
    expect(lines.join('\n')).toMatch(/SEARCH s USING PRIMARY KEY \(site=\? AND version=\? AND visitor=\?\)/);
    expect(pick?.more).toBeNull();
  });

  it('looks through the leads of this site only', async () => {
    const pick = pickSql({ ...nothing, site: named.key, q: [['v00']] });
    const lines = (await plan((pick as { page: Sql }).page)).join('\n');
    expect(lines).toMatch(/SEARCH lead USING PRIMARY KEY \(site=\?\)/);
    expect(lines).not.toMatch(/SCAN (lead|score)/);
  });

  it('finds a company by the index of keys and the index of names, however many leads there are', async () => {
    const company = { name: 'Acme', keys: ['acme.test', 'acme'] };
    const pick = pickSql({ ...nothing, site: named.key, companies: [company] });
    const lines = (await plan((pick as { page: Sql }).page)).join('\n');
    expect(lines).toMatch(
      /SEARCH s USING (COVERING )?INDEX score_by_company \(site=\? AND version=\? AND company_key=\?\)/,
    );
    expect(lines).toMatch(/SEARCH lead USING COVERING INDEX lead_by_company \(site=\? AND company=\?\)/);
    expect(lines).not.toMatch(/SCAN (lead|score|s)\b/);
    expect(pick?.more).toBeNull();
  });

  it('has nothing to go by without email, userId, company or q', () => {
    expect(pickSql({ ...nothing, site: named.key, source: 'ads', tiers: ['-'] })).toBeNull();
  });

  it('walks the list instead where the site has more leads than are looked through, and finds the same', async () => {
    const large = await makeSite(env.DB, model, { landmark: start });
    await fill(large, maxLeadsSearched + 1);
    await identify(large, '1');
    const asked = { q: 'V000', limit: 50 };
    const whole = await allPages(env.DB, large, asked, start);
    expect(whole.pages).toBeGreaterThan(4);
    await env.DB.prepare(
      `delete from lead where site = ?1 and visitor = (select max(visitor) from lead where site = ?1)`,
    )
      .bind(large.key)
      .run();
    const picked = await allPages(env.DB, large, asked, start);
    expect(picked.visitors.length).toBeGreaterThan(2);
    expect(picked.visitors.map(({ id }) => id)).toEqual(whole.visitors.map(({ id }) => id));
    expect(picked.pages).toBeLessThan(whole.pages);
  });
});
