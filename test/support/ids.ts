// Ids in tests: bytes read back as the text that everybody else has, and UUIDs that can be told apart by name.

import { uuidFrom, visitorFrom } from '../../worker/store/ids.ts';

const visitorColumns = ['visitor', 'moved', 'survivor'];

/** Rows as they were selected, with their ids as text: D1 answers bytes as an array of numbers. */
export function withTextIds<Row = Record<string, unknown>>(rows: readonly unknown[]): Row[] {
  return rows.map((row) => {
    const texts = Object.entries(row as Record<string, unknown>).map(([name, value]) => {
      if (!Array.isArray(value)) return [name, value];
      const hex = value.map((byte: number) => byte.toString(16).padStart(2, '0')).join('');
      return [name, visitorColumns.includes(name) ? visitorFrom(hex) : uuidFrom(hex)];
    });
    return Object.fromEntries(texts) as Row;
  });
}

/** The UUID that spells a name of up to 16 characters in ASCII. */
export function uuidNamed(name: string): string {
  const hex = Array.from(name, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return uuidFrom(hex.slice(0, 32).padEnd(32, '0'));
}
