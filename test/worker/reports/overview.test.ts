// The overview by day: what the list, its counts and the crossings said on each day.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import {
  type Overview,
  overviewAnswerOf,
  overviewOf,
  overviewTable,
} from '../../../worker/flows/reports/overview.ts';
import { countVisitors } from '../../../worker/flows/visitors/headcount.ts';
import { countsOf } from '../../../worker/flows/visitors/visitor-counts.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { parseCsv } from '../../support/checks/csv.ts';
import { allPages } from '../../support/checks/list.ts';
import { makeSite } from '../../support/sites.ts';
import { drain } from '../../support/units.ts';

const hour = 3_600_000;
const day = 24 * hour;
const monday = Date.UTC(2026, 10, 16);
const model: Model = {
  ...defaultModel,
  halfLifeDays: 1,
  rules: [{ id: 'page', label: 'Page', on: 'page_view', points: 10 }],
  fit: {
    rules: [{ id: 'boss', label: 'Boss', where: { title: 'boss' }, points: 70 }],
    grades: { A: 70, B: 45, C: 20 },
  },
};

let site: SiteConfig;
const counts: Awaited<ReturnType<typeof countsOf>>[] = [];
/** Five days, of which the fourth is never counted. */
const end = monday + 5 * day;

/** Each day three visitors come; the first looks at five pages, and is identified on the next day. */
beforeAll(async () => {
  site = await makeSite(env.DB, model, { landmark: monday });
  const firsts: string[] = [];
  for (let place = 0; place < 5; place++) {
    const at = monday + place * day + 9 * hour;
    const event = (device: string, minutes: number, given: object) => ({
      ...{ device, id: crypto.randomUUID(), kind: 'page_view', occurredAt: at + minutes * 60_000 },
      ...{ ownedAt: null, session: device, origin: 'browser' as const, body: { url: 'https://acme.test/' } },
      ...given,
    });
    const [first = '', ...others] = Array.from({ length: 3 }, () => crypto.randomUUID());
    const before = firsts.at(-1);
    const body = { email: `p${place}@acme.test`, traits: { title: 'boss' } };
    const events = [
      ...Array.from({ length: 5 }, (_, minutes) => event(first, minutes, {})),
      ...others.map((device) => event(device, 6, {})),
      ...(before ? [event(before, 7, { kind: 'identify', body })] : []),
    ];
    await ingest(
      env.DB,
      events.map((one) => ({ site, event: one })),
      at + 10 * 60_000,
    );
    firsts.push(first);
    if (place === 3) continue;
    const counted = at + 8 * hour + 5 * 60_000;
    await drain(countVisitors(env.DB, counted));
    counts.push(await countsOf(env.DB, site, counted));
  }
});

async function overview(asked = {}, now = end): Promise<Extract<Overview, { kind: 'overview' }>> {
  const found = await overviewOf(env.DB, site, { asked, now });
  if (found.kind === 'invalid') throw new Error(JSON.stringify(found));
  return found;
}

describe('the overview', () => {
  it('has a row for each day, with who came and who was identified on it, as the list has them', async () => {
    const { days } = await overview({ from: monday });
    expect(days.map((row) => row.day)).toEqual([16, 17, 18, 19, 20].map((date) => `2026-11-${date}`));
    const { visitors } = await allPages(env.DB, site, { limit: 200 }, end);
    const cameOn = (date: string) =>
      visitors.filter(({ firstSeen }) => new Date(firstSeen).toISOString().startsWith(date)).length;
    expect(days.map(({ newVisitors }) => newVisitors)).toEqual(days.map((row) => cameOn(row.day)));
    expect(days.map(({ newVisitors }) => newVisitors)).toEqual([3, 3, 3, 3, 3]);
    expect(days.map(({ newLeads }) => newLeads)).toEqual([0, 1, 1, 1, 1]);
  });

  it('has where everybody stood, as the counts had it on that day', async () => {
    const { days } = await overview({ from: monday });
    const known = days.filter(({ visitors }) => visitors !== null);
    expect(known).toHaveLength(4);
    known.forEach((row, place) => {
      const { statuses = [], cells = [] } = counts[place] ?? {};
      const all = statuses.map(({ status, identified, anonymous }) => [
        status,
        (identified.count ?? 0) + (anonymous.count ?? 0),
      ]);
      expect(row.statuses).toEqual(Object.fromEntries(all));
      const graded = cells.filter(({ grade }) => grade !== null);
      expect(row.cells).toEqual(Object.fromEntries(graded.map(({ cell, count }) => [cell, count])));
      expect(row.leads).toBe(statuses.reduce((sum, { identified }) => sum + (identified.count ?? 0), 0));
    });
    expect(known.map(({ visitors }) => visitors)).toEqual([3, 6, 9, 15]);
  });

  it('has the rises and falls of each day', async () => {
    const { days } = await overview({ from: monday });
    expect(days.map(({ up }) => up)).toEqual([1, 1, 1, 1, 1]);
    const { results } = await env.DB.prepare(
      'select at, to_level > from_level as isDown from crossing where site = ?1',
    )
      .bind(site.key)
      .all<{ at: number; isDown: 0 | 1 }>();
    const fellOn = (date: string) =>
      results.filter(({ at, isDown }) => isDown && new Date(at).toISOString().startsWith(date)).length;
    expect(days.map(({ down }) => down)).toEqual(days.map((row) => fellOn(row.day)));
  });

  it('says in words what there was, and what is not known', async () => {
    const { notes } = overviewAnswerOf(await overview({ from: monday }), end);
    expect(notes).toEqual([
      '15 visitors came for the first time in this period, and 4 people were identified for the first time.',
      expect.stringMatching(/^5 rises to hot or warm, \d falls? from there\.$/),
      'Where everybody stood is not known of 1 day, on which it was not counted.',
    ]);
  });

  it('knows no rises of a time of which they are not kept', async () => {
    const { days, notes } = await overview({ from: monday }, end + 88 * day);
    expect(days.slice(0, 5).map(({ up }) => up)).toEqual([null, null, null, 1, 1]);
    const last = await overview({}, end);
    expect(last.days).toHaveLength(90);
    expect(last.notes.map(({ kind }) => kind)).not.toContain('forgotten');
    expect(notes).toContainEqual({ kind: 'forgotten', keptDays: 90 });
  });

  it('counts in a day that the period cuts only what is in it', async () => {
    const { days } = await overview({
      from: monday + 9 * hour + 60_000,
      to: monday + day + 9 * hour + 60_000,
    });
    expect(days.map(({ newVisitors }) => newVisitors)).toEqual([2, 1]);
    const later = await overview({ from: monday + day + 9 * hour + 6.5 * 60_000 });
    expect(later.days[0]).toMatchObject({ day: '2026-11-17', newLeads: 1 });
  });

  it('begins its days at midnight of the site', async () => {
    const berlin = { ...site, served: { ...site.served, timeZone: 'Asia/Tokyo' } };
    const found = await overviewOf(env.DB, berlin, { asked: { from: monday + 14 * hour }, now: end });
    const { days } = found as Extract<Overview, { kind: 'overview' }>;
    // 23:00 of Monday, until 9:00 of Saturday.
    expect(days.map((row) => row.day)).toEqual([16, 17, 18, 19, 20, 21].map((date) => `2026-11-${date}`));
    expect(days.map(({ newVisitors }) => newVisitors)).toEqual([0, 3, 3, 3, 3, 0]);
  });

  it('is a table with a column for each status and cell', async () => {
    const { days } = await overview({ from: monday });
    const { header, rows } = overviewTable(site, days);
    expect(header.slice(0, 9)).toEqual([
      ...['day', 'newVisitors', 'newLeads', 'up', 'down', 'visitors', 'leads', 'hot', 'warm'],
    ]);
    expect(header).toHaveLength(7 + 6 + 16);
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    expect(rows[1]?.[header.indexOf('A2')]).toBe(days[1]?.cells?.A2);
    expect(rows[3]?.[header.indexOf('hot')]).toBeNull();
  });
});

describe('in the API', () => {
  it('is answered at once, also as a file, for at most 731 days', async () => {
    const own = await newSite();
    const path = `GET /v1/sites/${own}/reports/overview`;
    const { status, body } = await call(path);
    expect([status, body.counting, body.data.length]).toEqual([200, null, 91]);
    const file = await call(`${path}.csv?from=2026-01-01&to=2026-01-03`);
    const [header, ...rows] = parseCsv(String(file.body).replace(/^\uFEFF/, ''));
    expect(header?.slice(0, 2)).toEqual(['day', 'newVisitors']);
    expect(rows.map(([date]) => date)).toEqual(['2026-01-01', '2026-01-02']);
    const long = await call(`${path}?from=2020-01-01`);
    expect([long.status, long.body.errors[0].path]).toEqual([400, 'from']);
  });

  it('is for tokens that may read', async () => {
    const own = await newSite();
    const path = `GET /v1/sites/${own}/reports/overview`;
    expect((await call(path, { token: await newToken('read', own) })).status).toBe(200);
    expect((await call(path, { token: await newToken('write', own) })).status).toBe(403);
  });
});
