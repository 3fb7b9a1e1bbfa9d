// A hostile author: whatever is claimed, in whatever order, changes nothing of what is verified.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Ownership, Person, Split } from '../../../worker/score/identity/claim.ts';
import { resolveOwnership } from '../../../worker/score/identity/ownership.ts';

const devices = ['d1', 'd2', 'd3'];
const emails = ['ann@acme.test', 'bob@acme.test', 'cyd@acme.test'];
const userIds = ['1', '2', '3'];
/** The moment of all splits, as tick and as UTC ms. */
const splitAt = 5;

const anySaid = fc
  .record({
    at: fc.integer({ min: 0, max: 9 }),
    device: fc.constantFrom(...devices),
    email: fc.constantFrom(null, ...emails),
    userId: fc.constantFrom(null, ...userIds),
    from: fc.constantFrom('form' as const, 'identify' as const),
    traits: fc.dictionary(fc.constantFrom('title', 'name'), fc.constantFrom('CTO', 'CEO'), { maxKeys: 2 }),
    place: fc.constantFrom({}, { country: 'DE' }, { country: 'FR' }),
  })
  .filter(({ email, userId }) => email !== null || userId !== null);

const anyTruth = fc.record({
  said: anySaid,
  verified: fc.boolean(),
  arrival: fc.integer({ min: 0, max: 9 }),
});
const anyLie = fc.record({ said: anySaid, arrival: fc.integer({ min: 0, max: 9 }), apart: fc.boolean() });
const anySplit = fc.record({
  device: fc.constantFrom(...devices),
  email: fc.constantFrom(null, ...emails),
  userId: fc.constantFrom(null, ...userIds),
});

const anyStory = fc.record({
  /** Verified, or claimed by the time of the splits, which decide by what they knew. */
  truths: fc.array(
    anyTruth.map(({ arrival, ...rest }) => ({
      ...rest,
      arrival: rest.verified ? arrival : Math.min(arrival, splitAt),
    })),
    { minLength: 1, maxLength: 6 },
  ),
  lies: fc.array(anyLie, { minLength: 1, maxLength: 8 }),
  splits: fc.uniqueArray(anySplit, { maxLength: 2, selector: ({ device }) => device }),
  separate: fc.boolean(),
});

/** Everything about those who are verified. A nameless visitor of a split is as `M…`. */
function verifiedOf({ people, stints, conflicts }: Ownership, truths: ReadonlySet<string>) {
  const nameOf = ({ email, userId }: Person) => `${email} ${userId}`;
  const traitsOf = ({ traits }: Person) =>
    Object.fromEntries(Object.entries(traits).filter(([, { verified }]) => verified));
  return {
    people: people
      .filter(({ verified }) => verified)
      .map((person) => ({
        ...{ name: nameOf(person), namedAt: person.namedAt, first: person.first, local: person.local },
        traits: traitsOf(person),
      })),
    stints: stints
      .filter(({ person, verified }) => verified && person.verified)
      .map(({ device, startedAt, claimedAt, person }) =>
        [device, startedAt, claimedAt, nameOf(person)].join(),
      ),
    conflicts: conflicts.filter(({ event }) => truths.has(event)),
  };
}

/** Whose each moment of each device is, where it is a verified person's by what is verified. */
function ownersOf({ stints }: Ownership): string[] {
  return devices.flatMap((device) =>
    Array.from({ length: 12 }, (_, at) => {
      const own = stints.findLast((stint) => stint.device === device && stint.startedAt <= at);
      return own?.verified && own.person.verified
        ? `${device} ${at} ${own.person.email} ${own.person.userId}`
        : `${device} ${at} -`;
    }),
  );
}

/** A split takes away what was claimed by then only from devices of which nothing was verified. */
function isVouchedBySplit(device: string, claims: readonly Claim[]): boolean {
  return claims.some((claim) => claim.device === device && claim.verified && claim.arrival <= splitAt);
}

describe('what is claimed', () => {
  it('changes nothing about whom the server has named: who they are, their traits, their time on their devices', () => {
    fc.assert(
      fc.property(anyStory, ({ truths, lies, splits: taken, separate }) => {
        const claimsOf = (prefix: string, all: readonly { said: (typeof truths)[number]['said'] }[]) =>
          all.map(
            ({ said, ...more }, n): Claim => ({
              ...{ ...said, event: `${prefix}${n}`, verified: false, arrival: 0 },
              ...more,
            }),
          );
        // Events of both are interleaved, so that neither wins at the same moment by its id.
        const honest = claimsOf('e', truths);
        const hostile = claimsOf('', lies)
          .map((lie, n) => ({ ...lie, event: n % 2 ? `a${n}` : `z${n}` }))
          .map((lie) =>
            isVouchedBySplit(lie.device, honest) ? lie : { ...lie, arrival: Math.max(lie.arrival, 6) },
          );
        const splits = taken.map(
          (each, n): Split => ({
            ...each,
            ...{ arrival: splitAt, at: splitAt, moved: `M${n}` },
          }),
        );
        const events = new Set(honest.filter(({ verified }) => verified).map(({ event }) => event));
        const without = resolveOwnership({ claims: honest, splits, separate });
        const alone = resolveOwnership({
          claims: honest.filter(({ verified }) => verified),
          splits: [],
          separate,
        });
        for (const claims of [
          [...hostile, ...honest],
          [...honest, ...hostile.toReversed()],
        ]) {
          const outcome = resolveOwnership({ claims, splits, separate });
          expect(verifiedOf(outcome, events)).toEqual(verifiedOf(without, events));
          expect(ownersOf(outcome)).toEqual(ownersOf(without));
          const unsplit = resolveOwnership({ claims, splits: [], separate });
          expect(verifiedOf(unsplit, events)).toEqual(verifiedOf(alone, events));
          expect(ownersOf(unsplit)).toEqual(ownersOf(alone));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('names nobody twice: an email and a userId are each of one person, but for those known on one device only', () => {
    fc.assert(
      fc.property(anyStory, ({ truths, lies, separate }) => {
        const claims = [...truths, ...lies].map(
          ({ said, ...more }, n): Claim => ({ ...said, event: `e${n}`, verified: false, ...more }),
        );
        const { people, stints } = resolveOwnership({ claims, splits: [], separate });
        for (const kind of ['email', 'userId'] as const) {
          const named = people.filter(({ local }) => !local).flatMap((person) => person[kind] ?? []);
          expect(named).toEqual([...new Set(named)]);
        }
        const keys = stints.map(({ device, startedAt }) => `${device} ${startedAt}`);
        expect(keys).toEqual([...new Set(keys)]);
      }),
      { numRuns: 1_000 },
    );
  });
});
