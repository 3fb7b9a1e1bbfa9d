// Which versions are watched, so that changes of cells, identifications and segments are told: the rows of `watch`.

import { watch } from '../../../schema/tables/alerts.ts';
import type { model } from '../../../schema/tables/site.ts';
import { insertInto } from '../database/columns.ts';
import { guardStatement, raiseRevision, type SiteRevision } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';

/** Whether a model, by `site` and `name` in SQL, has something to tell that is neither a level nor an outcome. */
const isAsked = (
  site: string,
  name: string,
) => sql`(exists (select 1 from segment where segment.site = ${site}
    and segment.model = ${name})
  or exists (select 1 from webhook b, json_each(b.events) j where b.site = ${site} and b.model = ${name}
    and j.value in ('visitor.cell_entered', 'visitor.identified')))`;

/** Not the version that is being filled, and not one that is published with alerts: that ends with its fill. */
const drop = sql`delete from watch where site = ?1 and version is not (select filling_version from site where key = ?1)
  and not exists (select 1 from served_model where served_model.site = ?1 and served_model.version = watch.version
    and (watch.against is not null or ${isAsked('?1', 'served_model.name')}))`;

/** If a segment has just been created or changed, all rows are filled in again. */
const begin = sql`${insertInto(watch, {
  ...{ site: 'f.key', version: 'served_model.version', since: 'f.revision', cursor: `''`, against: 'null' },
})} from site f cross join served_model on served_model.site = f.key
where f.key = ?1 and ${isAsked('f.key', 'served_model.name')}
on conflict do update set cursor = '' where exists (select 1 from segment where segment.site = ?1
  and segment.since >= (select revision from site where key = ?1))`;

/**
 * Statements that begin or cease to watch a site's versions. Every transaction that creates, changes or deletes segments or webhooks
 * needs them at its end, after it has raised the site's revision.
 */
export function refreshWatch(db: D1Database, site: number): D1PreparedStatement[] {
  return [drop, begin].map((text) => db.prepare(text).bind(site));
}

/** Sites with a version that should be watched and is not. Small tables, read completely. */
export async function unwatchedSites(db: D1Database): Promise<SiteRevision[]> {
  const { results } = await db
    .prepare(
      sql`select distinct f.key as site, f.revision from site f cross join served_model on served_model.site = f.key
       where ${isAsked('f.key', 'served_model.name')}
         and not exists (select 1 from watch where watch.site = f.key and watch.version = served_model.version)`,
    )
    .all<SiteRevision & Record<string, unknown>>();
  return results;
}

/** Begins to watch a site. Throws a stale-guard error if it has changed since it was read. */
export async function beginWatching(db: D1Database, site: SiteRevision): Promise<void> {
  await db.batch([guardStatement(db, [site]), raiseRevision(db, site.site), ...refreshWatch(db, site.site)]);
}

const beginAgainst = sql`${insertInto(watch, {
  ...{ site: 'f.key', version: '?2', since: 'f.revision', cursor: `''`, against: 'served_model.version' },
})} from site f cross join model on model.site = f.key and model.version = ?2
cross join served_model on served_model.site = f.key and served_model.name = model.name
where f.key = ?1 on conflict do update set cursor = '', against = excluded.against`;

/** A statement that has a publication tell what it changes, once the version is served. Before the version is the served one. */
export function watchAgainst(
  db: D1Database,
  { site, version }: { site: number; version: number },
): D1PreparedStatement {
  return db.prepare(beginAgainst).bind(site, version);
}

/** A fill to continue. */
export type Fill = Pick<StoredRow<typeof watch>, 'site' | 'version' | 'against'> & { cursor: string };

/** Fills of served versions that are not done. */
export async function unfinishedFills(db: D1Database): Promise<Fill[]> {
  const { results } = await db
    .prepare(
      sql`select site, version, cursor, against from watch where cursor is not null and exists (select 1 from served_model
         where served_model.site = watch.site and served_model.version = watch.version)`,
    )
    .all<Fill>();
  return results;
}

/** A version as what has changed since is compared with it; null: it is gone. `body` is JSON. */
export async function readCompared(
  db: D1Database,
  { site, version }: { site: number; version: number },
): Promise<Pick<StoredRow<typeof model>, 'body' | 'landmark' | 'timeZone'> | null> {
  return db
    .prepare(sql`select body, landmark, time_zone as timeZone from model where site = ?1 and version = ?2`)
    .bind(site, version)
    .first();
}
