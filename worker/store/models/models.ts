// Model versions: appends drafts, lists and reads versions. flows/models/publish.ts publishes them.

import { and, desc, eq, sql as fragment, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { alias } from 'drizzle-orm/sqlite-core';
import { type Model, modelLimits } from '../../../schema/model/model.ts';
import * as tables from '../../../schema/tables/site.ts';
import { insertInto } from '../database/columns.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { type By, draftAuditStatement } from '../sites/audit.ts';

type ModelRow = typeof tables.model.$inferSelect;

/** A version without its body. `state` is derived from the site's pointers. */
export interface ModelSummary
  extends Pick<ModelRow, 'version' | 'name' | 'createdAt' | 'publishedAt' | 'fittedAt'> {
  state: 'draft' | 'filling' | 'served' | 'retired';
}

/** A served version, and the progress of the version that is being filled, if any. */
export interface ServedModel extends Pick<ModelRow, 'version' | 'name' | 'publishedAt'> {
  model: Model;
  rescoring: { done: number; total: number } | null;
}

const { model: table, servedModel: servedTable, site: siteTable } = tables;

const columns = {
  version: table.version,
  name: table.name,
  createdAt: table.createdAt,
  publishedAt: table.publishedAt,
  fittedAt: table.fittedAt,
  served: servedTable.version,
  filling: siteTable.fillingVersion,
};

/** Joins the row that shows whether a version is the served one. */
const isServed = and(
  eq(servedTable.site, table.site),
  eq(servedTable.name, table.name),
  eq(servedTable.version, table.version),
);

interface Row extends Omit<ModelSummary, 'state'> {
  served: number | null;
  filling: number | null;
}

function summaryOf({ served, filling, version, name, createdAt, publishedAt, fittedAt }: Row): ModelSummary {
  const summary = { version, name, createdAt, publishedAt, fittedAt };
  if (served !== null) return { ...summary, state: 'served' };
  if (version === filling) return { ...summary, state: 'filling' };
  return { ...summary, state: publishedAt === null ? 'draft' : 'retired' };
}

/** Appends a draft under the next free number. Scoring does not change. `fittedAt`: its points were fitted to sales, UTC ms. */
export async function createModel(
  db: D1Database,
  { site, model, fittedAt = null }: { site: number; model: Model; fittedAt?: number | null },
  { actor, now }: By,
): Promise<number> {
  const [inserted] = await db.batch<{ version: number }>([
    statementOf(db, (d1) => {
      const last = d1
        .select({ version: fragment`max(${table.version})` })
        .from(table)
        .where(eq(table.site, site));
      const version = fragment<number>`coalesce(${last}, 0) + 1`;
      return d1
        .insert(table)
        .values({ site, version, body: JSON.stringify(model), createdAt: now, fittedAt })
        .returning({ version: table.version });
    }),
    draftAuditStatement(db, { site, at: now, actor, detail: { rules: model.rules.length } }),
  ]);
  const version = inserted?.results[0]?.version;
  if (version === undefined) throw new Error('the draft was not given a version');
  return version;
}

/** The served version of a model, by primary keys: one read of at most three rows and the site. */
export async function readServedModel(
  db: D1Database,
  { site, name }: { site: number; name: string },
): Promise<ServedModel | null> {
  const filling = alias(table, 'filling');
  const row = await drizzle(db)
    .select({
      ...{ version: table.version, name: table.name, body: table.body, publishedAt: table.publishedAt },
      ...{ done: filling.done, total: filling.total },
    })
    .from(siteTable)
    .innerJoin(servedTable, and(eq(servedTable.site, siteTable.key), eq(servedTable.name, name)))
    .innerJoin(table, and(eq(table.site, siteTable.key), eq(table.version, servedTable.version)))
    .leftJoin(filling, and(eq(filling.site, siteTable.key), eq(filling.version, siteTable.fillingVersion)))
    .where(eq(siteTable.key, site))
    .get();
  if (!row) return null;
  const { body, done, total, ...served } = row;
  const rescoring = done === null || total === null ? null : { done, total };
  return { ...served, model: JSON.parse(body) as Model, rescoring };
}

/** Versions below `before` without their bodies, newest first: a range of the primary key. */
export async function listModels(
  db: D1Database,
  { site, before, limit }: { site: number; before?: number | undefined; limit: number },
): Promise<ModelSummary[]> {
  const rows = await drizzle(db)
    .select(columns)
    .from(table)
    .innerJoin(siteTable, eq(siteTable.key, table.site))
    .leftJoin(servedTable, isServed)
    .where(and(eq(table.site, site), before === undefined ? undefined : lt(table.version, before)))
    .orderBy(desc(table.version))
    .limit(limit);
  return rows.map(summaryOf);
}

/** Published versions of a model below `before` with their bodies, newest first: a range of the primary key. */
export async function readPublished(
  db: D1Database,
  { site, name, before, limit }: { site: number; name: string; before?: number | undefined; limit: number },
): Promise<(ModelSummary & { model: Model })[]> {
  const rows = await drizzle(db)
    .select({ ...columns, body: table.body })
    .from(table)
    .innerJoin(siteTable, eq(siteTable.key, table.site))
    .leftJoin(servedTable, isServed)
    .where(
      and(
        eq(table.site, site),
        before === undefined ? undefined : lt(table.version, before),
        isNotNull(table.publishedAt),
        eq(table.name, name),
      ),
    )
    .orderBy(desc(table.version))
    .limit(limit);
  return rows.map((row) => ({ ...summaryOf(row), model: JSON.parse(row.body) as Model }));
}

/** SQL for a site's time zone, in a statement that reads its row. Settings from before this setting existed mean UTC. */
export const zoneOfSite = fragment<string>`coalesce(${siteTable.settings} ->> 'timeZone', 'UTC')`;

/**
 * Served versions that must be republished: those that count days in a zone other than the site's, and those with so many
 * half-lives of decay that heat comes close to the limit of a double. Heat is 2^(age / half-life), and a double overflows at
 * 2^1024. Returns one per site, because a site fills one version at a time. Without `site`: of all sites.
 */
export function outdatedModels(
  db: D1Database,
  { now, site }: { now: number; site?: number },
): Promise<{ site: number; version: number }[]> {
  const halfLifeDays = fragment<number | null>`${table.body} ->> 'halfLifeDays'`;
  const ageDays = fragment`(${now} - ${table.landmark}) / 86400000.0`;
  return drizzle(db)
    .select({ site: table.site, version: fragment<number>`min(${table.version})` })
    .from(servedTable)
    .innerJoin(siteTable, eq(siteTable.key, servedTable.site))
    .innerJoin(table, isServed)
    .where(
      and(
        isNull(siteTable.fillingVersion),
        site === undefined ? undefined : eq(siteTable.key, site),
        or(
          ne(table.timeZone, zoneOfSite),
          and(
            isNotNull(halfLifeDays),
            fragment`${ageDays} > ${modelLimits.maxAgeHalfLives} * (${halfLifeDays})`,
          ),
        ),
      ),
    )
    .groupBy(table.site);
}

const copy = sql`${insertInto(table, {
  site: '?1',
  version: '(select max(version) + 1 from model where site = ?1)',
  body: 'body',
  landmark: 'null',
  timeZone: 'time_zone',
  createdAt: '?3',
  publishedAt: 'null',
  editedAt: 'null',
  fittedAt: 'fitted_at',
  cursor: 'null',
  done: '0',
  total: '0',
})} from model where site = ?1 and version = ?2 returning version`;

/** Copies a version to a new one that is ready to publish; `now` is UTC ms. */
export async function copyModel(
  db: D1Database,
  { site, version }: { site: number; version: number },
  now: number,
): Promise<{ site: number; version: number }> {
  const copied = await db.prepare(copy).bind(site, version, now).first<{ version: number }>();
  if (!copied) throw new Error(`version ${version} of site ${site} is gone`);
  return { site, version: copied.version };
}

/** One version, by primary key. */
export async function readModel(
  db: D1Database,
  { site, version }: { site: number; version: number },
): Promise<(ModelSummary & { model: Model }) | null> {
  const row = await drizzle(db)
    .select({ ...columns, body: table.body })
    .from(table)
    .innerJoin(siteTable, eq(siteTable.key, table.site))
    .leftJoin(servedTable, isServed)
    .where(and(eq(table.site, site), eq(table.version, version)))
    .get();
  return row ? { ...summaryOf(row), model: JSON.parse(row.body) as Model } : null;
}
