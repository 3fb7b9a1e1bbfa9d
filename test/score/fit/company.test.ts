// The company that a person belongs to: the domain of a work address, else the name that is known.

import { describe, expect, it } from 'vitest';
import { companyKeyOf, companyKeysFor, domainOfKey } from '../../../worker/score/fit/company.ts';
import { emailKinds } from '../../../worker/score/fit/email-kind.ts';

const kindOf = await emailKinds();
const keyOf = (email: string | null, name: string | null) => companyKeyOf({ email, name }, kindOf);

describe('the company of a person', () => {
  it.each([
    ['ann@acme.test', null, 'acme.test'],
    ['ann@acme.test', 'Umbrella', 'acme.test'],
    ['ann@eu.acme.test', null, 'eu.acme.test'],
    ['eva@xn--mller-kva.de', null, 'xn--mller-kva.de'],
    ['ann@gmail.com', null, null],
    ['ann@gmail.com', 'Acme', 'acme'],
    ['ann@mailinator.com', 'Acme', 'acme'],
    ['ann@intranet', null, null],
    ['ann@intranet', 'Acme', 'acme'],
    ['ann@10.0.0.1', null, null],
    [null, 'Acme', 'acme'],
    [null, null, null],
  ])('of %s at %s is %s', (email, name, key) => {
    expect(keyOf(email, name)).toBe(key);
  });
});

describe('a name', () => {
  it.each([
    ['ACME, Inc.', 'acme inc'],
    ['  Acme \n Inc ', 'acme inc'],
    ['Müller & Söhne GmbH', 'muller and sohne gmbh'],
    ['Éditions Fasquelle', 'editions fasquelle'],
    ['Yahoo!', 'yahoo'],
    ['Who? *Inc*', 'who inc'],
    ['A.B.C. Ltd', 'abc ltd'],
    ['Dr.Oetker', 'dr oetker'],
    ['E.ON', 'e on'],
    ['株式会社アクメ', '株式会社アクメ'],
    ['3M', '3m'],
    ['1822', '1822'],
  ])('%j is the key %j, without a domain', (name, key) => {
    expect(keyOf(null, name)).toBe(key);
    expect(domainOfKey(key)).toBeNull();
  });

  it.each([
    ['acme.com', 'acme.com'],
    ['Booking.com', 'booking.com'],
    ['https://www.acme.co.uk/contact?x=1', 'acme.co.uk'],
    ['www.müller.de', 'xn--mller-kva.de'],
    ['ACME.io', 'acme.io'],
  ])('that is a website, %j, is the domain %j', (name, key) => {
    expect(keyOf(null, name)).toBe(key);
    expect(domainOfKey(key)).toBe(key);
  });

  it.each([
    '',
    '-',
    '???',
    '0',
    '000',
    'x',
    'n/a',
    'N.A.',
    'None',
    'NULL',
    'undefined',
    '[object Object]',
    'Privat',
    'gmail.com',
  ])('%j names no company', (name) => {
    expect(keyOf(null, name)).toBeNull();
  });

  it('is cut after 200 characters, between two of them', () => {
    expect(keyOf(null, '𝒳'.repeat(150) + 'y'.repeat(150))).toBe('x'.repeat(150) + 'y'.repeat(50));
    expect([...(keyOf(null, '𠮷'.repeat(300)) ?? '')]).toHaveLength(200);
  });
});

describe('a company that is asked for', () => {
  it.each([
    ['acme.test', ['acme.test']],
    [' ACME.Test ', ['acme.test']],
    ['acme.museum', ['acme.museum', 'acme museum']],
    ['müller.de', ['xn--mller-kva.de']],
    ['Müller & Söhne', ['muller and sohne']],
    ['https://acme.com/', ['acme.com']],
    ['gmail.com', ['gmail.com']],
    ['?', []],
  ])('as %j may have the keys %j', (text, keys) => {
    expect(companyKeysFor(text)).toEqual(keys);
  });
});
