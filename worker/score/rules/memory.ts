// A visitor's memory for correct counts of caps, `nth`, groups and sessions. Its bounds are part of the specification,
// so that a history of any length scores the same at arrival and from the log.

import { shortHash } from '../short-hash.ts';

/** Limits for remembered windows, of all rules together, and sessions. */
export const memoryLimits = { windows: 200, sessions: 24 } as const;

/** Hashes of sessions, the last opened last; and places taken, by rule and window, the first opened first. */
export interface Memory {
  sessions: string[];
  readonly windows: Map<string, Map<string, number>>;
}

export function emptyMemory(): Memory {
  return { sessions: [], windows: new Map() };
}

/** A mutable copy. */
export function copyMemory({ sessions, windows }: Memory): Memory {
  return {
    sessions: [...sessions],
    windows: new Map([...windows].map(([rule, taken]) => [rule, new Map(taken)])),
  };
}

/** Whether this opens a session: none is remembered for it. Remembers it; may forget the session that opened longest ago. */
export function openSession(memory: Memory, session: string): boolean {
  const hash = shortHash(session);
  if (memory.sessions.includes(hash)) return false;
  memory.sessions.push(hash);
  if (memory.sessions.length > memoryLimits.sessions) memory.sessions.shift();
  return true;
}

/** Takes the next of `places` in a window of a rule; returns its ordinal, or null if all are taken. */
export function takePlace(
  { windows }: Memory,
  { rule, window, places }: { rule: string; window: string; places: number },
): number | null {
  const taken = windows.get(rule) ?? new Map<string, number>();
  const ordinal = (taken.get(window) ?? 0) + 1;
  if (ordinal > places) return null;
  windows.set(rule, taken.set(window, ordinal));
  return ordinal;
}

/**
 * Forgets windows beyond the limit: always the first opened of the rule with the most, so that no rule crowds out another,
 * and no rule's `nth` its cap, because that has a separate name. Of several rules the first by name.
 */
export function forget({ windows }: Memory): void {
  let size = 0;
  for (const taken of windows.values()) size += taken.size;
  for (; size > memoryLimits.windows; size--) {
    let [most, largest] = ['', 0];
    for (const [rule, { size: count }] of windows) {
      if (count > largest || (count === largest && rule < most)) [most, largest] = [rule, count];
    }
    const taken = windows.get(most) as Map<string, number>;
    taken.delete(taken.keys().next().value as string);
  }
}

/** As stored: `[sessions, {rule: {window: taken}}]`. No window's name is a number, which JSON would put first. */
export type StoredMemory = [string, Record<string, Record<string, number>>];

export function storedMemory({ sessions, windows }: Memory): StoredMemory {
  const rules = [...windows].filter(([, taken]) => taken.size > 0);
  return [
    sessions.join(' '),
    Object.fromEntries(rules.map(([rule, taken]) => [rule, Object.fromEntries(taken)])),
  ];
}

export function readMemory([sessions, rules]: StoredMemory): Memory {
  return {
    sessions: sessions === '' ? [] : sessions.split(' '),
    windows: new Map(Object.entries(rules).map(([rule, taken]) => [rule, new Map(Object.entries(taken))])),
  };
}
