// What the tag knew of consent: a number that says all of it, and the history that the log comes to.

import { expect, test } from 'vitest';
import { consentCode, consentFrom, consentHistory } from '../../worker/score/consent.ts';

test.each([
  ['a tag that asks nobody', { mode: 'granted', consent: 'granted' }, 0, ['granted', true, false]],
  [
    'consent that was asked for and given',
    { mode: 'required', consent: 'granted' },
    1,
    ['required', true, false],
  ],
  ['a tag that stores nothing', { mode: 'anonymous', consent: 'anonymous' }, 6, ['anonymous', false, false]],
  [
    'the same, once consent was given',
    { mode: 'anonymous', consent: 'granted' },
    2,
    ['anonymous', true, false],
  ],
  ['Consent Mode', { mode: 'google', consent: 'granted' }, 3, ['google', true, false]],
  ['a mode that is misspelt', { mode: 'Requierd', consent: 'granted' }, 1, ['required', true, false]],
  ['Global Privacy Control', { mode: 'granted', consent: 'granted', gpc: true }, 8, ['granted', true, true]],
  [
    'a browser that has it, off',
    { mode: 'granted', consent: 'granted', gpc: false },
    0,
    ['granted', true, false],
  ],
])('%s is told from all else', (_, told, code, [mode, isGranted, isGpc]) => {
  expect(consentCode(told, false)).toBe(code);
  expect(consentFrom(code)).toEqual({ mode, isGranted, isGpc });
});

test('the header Sec-GPC counts even where the page cannot see it', () => {
  expect(consentCode({ mode: 'required', consent: 'granted' }, true)).toBe(9);
});

test('a script that tells nothing leaves it unknown', () => {
  expect(consentCode({ consent: 'granted', gpc: true }, true)).toBeNull();
});

test('the history has a line for as long as the tag knew the same on a device, whatever the order of the log', () => {
  const event = (device: string, occurredAt: number, consent: number | null) => ({
    device,
    occurredAt,
    consent,
  });
  const log = [
    event('b', 15, 1),
    event('a', 40, 6),
    event('a', 10, 6),
    event('a', 30, 2),
    event('a', 20, 6),
    event('a', 25, null),
    event('a', 21, 6),
    event('server', 5, null),
  ];
  const anonymous = { mode: 'anonymous', isGranted: false, isGpc: false };
  expect(consentHistory(log)).toEqual([
    { device: 'a', from: 10, to: 21, events: 3, ...anonymous },
    { device: 'b', from: 15, to: 15, events: 1, mode: 'required', isGranted: true, isGpc: false },
    { device: 'a', from: 30, to: 30, events: 1, ...anonymous, isGranted: true },
    { device: 'a', from: 40, to: 40, events: 1, ...anonymous },
  ]);
  expect(consentHistory([])).toEqual([]);
});
