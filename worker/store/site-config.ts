// A site as the hot path needs it: settings and the models that events are scored with, in one read.
// A copy is kept for a while in each isolate; the guard (store/guard.ts) refuses to write under one that is out of date.

import { and, eq, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Model } from '../../schema/model.ts';
import { type Settings, settings } from '../../schema/site.ts';
import * as tables from '../../schema/tables-site.ts';

/** A model version that events are scored with. `landmark`: zero point of its decay, UTC ms. */
export interface FedModel {
  version: number;
  landmark: number;
  model: Model;
}

/** A site with its secrets: never answered as it is (schema/api-site.ts says what is). */
export interface SiteConfig {
  id: string;
  name: string;
  origins: string[];
  settings: Settings;
  /** Secret of the keyed hashes that make visitor ids. */
  visitorKey: string;
  /** HS256 secret of identify tokens; null until made. */
  identitySecret: string | null;
  revision: number;
  createdAt: number;
  /** First the version that is served; second, while a rescoring runs, the one being filled. */
  fed: [FedModel, ...FedModel[]];
}

type SiteRow = typeof tables.site.$inferSelect;

/** What a row of `site` says, its JSON read; settings younger than the row have their defaults. */
export function siteFromRow(row: SiteRow): Omit<SiteConfig, 'fed'> {
  const { id, name, visitorKey, identitySecret, revision, createdAt } = row;
  const origins = JSON.parse(row.origins) as string[];
  return {
    id,
    name,
    origins,
    settings: settings.parse(JSON.parse(row.settings)),
    visitorKey,
    identitySecret,
    revision,
    createdAt,
  };
}

/** Reads a site and its fed models: one round trip, at most three rows, by primary keys. Null: no such site. */
export async function readSite(db: D1Database, id: string): Promise<SiteConfig | null> {
  const { site, model } = tables;
  const rows = await drizzle(db)
    .select({ site, version: model.version, landmark: model.landmark, body: model.body })
    .from(site)
    .innerJoin(
      model,
      and(
        eq(model.site, site.id),
        or(eq(model.version, site.modelVersion), eq(model.version, site.fillingVersion)),
      ),
    )
    .where(eq(site.id, id));
  const first = rows[0];
  if (!first) return null;
  const fed = rows
    .toSorted((a, b) => Number(b.version === b.site.modelVersion) - Number(a.version === a.site.modelVersion))
    .map(({ version, landmark, body }) => ({
      version,
      landmark: landmark ?? 0,
      model: JSON.parse(body) as Model,
    }));
  return { ...siteFromRow(first.site), fed: fed as SiteConfig['fed'] };
}

/** Sites kept per isolate, at most; the oldest read goes first. */
const maxKept = 1_000;
const kept = new Map<string, { site: SiteConfig; readAt: number }>();

/**
 * A site, read at most `maxAgeMs` ago (0: read now). Sites that do not exist are not remembered.
 * While its revision stands the same object comes back, so that what is worked out from it (compiled models) lasts.
 */
export async function siteById(
  db: D1Database,
  id: string,
  { maxAgeMs }: { maxAgeMs: number },
): Promise<SiteConfig | null> {
  const known = kept.get(id);
  if (known && Date.now() - known.readAt < maxAgeMs) return known.site;
  const read = await readSite(db, id);
  kept.delete(id);
  if (!read) return null;
  const site = isSame(known?.site, read) ? known.site : read;
  kept.set(id, { site, readAt: Date.now() });
  const oldest = kept.size > maxKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return site;
}

/** The key too: a site deleted and made again starts at revision 1 again. */
function isSame(known: SiteConfig | undefined, read: SiteConfig): known is SiteConfig {
  return known !== undefined && known.revision === read.revision && known.visitorKey === read.visitorKey;
}

/** Drops this isolate's copy, after a change made here. */
export function forgetSite(id: string): void {
  kept.delete(id);
}
