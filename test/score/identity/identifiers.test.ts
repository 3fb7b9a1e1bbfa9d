// Which emails and ids name a person, and which name nobody.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanEmail, cleanUserId } from '../../../worker/score/identity/identifiers.ts';

const domainOf = (length: number) => `${'d'.repeat(length - 'a@'.length - '.com'.length)}.com`;

describe('cleanEmail', () => {
  test.each([
    ['ann@acme.com', 'ann@acme.com'],
    ['  Ann@ACME.com\n', 'ann@acme.com'],
    ['ann+crm@acme.co.uk', 'ann+crm@acme.co.uk'],
    ['o!#$%&*/=?^_`{|}~-o@acme.com', 'o!#$%&*/=?^_`{|}~-o@acme.com'],
    ['jörg@exämple.de', 'jörg@exämple.de'],
    ['ann@x.co', 'ann@x.co'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['a@acme.xn--p1ai', 'a@acme.xn--p1ai'],
    [`${'l'.repeat(64)}@acme.com`, `${'l'.repeat(64)}@acme.com`],
  ])('%j is kept as %j', (raw, clean) => {
    expect(cleanEmail(raw)).toBe(clean);
  });

  test.each([
    '',
    ' ',
    'ann',
    'ann@',
    '@acme.com',
    'ann@acme',
    'ann@acme.c',
    'ann@@acme.com',
    'ann@b@acme.com',
    'ann smith@acme.com',
    'Ann <ann@acme.com>',
    '"ann"@acme.com',
    'mailto:ann@acme.com',
    'ann@acme..com',
    'ann@.acme.com',
    'ann@-acme.com',
    'ann@acme-.com',
    '.ann@acme.com',
    'ann.@acme.com',
    'a..n@acme.com',
    'ann@acme.com,bob@acme.com',
    'ann@\u0000acme.com',
    'a\u200bnn@acme.com',
    '\ud800@acme.com',
    `${'l'.repeat(65)}@acme.com`,
    `${'a'.repeat(40_000)}@acme.com`,
    42,
    null,
    undefined,
    {},
    ['ann@acme.com'],
  ])('%j is no email', (raw) => {
    expect(cleanEmail(raw)).toBeNull();
  });

  test.each([
    [253, true],
    [254, true],
    [255, false],
  ])('of %i characters: kept %s', (length, kept) => {
    expect(cleanEmail(`a@${domainOf(length)}`) !== null).toBe(kept);
  });

  test('cleaning what is clean changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (raw) => {
        const once = cleanEmail(raw);
        if (once !== null) expect(cleanEmail(once)).toBe(once);
      }),
    );
  });

  test('a hostile length of repeated dots and letters is answered at once', () => {
    const before = process.cpuUsage(); // Not the clock: the machine may be busy with other things.
    for (let n = 0; n < 1_000; n++) cleanEmail(`a@${'a.'.repeat(120)}!`);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});

describe('cleanUserId', () => {
  test.each([
    ['42', '42'],
    [42, '42'],
    [-2, '-2'],
    [' u_1 ', 'u_1'],
    ['Ann', 'Ann'],
    ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001'],
    ['0x0', '0x0'],
    ['nullable', 'nullable'],
    ['ann@acme.com', 'ann@acme.com'],
    [9_007_199_254_740_991, '9007199254740991'],
    ['x'.repeat(128), 'x'.repeat(128)],
  ])('%j is the id %j', (raw, clean) => {
    expect(cleanUserId(raw)).toBe(clean);
  });

  test.each([
    '',
    '  ',
    'null',
    'NULL',
    'undefined',
    '0',
    0,
    -0,
    '-1',
    -1,
    'NaN',
    Number.NaN,
    'none',
    'anonymous',
    'Guest',
    '[object Object]',
    '000',
    '-',
    '---',
    '00000000-0000-0000-0000-000000000000',
    'x'.repeat(129),
    'a\u0000b',
    '\udc00',
    9_007_199_254_740_992,
    Number.POSITIVE_INFINITY,
    true,
    null,
    undefined,
    {},
    ['42'],
  ])('%j identifies nobody', (raw) => {
    expect(cleanUserId(raw)).toBeNull();
  });

  test('ids that differ stay different', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const [first, second] = [cleanUserId(a), cleanUserId(b)];
        if (a.trim() !== b.trim() && first !== null) expect(second).not.toBe(first);
      }),
    );
  });
});
