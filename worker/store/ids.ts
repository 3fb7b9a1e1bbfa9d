// Ids are bytes in the database and text everywhere else: a UUID and a visitor's id take 16 bytes there, not 36 and 22.
// JSON has no bytes, so they go in and come out as hex: `unhex(?1)`, `hex(visitor)`.

import { bytesOfBase64url, hexOfBytes } from './bytes.ts';

/** Of a device that stands for a person named by the site's server: 32 bytes, which no browser can send. */
const serverPrefix = 'server:';

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** What `unhex` makes null of: it finds nothing, and no column of an id takes it. */
const noHex = 'no id';

/**
 * The hex of a UUID in lower case, of `server:` and 43 base64url characters, or of a visitor's 22. Of '', which comes before
 * all ids, it is ''; of all else it is no hex.
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

/** The last character of either length says 4 or 2 bits less than others: one that says more is another text for the same id. */
const canonical = /^(?:[\w-]{21}[AQgw]|[\w-]{42}[AEIMQUYcgkosw048])$/;

function hexOfBase64(text: string): string {
  if (!canonical.test(text)) return noHex;
  return hexOfBytes(bytesOfBase64url(text));
}

/** A device, an event or a session as text, from the hex of its column. */
export function uuidFrom(hex: string): string {
  if (hex.length === 64) return serverPrefix + base64From(hex);
  const text = hex.toLowerCase();
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** A visitor's id as text, from the hex of its column. */
export function visitorFrom(hex: string): string {
  return base64From(hex);
}

/** By 24 bits at a time, six digits of hex and four of base64url: half the time that `btoa` takes. */
function base64From(hex: string): string {
  let text = '';
  for (let at = 0; at < hex.length; at += 6) {
    const bits = Number.parseInt(hex.slice(at, at + 6).padEnd(6, '0'), 16);
    for (let shift = 18; shift >= 0; shift -= 6) text += base64url[(bits >> shift) & 63];
  }
  return text.slice(0, Math.ceil((hex.length * 4) / 6));
}

/** Makes text of these columns of rows just read, in place: `hex()` of null is empty, and null again here. */
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

/** A row with the hex of those of these ids that it has, for a parameter of JSON. */
export function hexed<Row extends object>(row: Row, ...names: string[]): Row {
  const made = { ...row } as Record<string, unknown>;
  for (const name of names) if (typeof made[name] === 'string') made[name] = hexOf(made[name]);
  return made as Row;
}

/** The same of many rows. */
export function withHex<Row extends object>(rows: readonly Row[], ...names: (keyof Row & string)[]): Row[] {
  return rows.map((row) => hexed(row, ...names));
}
