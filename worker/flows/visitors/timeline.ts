// A visitor's events, newest first.

import type { TimelineEvent } from '../../../schema/api/visitor.ts';
import { type EventRow, type KindFilter, readTimeline, type TimelinePlace } from '../../store/log/events.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { openCursor, sealCursor } from '../common/cursor.ts';
import { underFreshSite } from '../common/fresh-site.ts';

/** A page of a timeline, or why it cannot be returned. */
export type TimelineAnswer =
  | { kind: 'page'; data: TimelineEvent[]; nextCursor: string | null }
  | { kind: 'not_found' }
  | { kind: 'invalid_cursor' };

/** `kinds`: only events of these. */
export interface HistoryAsked {
  id: string;
  limit: number;
  cursor?: string | undefined;
  kinds?: KindFilter | null;
}

/** A page of the events of a visitor, or of the visitor that it was merged into. */
export function readHistory(db: D1Database, site: SiteConfig, query: HistoryAsked): Promise<TimelineAnswer> {
  return underFreshSite(db, site, async (fresh): Promise<TimelineAnswer> => {
    const { id, limit, cursor, kinds = null } = query;
    const scope = { site: fresh, list: `events:${id}${kinds ? `:${JSON.stringify(kinds)}` : ''}` };
    const after = cursor === undefined ? null : await openCursor<TimelinePlace>(scope, cursor);
    if (cursor !== undefined && !after) return { kind: 'invalid_cursor' };
    const asked = { site: fresh.key, revision: fresh.revision, version: fresh.served.version, id };
    const rows = await readTimeline(db, asked, { after, limit: limit + 1, kinds });
    if (!rows) return { kind: 'not_found' };
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      kind: 'page',
      data: page.map(timelineEvent),
      nextCursor: last ? await sealCursor(scope, placeOf(last)) : null,
    };
  });
}

function placeOf({ occurredAt, device, id }: EventRow): TimelinePlace {
  return { occurredAt, device, id };
}

/** An event as the API returns it. */
export function timelineEvent({
  id,
  device,
  session,
  kind,
  occurredAt,
  origin,
  body,
}: EventRow): TimelineEvent {
  return { id, device, session, kind, occurredAt, origin, body: JSON.parse(body) };
}
