// Ids in tests: converts bytes to the text used everywhere else, and makes UUIDs with readable names.

import { hexOfBytes } from '../../worker/store/bytes/bytes.ts';
import { uuidFrom, visitorFrom } from '../../worker/store/ids.ts';

const visitorColumns = ['visitor', 'moved', 'survivor'];

/** Selected rows with their ids as text: D1 returns bytes as an array of numbers. */
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

/** The UUID whose bytes are a name of up to 16 ASCII characters. */
export function uuidNamed(name: string): string {
  const hex = hexOfBytes(new TextEncoder().encode(name));
  return uuidFrom(hex.slice(0, 32).padEnd(32, '0'));
}
