// What a trait may be read as: by its name, as given and reduced, and nothing for what is not known.

import { describe, expect, it } from 'vitest';
import type { TraitValue } from '../../../schema/trait.ts';
import { kindOf, knownTraits } from '../../../worker/score/fit/trait-reading.ts';

const readings = (name: string, value: TraitValue) => knownTraits({ [name]: { value } }).readings(name);

describe('the kind of a trait', () => {
  it.each([
    ['country', 'country'],
    ['companyCountry', 'country'],
    ['Country/Region', 'country'],
    ['country_position', 'country'],
    ['title', 'title'],
    ['jobTitle', 'title'],
    ['POSITION', 'title'],
    ['role', 'title'],
    ['job', 'title'],
    ['company', 'text'],
    ['county', 'text'],
    ['', 'text'],
  ])('%j is %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });
});

describe('the readings of a trait', () => {
  it('are none of what is missing, blank, or only inherited', () => {
    const known = knownTraits({ title: { value: ' \n' } });
    for (const name of ['title', 'country', 'toString']) {
      expect([known.read(name), known.readings(name)]).toEqual([undefined, []]);
    }
  });

  it('are each there once, as given and as it may be written', () => {
    expect(readings('title', 'CTO')).toEqual(['cto', 'chief technology officer']);
    expect(readings('industry', 'Möbel')).toEqual(['mobel', 'moebel']);
    expect(readings('industry', 5)).toEqual(['5']);
    expect(readings('country', 'Atlantis')).toEqual(['atlantis']);
  });

  it('are worked out once, however many rules ask', () => {
    const known = knownTraits({ title: { value: 'CTO' }, country: { value: 'DE' } });
    for (const name of ['title', 'country']) expect(known.readings(name)).toBe(known.readings(name));
  });

  it.each([
    [199, true],
    [200, true],
    [201, false],
  ])('are, of %i characters, also those of a title and a country: %s', (length, isRead) => {
    const padded = (text: string) => text.padEnd(length, ' ');
    expect(readings('title', padded('CTO')).includes('chief technology officer')).toBe(isRead);
    expect(readings('country', padded('DE')).includes('germany')).toBe(isRead);
  });
});
