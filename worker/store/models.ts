// Model versions: drafts appended, versions listed and read. Publishing is a flow of its own.

import { and, desc, eq, lt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { type Model, modelLimits } from '../../schema/model.ts';
import * as tables from '../../schema/tables-site.ts';
import { auditStatement, type By } from './audit.ts';

/** A version without its body. `state` is worked out from the site's pointers. */
export interface ModelSummary {
  version: number;
  createdAt: number;
  publishedAt: number | null;
  state: 'draft' | 'filling' | 'served' | 'retired';
}

/** The served version and how far the filling of the next one is. */
export interface ServedModel {
  version: number;
  model: Model;
  publishedAt: number | null;
  rescoring: { done: number; total: number } | null;
}

const { model: table, site: siteTable } = tables;

const columns = {
  version: table.version,
  createdAt: table.createdAt,
  publishedAt: table.publishedAt,
  served: siteTable.modelVersion,
  filling: siteTable.fillingVersion,
};

type Row = {
  version: number;
  createdAt: number;
  publishedAt: number | null;
  served: number;
  filling: number | null;
};

function summaryOf({ version, createdAt, publishedAt, served, filling }: Row): ModelSummary {
  if (version === served) return { version, createdAt, publishedAt, state: 'served' };
  if (version === filling) return { version, createdAt, publishedAt, state: 'filling' };
  return { version, createdAt, publishedAt, state: publishedAt === null ? 'draft' : 'retired' };
}

/** Appends a draft under the next free number; what is scored with does not change. */
export async function createModel(
  db: D1Database,
  { site, model }: { site: string; model: Model },
  { actor, now }: By,
): Promise<number> {
  const [inserted] = await db.batch<{ version: number }>([
    db
      .prepare(
        `insert into model (site, version, body, created_at)
         values (?1, (select coalesce(max(version), 0) + 1 from model where site = ?1), ?2, ?3) returning version`,
      )
      .bind(site, JSON.stringify(model), now),
    auditStatement(db, {
      site,
      at: now,
      actor,
      action: 'model.draft',
      detail: { rules: model.rules.length },
    }),
  ]);
  const version = inserted?.results[0]?.version;
  if (version === undefined) throw new Error('the draft was not given a version');
  return version;
}

/** The served version, by primary keys: one read, two rows at most besides the site. */
export async function readServedModel(db: D1Database, site: string): Promise<ServedModel | null> {
  const { results } = await db
    .prepare(
      `select m.version, m.body, m.published_at as publishedAt, f.done, f.total
       from site s join model m on m.site = s.id and m.version = s.model_version
       left join model f on f.site = s.id and f.version = s.filling_version where s.id = ?1`,
    )
    .bind(site)
    .all<{
      version: number;
      body: string;
      publishedAt: number | null;
      done: number | null;
      total: number | null;
    }>();
  const row = results[0];
  if (!row) return null;
  const { version, body, publishedAt, done, total } = row;
  const rescoring = done === null || total === null ? null : { done, total };
  return { version, model: JSON.parse(body) as Model, publishedAt, rescoring };
}

/** Versions, newest first, below `before`: a range of the primary key, bodies left out. */
export async function listModels(
  db: D1Database,
  { site, before, limit }: { site: string; before?: number | undefined; limit: number },
): Promise<ModelSummary[]> {
  const rows = await drizzle(db)
    .select(columns)
    .from(table)
    .innerJoin(siteTable, eq(siteTable.id, table.site))
    .where(and(eq(table.site, site), before === undefined ? undefined : lt(table.version, before)))
    .orderBy(desc(table.version))
    .limit(limit);
  return rows.map(summaryOf);
}

/**
 * Copies of served models whose decay has run for so many half-lives that heat nears the end of a double; each copy is
 * a new version, ready to be published. Heat is 2^(age / half-life), and a double ends at 2^1024.
 */
export async function copyAgedModels(
  db: D1Database,
  now: number,
): Promise<{ site: string; version: number }[]> {
  const { results } = await db
    .prepare(
      `insert into model (site, version, body, created_at)
       select m.site, (select max(v.version) + 1 from model v where v.site = m.site), m.body, ?1
       from site s join model m on m.site = s.id and m.version = s.model_version
       where s.filling_version is null and m.body->>'halfLifeDays' is not null
         and (?1 - m.landmark) / 86400000.0 > ?2 * (m.body->>'halfLifeDays')
       returning site, version`,
    )
    .bind(now, modelLimits.maxAgeHalfLives)
    .all<{ site: string; version: number }>();
  return results;
}

/** One version, by primary key. */
export async function readModel(
  db: D1Database,
  { site, version }: { site: string; version: number },
): Promise<(ModelSummary & { model: Model }) | null> {
  const row = await drizzle(db)
    .select({ ...columns, body: table.body })
    .from(table)
    .innerJoin(siteTable, eq(siteTable.id, table.site))
    .where(and(eq(table.site, site), eq(table.version, version)))
    .get();
  return row ? { ...summaryOf(row), model: JSON.parse(row.body) as Model } : null;
}
