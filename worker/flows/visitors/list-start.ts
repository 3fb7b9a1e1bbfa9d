// Where a page of visitors, of companies or of a company's people begins: the time that all pages show, and the place that was reached.

import type { InputError } from '../../../schema/api/shared.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';
import { type CursorScope, openCursor, sealCursor } from '../common/cursor.ts';

/** Why a page cannot be returned. */
export type NoPage =
  | { kind: 'stale_cursor' }
  | { kind: 'invalid_cursor' }
  | { kind: 'invalid'; errors: InputError[] };

/** What the last one of a page is sorted by, its id or key, and what else the list needs to go on. */
export type Last = readonly [value: number, id: string, ...rest: number[]];

/** `at`: UTC ms. */
export interface PageStart<L extends Last> {
  kind: 'start';
  at: number;
  after: L | null;
}

/** The content of a cursor: model version and landmark, the time of the first page, and the place. */
type Place<L extends Last> = [version: number, landmark: number, at: number, ...L];

/** Tolerance for clients' clocks: an `at` no further in the past means now. */
const clockSlackMs = 60_000;

interface Asked {
  at?: number | undefined;
  cursor?: string | undefined;
}

/** Reads a cursor of this list, which must have been made under the served model. `errors`: what else is wrong with the query. */
export async function startOf<L extends Last>(
  { site, list }: { site: SiteConfig; list: string },
  { query, now, errors = [] }: { query: Asked; now: number; errors?: readonly InputError[] },
): Promise<PageStart<L> | NoPage> {
  const all = [...timeComplaints(query, now), ...errors];
  if (all.length > 0) return { kind: 'invalid', errors: all };
  if (query.cursor === undefined) return { kind: 'start', at: Math.max(now, query.at ?? now), after: null };
  const place = await openCursor<Place<L>>({ site, list }, query.cursor);
  if (!place) return { kind: 'invalid_cursor' };
  const [version, landmark, at, ...after] = place;
  const isStale = version !== site.served.version || landmark !== site.served.landmark;
  return isStale ? { kind: 'stale_cursor' } : { kind: 'start', at, after };
}

/** What is wrong with the time of a list, UTC ms: the past. A cursor has its own. */
function timeComplaints({ at, cursor }: Asked, now: number): InputError[] {
  if (at === undefined || cursor !== undefined || at >= now - clockSlackMs) return [];
  const message = 'give the present or a future time; for the past, request the explanation of one visitor';
  return [{ path: 'at', message }];
}

/** The cursor of the page after this place. */
export function nextCursorOf<L extends Last>(
  { list, site }: CursorScope & { site: { served: FedModel } },
  at: number,
  last: L,
): Promise<string> {
  const place: Place<L> = [site.served.version, site.served.landmark, at, ...last];
  return sealCursor({ list, site }, place);
}
