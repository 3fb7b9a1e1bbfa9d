// What a state remembers of windows and sessions, and what it lets go of.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  copyMemory,
  emptyMemory,
  forget,
  type Memory,
  memoryLimits,
  openSession,
  readMemory,
  storedMemory,
  takePlace,
} from '../../../worker/score/rules/memory.ts';

const { windows: most, sessions: mostSessions } = memoryLimits;

/** Takes a place in each of so many windows of a rule, the first named `cfrom`. */
function open(memory: Memory, rule: string, { from = 0, count }: { from?: number; count: number }): void {
  for (let n = from; n < from + count; n++) takePlace(memory, { rule, window: `c${n}`, places: 9 });
}

const sizes = ({ windows }: Memory) =>
  Object.fromEntries([...windows].map(([rule, taken]) => [rule, taken.size]));

describe('a window', () => {
  it('has as many places as it has, each once', () => {
    const memory = emptyMemory();
    const take = (window: string, rule = 'r0') => takePlace(memory, { rule, window, places: 2 });
    expect([take('c1'), take('c1'), take('c1'), take('c1')]).toEqual([1, 2, null, null]);
    expect([take('c2'), take('c1', 'r1')]).toEqual([1, 1]);
  });

  it.each([
    [most - 1, most - 1],
    [most, most],
    [most + 1, most],
    [most + 50, most],
  ])('is one of at most 200 that are remembered: of %i opened, %i', (opened, kept) => {
    const memory = emptyMemory();
    open(memory, 'r0', { count: opened });
    forget(memory);
    expect(sizes(memory)).toEqual({ r0: kept });
    expect([...(memory.windows.get('r0')?.keys() ?? [])].at(0)).toBe(`c${opened - kept}`);
    expect([...(memory.windows.get('r0')?.keys() ?? [])].at(-1)).toBe(`c${opened - 1}`);
  });

  it('may grant again once it was forgotten, and not before', () => {
    const memory = emptyMemory();
    const first = () => takePlace(memory, { rule: 'r0', window: 'c0', places: 1 });
    expect(first()).toBe(1);
    open(memory, 'r0', { from: 1, count: most - 1 });
    forget(memory);
    expect(first()).toBeNull();
    open(memory, 'r0', { from: most, count: 1 });
    forget(memory);
    expect(first()).toBe(1);
  });

  it('of a rule with few windows is kept, however many another rule opens', () => {
    const memory = emptyMemory();
    open(memory, 'rare', { count: 1 });
    for (let from = 0; from < 5 * most; from++) {
      open(memory, 'busy', { from, count: 1 });
      forget(memory);
    }
    expect(sizes(memory)).toEqual({ rare: 1, busy: most - 1 });
  });

  it('of two rules with as many is forgotten of the first by name, whichever opened first', () => {
    for (const rules of [
      ['r0', 'r1'],
      ['r1', 'r0'],
    ]) {
      const memory = emptyMemory();
      for (const rule of rules) open(memory, rule, { count: most / 2 });
      open(memory, 'r2', { count: 1 });
      forget(memory);
      expect(sizes(memory)).toMatchObject({ r0: most / 2 - 1, r1: most / 2 });
    }
  });
});

describe('a session', () => {
  it('is opened once', () => {
    const memory = emptyMemory();
    expect(['a', 'b', 'a', 'b'].map((session) => openSession(memory, session))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    [mostSessions - 1, false],
    [mostSessions, true],
    [mostSessions + 1, true],
  ])('is opened anew after %i others: %s', (others, isOpened) => {
    const memory = emptyMemory();
    openSession(memory, 'first');
    for (let n = 0; n < others; n++) openSession(memory, `later ${n}`);
    expect(openSession(memory, 'first')).toBe(isOpened);
  });
});

/** What is done to a memory: a place taken in a window of a rule, or a session opened. */
const anyDeed = fc.oneof(
  { weight: 9, arbitrary: fc.record({ rule: fc.constantFrom('r0', 'r1', 'r2'), window: fc.nat(299) }) },
  { weight: 1, arbitrary: fc.record({ session: fc.nat(40) }) },
);

function doTo(memory: Memory, deed: { rule: string; window: number } | { session: number }): unknown {
  const answer =
    'session' in deed
      ? openSession(memory, `s${deed.session}`)
      : takePlace(memory, { rule: deed.rule, window: `c${deed.window}`, places: 2 });
  forget(memory);
  return answer;
}

describe('a memory', () => {
  it('goes on the same after it was stored and read, at any moment, and is never larger than its bounds', () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 700, size: 'max' }), fc.nat(700), (deeds, moment) => {
        const [kept, stored] = [emptyMemory(), emptyMemory()];
        let reading = stored;
        for (const [place, deed] of deeds.entries()) {
          if (place === moment) reading = readMemory(JSON.parse(JSON.stringify(storedMemory(reading))));
          expect(doTo(reading, deed)).toEqual(doTo(kept, deed));
        }
        expect(storedMemory(reading)).toEqual(storedMemory(kept));
        expect([...kept.windows.values()].reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(most);
        expect(kept.sessions.length).toBeLessThanOrEqual(mostSessions);
      }),
      { numRuns: 50 },
    );
  });

  it('is copied whole: what is done to the copy leaves it as it was', () => {
    const memory = emptyMemory();
    openSession(memory, 'a');
    open(memory, 'r0', { count: 2 });
    const before = JSON.stringify(storedMemory(memory));
    const copy = copyMemory(memory);
    openSession(copy, 'b');
    open(copy, 'r0', { count: 3 });
    open(copy, 'r1', { count: 1 });
    expect(JSON.stringify(storedMemory(memory))).toBe(before);
  });
});
