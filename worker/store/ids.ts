// Ids are bytes in the database and text everywhere else: in bytes, a UUID and a visitor's id take 16 each instead of 36 and
// 22. JSON has no bytes, so SQL parameters and results contain ids as hex: `unhex(?1)`, `hex(visitor)`.

import { bytesOfBase64url, hexOfBytes } from './bytes/bytes.ts';

/** The prefix of a device that stands for a person named by the site's server: 32 bytes, which no browser can send. */
const serverPrefix = 'server:';

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `unhex` turns this into null, which matches no row, and no id column accepts it. */
const noHex = 'no id';

/**
 * Converts an id to hex: a UUID in lower case, `server:` and 43 base64url characters, or a visitor's id of 22. The empty text
 * sorts before all ids and stays empty. Any other text returns `noHex`.
 */
export function hexOf(id: string): string {
  if (id.length === 36) return id.replaceAll('-', '');
  if (id.length === 22) return hexOfBase64(id);
  if (id.length === 50 && id.startsWith(serverPrefix)) return hexOfBase64(id.slice(serverPrefix.length));
  return id === '' ? '' : noHex;
}

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return text !== '' && hexOf(text) !== noHex;
}

/**
 * The last character of a 22- or 43-character id carries only 2 or 4 of its 6 bits. With other bits set, it would be a second
 * text for the same id, so such texts are rejected.
 */
const canonical = /^(?:[\w-]{21}[AQgw]|[\w-]{42}[AEIMQUYcgkosw048])$/;

function hexOfBase64(text: string): string {
  if (!canonical.test(text)) return noHex;
  return hexOfBytes(bytesOfBase64url(text));
}

/** The id of a device, an event or a session as text, from the hex of its column. */
export function uuidFrom(hex: string): string {
  if (hex.length === 64) return serverPrefix + base64From(hex);
  const text = hex.toLowerCase();
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** A visitor's id as text, from the hex of its column. */
export function visitorFrom(hex: string): string {
  return base64From(hex);
}

/** 24 bits at a time, which is six hex digits or four base64url characters: takes half the time of `btoa`. */
function base64From(hex: string): string {
  let text = '';
  for (let at = 0; at < hex.length; at += 6) {
    const bits = Number.parseInt(hex.slice(at, at + 6).padEnd(6, '0'), 16);
    for (let shift = 18; shift >= 0; shift -= 6) text += base64url[(bits >> shift) & 63];
  }
  return text.slice(0, Math.ceil((hex.length * 4) / 6));
}

/** Converts these columns of freshly read rows to text, in place. `hex()` of null is empty; this makes it null again. */
export function withIds<Row>(
  rows: readonly unknown[] | undefined,
  columns: { [Name in keyof Row]?: (hex: string) => string },
): Row[] {
  const made = (rows ?? []) as Record<string, unknown>[];
  for (const [name, from] of Object.entries(columns) as [string, (hex: string) => string][]) {
    for (const row of made) row[name] = row[name] ? from(row[name] as string) : null;
  }
  return made as Row[];
}

/** The row with these ids, as far as it has them, as hex: for a JSON parameter. */
export function hexed<Row extends object>(row: Row, ...names: string[]): Row {
  const made = { ...row } as Record<string, unknown>;
  for (const name of names) if (typeof made[name] === 'string') made[name] = hexOf(made[name]);
  return made as Row;
}

/** The same for many rows. */
export function withHex<Row extends object>(rows: readonly Row[], ...names: (keyof Row & string)[]): Row[] {
  return rows.map((row) => hexed(row, ...names));
}
