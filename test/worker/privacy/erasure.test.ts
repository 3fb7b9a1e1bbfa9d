// Whoever is erased leaves every table and does not come back; everybody else stays as they were.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { anonymousVisitor } from '../../../worker/flows/common/visitor-id.ts';
import { split } from '../../../worker/flows/identity/split.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { recordByHand } from '../../../worker/flows/ingest/record-by-hand.ts';
import { continuePreview, startPreview } from '../../../worker/flows/models/preview.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { erase, eraseStatements } from '../../../worker/flows/privacy/erase.ts';
import { exportVisitor } from '../../../worker/flows/privacy/export.ts';
import type { ErasureAsked } from '../../../worker/flows/privacy/find-erasable.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { metered } from '../../../worker/store/database/metered.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { maxClaimedNodes } from '../../../worker/store/identity/graph-sql.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { limitedDatabase } from '../../support/database/limited-database.ts';
import { logByVisitor, makeSite, scoresOf } from '../../support/sites.ts';
import { cartLeft, day, hour } from '../../support/stories/lapses.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';

const later = streamStart + 30 * day;
const model = { ...defaultModel, halfLifeDays: null };
let count = 0;

function act(device: number, at: number, body: NewEvent['body'] = {}, kind?: string): NewEvent {
  return {
    ...{
      device: uuidOf('d', device),
      id: uuidOf('e', ++count),
      ownedAt: null,
      session: null,
      origin: 'browser',
    },
    kind: kind ?? (body.email || body.userId ? 'identify' : 'page_view'),
    occurredAt: streamStart + at,
    body,
  };
}

const ann = { email: 'ann@acme.test' };
const bob = { email: 'bob@acme.test' };

async function send(site: SiteConfig, events: NewEvent[], db: D1Database = env.DB): Promise<void> {
  const arrivals = events.map((event) => ({ site, event }));
  expect(await ingest(db, arrivals, later)).toEqual({ kind: 'stored' });
}

const shop = (changes: Record<string, unknown> = {}) =>
  makeSite(env.DB, model, { landmark: streamStart, changes });

const eraseThem = (
  site: SiteConfig,
  asked: ErasureAsked,
  more: { eventsAtOnce?: number } = {},
  db: D1Database = env.DB,
) => erase(db, site, { asked, actor: 'test', now: later, deadline: Date.now() + 20_000, ...more });

const tables =
  'event score stint identifier lead absorbed naming split conflict crossing waiting pending'.split(' ');

/** Rows of a site by table; without those that are empty. */
async function rowsOf(site: SiteConfig): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const n = await env.DB.prepare(`select count(*) as n from ${table} where site = ?1`)
      .bind(site.key)
      .first('n');
    if (n !== 0) counts[table] = Number(n);
  }
  return counts;
}

/** The ids of the events that the log holds. */
async function heldOf(site: SiteConfig): Promise<string[]> {
  const log = await logByVisitor(env.DB, site);
  return [...log.values()]
    .flat()
    .map(({ id }) => id)
    .sort();
}

const idsOf = (events: NewEvent[]) => events.map(({ id }) => id).sort();

const droppedAt = (site: SiteConfig) =>
  env.DB.prepare("select sum(beacons) as n from dropped where site = ?1 and reason = 'erased'")
    .bind(site.key)
    .first('n');

/** Bob bears the id of Ann's device, which was split from him. */
async function misnamed(site: SiteConfig) {
  await send(site, [act(1, hour), act(1, 2 * hour, bob), act(2, 3 * hour, bob)]);
  const his = await anonymousVisitor(site.visitorKey, uuidOf('d', 1));
  const by = { actor: 'test', now: later };
  await split(env.DB, site, { ...by, visitor: his, device: uuidOf('d', 1) });
  const fact = { kind: 'adjustment', points: 3, reason: 'x' } as const;
  await recordByHand(env.DB, site, { ...by, visitor: his, id: crypto.randomUUID(), fact });
  const afterSplit = { ...act(1, 0, ann), occurredAt: later + 1_000 };
  await ingest(
    env.DB,
    [
      { site, event: afterSplit },
      { site, event: act(3, hour, ann) },
    ],
    later + 2_000,
  );
  const scores = (version?: number) => scoresOf(env.DB, site.key, version);
  const hers = (await scores()).find(({ email }) => email === ann.email)?.visitor as string;
  return { his, hers, scores };
}

describe('an erasure', () => {
  for (const asked of [ann, { userId: '42' }]) {
    it(`removes a person by ${Object.keys(asked)} from every table, on all devices`, async () => {
      const site = await shop();
      await send(site, [
        act(1, hour),
        act(1, 2 * hour, { ...ann, traits: { firstName: 'Ann' } }),
        act(2, 3 * hour, { ...ann, userId: '42' }),
        act(2, 4 * hour),
      ]);
      expect(await eraseThem(site, asked)).toEqual({ kind: 'erased', visitors: 1, events: 4 });
      expect(await rowsOf(site)).toEqual({});
    });
  }

  it('removes an anonymous visitor by id, and a visitor by an id that was absorbed', async () => {
    const site = await shop();
    await send(site, [act(1, hour), act(2, hour)]);
    await send(site, [act(2, 2 * hour, ann)]);
    for (const device of [1, 2]) {
      const visitor = await anonymousVisitor(site.visitorKey, uuidOf('d', device));
      expect(await eraseThem(site, { visitor })).toMatchObject({
        kind: 'erased',
        visitors: 1,
        events: device,
      });
      expect(await eraseThem(site, { visitor })).toEqual({ kind: 'not_found' });
    }
    expect(await rowsOf(site)).toEqual({});
  });

  it('removes what was noted of a person under an id that was absorbed, and exports it before', async () => {
    const site = await shop();
    const hot = [1, 2].flatMap((device) =>
      Array.from({ length: 6 }, (_, n) => act(device, n * day, { form: `form ${n}` }, 'form_fill')),
    );
    await send(site, hot);
    await send(site, [act(1, 8 * day, ann), act(2, 9 * day, ann)]);
    expect(await rowsOf(site)).toMatchObject({ absorbed: 1, crossing: 2 });
    const visitor = (await scoresOf(env.DB, site.key))[0]?.visitor as string;
    expect((await exportVisitor(env.DB, site, visitor, later))?.crossings).toHaveLength(2);
    await eraseThem(site, ann);
    expect(await rowsOf(site)).toEqual({});
  });

  it('leaves what somebody else did on a shared device, as if the person had never been there', async () => {
    const site = await shop();
    const his = [act(1, 5 * hour, bob), act(1, 6 * hour), act(2, hour, bob)];
    await send(site, [act(1, hour), act(1, 2 * hour, ann), ...his]);
    expect(await eraseThem(site, ann)).toEqual({ kind: 'erased', visitors: 1, events: 2 });
    expect(await heldOf(site)).toEqual(idsOf(his));
    expect((await scoresOf(env.DB, site.key)).map(({ email }) => email)).toEqual([bob.email]);
    await expectFold(env.DB, site);
    const starts = await env.DB.prepare('select started_at as at from stint where site = ?1')
      .bind(site.key)
      .all();
    expect(starts.results).toEqual([{ at: 0 }, { at: 0 }]);
  });

  it('removes events that name the person and are somebody else’s, and scores those people anew', async () => {
    const site = await shop();
    const theirs = [
      act(1, hour, { ...bob, userId: '1' }),
      act(2, 2 * hour, { email: ann.email, userId: '2' }),
    ];
    // The userId wins: it is Bob's, and recorded as a conflict.
    const both = act(1, 3 * hour, { email: ann.email, userId: '1' });
    await send(site, theirs);
    await send(site, [both]);
    expect((await rowsOf(site)).conflict).toBe(1);
    expect(await eraseThem(site, { userId: '2' })).toEqual({ kind: 'erased', visitors: 1, events: 2 });
    expect(await heldOf(site)).toEqual(idsOf(theirs.slice(0, 1)));
    expect(await rowsOf(site)).toEqual({ event: 1, score: 1, stint: 1, identifier: 2, lead: 1, naming: 2 });
    await expectFold(env.DB, site);
  });

  it('removes whoever goes by the email on a device of their own only', async () => {
    const site = await shop({ claimed: 'separate' });
    await send(site, [act(1, hour, ann), act(2, hour, ann), act(3, hour, bob)]);
    expect(await eraseThem(site, ann)).toEqual({ kind: 'erased', visitors: 2, events: 2 });
    expect(await scoresOf(env.DB, site.key)).toEqual([expect.objectContaining({ email: bob.email })]);
    await expectFold(env.DB, site);
  });

  it('finds a name that was given on a device of a crowd, and given up', async () => {
    const site = await shop();
    const info = { email: 'info@acme.test' };
    await send(site, [act(1, hour, info)]);
    // Two thousand devices of the same person, put there directly: delivering each would take minutes.
    await env.DB.prepare(
      `insert into stint (site, device, started_at, visitor, verified, claimed_at)
       select ?1, unhex(printf('%032x', 4294967296 + n.value)), 0, t.visitor, 0, 0 from stint t, json_each(?2) n where t.site = ?1`,
    )
      .bind(site.key, JSON.stringify([...Array(2_000).keys()]))
      .run();
    await send(site, [act(1, 2 * hour, ann)]);
    expect((await rowsOf(site)).pending).toBeUndefined();
    expect(await eraseThem(site, ann)).toEqual({ kind: 'erased', visitors: 0, events: 1 });
  });

  it('finds a name that was claimed beyond what claims may tie together', async () => {
    const site = await shop();
    const crowd = Array.from({ length: maxClaimedNodes + 20 }, (_, n) => act(1_000 + n, n, bob));
    await send(site, crowd, metered(env.DB, { statements: 1_000 }));
    const apart = await env.DB.prepare(
      "select count(*) as n from naming where site = ?1 and kind = 'apart email'",
    )
      .bind(site.key)
      .first('n');
    expect(apart).toBeGreaterThan(0);
    expect(await eraseThem(site, bob)).toMatchObject({ kind: 'erased', events: crowd.length });
    expect(await rowsOf(site)).toEqual({});
  });

  it('takes its ids out of what previews have counted', async () => {
    const site = await shop();
    await send(site, [act(1, hour, ann), act(2, hour, bob)]);
    const drafted = { ...model, rules: model.rules.map((rule) => ({ ...rule, points: 40 })) };
    await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
      .bind(site.key, JSON.stringify(drafted))
      .run();
    await send(site, [act(1, 2 * hour), act(2, 2 * hour)]);
    await startPreview(env.DB, site, { version: 2, now: later });
    await continuePreview(env.DB, { site: site.key, version: 2 }, Date.now() + 10_000);
    const row = () => env.DB.prepare('select * from preview where site = ?1').bind(site.key).first();
    const idOf = async (email: string) =>
      (await scoresOf(env.DB, site.key)).find((score) => score.email === email)?.visitor as string;
    const [hers, his] = [await idOf(ann.email), await idOf(bob.email)];
    expect(JSON.stringify(await row())).toContain(hers);
    await eraseThem(site, ann);
    expect(JSON.stringify(await row())).not.toContain(hers);
    expect(JSON.parse((await row())?.tally as string).movers).toMatchObject([{ visitor: his }]);
  });

  it('gives another id to whoever bears that of a device of the person, wherever it stands, within the free plan', async () => {
    const site = await shop();
    const { his, hers, scores } = await misnamed(site);
    const results = [];
    while (results.at(-1)?.kind !== 'erased' && results.length < 4) {
      const { db, asked } = limitedDatabase(env.DB, 47);
      results.push(await eraseThem(site, { visitor: hers }, {}, metered(db, { statements: 47 })));
      expect(asked.statements).toBeLessThanOrEqual(47);
    }
    expect(results).toEqual([{ kind: 'unavailable' }, { kind: 'erased', visitors: 1, events: 2 }]);
    const now = (await scores()).find(({ email }) => email === bob.email)?.visitor;
    expect(now).not.toBe(his);
    const { results: audit } = await env.DB.prepare(
      "select action, detail->>'visitor' as visitor from audit where site = ?1 and action <> 'visitor.erase' order by action",
    )
      .bind(site.key)
      .all();
    expect(audit).toEqual([
      { action: 'visitor.adjust', visitor: now },
      { action: 'visitor.split', visitor: now },
    ]);
    await expectFold(env.DB, site);
  });

  it('finds what a crash left to be applied', async () => {
    const site = await shop();
    await send(site, [act(1, hour, ann), act(1, 2 * hour)]);
    await send(site, [act(2, hour), act(2, 2 * hour, ann)], metered(env.DB, { statements: 25 }));
    expect((await rowsOf(site)).pending).toBe(1);
    expect(await eraseThem(site, ann)).toEqual({ kind: 'erased', visitors: 1, events: 4 });
    expect(await rowsOf(site)).toEqual({});
  });

  it('finds who an anonymous visitor has just said to be, also where a crash left that to be applied', async () => {
    const site = await shop();
    await send(site, [act(1, hour), act(1, 2 * hour)]);
    await send(site, [act(1, 3 * hour, ann)], metered(env.DB, { statements: 25 }));
    expect((await rowsOf(site)).pending).toBe(1);
    const visitor = await anonymousVisitor(site.visitorKey, uuidOf('d', 1));
    expect(await eraseThem(site, { visitor })).toEqual({ kind: 'erased', visitors: 1, events: 3 });
    await send(await fresh(site), [act(2, 4 * hour, ann)]);
    expect(await rowsOf(site)).toEqual({});
  });

  it('removes 10,000 events within two seconds, and more than one transaction takes in several', async () => {
    const site = await shop();
    await send(site, [act(1, hour, ann)]);
    await env.DB.prepare(
      `insert into event select ?1, unhex(?2), unhex(printf('%032x', 1000 + n.value)), 'V', ?3 + n.value, null, n.value, 0, null, 0, null,
         '{"url":"https://example.com/some/page"}' from json_each(?4) n`,
    )
      .bind(site.key, hexOf(uuidOf('d', 1)), streamStart + hour, JSON.stringify([...Array(10_000).keys()]))
      .run();
    const begun = Date.now();
    expect(await eraseThem(site, ann)).toEqual({ kind: 'erased', visitors: 1, events: 10_001 });
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect(await rowsOf(site)).toEqual({});

    const events = [act(2, hour, bob), ...Array.from({ length: 6 }, (_, n) => act(2, (n + 2) * hour))];
    await send(await fresh(site), events);
    expect(await eraseThem(site, bob, { eventsAtOnce: 3 })).toEqual({
      kind: 'erased',
      visitors: 1,
      events: 7,
    });
    expect(await rowsOf(site)).toEqual({});
    expect(
      await env.DB.prepare('select count(distinct id) as n from erasure where site = ?1')
        .bind(site.key)
        .first('n'),
    ).toBe(2);
  });

  it('is recorded with its first transaction, and once, also when it is not finished', async () => {
    const site = await shop();
    const visits = Array.from({ length: 6 }, (_, n) => act(3, (n + 2) * hour));
    await send(site, [act(3, hour, ann), ...visits]);
    const recorded = () =>
      env.DB.prepare("select count(*) n from audit where site = ?1 and action = 'visitor.erase'")
        .bind(site.key)
        .first('n');
    // Enough for one turn, and too few to begin another.
    const scarce = metered(env.DB, { statements: eraseStatements });
    const by = { actor: 'test', now: later, deadline: Date.now() + 20_000, eventsAtOnce: 3 };
    expect(await erase(scarce, site, { asked: ann, ...by })).toEqual({ kind: 'unfinished' });
    expect(await recorded()).toBe(1);
    expect(await eraseThem(await fresh(site), ann, { eventsAtOnce: 3 })).toMatchObject({ kind: 'erased' });
    expect(await recorded()).toBe(2);
    expect(await rowsOf(site)).toEqual({});
  });
});

const fresh = async (site: SiteConfig) => (await readSite(env.DB, site.key)) as SiteConfig;

describe('what arrives after an erasure', () => {
  it('is dropped and counted where it names the person, or occurred on a device while that was theirs', async () => {
    const site = await shop();
    const before = [act(1, hour), act(1, 2 * hour, ann), act(1, 3 * hour)];
    await send(site, before);
    await eraseThem(site, ann);
    const now = await fresh(site);
    await send(now, [...before, act(1, 4 * hour), act(7, 5 * hour, { ...ann, userId: '9' })]);
    expect([await rowsOf(site), await droppedAt(site)]).toEqual([{}, 5]);
    const late = { ...act(1, 0), occurredAt: later + 1_000 };
    await send(now, [late, { ...act(1, 0, ann), occurredAt: later + 2_000 }]);
    expect([await heldOf(site), await droppedAt(site)]).toEqual([[late.id], 6]);
    expect((await scoresOf(env.DB, site.key)).map(({ visitor, email }) => [visitor, email])).toEqual([
      [await anonymousVisitor(site.visitorKey, uuidOf('d', 1)), null],
    ]);
    await expectFold(env.DB, now);
  });

  it('is dropped by a writer who remembers the person and the site as they were', async () => {
    const site = await shop();
    await send(site, [act(1, hour), act(1, 2 * hour, ann)]);
    await send(site, [act(1, 3 * hour)]);
    await eraseThem(site, ann);
    await send(site, [act(1, 4 * hour), act(2, 4 * hour, ann)]);
    expect([await rowsOf(site), await droppedAt(site)]).toEqual([{}, 2]);
  });

  it('is dropped on a shared device too, but not what names somebody else', async () => {
    const site = await shop();
    const his = [act(1, 5 * hour, bob), act(1, 6 * hour)];
    const hers = [act(1, hour), act(1, 2 * hour, ann), act(1, 3 * hour)];
    await send(site, [...hers, ...his]);
    await eraseThem(site, ann);
    const more = [act(1, 7 * hour), act(1, 4 * hour, bob)];
    await send(await fresh(site), [...hers, ...his, ...more]);
    expect(await heldOf(site)).toEqual(idsOf([...his, ...more]));
    await expectFold(env.DB, site);
  });

  it('is dropped before there was anybody, and stored again once the erasure is lifted', async () => {
    const id = await newSite();
    const path = `/v1/sites/${id}`;
    const erased = await call(`POST ${path}/erasures`, { body: { email: ' ANN@acme.test ' } });
    expect([erased.status, erased.body]).toEqual([200, { visitors: 0, events: 0 }]);
    const event = { id: crypto.randomUUID(), kind: 'email_reply', ...ann };
    const outcome = { id: 'o1', result: 'won', ...ann };
    expect((await call(`POST ${path}/events`, { body: { events: [event] } })).body.accepted).toBe(1);
    expect((await call(`POST ${path}/outcomes`, { body: [outcome] })).status).toBe(200);
    expect((await call(`GET ${path}/visitors`)).body.data).toEqual([]);
    const [{ id: erasure, ...listed }] = (await call(`GET ${path}/erasures`)).body.data;
    expect(listed).toEqual({ at: expect.any(Number), actor: 'bootstrap' });
    expect((await call(`DELETE ${path}/erasures/${erasure}`)).status).toBe(204);
    expect((await call(`DELETE ${path}/erasures/${erasure}`)).status).toBe(404);
    await call(`POST ${path}/events`, { body: { events: [event] } });
    expect((await call(`GET ${path}/visitors`)).body.data).toEqual([expect.objectContaining(ann)]);
  });
});

describe('an erasure under fire', () => {
  it('lets nothing of the person stay, whatever arrives with it', async () => {
    const site = await shop();
    const events = Array.from({ length: 60 }, (_, n) => act(n % 4, n * hour, n % 3 === 0 ? ann : {}));
    await send(site, events.slice(0, 20));
    const results = await Promise.all([
      ...events.slice(20).map((event) => ingest(env.DB, [{ site, event }], later)),
      eraseThem(site, ann),
    ]);
    expect(results.at(-1)).toMatchObject({ kind: 'erased' });
    for (const result of results.slice(0, -1)) expect(result.kind).toBe('stored');
    const { results: naming } = await env.DB.prepare(
      "select 1 from event where site = ?1 and body->>'email' is not null",
    )
      .bind(site.key)
      .all();
    expect(naming).toEqual([]);
    expect(
      Object.keys(await rowsOf(site)).filter((table) => /lead|identifier|naming|stint/.test(table)),
    ).toEqual([]);
    await expectFold(env.DB, await fresh(site));
  });

  it('follows a visitor who is absorbed into another one meanwhile', async () => {
    const site = await shop();
    await send(site, [act(1, hour), act(2, hour, ann)]);
    const visitor = await anonymousVisitor(site.visitorKey, uuidOf('d', 1));
    let calls = 0;
    const meanwhile = wrapDatabase(env.DB, async (_, call) => {
      const answer = await call();
      if (calls++ === 0) await send(site, [act(1, 3 * hour, ann)]);
      return answer;
    });
    expect(await eraseThem(site, { visitor }, {}, meanwhile)).toEqual({
      kind: 'erased',
      visitors: 1,
      events: 3,
    });
    expect(await rowsOf(site)).toEqual({});
  });

  it('counts nobody who is gone already', async () => {
    const site = await shop();
    await send(site, [act(1, hour, ann), act(1, 2 * hour)]);
    const visitor = await anonymousVisitor(site.visitorKey, uuidOf('d', 1));
    const kinds = await Promise.all([1, 2].map(() => eraseThem(site, { visitor })));
    expect(kinds).toHaveLength(2);
    expect(kinds).toContainEqual({ kind: 'erased', visitors: 1, events: 2 });
    expect(kinds).toContainEqual({ kind: 'not_found' });
  });

  it('removes the scores of a version that is being filled, and does not let it bring them back', async () => {
    const site = await shop();
    await send(site, [act(1, hour, ann), act(2, hour, bob)]);
    await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
      .bind(site.key, JSON.stringify(model))
      .run();
    const by = { actor: 'test', now: later };
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: Date.now() + 10_000 });
    await send(await fresh(site), [act(1, 2 * hour)]);
    expect(await scoresOf(env.DB, site.key, 2)).toHaveLength(1);
    await eraseThem(await fresh(site), ann);
    expect(await scoresOf(env.DB, site.key, 2)).toEqual([]);
    await continuePublishing(env.DB, site.key, Date.now() + 20_000);
    const served = await fresh(site);
    expect(served.served.version).toBe(2);
    expect((await scoresOf(env.DB, site.key, 2)).map(({ email }) => email)).toEqual([bob.email]);
    await expectFold(env.DB, served);
  });

  it('lets a publication under way miss nobody who was given another id', async () => {
    const site = await shop();
    const { his, hers, scores } = await misnamed(site);
    await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
      .bind(site.key, JSON.stringify(model))
      .run();
    const by = { actor: 'test', now: later };
    await startPublishing(env.DB, { site: site.key, version: 2 }, { ...by, deadline: Date.now() + 10_000 });
    // It has passed whatever id he is given.
    await env.DB.prepare('update model set cursor = ?2 where site = ?1 and version = 2')
      .bind(site.key, `${'_'.repeat(21)}w`)
      .run();
    expect(await eraseThem(await fresh(site), { visitor: hers })).toMatchObject({ kind: 'erased' });
    await continuePublishing(env.DB, site.key, Date.now() + 20_000);
    const bobs = (await scores(2)).filter(({ email }) => email === bob.email);
    expect(bobs.map(({ visitor }) => visitor === his)).toEqual([false]);
    await expectFold(env.DB, await fresh(site));
  });

  it('leaves nothing that lapses', async () => {
    const site = await makeSite(env.DB, { ...model, lapses: [cartLeft] }, { landmark: streamStart });
    const his = act(1, 5 * hour, bob);
    await send(site, [act(1, hour, ann), act(1, 2 * hour, {}, 'added_to_cart'), his]);
    expect((await rowsOf(site)).waiting).toBe(1);
    await eraseThem(site, ann);
    await runScheduled(env.DB, { now: later + 2 * day, deadline: Date.now() + 10_000 });
    expect(await heldOf(site)).toEqual([his.id]);
    expect((await rowsOf(site)).waiting).toBeUndefined();
  });
});

describe('export and erasure through the API', () => {
  it('exports everything held, erases it, and says in the audit only that somebody was erased', async () => {
    const id = await newSite();
    const path = `/v1/sites/${id}`;
    const device = crypto.randomUUID();
    const view = { id: crypto.randomUUID(), kind: 'page_view', url: 'https://acme.test/pricing', device };
    const said = {
      id: crypto.randomUUID(),
      kind: 'identify',
      ...ann,
      userId: '42',
      device,
      traits: { title: 'CTO' },
    };
    await call(`POST ${path}/events`, { body: { events: [view, said] } });
    const outcome = { id: 'o1', result: 'won', ...ann, value: 100, currency: 'EUR' };
    await call(`POST ${path}/outcomes`, { body: [outcome] });
    const [{ id: visitor }] = (await call(`GET ${path}/visitors`)).body.data;
    const adjustment = { id: crypto.randomUUID(), points: 3, reason: 'Met at the fair' };
    await call(`POST ${path}/visitors/${visitor}/adjustments`, { body: adjustment });

    const held = await call(`GET ${path}/visitors/${visitor}/export`);
    expect([held.status, held.body]).toEqual([
      200,
      expect.objectContaining({
        site: id,
        visitor: expect.objectContaining({
          id: visitor,
          traits: expect.objectContaining({
            title: expect.objectContaining({ value: 'CTO', from: 'server', verified: true }),
          }),
          identities: [
            { kind: 'email', value: ann.email },
            { kind: 'userId', value: '42' },
          ],
          devices: expect.arrayContaining([device]),
        }),
        scores: [expect.objectContaining({ model: 'default', version: 1, status: 'customer' })],
        stretches: expect.arrayContaining([{ device, from: 0, until: null, verified: true }]),
        outcomes: [expect.objectContaining({ body: expect.objectContaining({ result: 'won', value: 100 }) })],
        adjustments: [
          expect.objectContaining({
            body: expect.objectContaining({ points: 3, reason: 'Met at the fair' }),
          }),
        ],
        events: [
          expect.objectContaining({ kind: 'page_view' }),
          expect.objectContaining({ kind: 'identify' }),
        ],
        splits: [],
        conflicts: [],
      }),
    ]);

    expect((await call(`DELETE ${path}/visitors/${visitor}`)).body).toEqual({ visitors: 1, events: 4 });
    for (const what of ['', '/export', '/events', '/explanation'])
      expect((await call(`GET ${path}/visitors/${visitor}${what}`)).status).toBe(404);
    expect((await call(`DELETE ${path}/visitors/${visitor}`)).status).toBe(404);
    const { key } = (await readSite(env.DB, id)) as SiteConfig;
    const audit = await env.DB.prepare(
      "select actor, detail from audit where site = ?1 and action = 'visitor.erase'",
    )
      .bind(key)
      .all();
    const [{ id: erasure }] = (await call(`GET ${path}/erasures`)).body.data;
    expect(audit.results).toEqual([{ actor: 'bootstrap', detail: JSON.stringify({ erasure }) }]);
  });

  it('exports to who claims an email on a device of their own nothing of the person whose it is', async () => {
    const site = await shop({ claimed: 'separate' });
    const vouched = { ...ann, verified: true as const };
    await send(site, [act(1, hour, vouched), act(2, 2 * hour, vouched), act(9, 3 * hour, ann)]);
    const hers = await anonymousVisitor(site.visitorKey, uuidOf('d', 1));
    const strangers = await anonymousVisitor(site.visitorKey, uuidOf('d', 9));
    await split(env.DB, site, { visitor: hers, device: uuidOf('d', 2), actor: 'test', now: later });
    const exported = (id: string) => exportVisitor(env.DB, site, id, later);
    expect((await exported(hers))?.splits).toMatchObject([{ device: uuidOf('d', 2), ...ann }]);
    expect(await exported(strangers)).toMatchObject({ visitor: ann, splits: [] });
  });

  it('lets administrators erase, and nobody else; whoever may read may export', async () => {
    const id = await newSite();
    const path = `/v1/sites/${id}`;
    for (const [role, status] of [
      ['admin', 404],
      ['editor', 403],
      ['read', 403],
      ['write', 403],
    ] as const) {
      const token = await newToken(role, id);
      expect((await call(`DELETE ${path}/visitors/x`, { token })).status).toBe(status);
      expect((await call(`DELETE ${path}/erasures/x`, { token })).status).toBe(status);
      expect((await call(`POST ${path}/erasures`, { token, body: ann })).status).toBe(
        role === 'admin' ? 200 : 403,
      );
      expect((await call(`GET ${path}/erasures`, { token })).status).toBe(role === 'admin' ? 200 : 403);
      expect((await call(`GET ${path}/visitors/x/export`, { token })).status).toBe(
        role === 'write' ? 403 : 404,
      );
    }
  });

  it('refuses what identifies nobody', async () => {
    const path = `/v1/sites/${await newSite()}/erasures`;
    for (const body of [{ email: 'nobody' }, { userId: 'null' }, {}, { ...ann, userId: '1' }])
      expect((await call(`POST ${path}`, { body })).body.code).toBe('invalid_request');
  });
});
