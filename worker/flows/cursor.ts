// Cursors: a place in a list, sealed. One that was made up, changed, or made for another list is refused.

import { base64urlOf, bytesOfBase64url } from '../store/bytes.ts';
import { keyedHash } from './visitor-id.ts';

/** Of the keyed hash, what a cursor carries: 96 bits. */
const sealChars = 16;

/** The key of a site, and the list (with its filters) that the cursor is good for. */
export interface CursorScope {
  site: { visitorKey: string };
  list: string;
}

/** Seals a place, which JSON must be able to carry, as text for a URL. */
export async function sealCursor(scope: CursorScope, place: unknown): Promise<string> {
  const payload = base64urlOf(new TextEncoder().encode(JSON.stringify(place)));
  return `${payload}.${await sealOf(scope, payload)}`;
}

/** The place that `sealCursor` sealed in this scope; null for anything else. */
export async function openCursor<Place>(scope: CursorScope, cursor: string): Promise<Place | null> {
  const [payload = '', seal, ...rest] = cursor.split('.');
  if (rest.length > 0 || seal !== (await sealOf(scope, payload))) return null;
  return JSON.parse(new TextDecoder().decode(bytesOfBase64url(payload))) as Place;
}

/** A page of a list, or why there is none. */
export type SealedPage<Row> =
  | { kind: 'page'; data: Row[]; nextCursor: string | null }
  | { kind: 'invalid_cursor' };

/** What is asked of a list: `cursor` as the last page answered it. */
interface PageAsked {
  cursor?: string | undefined;
  limit: number;
}

/**
 * A page of a list, read from a place on (null: from its beginning), one row more than the page. `placeOf` names the place
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
