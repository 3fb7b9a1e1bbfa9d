/** @module-tag slow */
// Erasures among identifications, in any order: everybody else is as they would be without the person's events.

import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { erase } from '../../../worker/flows/privacy/erase.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { expectTraits } from '../../support/checks/trait-check.ts';
import { withTextIds } from '../../support/ids.ts';
import { logByVisitor, makeSite } from '../../support/sites.ts';
import { anyEvent, anyNaming, identify, streamStart } from '../../support/stories/models.ts';
import { expectedPeople, storedPeople } from '../../support/stories/people.ts';
import { someWeights } from '../../support/stories/weights.ts';

const runs = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 25));
const later = streamStart + 30 * 86_400_000;
const model = { ...defaultModel, halfLifeDays: null };

/** Some events, an erasure after so many of them, then the rest; in the end all of them once more. */
const anyPlan = fc
  .record({
    namings: fc.uniqueArray(anyNaming, { minLength: 2, maxLength: 7, selector: ({ n }) => n }),
    acts: fc.uniqueArray(anyEvent, {
      minLength: 1,
      maxLength: 8,
      selector: ({ device, id }) => `${device}${id}`,
    }),
  })
  .map(({ namings, acts }) => [...namings.map(identify), ...acts])
  .chain((events) =>
    fc.record({
      events: fc.shuffledSubarray(events, { minLength: events.length }),
      erasedAfter: fc.integer({ min: 1, max: events.length }),
      who: fc.constantFrom(...new Set(events.flatMap(({ body }) => identifiersOf(body)))),
      size: fc.integer({ min: 1, max: 5 }),
      sendsStale: fc.boolean(),
    }),
  );

const identifiersOf = ({ email, userId }: NewEvent['body']) => [
  ...(email === undefined ? [] : [`email ${email}`]),
  ...(userId === undefined ? [] : [`userId ${userId}`]),
];

async function deliver(site: SiteConfig, events: NewEvent[], size: number): Promise<void> {
  for (let start = 0; start < events.length; start += size) {
    const arrivals = events.slice(start, start + size).map((event) => ({ site, event }));
    expect(await ingest(env.DB, arrivals, later + start)).toEqual({ kind: 'stored' });
  }
}

const keyOf = ({ device, id }: NewEvent) => `${device}/${id}`;

/** People and what names them, read before they are erased. */
async function peopleOf(site: SiteConfig) {
  const [leads, identifiers] = await env.DB.batch<Record<string, string>>([
    env.DB.prepare('select visitor, email, user_id from lead where site = ?1').bind(site.key),
    env.DB.prepare('select kind, value, visitor from identifier where site = ?1').bind(site.key),
  ]);
  return {
    leads: withTextIds<{ visitor: string; email: string | null; user_id: string | null }>(
      leads?.results ?? [],
    ),
    holders: withTextIds<{ kind: string; value: string; visitor: string }>(identifiers?.results ?? []),
  };
}

/** Who goes when this identifier is erased: the identifiers, and the visitors. */
async function erasedBy(site: SiteConfig, who: string) {
  const { leads, holders } = await peopleOf(site);
  const names = new Set([who]);
  const namesOf = ({ email, user_id }: (typeof leads)[number]) =>
    identifiersOf({ ...(email !== null && { email }), ...(user_id !== null && { userId: user_id }) });
  for (let size = 0; size < names.size; ) {
    size = names.size;
    const held = holders
      .filter(({ kind, value }) => names.has(`${kind} ${value}`))
      .map(({ visitor }) => visitor);
    for (const lead of leads)
      if (held.includes(lead.visitor)) for (const name of namesOf(lead)) names.add(name);
    // Emails that they had before as well.
    for (const { kind, value, visitor } of holders) if (held.includes(visitor)) names.add(`${kind} ${value}`);
  }
  const holding = holders.filter(({ kind, value }) => names.has(`${kind} ${value}`));
  const visitors = leads.filter(
    (lead) =>
      namesOf(lead).some((name) => names.has(name)) ||
      holding.some(({ visitor }) => visitor === lead.visitor),
  );
  return { names, visitors: new Set(visitors.map(({ visitor }) => visitor)) };
}

describe('erasures among identifications', () => {
  for (const claimed of ['merge', 'separate'] as const) {
    it(`leave everybody else as without the person, who does not come back (${claimed})`, async () => {
      await fc.assert(
        fc.asyncProperty(anyPlan, async ({ events, erasedAfter, who, size, sendsStale }) => {
          const site = await makeSite(env.DB, model, {
            landmark: streamStart,
            changes: { claimed },
            prediction: someWeights,
          });
          const before = events.slice(0, erasedAfter);
          await deliver(site, before, size);
          const { names, visitors } = await erasedBy(site, who);
          const log = await logByVisitor(env.DB, site);
          const theirs = new Set([...visitors].flatMap((visitor) => (log.get(visitor) ?? []).map(keyOf)));
          const isNamed = ({ body }: NewEvent) => identifiersOf(body).some((name) => names.has(name));
          const stays = before.filter((event) => !theirs.has(keyOf(event)) && !isNamed(event));
          const wasTheirs = await ownedBy(site, visitors);

          const [kind = '', value = ''] = who.split(' ');
          const asked = kind === 'email' ? { email: value } : { userId: value };
          const options = { actor: 'test', now: later, deadline: Date.now() + 20_000 };
          const result = await erase(env.DB, site, { asked, ...options });
          const gone = before.length - stays.length;
          expect(result).toEqual({ kind: 'erased', visitors: visitors.size, events: gone });
          expect(await storedPeople(site)).toEqual(expectedPeople(stays, claimed === 'separate'));
          await expectFold(env.DB, site);

          const now = sendsStale ? site : ((await readSite(env.DB, site.key)) as SiteConfig);
          const again = [...events.slice(erasedAfter), ...before];
          await deliver(now, again, size);
          const isTheirs = (event: NewEvent) => isNamed(event) || (!isNaming(event) && wasTheirs(event));
          const all = [...stays, ...again.filter((event) => !isTheirs(event))];
          const known = [...new Map(all.map((event) => [keyOf(event), event])).values()];
          expect(await storedPeople(site)).toEqual(expectedPeople(known, claimed === 'separate'));
          await expectFold(env.DB, site);
          await expectTraits(env.DB, site);
        }),
        { numRuns: runs },
      );
    });
  }
});

const isNaming = ({ body, origin }: NewEvent) => origin !== 'automated' && identifiersOf(body).length > 0;

/** Whether an event occurred on a device in a time that was one of these visitors'. */
async function ownedBy(site: SiteConfig, visitors: ReadonlySet<string>) {
  const { results } = await env.DB.prepare(
    'select device, started_at, visitor from stint where site = ?1 order by started_at',
  )
    .bind(site.key)
    .all();
  const stints = withTextIds<{ device: string; started_at: number; visitor: string }>(results);
  return (event: NewEvent) => {
    const covering = stints.findLast(
      ({ device, started_at }) => device === event.device && started_at <= event.occurredAt,
    );
    return covering !== undefined && visitors.has(covering.visitor);
  };
}
