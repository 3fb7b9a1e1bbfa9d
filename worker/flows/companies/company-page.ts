// Where a page of companies, or of a company's people, begins: the time that all pages show, and the place that was reached.

import type { InputError } from '../../../schema/api/shared.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';
import { type CursorScope, openCursor, sealCursor } from '../cursor.ts';
import { timeComplaints } from '../visitors/list-time.ts';

/** Why a page cannot be returned. */
export type NoPage =
  | { kind: 'stale_cursor' }
  | { kind: 'invalid_cursor' }
  | { kind: 'invalid'; errors: InputError[] };

/** What the last one of a page is sorted by, and its id or key. */
export type Last = readonly [value: number, id: string];

/** `at`: UTC ms. */
export interface PageStart {
  kind: 'start';
  at: number;
  after: Last | null;
}

/** The content of a cursor: model version and landmark, the time of the first page, and the place. */
type Place = [version: number, landmark: number, at: number, ...Last];

/** Reads a cursor of this list, which must have been made under the served model. */
export async function startOf(
  site: SiteConfig,
  list: string,
  { query, now }: { query: { at?: number | undefined; cursor?: string | undefined }; now: number },
): Promise<PageStart | NoPage> {
  const errors = timeComplaints(query, now);
  if (errors.length > 0) return { kind: 'invalid', errors };
  if (query.cursor === undefined) return { kind: 'start', at: Math.max(now, query.at ?? now), after: null };
  const place = await openCursor<Place>({ site, list }, query.cursor);
  if (!place) return { kind: 'invalid_cursor' };
  const [version, landmark, at, ...after] = place;
  const isStale = version !== site.served.version || landmark !== site.served.landmark;
  return isStale ? { kind: 'stale_cursor' } : { kind: 'start', at, after };
}

/** The cursor of the page after this place. */
export function nextCursorOf(
  { list, site }: CursorScope & { site: { served: FedModel } },
  at: number,
  last: Last,
): Promise<string> {
  const place: Place = [site.served.version, site.served.landmark, at, ...last];
  return sealCursor({ list, site }, place);
}
