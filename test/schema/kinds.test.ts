// Kinds of events: what is said of each has to fit the others'.

import { expect, test } from 'vitest';
import { allKinds, browserKinds, isServerOnly, kinds } from '../../schema/kinds.ts';
import { eventKeys } from '../../schema/model/model.ts';
import { kindFrom, storedKind } from '../../worker/store/log/events.ts';

test('each kind that browsers send is stored as a capital letter of its own', () => {
  const letters = browserKinds.map(storedKind);
  expect(letters.filter((letter) => !/^[A-Z]$/.test(letter))).toEqual([]);
  expect(new Set(letters).size).toBe(letters.length);
});

test('every kind is read from the log as it was stored, one that Leadlight does not know too', () => {
  const stored = [...allKinds, 'demo_booked', 'email_unsubscribe', 'constructor'];
  expect(stored.map((kind) => kindFrom(storedKind(kind)))).toEqual(stored);
});

test('a key that rules read is there once, however many kinds carry it', () => {
  expect(new Set(eventKeys).size).toBe(eventKeys.length);
});

test('browsers may send no email_*, outcome or adjustment, and any other name', () => {
  expect(allKinds.filter((kind) => !isServerOnly(kind))).toEqual(browserKinds);
  expect(['email_unsubscribe', 'demo_booked', 'constructor'].map(isServerOnly)).toEqual([true, false, false]);
});

test('only what is recorded about a visitor is no sighting', () => {
  expect(allKinds.filter((kind) => !kinds[kind].isSighting)).toEqual([
    'outcome',
    'adjustment',
    'lead_note',
    'lead_state',
    'lead_owner',
  ]);
});
