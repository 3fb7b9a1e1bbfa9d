// Model versions: drafts appended, versions listed and read. Publishing is a flow of its own.

import { and, desc, eq, lt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { type Model, modelLimits } from '../../../schema/model/model.ts';
import * as tables from '../../../schema/tables/site.ts';
import { type By, draftAuditStatement } from '../sites/audit.ts';

type ModelRow = typeof tables.model.$inferSelect;

/** A version without its body. `state` is worked out from the site's pointers. */
export interface ModelSummary extends Pick<ModelRow, 'version' | 'name' | 'createdAt' | 'publishedAt'> {
  state: 'draft' | 'filling' | 'served' | 'retired';
}

/** A served version, and how far the filling of whichever version is being filled is. */
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
  served: servedTable.version,
  filling: siteTable.fillingVersion,
};

/** Of a version, the row that says whether it is the one served. */
const isServed = and(
  eq(servedTable.site, table.site),
  eq(servedTable.name, table.name),
  eq(servedTable.version, table.version),
);

interface Row extends Omit<ModelSummary, 'state'> {
  served: number | null;
  filling: number | null;
}

function summaryOf({ served, filling, version, name, createdAt, publishedAt }: Row): ModelSummary {
  const summary = { version, name, createdAt, publishedAt };
  if (served !== null) return { ...summary, state: 'served' };
  if (version === filling) return { ...summary, state: 'filling' };
  return { ...summary, state: publishedAt === null ? 'draft' : 'retired' };
}

/** Appends a draft under the next free number; what is scored with does not change. */
export async function createModel(
  db: D1Database,
  { site, model }: { site: number; model: Model },
  { actor, now }: By,
): Promise<number> {
  const [inserted] = await db.batch<{ version: number }>([
    db
      .prepare(
        `insert into model (site, version, body, created_at)
         values (?1, (select coalesce(max(version), 0) + 1 from model where site = ?1), ?2, ?3) returning version`,
      )
      .bind(site, JSON.stringify(model), now),
    draftAuditStatement(db, { site, at: now, actor, detail: { rules: model.rules.length } }),
  ]);
  const version = inserted?.results[0]?.version;
  if (version === undefined) throw new Error('the draft was not given a version');
  return version;
}

/** What is served of a model, by primary keys: one read, three rows at most besides the site. */
export async function readServedModel(
  db: D1Database,
  { site, name }: { site: number; name: string },
): Promise<ServedModel | null> {
  const row = await db
    .prepare(
      `select m.version, m.name, m.body, m.published_at as publishedAt, f.done, f.total
       from site s join served_model d on d.site = s.key and d.name = ?2
       join model m on m.site = s.key and m.version = d.version
       left join model f on f.site = s.key and f.version = s.filling_version where s.key = ?1`,
    )
    .bind(site, name)
    .first<{
      version: number;
      name: string;
      body: string;
      publishedAt: number | null;
      done: number | null;
      total: number | null;
    }>();
  if (!row) return null;
  const { body, done, total, ...served } = row;
  const rescoring = done === null || total === null ? null : { done, total };
  return { ...served, model: JSON.parse(body) as Model, rescoring };
}

/** Versions, newest first, below `before`: a range of the primary key, bodies left out. */
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

/**
 * Served versions whose decay has run for so many half-lives that heat nears the end of a double. Heat is
 * 2^(age / half-life), and a double ends at 2^1024. One of a site at a time, since one is filled at a time.
 */
export async function agedModels(db: D1Database, now: number): Promise<{ site: number; version: number }[]> {
  const { results } = await db
    .prepare(
      `select m.site, min(m.version) as version
       from served_model d join site s on s.key = d.site join model m on m.site = d.site and m.version = d.version
       where s.filling_version is null and m.body->>'halfLifeDays' is not null
         and (?1 - m.landmark) / 86400000.0 > ?2 * (m.body->>'halfLifeDays')
       group by m.site`,
    )
    .bind(now, modelLimits.maxAgeHalfLives)
    .all<{ site: number; version: number }>();
  return results;
}

/** Copies a version to a new one, ready to be published; `now` is UTC ms. */
export async function copyModel(
  db: D1Database,
  { site, version }: { site: number; version: number },
  now: number,
): Promise<{ site: number; version: number }> {
  const copied = await db
    .prepare(
      `insert into model (site, version, body, created_at)
       select ?1, (select max(version) + 1 from model where site = ?1), body, ?3 from model where site = ?1 and version = ?2
       returning version`,
    )
    .bind(site, version, now)
    .first<{ version: number }>();
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
