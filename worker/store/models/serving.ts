// The versions that a site serves and fills: starts to fill a version, and stops serving one.

import { and, count, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { alias } from 'drizzle-orm/sqlite-core';
import { defaultModelName, modelLimits } from '../../../schema/model/model.ts';
import { crossing, score } from '../../../schema/tables/log.ts';
import { model, servedModel, site } from '../../../schema/tables/site.ts';
import { refreshWatch, watchAgainst } from '../alerts/watch.ts';
import { guardStatement, nextRevision, raiseRevision, raiseStale } from '../database/guard.ts';
import { statementOf } from '../database/query.ts';
import { sql as query } from '../database/sql.ts';
import { auditStatement, type By } from '../sites/audit.ts';
import { zoneOfSite } from './models.ts';

/**
 * Outcome of `beginFilling`. `busy`: another version is being filled; `too_many`: the site already serves the maximum number
 * of models; `changed`: the draft is not the one that was seen.
 */
export type BeginResult = 'begun' | 'unknown_version' | 'already_served' | 'busy' | 'too_many' | 'changed';

/** What a site serves and fills, and one of its versions (null if it does not exist). */
interface Pointers {
  revision: number;
  filling: number | null;
  name: string | null;
  /** JSON. */
  body: string | null;
  /** The version of the default model. */
  ground: number;
  /** The served version of the same model as the requested version. */
  served: number | null;
  models: number;
}

async function readPointers(db: D1Database, key: number, version: number): Promise<Pointers | null> {
  const ground = alias(servedModel, 'ground');
  const row = await drizzle(db)
    .select({
      revision: site.revision,
      filling: site.fillingVersion,
      name: model.name,
      body: model.body,
      ground: ground.version,
      served: servedModel.version,
      models: sql<number>`(select count(*) from ${servedModel} d where d.site = ${key})`,
    })
    .from(site)
    .innerJoin(ground, and(eq(ground.site, site.key), eq(ground.name, defaultModelName)))
    .leftJoin(model, and(eq(model.site, site.key), eq(model.version, version)))
    .leftJoin(servedModel, and(eq(servedModel.site, site.key), eq(servedModel.name, model.name)))
    .where(eq(site.key, key))
    .get();
  return row ?? null;
}

const sameBodySql = query`select case when exists (select 1 from model where site = ?1 and version = ?2 and body = ?3)
  then 1 else ${raiseStale} end as fresh`;

/** A statement that rolls the whole batch back unless the version still has this JSON. */
function sameBody(db: D1Database, { site, version, body }: { site: number; version: number; body: string }) {
  return db.prepare(sameBodySql).bind(site, version, body);
}

/** A version to fill. `seen`: its JSON as somebody looked at it, if it is a draft that others can change meanwhile. */
export interface Fillable {
  site: number;
  version: number;
  seen?: string;
  /** Whether webhooks are told what it changes, once it is served. */
  alerts?: boolean;
}

/** Starts to fill a version: from this commit on it receives events like the served ones. One read, one transaction. */
export async function beginFilling(
  db: D1Database,
  { site: key, version, seen, alerts = false }: Fillable,
  { actor, now }: By,
): Promise<BeginResult> {
  const row = await readPointers(db, key, version);
  if (!row || row.name === null) return 'unknown_version';
  if (row.filling !== null) return row.filling === version ? 'begun' : 'busy';
  if (row.served === version) return 'already_served';
  if (seen !== undefined && row.body !== seen) return 'changed';
  if (row.served === null && row.models >= modelLimits.maxServed) return 'too_many';
  const timeZone = sql<string>`(select ${zoneOfSite} from ${site} where ${site.key} = ${key})`;
  await db.batch([
    guardStatement(db, [{ site: key, revision: row.revision }]),
    sameBody(db, { site: key, version, body: row.body ?? '' }),
    statementOf(db, (d1) => {
      const all = d1
        .select({ count: count() })
        .from(score)
        .where(and(eq(score.site, key), eq(score.version, row.ground)));
      return d1
        .update(model)
        .set({ landmark: now, publishedAt: now, timeZone, cursor: '', done: 0, total: sql`${all}` })
        .where(and(eq(model.site, key), eq(model.version, version)));
    }),
    statementOf(db, (d1) =>
      d1
        .update(site)
        .set({ fillingVersion: version, ...nextRevision })
        .where(eq(site.key, key)),
    ),
    ...(alerts ? [watchAgainst(db, { site: key, version })] : []),
    auditStatement(db, { site: key, at: now, actor, action: 'model.publish', detail: { version } }),
  ]);
  return 'begun';
}

/** Outcome of `retire`. `default`: the version belongs to the default model, which every site must serve. */
export type RetireResult = { kind: 'retired'; name: string } | { kind: RetireRefusal };
export type RetireRefusal = 'unknown_version' | 'not_served' | 'default' | 'busy';

/** Stops serving a version. Its model is then neither served nor scored. The scheduled job removes its scores. */
export async function retire(
  db: D1Database,
  { site: key, version }: { site: number; version: number },
  { actor, now }: By,
): Promise<RetireResult> {
  const row = await readPointers(db, key, version);
  if (!row || row.name === null) return { kind: 'unknown_version' };
  if (row.served !== version) return { kind: 'not_served' };
  if (row.name === defaultModelName) return { kind: 'default' };
  if (row.filling !== null) return { kind: 'busy' };
  const { name } = row;
  await db.batch([
    guardStatement(db, [{ site: key, revision: row.revision }]),
    statementOf(db, (d1) =>
      d1.delete(servedModel).where(and(eq(servedModel.site, key), eq(servedModel.name, name))),
    ),
    statementOf(db, (d1) => d1.delete(crossing).where(and(eq(crossing.site, key), eq(crossing.model, name)))),
    raiseRevision(db, key),
    ...refreshWatch(db, key),
    auditStatement(db, { site: key, at: now, actor, action: 'model.retire', detail: { version, name } }),
  ]);
  return { kind: 'retired', name };
}
