// Ids in tests: bytes read back as the text that everybody else has, and UUIDs that can be told apart by name.

import { hexOfBytes } from '../../worker/store/bytes.ts';
import { uuidFrom, visitorFrom } from '../../worker/store/ids.ts';

const visitorColumns = ['visitor', 'moved', 'survivor'];

/** Rows as they were selected, with their ids as text: D1 answers bytes as an array of numbers. */
export function withTextIds<Row = Record<string, unknown>>(rows: readonly unknown[]): Row[] {
  return rows.map((row) => {
    const texts = Object.entries(row as Record<string, unknown>).map(([name, value]) => {
      if (!Array.isArray(value)) return [name, value];
      const hex = hexOfBytes(Uint8Array.from(value as number[]));
      return [name, visitorColumns.includes(name) ? visitorFrom(hex) : uuidFrom(hex)];
    });
    return Object.fromEntries(texts) as Row;
  });
}

/** The UUID that spells a name of up to 16 characters in ASCII. */
export function uuidNamed(name: string): string {
  const hex = hexOfBytes(new TextEncoder().encode(name));
  return uuidFrom(hex.slice(0, 32).padEnd(32, '0'));
}
