// Who owns an event depends on when things occurred, never on when, how often or in what order they arrived.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { serverDevice } from '../../../worker/flows/common/visitor-id.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { maxNodes } from '../../../worker/store/identity/graph-sql.ts';
import { readIdentityGraphs } from '../../../worker/store/identity/identity-graph.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { expectTraits } from '../../support/checks/trait-check.ts';
import { makeSite, scoresOf } from '../../support/sites.ts';
import {
  anyEvent,
  anyNaming,
  identify,
  type Naming,
  streamStart,
  uuidOf,
} from '../../support/stories/models.ts';
import { expectedPeople, storedPeople } from '../../support/stories/people.ts';
import { someWeights } from '../../support/stories/weights.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 15));
const later = streamStart + 30 * 86_400_000;

const anyHistory = fc
  .record({
    namings: fc.uniqueArray(anyNaming, { minLength: 1, maxLength: 6, selector: ({ n }) => n }),
    acts: fc.uniqueArray(anyEvent, {
      minLength: 1,
      maxLength: 8,
      selector: ({ device, id }) => `${device}${id}`,
    }),
  })
  .map(({ namings, acts }) => [...namings.map(identify), ...acts]);

/** Said on a browser, or by the site's server of somebody without one. */
type Said = { naming: Naming; isStandIn: boolean };

/** Up to ten people on eight browsers and on none, in few calls: some tied to each other, before or by the same call. */
const anyCalls = fc
  .record({
    said: fc.uniqueArray(
      fc.record({
        naming: fc
          .record({
            naming: anyNaming,
            device: fc.integer({ min: 0, max: 7 }),
            email: fc.option(fc.constantFrom('ann', 'bob', 'cyd', 'dan', 'eve', 'fay'), { nil: undefined }),
            userId: fc.option(fc.constantFrom('1', '2', '3', '4'), { nil: undefined }),
          })
          .filter(({ email, userId }) => email !== undefined || userId !== undefined)
          .map(({ naming, ...more }) => ({ ...naming, ...more })),
        isStandIn: fc.boolean(),
      }),
      { minLength: 4, maxLength: 16, selector: ({ naming }) => naming.n },
    ),
    acts: fc.uniqueArray(anyEvent, { maxLength: 4, selector: ({ device, id }) => `${device}${id}` }),
  })
  .chain(({ said, acts }) =>
    fc.record({
      said: fc.constant(said),
      acts: fc.constant(acts),
      shuffled: fc.shuffledSubarray([...[...said, ...acts].keys()], { minLength: said.length + acts.length }),
      cuts: fc.array(fc.integer({ min: 3, max: 12 }), { minLength: 7, maxLength: 7 }),
    }),
  );

/** The event that says it. Of somebody without a browser, by the site's server, which vouches for it. */
async function eventOf(site: SiteConfig, { naming, isStandIn }: Said): Promise<NewEvent> {
  const event = identify({ ...naming, verified: isStandIn || naming.verified });
  if (!isStandIn) return event;
  const [kind, value] = naming.userId
    ? (['userId', naming.userId] as const)
    : (['email', event.body.email as string] as const);
  return { ...event, origin: 'server', device: await serverDevice(site.visitorKey, kind, value) };
}

const model: Model = {
  ...defaultModel,
  halfLifeDays: null,
  fit: {
    rules: [
      { id: 'boss', label: 'Decision maker', where: { title: 'c?o' }, points: 40 },
      { id: 'size', label: '100+ people', where: { employees: { gte: 100 } }, points: 30 },
    ],
    grades: { A: 70, B: 40, C: 20 },
  },
};

async function deliver(site: SiteConfig, batches: NewEvent[][]): Promise<void> {
  for (const [index, events] of batches.entries()) {
    const answer = await ingest(
      env.DB,
      events.map((event) => ({ site, event })),
      later + index,
    );
    expect(answer).toEqual({ kind: 'stored' });
  }
}

/** Delivers what arrives, in batches of these sizes, and compares with the fold of all events, each once. */
async function expectResolved(
  site: SiteConfig,
  { events, arriving, cuts }: { events: NewEvent[]; arriving: NewEvent[]; cuts: number[] },
): Promise<void> {
  const left = [...arriving];
  await deliver(
    site,
    cuts.map((size) => left.splice(0, size)).filter((batch) => batch.length > 0),
  );
  expect(await storedPeople(site)).toEqual(expectedPeople(events, site.settings.claimed === 'separate'));
  await expectFold(env.DB, site);
  await expectTraits(env.DB, site);
}

describe('identity', () => {
  it('keeps a newcomer apart once an identifier names a crowd, at no more cost than anyone else', async () => {
    const site = await makeSite(env.DB, model, { landmark: streamStart });
    const shared = { email: 'info', userId: undefined, verified: true, traits: {} };
    await deliver(site, [[identify({ n: 1, device: 1, hour: 0, ...shared })]]);
    const [crowd] = await storedPeople(site);
    // Devices of the same person, put there directly: delivering each would take minutes.
    await env.DB.prepare(
      `insert into stint (site, device, started_at, visitor, verified, claimed_at)
       select ?1, unhex(printf('%032x', 4294967296 + n.value)), 0, t.visitor, 0, 0 from stint t, json_each(?2) n where t.site = ?1`,
    )
      .bind(site.key, JSON.stringify(Array.from({ length: maxNodes }, (_, n) => n)))
      .run();
    await deliver(site, [[identify({ n: 2, device: 2, hour: 1, ...shared })]]);
    await deliver(site, [[identify({ n: 3, device: 1, hour: 1, ...shared, email: 'bob' })]]);
    expect((await storedPeople(site)).map((person) => person.split(':', 1)[0])).toEqual([
      'info@example.com null false',
      'info@example.com null true',
    ]);
    expect(crowd).toContain('info@example.com null true');
    const waiting = await env.DB.prepare('select count(*) as n from pending where site = ?1')
      .bind(site.key)
      .first('n');
    expect(waiting).toBe(0);
  });

  it('lists someone for whom nothing had happened yet under their name, from the first event on', async () => {
    const site = await makeSite(env.DB, model, { landmark: streamStart });
    const said = { device: 1, hour: 1, userId: undefined, verified: false };
    // Said at the same moment, the second holds from then on: Ann has the time before, in which there is nothing.
    await deliver(site, [
      [
        identify({ ...said, n: 1, email: 'ann', traits: { title: 'CTO', firstName: 'Ann' } }),
        identify({ ...said, n: 2, email: 'bob', traits: {} }),
      ],
    ]);
    expect((await scoresOf(env.DB, site.key)).map(({ email }) => email)).toEqual(['bob@example.com']);
    const first = {
      ...identify({ ...said, n: 3, hour: 0, email: 'ann', traits: {} }),
      kind: 'page_view',
      body: {},
    };
    await deliver(site, [[first]]);
    expect(await scoresOf(env.DB, site.key)).toContainEqual(
      expect.objectContaining({ email: 'ann@example.com', name: 'Ann', fit_score: 40, grade: 'B' }),
    );
    await expectFold(env.DB, site);
  });

  it('takes nothing for whole that grew while it was being read', async () => {
    const site = await makeSite(env.DB, model, { landmark: streamStart });
    const ann = { hour: 1, email: 'ann', userId: undefined, verified: false, traits: {} };
    const on = (device: number) => identify({ ...ann, n: device, device });
    await deliver(site, [[on(0)]]);
    // The second round trip of the reading: by then Ann has said on another device who she is.
    const meanwhile = { prepare: (sql: string) => env.DB.prepare(sql) } as D1Database;
    meanwhile.batch = async <T>(statements: D1PreparedStatement[]) => {
      await deliver(site, [[on(1)]]);
      return env.DB.batch<T>(statements);
    };
    await deliver(site, [[identify({ ...ann, email: 'bob', n: 2, device: 2 })]]);
    const asked = [on(0).device, uuidOf('d', 2)];
    const { graphs, torn } = await readIdentityGraphs(meanwhile, site.key, asked);
    expect(torn).toEqual([on(0).device]);
    expect(graphs.map(({ devices }) => devices)).toEqual([[uuidOf('d', 2)]]);
    const again = await readIdentityGraphs(env.DB, site.key, [on(0).device]);
    expect(again.graphs[0]?.devices.toSorted()).toEqual([on(0).device, on(1).device]);
    expect(again.torn).toEqual([]);
  });

  for (const claimed of ['merge', 'separate'] as const) {
    it(`is the same however identifications and events arrive (${claimed})`, async () => {
      const plan = anyHistory.chain((events) =>
        fc.record({
          events: fc.constant(events),
          shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
          repeats: fc.array(fc.constantFrom(...events), { maxLength: 4 }),
          cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 20 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(plan, async ({ events, shuffled, repeats, cuts }) => {
          const options = { landmark: streamStart, changes: { claimed }, prediction: someWeights };
          const site = await makeSite(env.DB, model, options);
          await expectResolved(site, { events, arriving: [...shuffled, ...repeats], cuts });
        }),
        { numRuns: runs },
      );
    });

    it(`is the same when a call names many people, some of them tied to each other (${claimed})`, async () => {
      await fc.assert(
        fc.asyncProperty(anyCalls, async ({ said, acts, shuffled, cuts }) => {
          const site = await makeSite(env.DB, model, {
            landmark: streamStart,
            changes: { claimed },
            prediction: someWeights,
          });
          const events = [...(await Promise.all(said.map((one) => eventOf(site, one)))), ...acts];
          const arriving = shuffled.map((place) => events[place] as NewEvent);
          await expectResolved(site, { events, arriving, cuts });
        }),
        { numRuns: runs },
      );
    });
  }
});
