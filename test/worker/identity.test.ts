// Who owns an event depends on when things occurred, never on when, how often or in what order they arrived.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../schema/default-model.ts';
import { ingest } from '../../worker/flows/ingest.ts';
import type { NewEvent } from '../../worker/score/event.ts';
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

/** People as an outsider sees them: identifiers, traits, and the events that are theirs. */
async function people(site: SiteConfig): Promise<string[]> {
  const log = await logByVisitor(env.DB, site);
  const { results } = await env.DB.prepare(
    'select visitor, email, user_id, verified from lead where site = ?1',
  )
    .bind(site.id)
    .all<{ visitor: string; email: string; user_id: string; verified: number }>();
  const leads = new Map(results.map((lead) => [lead.visitor, lead]));
  return [...log]
    .map(([visitor, events]) => {
      const lead = leads.get(visitor);
      const name = lead ? `${lead.email} ${lead.user_id} ${lead.verified}` : 'anonymous';
      return `${name}: ${events.map(({ device, id }) => `${device}/${id}`).sort()}`;
    })
    .sort();
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
          const model = { ...defaultModel, halfLifeDays: null };
          const options = { landmark: streamStart, changes: { claimed } };
          const known = await makeSite(env.DB, model, options);
          const inOrder = events.toSorted((a, b) => a.occurredAt - b.occurredAt);
          await deliver(
            known,
            inOrder.map((event) => [event]),
          );
          const site = await makeSite(env.DB, model, options);
          const arriving = [...shuffled, ...repeats];
          await deliver(
            site,
            cuts.map((size) => arriving.splice(0, size)).filter((batch) => batch.length > 0),
          );
          expect(await people(site)).toEqual(await people(known));
          await expectFold(env.DB, site);
          await expectFold(env.DB, known);
        }),
        { numRuns: runs },
      );
    });
  }
});
