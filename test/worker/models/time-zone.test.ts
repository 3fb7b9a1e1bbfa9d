// A site's time zone: whose days caps count, what a change of it does to scores, and what sentences call today.

import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Model } from '../../../schema/model/model.ts';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { updateSite } from '../../../worker/store/sites/sites.ts';
import { call } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { plainMinute } from '../../support/schedule.ts';
import { makeSite } from '../../support/sites.ts';

const minute = 60_000;
const at = (text: string) => Date.parse(text);

const model: Model = {
  halfLifeDays: null,
  rules: [
    { id: 'page', label: 'Viewed a page', on: 'page_view', points: 10, cap: { times: 1, per: 'day' } },
    { id: 'week', label: 'Came this week', on: 'page_view', points: 3, cap: { times: 1, per: 'week' } },
    { id: 'month', label: 'Came this month', on: 'page_view', points: 1, cap: { times: 1, per: 'month' } },
  ],
  levels: [
    { name: 'hot', at: 45, keep: 36 },
    { name: 'warm', at: 20, keep: 16 },
    { name: 'cool', at: 5, keep: 4 },
    { name: 'cold' },
  ],
};

const device = crypto.randomUUID();
let site: SiteConfig;
const fresh = async () => (await readSite(env.DB, site.id)) as SiteConfig;

async function view(...moments: string[]): Promise<void> {
  for (const moment of moments) {
    const event: NewEvent = {
      device,
      id: crypto.randomUUID(),
      kind: 'page_view',
      occurredAt: at(moment),
      ownedAt: null,
      session: null,
      origin: 'browser',
      body: { url: 'https://example.com/' },
    };
    const arrivals = [{ site: await fresh(), event }];
    expect(await ingest(env.DB, arrivals, at(moment) + minute)).toEqual({ kind: 'stored' });
  }
}

const zoned = (timeZone: unknown) => call(`PATCH /v1/sites/${site.id}`, { body: { settings: { timeZone } } });

async function explained(moment?: string) {
  const visitor = await anonymousVisitor((await fresh()).visitorKey, device);
  const when = moment === undefined ? '' : `?at=${at(moment)}`;
  return (await call(`GET /v1/sites/${site.id}/visitors/${visitor}/explanation${when}`)).body;
}

async function score(): Promise<number> {
  await expectFold(env.DB, await fresh());
  return (await explained()).rawScore;
}

beforeEach(async () => {
  site = await makeSite(env.DB, model, { landmark: at('2026-01-01T00:00:00Z') });
});

describe('the setting', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    [' America/New_York ', 'America/New_York'],
    ['US/Eastern', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['Etc/GMT-1', 'Etc/GMT-1'],
  ])('%j is kept as %s', async (given, kept) => {
    const { status, body } = await zoned(given);
    expect([status, body.settings.timeZone]).toEqual([200, kept]);
    expect((await call(`GET /v1/sites/${site.id}`)).body.settings.timeZone).toBe(kept);
    expect((await fresh()).served.timeZone).toBe(kept);
  });

  it.each(['Europe/Bern', 'Berlin', '+01:00', '', 'UTC+1', 'Mars/Olympus'])(
    '%j is refused',
    async (given) => {
      const { status, body } = await zoned(given);
      expect([status, body.code]).toEqual([400, 'invalid_request']);
      expect(body.errors).toEqual([
        {
          path: 'settings.timeZone',
          message: `unknown time zone ${JSON.stringify(given)}; give an IANA name such as "Europe/Berlin", "America/New_York" or "UTC"`,
        },
      ]);
      expect((await fresh()).settings.timeZone).toBe('UTC');
    },
  );

  it.each([null, 1, {}])('%j is refused as no text', async (given) => {
    expect((await zoned(given)).status).toBe(400);
  });

  it('is UTC unless it is set, also at a site that is older than the setting', async () => {
    await env.DB.prepare("update site set settings = json_remove(settings, '$.timeZone') where id = ?1")
      .bind(site.id)
      .run();
    expect((await fresh()).settings.timeZone).toBe('UTC');
    await runScheduled(env.DB, { now: plainMinute(Date.now()), deadline: Date.now() + 10_000 });
    expect((await fresh()).served).toMatchObject({ version: 1, timeZone: 'UTC' });
  });

  it('of a new site holds for its first model', async () => {
    const { body } = await call('POST /v1/sites', {
      body: { name: 'A', origins: ['https://example.com'], settings: { timeZone: 'Asia/Tokyo' } },
    });
    expect(body.settings.timeZone).toBe('Asia/Tokyo');
    const { served, filling } = (await readSite(env.DB, body.id)) as SiteConfig;
    expect([served.version, served.timeZone, filling]).toEqual([1, 'Asia/Tokyo', null]);
  });
});

describe('caps', () => {
  // Sunday 1 February 2026 ends at 23:00 UTC in Berlin, and at 5:00 UTC on Monday in New York.
  it.each<[zone: string, moments: string[], points: number]>([
    ['UTC', ['2026-02-01T22:59:59.999Z', '2026-02-01T23:00:00.000Z'], 14],
    ['Europe/Berlin', ['2026-02-01T22:59:59.999Z', '2026-02-01T23:00:00.000Z'], 27],
    ['UTC', ['2026-02-01T23:59:59.999Z', '2026-02-02T00:00:00.000Z'], 27],
    ['Europe/Berlin', ['2026-02-01T23:59:59.999Z', '2026-02-02T00:00:00.000Z'], 14],
    ['America/New_York', ['2026-02-01T23:59:59.999Z', '2026-02-02T04:59:59.999Z'], 14],
    ['America/New_York', ['2026-02-02T04:59:59.999Z', '2026-02-02T05:00:00.000Z'], 27],
    ['UTC', ['2026-03-31T22:30:00Z', '2026-03-31T23:30:00Z'], 14],
    ['Europe/Berlin', ['2026-03-31T21:59:59.999Z', '2026-03-31T22:00:00.000Z'], 25],
    ['Asia/Kolkata', ['2026-03-31T18:29:59.999Z', '2026-03-31T18:30:00.000Z'], 25],
    // The day of 25 hours, and the one of 23.
    ['Europe/Berlin', ['2026-10-23T22:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'], 24],
    ['Europe/Berlin', ['2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'], 27],
  ])('count days, weeks and months of %s: %j is worth %d', async (zone, moments, points) => {
    expect((await zoned(zone)).status).toBe(200);
    await view(...moments);
    expect(await score()).toBe(points);
  });
});

describe('a change', () => {
  const moments = ['2026-02-01T23:59:59.999Z', '2026-02-02T00:00:00.000Z'];

  it('rescores all history, as if the zone had always been so, and back', async () => {
    await view(...moments);
    expect(await score()).toBe(27);
    await zoned('Europe/Berlin');
    expect(await score()).toBe(14);
    const { body } = await call(`GET /v1/sites/${site.id}/model`);
    expect([body.version, body.model, body.rescoring]).toEqual([2, model, null]);
    await view('2026-02-02T22:59:59.999Z', '2026-02-02T23:00:00.000Z');
    expect(await score()).toBe(24);
    await zoned('UTC');
    expect(await score()).toBe(27);
  });

  it('to the same zone, or of another setting, publishes nothing', async () => {
    await zoned('Europe/Berlin');
    await zoned('europe/berlin');
    await call(`PATCH /v1/sites/${site.id}`, { body: { settings: { gpc: 'ignore' } } });
    const { body } = await call(`GET /v1/sites/${site.id}/models`);
    expect(body.data.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  });

  it('renews every model that is served: what the call has no statements left for, the schedule does', async () => {
    await view(...moments);
    const drafted = await call(`POST /v1/sites/${site.id}/models`, { body: { ...model, name: 'emea' } });
    await call(`POST /v1/sites/${site.id}/models/${drafted.body.version}/publish`);
    await zoned('Europe/Berlin');
    await runScheduled(env.DB, { now: plainMinute(Date.now()), deadline: Date.now() + 10_000 });
    const { fed, filling } = await fresh();
    expect(filling).toBeNull();
    expect(fed.map(({ name, version, timeZone }) => [name, version, timeZone])).toEqual([
      ['default', 3, 'Europe/Berlin'],
      ['emea', 4, 'Europe/Berlin'],
    ]);
    expect(await score()).toBe(14);
  });

  it('that a crash left behind is carried out by the schedule, and no more than once', async () => {
    await view(...moments);
    await updateSite(env.DB, site, { settings: { timeZone: 'Europe/Berlin' }, actor: 'a', now: Date.now() });
    expect((await fresh()).served).toMatchObject({ version: 1, timeZone: 'UTC' });
    expect(await score()).toBe(27);
    for (let run = 0; run < 3; run++) {
      await runScheduled(env.DB, { now: plainMinute(Date.now()), deadline: Date.now() + 10_000 });
    }
    expect((await fresh()).served).toMatchObject({ version: 2, timeZone: 'Europe/Berlin' });
    expect((await call(`GET /v1/sites/${site.id}/models`)).body.data).toHaveLength(2);
    expect(await score()).toBe(14);
  });

  it('is what a preview compares under, and what a draft is published with', async () => {
    await view(...moments);
    await zoned('Europe/Berlin');
    const { body } = await call(`POST /v1/sites/${site.id}/models`, { body: model });
    const previewed = await call(`POST /v1/sites/${site.id}/models/${body.version}/preview`);
    expect(previewed.body.result.movers).toEqual([]);
    await call(`POST /v1/sites/${site.id}/models/${body.version}/publish`);
    expect((await fresh()).served).toMatchObject({ version: body.version, timeZone: 'Europe/Berlin' });
    expect(await score()).toBe(14);
  });
});

it('sentences say today and yesterday by the site’s days', async () => {
  await view('2026-02-01T23:30:00Z');
  const now = '2026-02-02T00:30:00Z';
  expect((await explained(now)).sentences.join()).toMatch(/Viewed a page once, (yesterday|on 1 February)/);
  await zoned('Europe/Berlin');
  expect((await explained(now)).sentences.join()).toMatch(/Viewed a page once, (today|on 2 February)/);
});

it('the trend is over days of the site, in a list as at a visitor', async () => {
  const now = Date.now();
  const dayMs = 86_400_000;
  // Kiritimati's day begins ten hours after UTC's: of the two middays of a UTC day, only one can be of the day seven days ago.
  const midnight = Math.floor(now / dayMs) * dayMs;
  const begun = { UTC: midnight - 7 * dayMs, 'Pacific/Kiritimati': 0 };
  begun['Pacific/Kiritimati'] =
    Math.floor((now + 14 * 3_600_000) / dayMs) * dayMs - 14 * 3_600_000 - 7 * dayMs;
  for (const zone of ['UTC', 'Pacific/Kiritimati'] as const) {
    site = await makeSite(env.DB, model, { landmark: begun.UTC - 30 * dayMs });
    await zoned(zone);
    await view(new Date(begun[zone] - 1).toISOString());
    const listed = async (trend: string) =>
      (await call(`GET /v1/sites/${site.id}/visitors?trend=${trend}`)).body.data;
    expect([zone, await listed('up')]).toEqual([zone, []]);
    await view(new Date(begun[zone]).toISOString());
    const [up] = await listed('up');
    expect([zone, up.change]).toEqual([
      zone,
      expect.toSatisfy((change: number) => change >= 10 && change < 20),
    ]);
    await expectFold(env.DB, await fresh());
  }
});
