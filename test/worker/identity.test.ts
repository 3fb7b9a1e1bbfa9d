// Who owns an event depends on when things occurred, never on when, how often or in what order they arrived.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../schema/default-model.ts';
import { ingest } from '../../worker/flows/ingest.ts';
import type { Person } from '../../worker/score/claim.ts';
import type { NewEvent } from '../../worker/score/event.ts';
import { resolveOwnership } from '../../worker/score/ownership.ts';
import type { SiteConfig } from '../../worker/store/site-config.ts';
import { expectFold } from '../support/fold-check.ts';
import { anyEvent, streamStart, uuidOf } from '../support/models.ts';
import { logByVisitor, makeSite } from '../support/sites.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 200);
const later = streamStart + 30 * 86_400_000;

interface Naming {
  n: number;
  device: number;
  hour: number;
  email: string | undefined;
  userId: string | undefined;
  verified: boolean;
}

const identify = ({ n, device, hour, email, userId, verified }: Naming): NewEvent => ({
  device: uuidOf('d', device),
  id: uuidOf('1d', n),
  kind: 'identify',
  occurredAt: streamStart + hour * 3_600_000,
  ownedAt: null,
  session: null,
  origin: 'browser',
  body: {
    ...(email ? { email: `${email}@example.com` } : {}),
    ...(userId ? { userId } : {}),
    ...(verified ? { verified: true as const } : {}),
  },
});

const anyNaming: fc.Arbitrary<Naming> = fc
  .record({
    n: fc.integer({ min: 0, max: 1_000_000 }),
    device: fc.integer({ min: 0, max: 2 }),
    hour: fc.integer({ min: 0, max: 24 }),
    email: fc.option(fc.constantFrom('ann', 'bob', 'cyd'), { nil: undefined }),
    userId: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
    verified: fc.boolean(),
  })
  .filter(({ email, userId }) => email !== undefined || userId !== undefined);

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

/** A person as an outsider sees them: identifiers, whether vouched for, and the events that are theirs. */
const described = (lead: Pick<Person, 'email' | 'userId' | 'verified'> | null, events: string[]) =>
  `${lead ? `${lead.email} ${lead.userId} ${Boolean(lead.verified)}` : 'anonymous'}: ${[...events].sort()}`;

const keyOf = ({ device, id }: NewEvent) => `${device}/${id}`;

/** People as they are stored. */
async function storedPeople(site: SiteConfig): Promise<string[]> {
  const log = await logByVisitor(env.DB, site);
  const { results } = await env.DB.prepare(
    'select visitor, email, user_id as userId, verified from lead where site = ?1',
  )
    .bind(site.id)
    .all<{ visitor: string; email: string; userId: string; verified: boolean }>();
  const leads = new Map(results.map((lead) => [lead.visitor, lead]));
  return [...log].map(([visitor, events]) => described(leads.get(visitor) ?? null, events.map(keyOf))).sort();
}

/** People as they would be, had everything been known from the start: the pure fold of what was said. */
function expectedPeople(events: NewEvent[], separate: boolean): string[] {
  const claims = events
    .filter(({ kind }) => kind === 'identify')
    .map(({ device, id, occurredAt, body: { email = null, userId = null, verified = false } }) => {
      return { device, event: id, at: occurredAt, arrival: 0, email, userId, verified, traits: {} };
    });
  const { stints } = resolveOwnership({ claims, splits: [], separate });
  const owned = new Map<Person | string, string[]>();
  for (const event of events) {
    const covering = stints.findLast(
      ({ device, startedAt }) => device === event.device && startedAt <= event.occurredAt,
    );
    const owner = covering?.person ?? event.device;
    owned.set(owner, [...(owned.get(owner) ?? []), keyOf(event)]);
  }
  return [...owned].map(([owner, keys]) => described(typeof owner === 'string' ? null : owner, keys)).sort();
}

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

describe('identity', () => {
  it('keeps a newcomer apart once an identifier names a crowd, at no more cost than anyone else', async () => {
    const site = await makeSite(env.DB, defaultModel, { landmark: streamStart });
    const shared = { email: 'info', userId: undefined, verified: true };
    await deliver(site, [[identify({ n: 1, device: 1, hour: 0, ...shared })]]);
    const [crowd] = await storedPeople(site);
    // A thousand devices of the same person, put there directly: delivering each would take minutes.
    await env.DB.prepare(
      `insert into stint (site, device, started_at, visitor, verified, claimed_at)
       select ?1, 'crowd-' || n.value, 0, t.visitor, 0, 0 from stint t, json_each(?2) n where t.site = ?1`,
    )
      .bind(site.id, JSON.stringify(Array.from({ length: 1_000 }, (_, n) => n)))
      .run();
    await deliver(site, [[identify({ n: 2, device: 2, hour: 1, ...shared })]]);
    await deliver(site, [[identify({ n: 3, device: 1, hour: 1, ...shared, email: 'bob' })]]);
    expect((await storedPeople(site)).map((person) => person.split(':', 1)[0])).toEqual([
      'info@example.com null false',
      'info@example.com null true',
    ]);
    expect(crowd).toContain('info@example.com null true');
    const waiting = await env.DB.prepare('select count(*) as n from pending where site = ?1')
      .bind(site.id)
      .first('n');
    expect(waiting).toBe(0);
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
          const options = { landmark: streamStart, changes: { claimed } };
          const site = await makeSite(env.DB, { ...defaultModel, halfLifeDays: null }, options);
          const arriving = [...shuffled, ...repeats];
          await deliver(
            site,
            cuts.map((size) => arriving.splice(0, size)).filter((batch) => batch.length > 0),
          );
          expect(await storedPeople(site)).toEqual(expectedPeople(events, claimed === 'separate'));
          await expectFold(env.DB, site);
        }),
        { numRuns: runs },
      );
    });
  }
});
