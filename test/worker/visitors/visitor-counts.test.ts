// Counts of visitors by status and cell: exact as far as a bounded read reaches, and beyond that as the schedule counted last.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../../../schema/api/visitor.ts';
import type { VisitorCounts } from '../../../schema/api/visitors/visitor-counts.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { statusNames } from '../../../worker/flows/visitors/filters/visitor-filters.ts';
import { countVisitors } from '../../../worker/flows/visitors/headcount.ts';
import { countsOf, maxCounted } from '../../../worker/flows/visitors/visitor-counts.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { allPages } from '../../support/checks/list.ts';
import { makeSite } from '../../support/sites.ts';
import { drain } from '../../support/units.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Five minutes past an hour, when the schedule counts. */
const start = Date.UTC(2026, 10, 2, 9, 5);
const model: Model = {
  ...defaultModel,
  halfLifeDays: 10,
  fit: {
    rules: [{ id: 'boss', label: 'Boss', where: { title: 'boss' }, points: 70 }],
    grades: { A: 70, B: 45, C: 20 },
  },
};

/** Visitors straight into the table: of every level and tier, with heat from 0 to 99, some outside the levels. */
async function fill(site: SiteConfig, n: number): Promise<void> {
  await env.DB.prepare(
    `with recursive k(i) as (select 0 union all select i + 1 from k where i + 1 < ?2)
     insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen,
       visits, source, outcome, state, verified, grade)
     select ?1, 1, unhex(printf('%032x', i)), i * 7 % 100, '{}', case when i % 50 = 3 then 5 when i * 7 % 100 >= 45 then 1
       when i * 7 % 100 >= 20 then 2 when i * 7 % 100 >= 5 then 3 else 4 end, 0, 0, unhex(printf('%032x', i)), ?3, ?3, 1, 'direct',
       case when i % 100 = 3 then 'won' end, '[["",{}],[{},0,[]]]',
       case when i % 3 = 0 then 0 end, case when i % 3 = 0 and i % 5 < 4 then substr('ABCD', i % 5 + 1, 1) end from k`,
  )
    .bind(site.key, n, start)
    .run();
}

/** What the list says, visitor by visitor. */
async function listed(site: SiteConfig, at: number) {
  const { visitors } = await allPages(env.DB, site, { limit: 200, at }, start);
  const count = (passes: (visitor: Visitor) => boolean) => visitors.filter(passes).length;
  return {
    statuses: statusNames(site).map((status) => ({
      status,
      identified: count((visitor) => visitor.status === status && visitor.identified),
      anonymous: count((visitor) => visitor.status === status && !visitor.identified),
    })),
    cells: (['A', 'B', 'C', 'D', null] as const).flatMap((grade) =>
      [1, 2, 3, 4].map((level) => ({
        cell: grade && `${grade}${level}`,
        count: count((v) => v.identified && v.grade === grade && v.level === level),
      })),
    ),
  };
}

const inShort = ({ statuses, cells }: VisitorCounts) => ({
  statuses: statuses.map(({ status, identified, anonymous }) => ({
    status,
    identified: identified.count,
    anonymous: anonymous.count,
  })),
  cells: cells.map(({ cell, count }) => ({ cell, count })),
});

const partsOf = ({ statuses, cells }: VisitorCounts) => [
  ...statuses.flatMap(({ identified, anonymous }) => [identified, anonymous]),
  ...cells,
];

const stored = async (site: SiteConfig) =>
  (
    await env.DB.prepare('select day, counted_at, visitors from headcount where site = ?1 order by day')
      .bind(site.key)
      .all<{ day: number; counted_at: number; visitors: number }>()
  ).results;

describe('on a small site', () => {
  let site: SiteConfig;
  beforeAll(async () => {
    site = await makeSite(env.DB, model, { landmark: start });
    await fill(site, maxCounted);
  });

  it.each([0, 5, 12, 40])('are those of the list, by the clock, after %s days', async (days) => {
    const at = start + days * day;
    const counts = await countsOf(env.DB, site, at);
    expect(inShort(counts)).toEqual(await listed(site, at));
    expect(partsOf(counts).every(({ isExact, countedAt }) => isExact && countedAt === at)).toBe(true);
    expect(partsOf(counts).every(({ weekAgo }) => weekAgo === null)).toBe(true);
  });
});

describe('on a site with more visitors than are counted at once', () => {
  let site: SiteConfig;
  beforeAll(async () => {
    site = await makeSite(env.DB, model, { landmark: start });
    await fill(site, 2_000);
  });

  it('says what it does not know, and says nothing wrong, before the schedule has counted', async () => {
    const counts = await countsOf(env.DB, site, start);
    const all = await listed(site, start);
    expect(
      partsOf(counts).some(
        ({ count, isExact, countedAt }) => count === null && !isExact && countedAt === null,
      ),
    ).toBe(true);
    const known = counts.cells.filter(({ isExact }) => isExact);
    expect(known.length).toBeGreaterThan(0);
    expect(inShort({ ...counts, cells: known }).cells).toEqual(
      all.cells.filter((_, index) => counts.cells[index]?.isExact),
    );
  });

  it('has the last count of large groups, says of when it is, and counts small ones anew', async () => {
    await drain(countVisitors(env.DB, start));
    expect(await stored(site)).toEqual([
      { day: Math.floor(start / day), counted_at: start, visitors: 2_000 },
    ]);
    expect(inShort(await countsOf(env.DB, site, start))).toEqual(await listed(site, start));
    // Somebody of the largest group is erased, and one in a small group comes: only the small one is counted anew.
    const small = await env.DB.prepare(
      "update score set level = 1, heat = 99 where site = ?1 and visitor = (select visitor from score where site = ?1 and grade = 'B' and level = 4 limit 1)",
    )
      .bind(site.key)
      .run();
    expect(small.meta.changes).toBe(1);
    const counts = await countsOf(env.DB, site, start + 60_000);
    const large = counts.statuses.find(({ status }) => status === 'hot')?.anonymous;
    expect(large).toMatchObject({ isExact: false, countedAt: start });
    expect(counts.cells.some(({ isExact, countedAt }) => isExact && countedAt === start + 60_000)).toBe(true);
  });

  it('reads of the counts no more rows than are counted at once and the ranges', async () => {
    let read = 0;
    const db = new Proxy(env.DB, {
      get: (target, name) =>
        name === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              const results = await target.batch(statements);
              read += results.reduce((sum, { meta }) => sum + meta.rows_read, 0);
              return results;
            }
          : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    await countsOf(db, site, start + 5 * day);
    expect(read).toBeGreaterThan(maxCounted);
    expect(read).toBeLessThanOrEqual(maxCounted + 1 + 66 + 4);
  });

  it('is counted at most hourly, and once more where another version is served', async () => {
    const times: number[] = [];
    for (let at = start; at <= start + 3 * hour; at += 300_000) {
      await drain(countVisitors(env.DB, at));
      times.push(...(await stored(site)).map(({ counted_at }) => counted_at));
    }
    expect([...new Set(times)]).toEqual([0, 1, 2, 3].map((hours) => start + hours * hour));
    await env.DB.prepare('update headcount set version = 7 where site = ?1').bind(site.key).run();
    await drain(countVisitors(env.DB, start + 3 * hour + 600_000));
    expect((await stored(site)).map(({ counted_at }) => counted_at)).toEqual([start + 3 * hour + 600_000]);
  });

  it('is counted less often where counting reads more rows than it may in a day', async () => {
    await env.DB.prepare('update headcount set visitors = 250000, counted_at = ?2 where site = ?1')
      .bind(site.key, start)
      .run();
    await drain(countVisitors(env.DB, start + 5 * hour));
    expect((await stored(site))[0]?.counted_at).toBe(start);
    await drain(countVisitors(env.DB, start + 7 * hour));
    expect((await stored(site))[0]?.counted_at).toBe(start + 7 * hour);
  });

  it.each([3, 12, 60])('is counted by the clock, as the list says after %s days', async (days) => {
    const at = start + days * day;
    await drain(countVisitors(env.DB, at));
    expect(inShort(await countsOf(env.DB, site, at))).toEqual(await listed(site, at));
  });

  it('says how many there were seven days ago, by the count of that day', async () => {
    const then = await countsOf(env.DB, site, start);
    await env.DB.prepare('delete from headcount where site = ?1').bind(site.key).run();
    await drain(countVisitors(env.DB, start));
    const later = await countsOf(env.DB, site, start + 7 * day);
    expect(later.cells.map(({ weekAgo }) => weekAgo)).toEqual(
      (await countsOf(env.DB, site, start)).cells.map(({ count }) => count),
    );
    expect(then.cells).toHaveLength(20);
    expect(
      (await countsOf(env.DB, site, start + 8 * day)).cells.every(({ weekAgo }) => weekAgo === null),
    ).toBe(true);
  });

  it('is counted along the index, without sorting it', async () => {
    const texts: string[] = [];
    const db = new Proxy(env.DB, {
      get: (target, name) =>
        name === 'prepare'
          ? (text: string) => {
              texts.push(text);
              return target.prepare(text);
            }
          : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    await drain(countVisitors(db, start + 30 * day));
    const scans = texts.filter((text) => text.includes('from score') && text.includes('?6'));
    expect(scans).toHaveLength(2);
    const [whole, byTier] = await Promise.all(
      scans.map(async (scan) => {
        const values = [1, 1, '[1]', 1, 1, 1, '["A"]'].slice(0, scan.includes('?7') ? 7 : 6);
        const explain = `explain query plan ${scan}`;
        const { results } = await env.DB.prepare(explain)
          .bind(...values)
          .all<{ detail: string }>();
        return results.map(({ detail }) => detail).filter((line) => /\bs\b|TEMP/.test(line));
      }),
    );
    expect(whole).toEqual(['SEARCH s USING COVERING INDEX score_by_heat (site=? AND version=? AND level=?)']);
    expect(byTier).toEqual([
      'SEARCH s USING COVERING INDEX score_by_heat (site=? AND version=? AND level=? AND <expr>=?)',
    ]);
    // What the plan does not say: only the scan by tier looks the rows up.
    const [wholeText = ''] = scans;
    const { results } = await env.DB.prepare(`explain ${wholeText}`)
      .bind(1, 1, '[1]', 1, 1, 1)
      .all<{ opcode: string }>();
    expect(results.filter(({ opcode }) => opcode === 'NotFound')).toEqual([]);
  });
});

describe('GET /v1/sites/{site}/visitors/counts', () => {
  it('answers every status and cell to whoever may read', async () => {
    const id = await newSite();
    const events = [
      { id: crypto.randomUUID(), kind: 'identify', email: 'ann@acme.example', traits: { title: 'CEO' } },
      { id: crypto.randomUUID(), kind: 'identify', email: 'bea@acme.example' },
    ];
    await call(`POST /v1/sites/${id}/events`, { body: { events } });
    const path = `GET /v1/sites/${id}/visitors/counts`;
    const { status, body } = await call(path, { token: await newToken('read', id) });
    expect(status).toBe(200);
    expect(body.statuses.map((each: { status: string }) => each.status)).toEqual(
      'hot warm cool cold customer disqualified'.split(' '),
    );
    const total = body.statuses.reduce(
      (sum: number, each: VisitorCounts['statuses'][number]) => sum + (each.identified.count ?? 0),
      0,
    );
    expect(total).toBe(2);
    expect(body.cells).toHaveLength(20);
    expect((await call(path, { token: await newToken('write', id) })).status).toBe(403);
    expect((await call(`${path}?model=other`)).status).toBe(400);
    expect((await call(`${path}?status=hot`)).status).toBe(400);
  });
});
