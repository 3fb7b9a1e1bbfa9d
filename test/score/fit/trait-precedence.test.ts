// Whose word holds: what a server vouches for over what is claimed, what is said over what a connection tells, and the later.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place, TraitOrigin, TraitValue } from '../../../schema/trait.ts';
import type { Claim } from '../../../worker/score/identity/claim.ts';
import { resolveOwnership } from '../../../worker/score/identity/ownership.ts';

let count = 0;
const claim = (
  at: number,
  from: TraitOrigin,
  {
    traits = {},
    place = {},
    verified = false,
    device = 'phone',
    email = 'ann@acme.com',
  }: {
    traits?: Record<string, TraitValue>;
    place?: Place;
    verified?: boolean;
    device?: string;
    email?: string;
  },
): Claim => ({
  device,
  event: `e${count++}`,
  at,
  arrival: 0,
  email,
  userId: null,
  verified,
  from,
  traits,
  place,
});

const traitsOf = (claims: Claim[], separate = false) =>
  resolveOwnership({ claims, splits: [], separate }).people[0]?.traits;

/** What is known of `country` after these. */
const country = (...claims: Claim[]) => {
  const { value, from, verified } = traitsOf(claims)?.country ?? {};
  return [value, from, verified];
};

const said = (at: number, value: string, more: object = {}) =>
  claim(at, 'form', { traits: { country: value }, ...more });
const told = (at: number, value: string, more: object = {}) =>
  claim(at, 'identify', { place: { country: value }, ...more });

describe('a trait', () => {
  test('is the latest that was said, with where it comes from and when', () => {
    expect(traitsOf([said(1, 'DE'), claim(2, 'identify', { traits: { country: 'FR' } })])).toEqual({
      country: { value: 'FR', from: 'identify', verified: false, at: 2 },
    });
  });

  test('that is verified is not overwritten by a claim, only by what is verified', () => {
    const vouched = said(1, 'DE', { verified: true });
    expect(country(vouched, said(2, 'FR'))).toEqual(['DE', 'form', true]);
    expect(country(said(1, 'FR'), said(2, 'DE', { verified: true }))).toEqual(['DE', 'form', true]);
    expect(country(vouched, said(2, 'FR', { verified: true }))).toEqual(['FR', 'form', true]);
  });

  test('that was said holds against what a connection tells, before and after it', () => {
    expect(country(said(1, 'DE'), told(2, 'US'))).toEqual(['DE', 'form', false]);
    expect(country(told(1, 'US'), said(2, 'DE'))).toEqual(['DE', 'form', false]);
    expect(country(said(2, 'DE'), told(2, 'US'))).toEqual(['DE', 'form', false]);
    expect(country(claim(1, 'form', { traits: { country: 'DE' }, place: { country: 'US' } }))).toEqual([
      'DE',
      'form',
      false,
    ]);
  });

  test('that nobody said is what the latest connection told, and never verified', () => {
    expect(country(told(1, 'US'))).toEqual(['US', 'edge', false]);
    expect(country(told(1, 'US'), told(2, 'DE'))).toEqual(['DE', 'edge', false]);
    expect(country(told(1, 'US', { verified: true }))).toEqual(['US', 'edge', false]);
    expect(country(told(1, 'US', { verified: true }), said(2, 'DE'))).toEqual(['DE', 'form', false]);
  });

  test('said under a claimed identity fills what only a connection told, once it is verified', () => {
    const claims = [
      told(1, 'US', { device: 'laptop', verified: true }),
      said(2, 'DE'),
      claim(3, 'identify', { verified: true }),
    ];
    expect(traitsOf(claims, true)?.country).toEqual({ value: 'DE', from: 'form', verified: false, at: 2 });
  });

  test('may have the name of what every object has', () => {
    const claims = [
      claim(1, 'form', { traits: { constructor: 'x' } }),
      claim(2, 'identify', { verified: true }),
    ];
    expect(traitsOf(claims, true)?.constructor).toMatchObject({ value: 'x' });
  });
});

test('the order in which it arrives changes nothing', () => {
  const anyClaim = fc
    .record({
      at: fc.integer({ min: 0, max: 3 }),
      from: fc.constantFrom<TraitOrigin>('form', 'identify', 'server'),
      verified: fc.boolean(),
      device: fc.constantFrom('phone', 'laptop'),
      traits: fc.record({ country: fc.constantFrom('DE', 'FR') }, { requiredKeys: [] }),
      place: fc.record({ country: fc.constantFrom('US', 'CA') }, { requiredKeys: [] }),
    })
    .map(({ at, from, ...more }) => claim(at, from, more));
  const plan = fc
    .array(anyClaim, { minLength: 1, maxLength: 6 })
    .chain((claims) =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
    );
  fc.assert(
    fc.property(plan, fc.boolean(), ([claims, shuffled], separate) => {
      expect(traitsOf(shuffled, separate)).toEqual(traitsOf(claims, separate));
    }),
    { numRuns: 500 },
  );
});
