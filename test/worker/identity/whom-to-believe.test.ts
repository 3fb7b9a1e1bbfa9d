// What a stranger claims changes nothing about whom the site's server or a token has named.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Trait } from '../../../schema/trait.ts';
import { serverDevice } from '../../../worker/flows/common/visitor-id.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { metered } from '../../../worker/store/database/metered.ts';
import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';
import { maxClaimedNodes, maxNodes } from '../../../worker/store/identity/graph-sql.ts';
import { hexOf, uuidFrom } from '../../../worker/store/ids.ts';
import { forgetSite, readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { beaconOf, post, wireEvent } from '../../support/beacons.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { expectTraits } from '../../support/checks/trait-check.ts';
import { logByVisitor, makeSite } from '../../support/sites.ts';
import { identify, type Naming, streamStart, uuidOf } from '../../support/stories/models.ts';

const hour = 3_600_000;
const secret = 'the identity secret of the site';
const model = { ...defaultModel, halfLifeDays: null };
const newSite = (changes = {}) => makeSite(env.DB, model, { landmark: streamStart, changes });
const real = 'real@acme.test';
const mallory = 'mallory@evil.test';

/** The site's word for it that somebody is who they are. */
type Vouching = (
  site: SiteConfig,
  who: { email?: string; userId?: string },
  device?: string,
) => Promise<void>;

const byServer: Vouching = async (site, who) => {
  const events = [{ id: crypto.randomUUID(), kind: 'login', ...who }];
  const { body } = await call(`POST /v1/sites/${site.id}/events`, { body: { events } });
  expect(body).toEqual({ accepted: 1, rejected: [] });
};

/** Signed in, each time in another browser. */
const byToken: Vouching = async (site, { email, userId }, device = crypto.randomUUID()) => {
  await env.DB.prepare('update site set identity_secret = ?2, revision = revision + 1 where key = ?1')
    .bind(site.key, secret)
    .run();
  forgetSite(site.id);
  const token = await new SignJWT({ ...(email && { email }), ...(userId && { sub: userId }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
  await beacon(site, device, { ...(email && { email }), ...(userId && { userId }), token });
};

async function beacon(site: SiteConfig, device: string, said: Record<string, unknown>, at = Date.now()) {
  const events = [
    wireEvent('page_view', { at: at - 1 }),
    wireEvent('identify', { at, ...said }),
    wireEvent('page_view', { at: at + 1 }),
  ];
  const answer = await post(beaconOf(site, events, { device }));
  expect(await answer.json()).toEqual({ accepted: 3, rejected: [] });
}

const sell = async (site: SiteConfig, whom: object) => {
  const body = { id: crypto.randomUUID(), result: 'won', ...whom };
  const answer = await call(`POST /v1/sites/${site.id}/outcomes`, { body });
  expect(answer.body).toEqual({ accepted: 1, rejected: [] });
};

/** Everybody on the list who is so named, as an outsider sees them. */
async function listed(site: SiteConfig, query: string): Promise<object[]> {
  const { body } = await call(`GET /v1/sites/${site.id}/visitors?${query}`);
  return body.data.map((one: Record<string, unknown>) => ({
    ...{ email: one.email, userId: one.userId, verified: one.verified, status: one.status },
  }));
}

async function idOf(site: SiteConfig, query: string): Promise<string> {
  return (await call(`GET /v1/sites/${site.id}/visitors?${query}`)).body.data[0]?.id;
}

describe.each<[string, Vouching]>([
  ['the server', byServer],
  ['a token', byToken],
])('whom %s has named', (_, vouch) => {
  const sold = { email: real, userId: '900', verified: true, status: 'customer' };

  it('keeps the name and the sale, though a stranger has claimed the userId with an email before', async () => {
    const site = await newSite();
    const stranger = crypto.randomUUID();
    await vouch(site, { userId: '900' });
    const before = await idOf(site, 'userId=900');
    await beacon(site, stranger, { userId: '900', email: mallory, traits: { name: 'Mallory' } });
    expect(await listed(site, 'userId=900')).toMatchObject([{ email: null, verified: true }]);
    await vouch(site, { userId: '900', email: real });
    await sell(site, { email: real });
    expect(await listed(site, 'userId=900')).toEqual([sold]);
    expect(await listed(site, `email=${real}`)).toEqual([sold]);
    expect(await idOf(site, `email=${real}`)).toBe(before);
    expect(await listed(site, `email=${mallory}`)).toMatchObject([{ userId: null, verified: false }]);
    const { body } = await call(`GET /v1/sites/${site.id}/visitors/${before}`);
    expect(body.name).toBeNull();
    await expectFold(env.DB, site);
    await expectTraits(env.DB, site);
  });

  it('keeps both identifiers, though a stranger has tied a foreign userId to the email', async () => {
    const site = await newSite();
    await vouch(site, { email: real });
    await beacon(site, crypto.randomUUID(), { email: real, userId: '666' });
    expect(await listed(site, 'userId=666')).toEqual([]);
    await vouch(site, { email: real, userId: '900' });
    await sell(site, { userId: '900' });
    expect(await listed(site, `email=${real}`)).toEqual([sold]);
    expect(await listed(site, 'userId=666')).toMatchObject([{ email: null, verified: false }]);
    await expectFold(env.DB, site);
  });

  it('is not merged with another, and neither loses a device', async () => {
    const site = await newSite();
    await vouch(site, { email: real });
    await vouch(site, { userId: '7' });
    await beacon(site, crypto.randomUUID(), { email: real, userId: '7', traits: { name: 'Mallory' } });
    await sell(site, { email: real });
    await sell(site, { userId: '7' });
    expect(await listed(site, `email=${real}`)).toEqual([{ ...sold, userId: null }]);
    expect(await listed(site, 'userId=7')).toEqual([{ ...sold, email: null, userId: '7' }]);
    await expectFold(env.DB, site);
  });
});

describe('a device that claims to be of a verified person', () => {
  it('is added to them, marked, and split off again', async () => {
    const site = await newSite();
    const device = crypto.randomUUID();
    await byServer(site, { email: real });
    await beacon(site, device, { email: real });
    const id = await idOf(site, `email=${real}`);
    const { body } = await call(`GET /v1/sites/${site.id}/visitors/${id}`);
    expect(body.devices).toContain(device);
    const explained = await call(`GET /v1/sites/${site.id}/visitors/${id}/explanation`);
    expect(explained.body.lines).not.toEqual([]);
    for (const line of explained.body.lines) expect(line.claimed).toBe(true);
    const split = await call(`POST /v1/sites/${site.id}/visitors/${id}/split`, { body: { device } });
    expect(split.status).toBe(200);
    const after = await call(`GET /v1/sites/${site.id}/visitors/${id}`);
    expect(JSON.stringify(after.body.devices)).not.toContain(device);
    await expectFold(env.DB, site);
  });

  it('resolves nobody anew by naming, again, what they lack', async () => {
    const site = await newSite();
    await byServer(site, { userId: '900' });
    const device = crypto.randomUUID();
    const writtenBy = async (said: Record<string, unknown>) => {
      const attempt = () =>
        env.DB.prepare('select attempt from lead where site = ?1 and verified')
          .bind(site.key)
          .first('attempt');
      const before = await attempt();
      await beacon(site, device, said);
      return (await attempt()) !== before;
    };
    expect(await writtenBy({ userId: '900', email: real })).toBe(true);
    expect(await writtenBy({ userId: '900', email: real })).toBe(false);
    expect(await writtenBy({ email: real })).toBe(false);
    expect(await writtenBy({ userId: '900', email: mallory })).toBe(true);
    await beacon(site, crypto.randomUUID(), { email: real });
    await beacon(site, device, { email: real });
    expect(await listed(site, `email=${real}`)).toMatchObject([{ userId: null, verified: false }]);
    await byServer(site, { userId: '900', email: real });
    expect(await listed(site, `email=${real}`)).toMatchObject([{ userId: '900', verified: true }]);
    await expectFold(env.DB, site);
    await expectTraits(env.DB, site);
  });

  it('takes no outcome along when it turns out to be of somebody else', async () => {
    const site = await newSite();
    await byServer(site, { email: real });
    const id = await idOf(site, `email=${real}`);
    const device = '00000000-0000-4000-8000-000000000000';
    const now = Date.now();
    await beacon(site, device, { email: real }, now - hour);
    await sell(site, { visitor: id });
    await beacon(site, device, { email: mallory }, now - 2 * hour);
    expect(await listed(site, `email=${real}`)).toMatchObject([{ status: 'customer' }]);
    expect(await listed(site, `email=${mallory}`)).toMatchObject([
      { status: expect.not.stringMatching('customer') },
    ]);
    await expectFold(env.DB, site);
  });
});

describe('a trait', () => {
  it('that was claimed is verified once the server says the same, and holds from then on', async () => {
    const site = await newSite();
    await byServer(site, { email: real });
    await beacon(site, crypto.randomUUID(), { email: real, traits: { title: 'CTO', name: 'Real Name' } });
    const id = await idOf(site, `email=${real}`);
    const detail = async () => (await call(`GET /v1/sites/${site.id}/visitors/${id}`)).body;
    expect(await detail()).toMatchObject({
      name: null,
      traits: { title: { value: 'CTO', verified: false } },
    });
    const events = [
      { id: crypto.randomUUID(), kind: 'identify', email: real, traits: { title: 'CTO', name: 'Real Name' } },
    ];
    await call(`POST /v1/sites/${site.id}/events`, { body: { events } });
    expect(await detail()).toMatchObject({
      name: 'Real Name',
      traits: { title: { value: 'CTO', verified: true } },
    });
    await beacon(site, crypto.randomUUID(), { email: real, traits: { title: 'Intern', name: 'Mallory' } });
    expect(await detail()).toMatchObject({
      name: 'Real Name',
      traits: { title: { value: 'CTO', verified: true } },
    });
  });
});

describe('what the email of a verified person tells', () => {
  it('is not replaced by what a stranger claims', async () => {
    const site = await newSite();
    await byServer(site, { email: real });
    await beacon(site, crypto.randomUUID(), {
      email: real,
      traits: { emailDomain: 'evil.test', emailType: 'disposable' },
    });
    const { body } = await call(`GET /v1/sites/${site.id}/visitors/${await idOf(site, `email=${real}`)}`);
    expect(body.traits).toMatchObject({
      emailDomain: { value: 'acme.test', from: 'email', verified: true },
      emailType: { value: 'work', from: 'email', verified: true },
    });
    await expectTraits(env.DB, site);
  });
});

const anySaid: fc.Arbitrary<Naming> = fc
  .record({
    n: fc.integer({ min: 0, max: 1_000_000 }),
    device: fc.integer({ min: 0, max: 4 }),
    hour: fc.integer({ min: 0, max: 24 }),
    email: fc.option(fc.constantFrom('ann', 'bob', 'cyd'), { nil: undefined }),
    userId: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }),
    traits: fc.dictionary(fc.constantFrom('title', 'firstName'), fc.constantFrom('CTO', 'Ann'), {
      maxKeys: 2,
    }),
    place: fc.constantFrom({}, { country: 'DE' }),
  })
  .filter(({ email, userId }) => email !== undefined || userId !== undefined)
  .map((said) => ({ ...said, verified: false }));

const anyStory = fc.record({
  said: fc.uniqueArray(anySaid, { minLength: 3, maxLength: 14, selector: ({ n }) => n }),
  kinds: fc.array(fc.constantFrom('server', 'token', 'claim', 'claim'), { minLength: 14, maxLength: 14 }),
  seed: fc.shuffledSubarray([...Array(14).keys()], { minLength: 14 }),
  cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 14, maxLength: 14 }),
  separate: fc.boolean(),
});

/** A site whose stand-in devices are those of every other such site: their order decides between claims of the same moment. */
async function siteOfOneKey(changes: object): Promise<SiteConfig> {
  const site = await newSite(changes);
  await env.DB.prepare("update site set visitor_key = 'the same key' where key = ?1").bind(site.key).run();
  return (await readSite(env.DB, site.key)) as SiteConfig;
}

/** What is stored of verified people, and whose their events are. */
async function storedOf(site: SiteConfig, ids: ReadonlySet<string>) {
  const log = await logByVisitor(env.DB, site);
  const { results } = await env.DB.prepare(
    'select hex(visitor) as visitor, email, user_id as userId, name, company, traits from lead where site = ?1 and verified',
  )
    .bind(site.key)
    .all<Record<string, string>>();
  const leads = new Map(results.map((lead) => [lead.visitor, lead]));
  const hexOfVisitor = (visitor: string) => Buffer.from(visitor, 'base64url').toString('hex').toUpperCase();
  const owners = [...log].flatMap(([visitor, events]) => {
    const lead = leads.get(hexOfVisitor(visitor));
    return events
      .filter(({ id }) => ids.has(id))
      .map(({ id, kind }) => `${id} ${kind}: ${lead ? `${lead.email} ${lead.userId}` : 'nobody verified'}`);
  });
  // Of two who said the same, either may be named as its source.
  const people = results.map(({ email, userId, name, company, traits }) => {
    const said = Object.entries(JSON.parse(traits as string) as Record<string, Trait>);
    const verified = said.filter(([, trait]) => trait.verified).map(([key, { value }]) => `${key}=${value}`);
    return `${email} ${userId}, ${name}, ${company}: ${verified.sort()}`;
  });
  return { owners: owners.sort(), people: people.sort() };
}

it('through the database, whatever is claimed in between: verified people are as they would be without', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ said, kinds, seed, cuts, separate }) => {
      const run = async (withClaims: boolean) => {
        const site = await siteOfOneKey({ claimed: separate ? 'separate' : 'merge' });
        const all = await Promise.all(
          said.map(async (naming, n): Promise<[string, NewEvent]> => {
            const kind = kinds[n] as string;
            const event = identify({ ...naming, verified: kind !== 'claim' });
            if (kind !== 'server') return [kind, event];
            const [of, value] = naming.userId
              ? (['userId', naming.userId] as const)
              : (['email', event.body.email as string] as const);
            const body = { ...event.body, outcome: `o${n}`, result: 'won' as const };
            const device = await serverDevice(site.visitorKey, of, value);
            return [kind, { ...event, kind: 'outcome', origin: 'server', device, body }];
          }),
        );
        const arriving = seed.flatMap((place) => (all[place] ? [all[place]] : []));
        for (const size of [...cuts, arriving.length]) {
          const batch = arriving.splice(0, size).filter(([kind]) => withClaims || kind !== 'claim');
          if (batch.length === 0) continue;
          const arrivals = batch.map(([, event]) => ({ site, event }));
          expect(await ingest(env.DB, arrivals, streamStart + 30 * 24 * hour)).toEqual({ kind: 'stored' });
        }
        await expectFold(env.DB, site);
        await expectTraits(env.DB, site);
        return storedOf(site, new Set(all.filter(([kind]) => kind !== 'claim').map(([, { id }]) => id)));
      };
      expect(await run(true)).toEqual(await run(false));
    }),
    { numRuns: Math.min(300, Number(process.env.PROPERTY_RUNS ?? 12)) },
  );
});

describe('a flood of claims', { tags: 'slow' }, () => {
  // CI tries more, as it does with properties.
  const floods = process.env.PROPERTY_RUNS ? 1_010 : maxClaimedNodes + 60;
  const together = process.env.PROPERTY_RUNS ? 0 : maxClaimedNodes - 20;
  const claimOn = (device: string, email: string, n: number): NewEvent => ({
    ...{ id: uuidOf('f', n), kind: 'identify', ownedAt: null, session: null, origin: 'browser', device },
    ...{ occurredAt: streamStart + n, body: { email } },
  });

  /** Claims of this many new devices, the first `together` of them in calls of twenty, the others one by one; what each call cost. */
  async function flood(site: SiteConfig, email: string, { count = 0, together = 0 }) {
    const costs: { rows: number; statements: number }[] = [];
    for (let n = 0; n < count; ) {
      const cost = { rows: 0, statements: 0 };
      const db = metered(counting(cost), { statements: 1_000 });
      const arrivals = Array.from({ length: n < together ? 20 : 1 }, () => {
        const event = claimOn(uuidOf('d', 1_000 + n), email, n++);
        return { site, event };
      });
      expect(await ingest(db, arrivals, streamStart + 1_000_000 + n)).toEqual({ kind: 'stored' });
      costs.push(cost);
    }
    return costs;
  }

  it('of one email leaves its owner, and the first of the claimed devices, whole, and costs the same for each', async () => {
    const site = await newSite();
    await byServer(site, { email: real });
    const id = await idOf(site, `email=${real}`);
    const costs = (await flood(site, real, { count: floods, together })).slice(together - floods);
    const rows = (from: number) => Math.max(...costs.slice(from, from + 10).map((cost) => cost.rows));
    expect(rows(floods - together - 10)).toBeLessThanOrEqual(rows(maxClaimedNodes - together + 10) * 1.02);
    expect(Math.max(...costs.map(({ statements }) => statements))).toBeLessThan(60);
    // The owner is named again, by the server and by a token, on a device of their own.
    await byServer(site, { email: real, userId: '900' });
    await byToken(site, { email: real });
    await sell(site, { email: real });
    expect(await listed(site, `email=${real}`)).toEqual([
      { email: real, userId: '900', verified: true, status: 'customer' },
    ]);
    expect(await idOf(site, 'userId=900')).toBe(id);
    const { results } = await env.DB.prepare(
      `select hex(t.device) as device from stint t join identifier i on i.site = t.site and i.visitor = t.visitor
       where t.site = ?1 and i.value = ?2 and not t.verified order by t.device`,
    )
      .bind(site.key, real)
      .all<{ device: string }>();
    const tied = results.map(({ device }) => uuidFrom(device));
    expect(tied.length).toBeGreaterThan(maxClaimedNodes - 10);
    expect(tied.length).toBeLessThan(maxClaimedNodes);
    expect(tied).toEqual(tied.map((_, n) => uuidOf('d', 1_000 + n)));
    const waiting = await env.DB.prepare('select count(*) as n from pending where site = ?1')
      .bind(site.key)
      .first('n');
    expect(waiting).toBe(0);
    await expectFold(env.DB, site);
  }, 300_000);

  it('by somebody with an account and two thousand browsers keeps nobody out of their own record', async () => {
    const site = await newSite();
    await byToken(site, { email: real });
    const id = await idOf(site, `email=${real}`);
    // The other signs in, claims the email in that browser, and signs in on many more.
    const browser = crypto.randomUUID();
    await byToken(site, { email: mallory }, browser);
    await beacon(site, browser, { email: real });
    await env.DB.prepare(
      `insert into stint (site, device, started_at, visitor, verified, claimed_at)
       select ?1, unhex(printf('%032x', 4294967296 + n.value)), 0, t.visitor, 1, 0 from json_each(?2) n
       cross join stint t on t.site = ?1 and t.device = unhex(?3)`,
    )
      .bind(site.key, JSON.stringify([...Array(maxNodes + 100).keys()]), hexOf(browser))
      .run();
    const another = crypto.randomUUID();
    await byToken(site, { email: real }, another);
    const { body } = await call(`GET /v1/sites/${site.id}/visitors/${id}`);
    expect(body).toMatchObject({ email: real, verified: true });
    expect(body.devices).toContain(another);
    expect(await listed(site, `email=${real}`)).toHaveLength(1);
  });

  it('that comes in one call ends as one that comes bit by bit', async () => {
    const site = await newSite();
    await byServer(site, { email: real });
    const events = Array.from({ length: 900 }, (_, n) => claimOn(uuidOf('d', n), real, n));
    const db = metered(env.DB, { statements: 1_000 });
    expect(
      await ingest(
        db,
        events.map((event) => ({ site, event })),
        streamStart + 1_000_000,
      ),
    ).toEqual({ kind: 'stored' });
    const { results } = await env.DB.prepare(
      'select l.verified, count(*) as n from stint t join lead l on l.site = t.site and l.visitor = t.visitor where t.site = ?1 group by l.verified order by l.verified',
    )
      .bind(site.key)
      .all<{ verified: number; n: number }>();
    expect(results.map(({ verified }) => verified)).toEqual([0, 1]);
    expect(results[1]?.n).toBeLessThan(maxClaimedNodes);
    expect((results[0]?.n ?? 0) + (results[1]?.n ?? 0)).toBe(901);
    await byServer(site, { email: real, userId: '900' });
    expect(await listed(site, 'userId=900')).toMatchObject([{ email: real, verified: true }]);
    await expectFold(env.DB, site);
  }, 120_000);
});

/** The database, counting what is asked of it and the rows that it reads. */
function counting(cost: { rows: number; statements: number }): D1Database {
  return wrapDatabase(env.DB, async (statements, ask) => {
    cost.statements += statements;
    const answer = await ask();
    for (const { meta } of [answer].flat() as Partial<D1Result>[]) cost.rows += meta?.rows_read ?? 0;
    return answer;
  });
}
