// The meter of the Cloudflare plan: that what is written arrives in it, who may read it, and who is warned.

import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { usage } from '../../../schema/api/sites/usage.ts';
import { buildApp } from '../../../worker/app.ts';
import { firstDayOf } from '../../../worker/flows/sites/usage.ts';
import { meteredDatabase, noteRows } from '../../../worker/http/platform/metering.ts';
import { addRowsWritten, readUsage } from '../../../worker/store/sites/usage.ts';
import { base, call, newSite, newToken } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';
import { faultyDatabase } from '../../support/database/faulty-database.ts';
import { countHeader, roundTripsHeader, rowsHeader } from '../../support/database/limited-entry.ts';

const today = () => new Date().toISOString().slice(0, 10);

// What a test writes through the Worker may be noted a moment later: figures of today are so many rows or some hundred more.
beforeEach(async () => {
  await env.DB.prepare('delete from usage').run();
});

/** Sends a beacon of so many page views and answers the rows that it wrote. */
async function rowsOfBeacon(site: string, events: number): Promise<number> {
  const view = (n: number) => ({
    id: crypto.randomUUID(),
    kind: 'page_view',
    at: Date.now(),
    url: `https://acme.test/${n}`,
  });
  const answer = await call('POST /e', {
    body: {
      site,
      device: crypto.randomUUID(),
      session: crypto.randomUUID(),
      sentAt: Date.now(),
      events: Array.from({ length: events }, (_, n) => view(n)),
    },
    headers: { origin: 'https://acme.test', [countHeader]: '1' },
  });
  expect(answer.status).toBe(202);
  return Number(answer.headers.get(rowsHeader));
}

test('what beacons write is noted, and read through the API', async () => {
  const site = await newSite();
  const beacons = 12;
  let written = 0;
  for (let beacon = 0; beacon < beacons; beacon++) written += await rowsOfBeacon(site, 50);
  expect(written).toBeGreaterThan(500);
  // A note is written after the answer, and is a row itself. Up to a step of 100 is noted before it is written, or not noted
  // yet; and one may be of what made the site.
  await vi.waitFor(async () => {
    const { body } = await call('GET /v1/usage');
    expect(body.rowsWritten.used % 100).toBe(0);
    expect(body.rowsWritten.used).toBeGreaterThan(written - 100);
    expect(body.rowsWritten.used).toBeLessThan(written + beacons + 200);
    expect(body.days).toEqual([{ day: today(), rowsWritten: body.rowsWritten.used }]);
  });
});

test('a note is a row too, and is counted', async () => {
  const db = meteredDatabase(env);
  const rows = JSON.stringify(Array.from({ length: 100 }, (_, n) => n));
  const write = db
    .prepare("insert or replace into dropped select 9999, value, 'bot', 1 from json_each(?1)")
    .bind(rows);
  const before = (await readUsage(env.DB, today())).days[0]?.rowsWritten ?? 0;
  for (let time = 0; time < 400; time++) {
    await write.run();
    await noteRows(env);
  }
  const after = (await readUsage(env.DB, today())).days[0]?.rowsWritten ?? 0;
  // 40,000 of the table, and 1% for some 400 notes.
  expect(after - before).toBeGreaterThan(40_250);
  await env.DB.prepare('delete from dropped where site = 9999').run();
});

test('the size is that of the database, and falls when rows go', async () => {
  const site = await newSite();
  const empty = (await readUsage(env.DB, today())).databaseBytes;
  const body = 'x'.repeat(1_000);
  await env.DB.prepare(
    `insert into audit (site, at, id, actor, action, detail)
     select (select key from site where id = ?1), value, 'size', 'test', 'test', ?2 from json_each(?3)`,
  )
    .bind(site, body, JSON.stringify(Array.from({ length: 1_000 }, (_, n) => n)))
    .run();
  const full = (await readUsage(env.DB, today())).databaseBytes;
  expect(full - empty).toBeGreaterThan(1_000_000);
  await env.DB.prepare("delete from audit where id = 'size'").run();
  expect((await readUsage(env.DB, today())).databaseBytes).toBeLessThan(empty + 100_000);
});

describe('GET /v1/usage', () => {
  it('answers what it describes, in one round trip', async () => {
    const days = ['2020-01-01', firstDayOf(Date.now()), today()];
    for (const [place, day] of days.entries()) {
      await addRowsWritten(env.DB, { day, rowsWritten: 10 ** place });
    }
    const { status, headers, body } = await call('GET /v1/usage', { headers: { [countHeader]: '1' } });
    expect([status, headers.get('cache-control'), headers.get(roundTripsHeader)]).toEqual([
      200,
      'no-store',
      '1',
    ]);
    expect(usage.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      plan: 'free',
      rowsWritten: { used: body.days[0].rowsWritten, allowed: 100_000, period: 'day' },
      database: { allowedBytes: 500_000_000 },
      warnings: [],
      days: [{ day: days[2] }, { day: days[1], rowsWritten: 10 }],
    });
    expect(body.days[0].rowsWritten).toBeGreaterThanOrEqual(100);
    expect(body.database.bytes).toBeGreaterThan(100_000);
  });

  it('compares with the plan that PLAN says', async () => {
    await addRowsWritten(env.DB, { day: today(), rowsWritten: 5_000_000 });
    const { body } = await call('GET /v1/usage', { plan: 'paid' });
    expect(body).toMatchObject({
      plan: 'paid',
      rowsWritten: { allowed: 50_000_000, share: expect.closeTo(0.1, 3), period: 'month' },
      warnings: [],
    });
  });

  it('warns from 80% on, in whole sentences', async () => {
    await addRowsWritten(env.DB, { day: today(), rowsWritten: 80_000 });
    const { warnings } = (await call('GET /v1/usage')).body;
    expect(warnings).toEqual([
      expect.stringMatching(/^80% of what .* rows written\. Beyond that, .* serve fewer models\.$/),
    ]);
  });

  it('is for tokens of every site: one of a site is told which to use', async () => {
    const site = await newSite();
    for (const role of ['admin', 'editor', 'read']) {
      expect((await call('GET /v1/usage', { token: await newToken(role) })).status).toBe(200);
      const refused = await call('GET /v1/usage', { token: await newToken(role, site) });
      expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_role']);
      expect(refused.body.detail).toBe(
        `This token is for the site "${site}" only, but the usage covers all sites. Use a token for all sites.`,
      );
    }
    expect((await call('GET /v1/usage', { token: await newToken('write') })).status).toBe(403);
  });
});

describe('GET /healthz', () => {
  const publicAnswer = { ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) };

  it('tells the usage to a token that may read every site, and nobody keeps it', async () => {
    await addRowsWritten(env.DB, { day: today(), rowsWritten: 81_200 });
    for (const token of [env.ADMIN_TOKEN, await newToken('read')]) {
      const { status, headers, body } = await call('GET /healthz', { token });
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(body).toEqual({ ...publicAnswer, usage: expect.anything() });
      expect(usage.strict().parse(body.usage).rowsWritten.used).toBeGreaterThanOrEqual(81_200);
    }
  });

  it('gives the public answer to a token of a site, and to one that may only write', async () => {
    const site = await newSite();
    for (const token of [
      await newToken('admin', site),
      await newToken('read', site),
      await newToken('write'),
    ]) {
      const { status, body } = await call('GET /healthz', { token });
      expect([status, body]).toEqual([200, publicAnswer]);
    }
  });

  it('refuses a token that is unknown, cut short or empty, as /v1 does', async () => {
    for (const authorization of [
      'Bearer wrong',
      `Bearer ll_${'a'.repeat(12)}_${'b'.repeat(43)}`,
      'Bearer',
      'bearer ',
    ]) {
      const [health, list] = await Promise.all(
        ['healthz', 'v1/sites'].map((path) =>
          call(`GET /${path}`, { token: null, headers: { authorization } }),
        ),
      );
      expect([authorization, health?.status, health?.body.code]).toEqual([
        authorization,
        401,
        'unauthorized',
      ]);
      expect(health?.body).toEqual(list?.body);
    }
  });

  it('touches no database without a token', async () => {
    const { db, calls } = faultyDatabase(env.DB, null);
    for (const headers of [{}, { authorization: 'Basic eDp5' }, { cookie: await signIn() }]) {
      const answer = await buildApp().fetch(new Request(`${base}/healthz`, { headers }), { ...env, DB: db });
      expect([answer.status, await answer.json()]).toEqual([200, publicAnswer]);
    }
    expect(calls()).toBe(0);
  });

  it('brakes a token that calls too often, as /v1 does', async () => {
    const API_LIMIT = { limit: async () => ({ success: false }) } as unknown as RateLimit;
    const ask = (headers: Record<string, string>) =>
      buildApp().fetch(new Request(`${base}/healthz`, { headers }), { ...env, LIMITS: 'on', API_LIMIT });
    expect((await ask({ authorization: `Bearer ${env.ADMIN_TOKEN}` })).status).toBe(429);
    expect((await ask({})).status).toBe(200);
  });
});

describe('the pages', () => {
  const notice = /<div class="notice" role="status">/;

  /** Every page that somebody who has signed in comes to. */
  async function pagesOf(site: string): Promise<string[]> {
    await rowsOfBeacon(site, 1);
    const { body } = await call(`GET /v1/sites/${site}/visitors`);
    return ['/', `/s/${site}`, `/s/${site}?status=everyone`, `/s/${site}/visitors/${body.data[0].id}`];
  }

  it('say so from 80% on to a token for every site, and nothing below', async () => {
    const site = await newSite();
    await newSite();
    const pages = await pagesOf(site);
    const cookie = await signIn(await newToken('read'));
    await env.DB.prepare('delete from usage').run();
    await addRowsWritten(env.DB, { day: today(), rowsWritten: 70_000 });
    for (const page of pages) {
      const { status, html } = await visit(page, { cookie });
      expect([page, status]).toEqual([page, 200]);
      expect(html).not.toMatch(notice);
    }
    await addRowsWritten(env.DB, { day: today(), rowsWritten: 11_200 });
    for (const page of pages) {
      const { status, html } = await visit(page, { cookie });
      expect([page, status, html.match(new RegExp(notice, 'g'))?.length]).toEqual([page, 200, 1]);
      const text = textOf(html);
      expect(text).toMatch(
        /81% of what Cloudflare's free plan includes today is used: 81,\d00 of 100,000 rows written\./,
      );
      expect(text).toContain('Beyond that, Cloudflare rejects all queries until midnight UTC');
      expect(html).toContain('set PLAN = &quot;paid&quot; in wrangler.toml');
    }
  });

  it('never show it to a token of a site, nor to who is not signed in', async () => {
    const site = await newSite();
    const pages = await pagesOf(site);
    const cookie = await signIn(await newToken('admin', site));
    await addRowsWritten(env.DB, { day: today(), rowsWritten: 99_000 });
    for (const page of pages.slice(1)) {
      const { status, html } = await visit(page, { cookie });
      expect([page, status]).toEqual([page, 200]);
      expect(html).not.toMatch(/notice|rows written/);
    }
    expect((await visit('/')).html).not.toMatch(/notice|rows written/);
  });

  it('are shown without it where the usage cannot be read', async () => {
    const site = await newSite();
    await newSite();
    const pages = await pagesOf(site);
    const cookie = await signIn();
    const prepare = (sql: string) => {
      if (/\bfrom "usage"/.test(sql)) throw new Error('D1_ERROR: no such table: usage: SQLITE_ERROR');
      return env.DB.prepare(sql);
    };
    const DB = { prepare, batch: (list) => env.DB.batch(list) } as D1Database;
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    for (const page of pages) {
      const answer = await buildApp().fetch(new Request(base + page, { headers: { cookie } }), {
        ...env,
        DB,
      });
      expect([page, answer.status]).toEqual([page, 200]);
      expect(await answer.text()).not.toMatch(notice);
    }
    expect(log.mock.calls.map(([what]) => what)).toEqual(pages.map(() => 'cannot read the usage'));
    log.mockRestore();
  });
});
