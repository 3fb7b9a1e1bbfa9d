// A score explains itself: the lines sum to it, at every moment, for every visitor, whoever has become of whom.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { explainVisitor } from '../../../worker/flows/visitors/explain.ts';
import { readHistory } from '../../../worker/flows/visitors/timeline.ts';
import { findVisitor } from '../../../worker/flows/visitors/visitor-detail.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { englishWords } from '../../../worker/score/words/score-words.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { allPages } from '../../support/checks/list.ts';
import { logByVisitor, makeSite } from '../../support/sites.ts';
import { anyModel, anyStream, streamStart, uuidOf } from '../../support/stories/models.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 15));
/** A run makes a site and reads it back several times. */
const timeout = 60_000 + runs * 2_000;
const hour = 3_600_000;
const day = 24 * hour;

let n = 0;
const act = (device: number, at: number, kind: string, body: NewEvent['body'] = {}): NewEvent => ({
  device: uuidOf('d', device),
  id: uuidOf('ea', ++n),
  kind,
  occurredAt: at,
  ownedAt: null,
  session: null,
  origin: 'browser',
  body: { url: 'https://example.com/', ...body },
});

async function deliver(site: SiteConfig, events: NewEvent[], now: number): Promise<void> {
  expect(
    await ingest(
      env.DB,
      events.map((event) => ({ site, event })),
      now,
    ),
  ).toEqual({ kind: 'stored' });
}

/** Who says what about themselves, now and then, on the devices of the stream. */
const anyNamings = fc.array(
  fc.record({
    device: fc.integer({ min: 0, max: 2 }),
    at: fc.integer({ min: -10 * day, max: 15 * day }),
    email: fc.constantFrom('ann@acme.test', 'bob@acme.test'),
    verified: fc.boolean(),
  }),
  { maxLength: 4 },
);

describe('an explanation', () => {
  it('sums to the score that the list shows, now and later, for any model, history and identity', {
    timeout,
  }, async () => {
    let explained = 0;
    await fc.assert(
      fc.asyncProperty(anyModel, anyStream, anyNamings, async (model, stream, namings) => {
        const site = await makeSite(env.DB, model, { landmark: streamStart });
        const named = namings.map(({ device, at, email, verified }) =>
          act(device, streamStart + at, 'identify', { email, ...(verified && { verified }) }),
        );
        for (const { events, now } of [...stream, { events: named, now: streamStart + 40 * day }]) {
          await deliver(site, events, now);
        }
        const log = await logByVisitor(env.DB, site);
        for (const at of [streamStart + 60 * day, streamStart + 99 * day]) {
          const { visitors } = await allPages(env.DB, site, { at }, streamStart + 60 * day);
          expect(visitors.map(({ id }) => id).sort()).toEqual([...log.keys()].sort());
          for (const { id, rawScore } of visitors) {
            const found = await explainVisitor(env.DB, site, { id, at, words: englishWords });
            const worths = found?.lines.map(({ worth }) => worth) ?? [];
            expect(found?.rawScore).toBe(worths.reduce((sum, worth) => sum + worth, 0));
            const size = worths.reduce((sum, worth) => sum + Math.abs(worth), 1);
            expect(Math.abs(rawScore - (found?.rawScore ?? Number.NaN))).toBeLessThanOrEqual(1e-9 * size);
            const ids = new Set(log.get(id)?.map((event) => event.id));
            for (const line of found?.lines ?? []) expect(ids).toContain(line.eventId);
            explained += worths.length;
          }
        }
      }),
      { numRuns: runs },
    );
    expect(explained).toBeGreaterThan(runs);
  });

  const model: Model = {
    halfLifeDays: 1,
    rules: [
      { id: 'page', label: 'Page', on: 'page_view', points: 8, cap: { times: 2, per: 'ever' } },
      { id: 'form', label: 'Form', on: 'form_fill', points: 40 },
    ],
    levels: defaultModel.levels,
  };

  it('tells of a past moment what had occurred by then, and of a future one what will be left', async () => {
    const site = await makeSite(env.DB, model, { landmark: streamStart });
    const acts = [0, 1, 2].map((index) => act(1, streamStart + index * day, 'page_view'));
    await deliver(site, acts, streamStart + 3 * day);
    const id = [...(await logByVisitor(env.DB, site)).keys()][0] as string;
    const at = async (moment: number) => {
      const found = await explainVisitor(env.DB, site, { id, at: moment, words: englishWords });
      return {
        rawScore: found?.rawScore,
        lines: found?.lines.map(({ worth, capped }) => (capped ? 'capped' : worth)),
      };
    };
    expect(await at(streamStart - 1)).toEqual({ rawScore: 0, lines: [] });
    expect(await at(streamStart)).toEqual({ rawScore: 8, lines: [8] });
    expect(await at(streamStart + day - 1)).toMatchObject({ lines: { length: 1 } });
    expect(await at(streamStart + day)).toEqual({ rawScore: 12, lines: [8, 4] });
    expect(await at(streamStart + 2 * day)).toEqual({ rawScore: 6, lines: ['capped', 4, 2] });
    expect(await at(streamStart + 5 * day)).toEqual({ rawScore: 0.75, lines: ['capped', 0.5, 0.25] });
  });

  it('marks as claimed what is theirs by a claimed identity only, and never what an anonymous visitor did', async () => {
    const site = await makeSite(env.DB, model, { landmark: streamStart });
    const email = 'ann@acme.test';
    await deliver(
      site,
      [
        act(1, streamStart, 'form_fill', { email }),
        act(2, streamStart, 'form_fill', { email, verified: true }),
        act(3, streamStart, 'form_fill'),
      ],
      streamStart,
    );
    const { visitors } = await allPages(env.DB, site, {}, streamStart);
    expect(visitors).toHaveLength(2);
    const lines = [];
    for (const { id, identified } of visitors) {
      const found = await explainVisitor(env.DB, site, { id, at: streamStart, words: englishWords });
      lines.push(...(found?.lines.map(({ claimed }) => ({ identified, claimed })) ?? []));
    }
    expect(
      lines
        .filter(({ identified }) => identified)
        .map(({ claimed }) => claimed)
        .sort(),
    ).toEqual([false, true]);
    expect(lines.filter(({ identified }) => !identified)).toEqual([{ identified: false, claimed: false }]);
  });
});

describe('a visitor', () => {
  it('answers under the id it was absorbed from, in full', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    await deliver(site, [act(1, streamStart, 'page_view'), act(2, streamStart, 'page_view')], streamStart);
    const before = (await allPages(env.DB, site, {}, streamStart)).visitors.map(({ id }) => id);
    const traits = { company: 'Acme', title: 'CTO' };
    const both = [1, 2].map((device) =>
      act(device, streamStart + hour, 'identify', { email: 'ann@acme.test', traits }),
    );
    await deliver(site, both, streamStart + hour);
    const { visitors } = await allPages(env.DB, site, {}, streamStart + hour);
    expect(visitors).toHaveLength(1);
    for (const id of before) {
      const found = await findVisitor(env.DB, site, id, streamStart + hour);
      expect(found).toMatchObject({ id: visitors[0]?.id, email: 'ann@acme.test', company: 'Acme' });
      expect(found?.devices.toSorted()).toEqual([uuidOf('d', 1), uuidOf('d', 2)]);
      expect(found?.identities).toEqual([{ kind: 'email', value: 'ann@acme.test' }]);
      const claimed = { verified: false, at: streamStart + hour };
      expect(found?.traits).toEqual({
        company: { value: 'Acme', from: 'identify', ...claimed },
        title: { value: 'CTO', from: 'identify', ...claimed },
        emailDomain: { value: 'acme.test', from: 'email', ...claimed },
        emailType: { value: 'work', from: 'email', ...claimed },
        seniority: { value: 'executive', from: 'title', ...claimed },
        department: { value: 'engineering', from: 'title', ...claimed },
      });
      expect(
        await explainVisitor(env.DB, site, { id, at: streamStart + hour, words: englishWords }),
      ).toMatchObject({
        lines: { length: 2 },
      });
      expect(await readHistory(env.DB, site, { id, limit: 10 })).toMatchObject({ data: { length: 4 } });
    }
  });

  it('is not found through another site', async () => {
    const [site, other] = [await makeSite(env.DB, defaultModel), await makeSite(env.DB, defaultModel)];
    await deliver(site, [act(1, streamStart, 'page_view')], streamStart);
    const id = [...(await logByVisitor(env.DB, site)).keys()][0] as string;
    expect(await findVisitor(env.DB, site, id, streamStart)).not.toBeNull();
    expect(await findVisitor(env.DB, other, id, streamStart)).toBeNull();
    expect(await explainVisitor(env.DB, other, { id, at: streamStart, words: englishWords })).toBeNull();
    expect(await readHistory(env.DB, other, { id, limit: 10 })).toEqual({ kind: 'not_found' });
  });
});

describe('a timeline', () => {
  it('yields each event of the visitor once, newest first, with any page size, also where moments are shared', {
    timeout,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyStream,
        anyNamings,
        fc.integer({ min: 1, max: 5 }),
        async (stream, namings, limit) => {
          const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
          const named = namings.map(({ device, at, email }) =>
            act(device, streamStart + at, 'identify', { email }),
          );
          for (const { events, now } of [...stream, { events: named, now: streamStart + 40 * day }]) {
            await deliver(
              site,
              events.map((event) => ({ ...event, occurredAt: event.occurredAt - (event.occurredAt % day) })),
              now,
            );
          }
          for (const [id, events] of await logByVisitor(env.DB, site)) {
            const seen: { occurredAt: number; id: string; device: string }[] = [];
            let cursor: string | undefined;
            do {
              const page = await readHistory(env.DB, site, { id, limit, cursor });
              if (page.kind !== 'page') throw new Error(page.kind);
              seen.push(...page.data);
              cursor = page.nextCursor ?? undefined;
            } while (cursor !== undefined);
            const key = (event: { id: string; device: string }) => `${event.device} ${event.id}`;
            expect(seen.map(key).sort()).toEqual(events.map(key).sort());
            expect(seen.map(({ occurredAt }) => occurredAt)).toEqual(
              seen.map(({ occurredAt }) => occurredAt).toSorted((a, b) => b - a),
            );
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('the routes of one visitor', () => {
  const seeded = async () => {
    const id = await newSite();
    const site = (await readSite(env.DB, id)) as SiteConfig;
    const at = Date.now() - hour;
    await deliver(
      site,
      [
        act(1, at, 'page_view', { url: 'https://acme.test/pricing' }),
        act(1, at + 1, 'form_fill', { form: 'demo', email: 'ann@acme.test' }),
        act(2, at + 2, 'identify', { email: 'ann@acme.test' }),
        act(2, at + 3, 'download', { file: 'https://acme.test/a.pdf' }),
      ],
      Date.now(),
    );
    const { body } = await call(`GET /v1/sites/${id}/visitors?email=ann@acme.test`);
    return { path: `/v1/sites/${id}/visitors/${body.data[0].id}`, id, visitor: body.data[0].id as string };
  };

  it('explain the score, each line with its rule, event and worth', async () => {
    const { path } = await seeded();
    const { status, body } = await call(`GET ${path}/explanation`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ modelVersion: 1, lines: { length: 4 } });
    expect(body.lines.map(({ rule }: { rule: string }) => rule)).toEqual([
      'download',
      'sales-form',
      'pricing',
      'page',
    ]);
    expect(body.lines[1]).toMatchObject({
      label: 'Asked for a demo, contact, trial or quote',
      points: 50,
      capped: false,
      claimed: true,
      count: 1,
    });
    expect(body.score).toBeCloseTo(body.rawScore, 2);
    const later = await call(`GET ${path}/explanation?at=${new Date(body.at + 14 * day).toISOString()}`);
    expect(later.body.rawScore).toBeCloseTo(body.rawScore / 2, 9);
    expect((await call(`GET ${path}/explanation?at=soon`)).body).toMatchObject({ code: 'invalid_request' });
  });

  it('adjust by hand once for an id, however often it is sent, and explain it with its reason', async () => {
    const { path } = await seeded();
    const body = { id: crypto.randomUUID(), points: -20, reason: 'A student' };
    const before = (await call(`GET ${path}`)).body.rawScore;
    for (const _ of [1, 2]) {
      const adjusted = await call(`POST ${path}/adjustments`, { body });
      expect(adjusted.status).toBe(200);
      expect(adjusted.body.rawScore).toBeCloseTo(before - 20, 1);
    }
    const { lines, sentences } = (await call(`GET ${path}/explanation`)).body;
    expect(lines[0]).toMatchObject({
      rule: 'adjustment',
      label: 'A student',
      points: -20,
      eventId: body.id,
      reason: 'A student',
      by: 'bootstrap',
    });
    expect(sentences).toContainEqual(
      expect.stringMatching(/^Adjusted by hand: −20, “A student”, by the administrator, .*: −20 points$/),
    );
    const { data } = (await call(`GET ${path}/events`)).body;
    expect(data[0]).toMatchObject({ kind: 'adjustment', body: { points: -20, reason: 'A student' } });
  });

  it('name who gave points by the label of the token, until it is revoked', async () => {
    const { path } = await seeded();
    const token = await newToken('editor');
    const body = { id: crypto.randomUUID(), points: 7, reason: 'Met at the fair' };
    expect((await call(`POST ${path}/adjustments`, { token, body })).status).toBe(200);
    const told = async () => (await call(`GET ${path}/explanation`)).body;
    const by = token.split('_')[1];
    expect((await told()).lines[0]).toMatchObject({ reason: 'Met at the fair', by });
    expect((await told()).sentences.join('\n')).toContain('“Met at the fair”, by editor of a test, ');
    expect((await call(`DELETE /v1/tokens/${by}`)).status).toBe(204);
    expect((await told()).lines[0]).toMatchObject({ by });
    expect((await told()).sentences.join('\n')).toContain(
      '“Met at the fair”, by a token that was revoked since',
    );
  });

  it('tell it in sentences: now, as of a moment that is past, and by one to come', async () => {
    const id = await newSite();
    const site = (await readSite(env.DB, id)) as SiteConfig;
    const now = Date.now();
    const pricing = { url: 'https://acme.test/pricing' };
    await deliver(
      site,
      [
        ...[40, 30, 30].map((ago) => act(1, now - ago * day, 'page_view', pricing)),
        act(1, now - 20 * day, 'form_fill', { form: 'demo', email: 'ann@acme.test' }),
      ],
      now,
    );
    const { body } = await call(`GET /v1/sites/${id}/visitors?email=ann@acme.test`);
    const told = async (query: string) =>
      (await call(`GET /v1/sites/${id}/visitors/${body.data[0].id}/explanation${query}`)).body.sentences;
    const date = (at: number) =>
      new Intl.DateTimeFormat('en-GB', {
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
        ...(new Date(at).getUTCFullYear() !== new Date(now).getUTCFullYear() && { year: 'numeric' }),
      }).format(at);
    expect(await told('')).toEqual([
      `Asked for a demo, contact, trial or quote once, on ${date(now - 20 * day)}: 19 of 23 points`,
      `Viewed pricing twice, last on ${date(now - 30 * day)}: 4 of 23 points (1 more did not count: at most 1 a day, and at most 3 a week together with others)`,
      `Viewed a page 3 times, last on ${date(now - 30 * day)}: less than 1 of 23 points`,
      'All of this was done under an unverified identity',
    ]);
    const [past, ...before] = await told(`?at=${now - 21 * day}`);
    expect(past).toMatch(new RegExp(`^As of ${date(now - 21 * day)}: 11 points$`));
    expect(before).toHaveLength(3);
    const [future, most] = await told(`?at=${now + 30 * day}`);
    expect(future).toContain(`By ${date(now + 30 * day)}, if nothing more happens: 5.1 points`);
    expect(most).toMatch(/: 4.2 of 5.1 points$/);
  });

  it('have a line for what disqualifies, worth nothing, and what a cap kept back says what it would be worth', async () => {
    const site = await makeSite(
      env.DB,
      {
        halfLifeDays: 1,
        rules: [
          { id: 'page', label: 'Page', on: 'page_view', points: 8, cap: { times: 1, per: 'ever' } },
          { id: 'rival', label: 'Competitor', on: '*', where: { email: '*@rival.test' }, disqualifies: true },
        ],
        levels: defaultModel.levels,
      },
      { landmark: streamStart },
    );
    const email = 'spy@rival.test';
    const acts = [
      act(1, streamStart, 'page_view'),
      act(1, streamStart + 1, 'page_view'),
      act(1, streamStart + day, 'identify', { email, verified: true }),
    ];
    await deliver(site, acts, streamStart + day);
    const { visitors } = await allPages(env.DB, site, {}, streamStart + day);
    expect(visitors).toMatchObject([{ status: 'disqualified', level: null, email }]);
    const { body } = await call(
      `GET /v1/sites/${site.id}/visitors/${visitors[0]?.id}/explanation?at=${streamStart + day}`,
    );
    expect(body.lines).toMatchObject([
      { rule: 'rival', points: 0, worth: 0, withheld: 0, disqualifies: true, capped: false },
      { rule: 'page', points: 8, worth: 0, disqualifies: false, capped: true },
      { rule: 'page', points: 8, worth: 4, withheld: 0, disqualifies: false, capped: false },
    ]);
    expect(body.lines[1].withheld).toBeCloseTo(4, 6);
    expect(body.rawScore).toBe(4);
    expect(body.sentences.slice(1)).toEqual([
      'Disqualified: Competitor, on 17 November',
      'Page once, on 16 November: 4 of 4 points (1 more did not count: at most 1 in all)',
    ]);
  });

  it('split a device off to a new anonymous visitor, who has what was done there', async () => {
    const { path, id } = await seeded();
    const device = uuidOf('d', 2);
    expect((await call(`GET ${path}`)).body.devices).toContain(device);
    const { status, body } = await call(`POST ${path}/split`, { body: { device } });
    expect(status).toBe(200);
    const moved = await call(`GET /v1/sites/${id}/visitors/${body.visitor}`);
    expect(moved.body).toMatchObject({ identified: false, email: null, devices: [device] });
    const split = await call(`GET /v1/sites/${id}/visitors/${body.visitor}/explanation`);
    expect(
      split.body.lines.map(({ rule, claimed }: { rule: string; claimed: boolean }) => [rule, claimed]),
    ).toEqual([['download', false]]);
    expect((await call(`GET ${path}`)).body.devices).toEqual([uuidOf('d', 1)]);
    expect((await call(`POST ${path}/split`, { body: { device } })).body).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  it.each(['', '/explanation', '/events'])(
    'answer 404 at GET …/{id}%s for a visitor who is not there',
    async (end) => {
      const { id } = await seeded();
      for (const visitor of ['nobody', 'a'.repeat(22), "' or 1=1", '%00']) {
        const answer = await call(`GET /v1/sites/${id}/visitors/${encodeURIComponent(visitor)}${end}`);
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    },
  );

  it.each([
    ['other points', { points: 30 }],
    ['another reason', { reason: 'Met again' }],
  ])('refuse an adjustment whose id comes again with %s', async (_, change) => {
    const { path } = await seeded();
    const body = { id: crypto.randomUUID(), points: 20, reason: 'Met' };
    expect((await call(`POST ${path}/adjustments`, { body })).status).toBe(200);
    const again = await call(`POST ${path}/adjustments`, { body: { ...body, ...change } });
    expect(again).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await call(`POST ${path}/adjustments`, { body })).status).toBe(200);
    const { data } = (await call(`GET ${path}/events`)).body;
    expect(data.filter(({ kind }: { kind: string }) => kind === 'adjustment')).toMatchObject([
      { body: { points: 20, reason: 'Met' } },
    ]);
  });

  it('refuse an adjustment with the id of an event that is none', async () => {
    const { path } = await seeded();
    const [{ id }] = (await call(`GET ${path}/events`)).body.data;
    const answer = await call(`POST ${path}/adjustments`, { body: { id, points: 20, reason: 'Met' } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  it.each(['crm-7', 7, 'x'.repeat(128)])('adjust once for the id %j, though it is no UUID', async (own) => {
    const { path } = await seeded();
    const body = { id: own, points: 20, reason: 'Met' };
    for (let n = 0; n < 2; n++) expect((await call(`POST ${path}/adjustments`, { body })).status).toBe(200);
    const { data } = (await call(`GET ${path}/events`)).body;
    const given = data.filter(({ kind }: { kind: string }) => kind === 'adjustment');
    expect(given).toHaveLength(1);
    expect(given[0].id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answer 404 when a visitor who is not there is adjusted or split', async () => {
    const { id } = await seeded();
    const at = `/v1/sites/${id}/visitors/nobody`;
    const body = { id: crypto.randomUUID(), points: 1, reason: 'x' };
    expect((await call(`POST ${at}/adjustments`, { body })).status).toBe(404);
    expect((await call(`POST ${at}/split`, { body: { device: 'x' } })).status).toBe(404);
  });

  it.each([
    [{ id: ' ', points: 1, reason: 'x' }, 'id'],
    [{ id: '0b5a0000-0000-4000-8000-000000000000', points: 10_001, reason: 'x' }, 'points'],
    [{ id: '0b5a0000-0000-4000-8000-000000000000', points: 1, reason: '' }, 'reason'],
    [{ id: '0b5a0000-0000-4000-8000-000000000000', points: 1, reason: 'x', by: 'me' }, 'by'],
  ])('refuse the adjustment %j and say where', async (body, path) => {
    const { id } = await seeded();
    const answer = await call(`POST /v1/sites/${id}/visitors/x/adjustments`, { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{ path }] } });
  });

  it('page a timeline, and refuse the cursor of another', async () => {
    const { path, id } = await seeded();
    const first = await call(`GET ${path}/events?limit=3`);
    expect(first.body.data.map(({ kind }: { kind: string }) => kind)).toEqual([
      'download',
      'identify',
      'form_fill',
    ]);
    const second = await call(`GET ${path}/events?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ data: [{ kind: 'page_view' }], nextCursor: null });
    const elsewhere = await call(`GET /v1/sites/${id}/visitors/x/events?cursor=${first.body.nextCursor}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    const list = await call(`GET /v1/sites/${id}/visitors?cursor=${first.body.nextCursor}`);
    expect(list).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  });
});
