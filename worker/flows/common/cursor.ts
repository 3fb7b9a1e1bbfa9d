// Signed pagination cursors. A forged, modified or foreign cursor fails verification.

import { base64urlOf, bytesOfBase64url } from '../../store/bytes/bytes.ts';
import { keyedHash } from './visitor-id.ts';

/** The length of the keyed hash in a cursor: 96 bits. */
const sealChars = 16;

/** The key of a site, and the list (with its filters) that the cursor belongs to. */
export interface CursorScope {
  site: { visitorKey: string };
  list: string;
}

/** Signs a position, which must be JSON-serializable, as text for a URL. */
export async function sealCursor(scope: CursorScope, place: unknown): Promise<string> {
  const payload = base64urlOf(new TextEncoder().encode(JSON.stringify(place)));
  return `${payload}.${await sealOf(scope, payload)}`;
}

/** The position that `sealCursor` signed in this scope; null for anything else. */
export async function openCursor<Place>(scope: CursorScope, cursor: string): Promise<Place | null> {
  const [payload = '', seal, ...rest] = cursor.split('.');
  if (rest.length > 0 || seal !== (await sealOf(scope, payload))) return null;
  return JSON.parse(new TextDecoder().decode(bytesOfBase64url(payload))) as Place;
}

/** A page of a list, or why it cannot be returned. */
export type SealedPage<Row> =
  | { kind: 'page'; data: Row[]; nextCursor: string | null }
  | { kind: 'invalid_cursor' };

/** The request for a page; `cursor` is the `nextCursor` of the previous page. */
interface PageAsked {
  cursor?: string | undefined;
  limit: number;
}

/**
 * Reads a page of a list from a position (null: from the start), and one row more than the page. `placeOf` returns the position
 * after a row.
 */
export async function sealedPage<Row, Place>(
  scope: CursorScope,
  { cursor, limit }: PageAsked,
  {
    read,
    placeOf,
  }: { read: (after: Place | null, limit: number) => Promise<Row[]>; placeOf: (row: Row) => Place },
): Promise<SealedPage<Row>> {
  const after = cursor === undefined ? null : await openCursor<Place>(scope, cursor);
  if (cursor !== undefined && !after) return { kind: 'invalid_cursor' };
  const rows = await read(after, limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  return {
    kind: 'page',
    data,
    nextCursor: last === undefined ? null : await sealCursor(scope, placeOf(last)),
  };
}

async function sealOf({ site, list }: CursorScope, payload: string): Promise<string> {
  return (await keyedHash(site.visitorKey, `cursor:${list}\n${payload}`)).slice(0, sealChars);
}
