// Ids as the database keeps them: every text of a form there is comes back as it was, and no other text is an id.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexed, hexOf, isId, uuidFrom, visitorFrom, withIds } from '../../worker/store/ids.ts';

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('an id', () => {
  it('is a UUID, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(uuidFrom(hexOf(uuid).toUpperCase())).toBe(uuid);
      }),
    );
  });

  it('is a visitor, and comes back as it was', () => {
    fc.assert(
      fc.property(bytes(16), (value) => {
        expect(hexOf(base64url(value)).toUpperCase()).toBe(hex(value));
        expect(visitorFrom(hex(value))).toBe(base64url(value));
      }),
    );
  });

  it('is a device that stands for a person, and comes back as it was', () => {
    fc.assert(
      fc.property(bytes(32), (value) => {
        const device = `server:${base64url(value)}`;
        expect(hexOf(device).toUpperCase()).toBe(hex(value));
        expect(uuidFrom(hex(value))).toBe(device);
      }),
    );
  });

  it.each([
    'x',
    'AAAAAAAAAAAAAAAAAAAAAB', // Bits beyond the 16 bytes: another text for the same id.
    'AAAAAAAAAAAAAAAAAAAA==',
    'AAAAAAAAAAAAAAAAAAAA+A',
    `server:${'A'.repeat(42)}B`,
    `server:${'A'.repeat(44)}`,
    `Server:${'A'.repeat(43)}`,
    '0000000000000000000000000000000000000',
  ])('is not %j', (text) => {
    expect(isId(text)).toBe(false);
    expect(hexOf(text)).not.toMatch(/^([0-9a-f]{2})*$/);
  });

  it('comes after the empty text, which is before all', () => {
    expect(hexOf('')).toBe('');
    expect(isId('')).toBe(false);
  });
});

it('ids of rows are made text in place, and stay null where they were', () => {
  const rows = [
    { visitor: '00'.repeat(16), session: '', heat: 1 },
    { visitor: 'FF'.repeat(16), session: 'AB'.repeat(16), heat: 2 },
  ];
  expect(withIds(rows, { visitor: visitorFrom, session: uuidFrom })).toEqual([
    { visitor: 'AAAAAAAAAAAAAAAAAAAAAA', session: null, heat: 1 },
    { visitor: '_____________________w', session: 'abababab-abab-abab-abab-abababababab', heat: 2 },
  ]);
});

it('ids of a row are made hex in a copy, where they are there', () => {
  const row = { visitor: 'AAAAAAAAAAAAAAAAAAAAAA', device: null, heat: 1 };
  expect(hexed(row, 'visitor', 'device', 'event')).toEqual({ ...row, visitor: '0'.repeat(32) });
  expect(row.visitor).toBe('AAAAAAAAAAAAAAAAAAAAAA');
});
