// The database's part of a preview: how far it is, and the visitors that it looks at next.

import type { preview } from '../../../schema/tables/site.ts';
import { hexOf, visitorFrom, withIds } from '../ids.ts';
import { type EventRow, eventsFrom } from '../log/events.ts';
import { eventsOf, next } from '../scores/rescore.ts';
import { type VisitorRow, visitorColumns } from '../visitors/visitor-row.ts';

/** A preview, finished or not. `tally` is JSON, times are UTC ms. */
export type PreviewRow = typeof preview.$inferSelect;

const columns = 'site, version, against, at, cursor, done, total, tally, finished_at as finishedAt';

/** Begins a preview of a version, instead of any before, and answers it. */
export async function beginPreview(
  db: D1Database,
  { site, version, against, at, tally }: Pick<PreviewRow, 'site' | 'version' | 'against' | 'at' | 'tally'>,
): Promise<PreviewRow> {
  const row = await db
    .prepare(
      `insert or replace into preview (site, version, against, at, cursor, done, total, tally)
       values (?1, ?2, ?3, ?4, '', 0, (select count(*) from score where site = ?1 and version = ?3), ?5) returning ${columns}`,
    )
    .bind(site, version, against, at, tally)
    .first<PreviewRow>();
  return row as PreviewRow;
}

/** The preview of a version, by primary key. */
export function readPreview(db: D1Database, site: number, version: number): Promise<PreviewRow | null> {
  return db
    .prepare(`select ${columns} from preview where site = ?1 and version = ?2`)
    .bind(site, version)
    .first<PreviewRow>();
}

/** Previews that are not finished. */
export async function unfinishedPreviews(db: D1Database): Promise<{ site: number; version: number }[]> {
  const { results } = await db
    .prepare('select site, version from preview where finished_at is null')
    .all<{ site: number; version: number }>();
  return results;
}

/**
 * Notes how far a preview has come, as counted under a revision of the site. False where another run was ahead, it was begun
 * anew, or the site has changed (somebody may have been erased who was just counted): then nothing is written.
 */
export async function advancePreview(
  db: D1Database,
  { from, to, revision }: { from: PreviewRow; to: PreviewRow; revision: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `update preview set cursor = ?5, done = ?6, tally = ?7, finished_at = ?8
       where site = ?1 and version = ?2 and at = ?3 and cursor = ?4 and finished_at is null
         and ?9 = (select revision from site where key = ?1)`,
    )
    .bind(
      ...[
        from.site,
        from.version,
        from.at,
        from.cursor,
        to.cursor,
        to.done,
        to.tally,
        to.finishedAt,
        revision,
      ],
    )
    .run();
  return meta.changes === 1;
}

/** Visitors as they stand under the served version, with what is known of them and what they did. */
export interface PreviewStep {
  /** `traits` is JSON; null: anonymous. */
  visitors: (VisitorRow & { traits: string | null })[];
  events: (EventRow & { visitor: string })[];
}

/** The next visitors after `cursor`, at most `limit`: ranges of the primary keys, one consistent read. */
export async function readPreviewStep(
  db: D1Database,
  { site, against, cursor }: PreviewRow,
  limit: number,
): Promise<PreviewStep> {
  const after = hexOf(cursor);
  const [visitors, events] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        `select ${visitorColumns}, l.traits from score s left join lead l on l.site = s.site and l.visitor = s.visitor
         where s.site = ?1 and s.version = ?2 and s.visitor > unhex(?3) order by s.visitor limit ?4`,
      )
      .bind(site, against, after, limit),
    db.prepare(eventsOf(next)).bind(site, against, after, limit),
  ]);
  return {
    visitors: withIds<PreviewStep['visitors'][number]>(visitors?.results, { id: visitorFrom }),
    events: eventsFrom<PreviewStep['events'][number]>(events?.results),
  };
}
