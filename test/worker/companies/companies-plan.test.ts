// What companies cost: one range of one index to read, and no row more to write for those who belong to none.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../bench/workers/counted.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { readingAt } from '../../../worker/flows/companies/company-view.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import type { CompanyListQuery, CompanyQuery } from '../../../worker/store/companies/company-query.ts';
import {
  companyListSql,
  companySql,
  peopleSql,
  reasonsSql,
} from '../../../worker/store/companies/company-sql.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import type { Sql } from '../../../worker/store/visitors/visitor-list-range.ts';
import { makeSite } from '../../support/sites.ts';
import { uuidOf } from '../../support/stories/models.ts';

const start = Date.UTC(2026, 10, 2);
const people = 6_000;
const companies = 1_500;

/** Visitor i of 6,000 belongs to company i % 1,500; as many again belong to none. */
async function fill(site: SiteConfig): Promise<void> {
  await env.DB.prepare(
    `with recursive k(i) as (select 0 union all select i + 1 from k where i + 1 < 2 * ?2)
     insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen,
       visits, source, state, verified, email, company_key)
     select ?1, 1, unhex(printf('%032x', (i * 7919) % 1000000)), i % 100, json_object('page', i % 100), 4, 0, 0, unhex(printf('%032x', i)),
       ?3 + i, ?3 + i, 1, 'direct', '[["",{}],[{},0,[]]]', case when i < ?2 then 0 end, case when i < ?2 then 'p' || i || '@c' || (i % ?4) || '.test' end,
       case when i < ?2 then 'c' || (i % ?4) || '.test' end from k`,
  )
    .bind(site.key, people, start, companies)
    .run();
}

let site: SiteConfig;
let reading: ReturnType<typeof readingAt>;

beforeAll(async () => {
  site = await makeSite(env.DB, { ...defaultModel, halfLifeDays: null }, { landmark: start });
  await fill(site);
  reading = readingAt(site, start);
});

async function plan({ text, values }: Sql): Promise<string[]> {
  const { results } = await env.DB.prepare(`explain query plan ${text}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

async function rowsRead({ text, values }: Sql): Promise<number> {
  const { meta } = await env.DB.prepare(text)
    .bind(...values)
    .all();
  return meta.rows_read;
}

const listed = (more: Partial<CompanyListQuery> = {}): CompanyListQuery => ({
  ...{ ...reading, sort: 'score', order: 'desc', q: null, minScore: null, after: null, limit: 50 },
  ...more,
});

const one = (more: Partial<CompanyQuery> = {}): CompanyQuery => ({
  ...{ ...reading, keys: ['c7.test'], after: null, limit: 50 },
  ...more,
});

describe('the list of companies', () => {
  it.each([
    {},
    { sort: 'people' },
    { sort: 'lastSeen', order: 'asc' },
    { minScore: 500 },
    { q: [['c1'], ['muller', 'mueller']] },
    { after: { value: 300, key: 'c7.test' } },
  ] as const)(
    'asked for %j groups its index in order, and looks up only the people it names',
    async (more) => {
      const lines = await plan(companyListSql(listed(more)));
      const walks = lines.filter((line) => /^SEARCH [sw] /.test(line));
      expect(walks[0]).toBe(
        'SEARCH s USING COVERING INDEX score_by_company (site=? AND version=? AND company_key>?)',
      );
      for (const line of walks.slice(1)) {
        expect(line).toMatch(
          /^SEARCH [sw] USING (COVERING INDEX score_by_company \(site=\? AND version=\? AND company_key=\?\)|PRIMARY KEY \(site=\? AND version=\? AND visitor=\?\))/,
        );
      }
      expect(lines.filter((line) => /^SCAN (s|w|l|score|lead)\b/.test(line))).toEqual([]);
      // One sort, of the groups; the groups themselves come in the order of the index.
      const grouping = lines.slice(0, lines.indexOf('SCAN o'));
      expect(grouping.filter((line) => line.includes('TEMP B-TREE'))).toEqual([
        'USE TEMP B-TREE FOR ORDER BY',
      ]);
    },
  );

  it('reads the people with a company once, those of the page again, and nobody else', async () => {
    const read = await rowsRead(companyListSql(listed()));
    // Each group is a row that is sorted. Of 51 companies, four people each are read for sums, name, source and the hottest.
    expect(read).toBeLessThanOrEqual(people + companies + 51 * 4 * 12);
    expect(read).toBeGreaterThan(people);
  });
});

describe('one company', () => {
  it('reads its own people only', async () => {
    for (const sql of [companySql(one()), peopleSql(one()), reasonsSql(one())]) {
      expect(await rowsRead(sql)).toBeLessThanOrEqual(60);
      const lines = await plan(sql);
      expect(lines.filter((line) => /^SCAN (s|w|l|score|lead)\b/.test(line) && line !== 'SCAN s')).toEqual(
        [],
      );
      expect(lines.join('\n')).toContain('score_by_company (site=? AND version=? AND company_key=?');
    }
  });

  it('reads of many people a page in the order of the index', async () => {
    const after = { heat: 50, visitor: 'AAAAAAAAAAAAAAAAAAAAAA' };
    for (const query of [one(), one({ after })]) {
      const lines = await plan(peopleSql(query));
      expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
    }
    expect((await plan(peopleSql(one({ after })))).join('\n')).toMatch(
      /SEARCH s USING INDEX score_by_company \(site=\? AND version=\? AND company_key=\? AND (heat|\(heat,visitor\))</,
    );
  });
});

describe('an event', () => {
  let n = 0;
  const act = (device: number, at: number, kind: string, body: NewEvent['body'] = {}): NewEvent => ({
    ...{ device: uuidOf('d', device), id: uuidOf('e', ++n), kind, occurredAt: start + at, ownedAt: null },
    ...{
      session: uuidOf('5e', device),
      origin: 'browser',
      body: { url: 'https://example.com/pricing', ...body },
    },
  });

  async function written(own: SiteConfig, event: NewEvent): Promise<number> {
    const { db, rows } = counted(env.DB);
    expect(await ingest(db, [{ site: own, event }], start + 1_000_000)).toEqual({ kind: 'stored' });
    return rows.written;
  }

  const model = {
    ...defaultModel,
    rules: [{ id: 'page', label: 'Page', on: 'page_view', points: 1 }],
  };

  it('of a visitor without a company writes nothing for companies: not of an anonymous one, nor at a private mailbox', async () => {
    const own = await makeSite(env.DB, model, { landmark: start });
    // The event, the visitor, and three index entries.
    expect(await written(own, act(1, 0, 'page_view'))).toBe(5);
    // The event, the visitor, and the entry by heat.
    expect(await written(own, act(1, 1_000, 'page_view'))).toBe(3);
    await written(own, act(2, 0, 'identify', { email: 'ann@gmail.com' }));
    expect(await written(own, act(2, 1_000, 'page_view'))).toBe(3);
  });

  it('of somebody with a company writes the entry of the index, where the score or the last visit moves', async () => {
    const own = await makeSite(env.DB, model, { landmark: start });
    await written(own, act(3, 0, 'identify', { email: 'ann@acme.test' }));
    expect(await written(own, act(3, 1_000, 'page_view'))).toBe(4);
    expect(await written(own, act(3, 2_000, 'noted'))).toBe(2);
  });
});
