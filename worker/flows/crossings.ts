// Who rose to one of the upper two levels or fell from one, newest first.

import type { CrossingQuery } from '../../schema/api-crossing.ts';
import { type CrossingPlace, type CrossingRow, readCrossings } from '../store/crossings.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { openCursor, sealCursor } from './cursor.ts';

/** A page of the list, or why there is none. */
export type CrossingAnswer =
  | { kind: 'page'; data: CrossingRow[]; nextCursor: string | null }
  | { kind: 'invalid_cursor' };

/** A page of the crossings under the model that is looked at. */
export async function listCrossings(
  db: D1Database,
  site: SiteConfig,
  { cursor, limit, since = 0 }: CrossingQuery,
): Promise<CrossingAnswer> {
  const model = site.served.name;
  const scope = { site, list: `crossings:${model}:${since}` };
  const after = cursor === undefined ? null : await openCursor<CrossingPlace>(scope, cursor);
  if (cursor !== undefined && !after) return { kind: 'invalid_cursor' };
  const rows = await readCrossings(db, { site: site.key, model }, { since, after, limit: limit + 1 });
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  const place: CrossingPlace | undefined = last && { at: last.at, visitor: last.visitor };
  return { kind: 'page', data, nextCursor: place ? await sealCursor(scope, place) : null };
}
