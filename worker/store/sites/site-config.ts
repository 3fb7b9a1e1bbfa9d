// A site for the hot path: settings and the models that score events, in one read. Each isolate keeps a copy for a while; the
// guard (store/database/guard.ts) rejects writes that are based on an outdated copy.

import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { WatchedSegment } from '../../../schema/api/alerts/watched-segment.ts';
import { defaultModelName, type Model } from '../../../schema/model/model.ts';
import type { Prediction } from '../../../schema/model/prediction.ts';
import { type Settings, settings } from '../../../schema/site.ts';
import { segment, watch } from '../../../schema/tables/alerts.ts';
import { prediction } from '../../../schema/tables/counts.ts';
import { erasure } from '../../../schema/tables/identity.ts';
import * as tables from '../../../schema/tables/site.ts';

type SiteRow = typeof tables.site.$inferSelect;

/** A model version that scores events. `landmark`: zero point of its decay, UTC ms. */
export interface FedModel {
  /** The name of the model that this is a version of. */
  name: string;
  version: number;
  landmark: number;
  model: Model;
  /** The time zone of the days that its caps count. */
  timeZone: string;
  /** Who buys, as predicted from the scores of this version; null: nothing is predicted. */
  prediction: Prediction | null;
}

/** A watched version. `since`: the site's revision; `against`: the version whose differences are told until the fill is done. */
export type Watch = Pick<typeof watch.$inferSelect, 'version' | 'since' | 'against'>;

/** The internal and the public id of a site (schema/tables/site.ts `site.key`). */
export type SiteKey = Pick<SiteRow, 'key' | 'id'>;

/** A site with its secrets, its JSON parsed. Never returned to clients; schema/api/sites/site.ts defines what is. */
export interface SiteConfig extends Omit<SiteRow, 'origins' | 'settings' | 'fillingVersion'> {
  origins: string[];
  settings: Settings;
  /** The version shown to readers: that of the default model, unless `withModel` chose another. */
  served: FedModel;
  /** The version being filled, during a rescoring. */
  filling: FedModel | null;
  /** All versions that score events: the served ones, the default model first, then the one being filled. */
  fed: readonly FedModel[];
  /** Whether anyone has been erased: only then are events compared with store/privacy/erasures.ts. */
  hasErasures: boolean;
  /** The segments, under whichever model. */
  segments: readonly WatchedSegment[];
  /** The versions that are watched for more than levels and outcomes (store/alerts/watch.ts). */
  watches: readonly Watch[];
  /** Whether any is. */
  isWatched: boolean;
}

/** A site without its models. */
export type SiteSummary = Omit<
  SiteConfig,
  'served' | 'filling' | 'fed' | 'hasErasures' | 'segments' | 'watches' | 'isWatched'
>;

/** The site with `served` set to another of its models; null: it serves no model with this name. */
export function withModel(site: SiteConfig, name: string): SiteConfig | null {
  const served = servedOf(site).find((model) => model.name === name);
  return served ? { ...site, served } : null;
}

/** The served version of each of the site's models, the default first. */
export function servedOf({ fed, filling }: SiteConfig): readonly FedModel[] {
  return fed.filter((model) => model !== filling);
}

/** A row of `site` with its JSON parsed. Settings that are newer than the row get their defaults. */
export function siteFromRow(row: SiteRow): SiteSummary {
  const { key, id, name, visitorKey, identitySecret, revision, createdAt } = row;
  const origins = JSON.parse(row.origins) as string[];
  return {
    key,
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

/**
 * Reads a site, by its key or its id, and the models that score its events: one round trip, ranges of primary keys. Null: no
 * such site.
 */
export async function readSite(db: D1Database, which: number | string): Promise<SiteConfig | null> {
  const { site, model, servedModel } = tables;
  const d1 = drizzle(db);
  const servedVersions = d1
    .select({ version: servedModel.version })
    .from(servedModel)
    .where(eq(servedModel.site, site.key));
  const segments = d1
    .select({
      all: sql`json_group_array(json_array(${segment.id}, ${segment.model}, ${segment.since}, ${segment.filters} -> '$'))`,
    })
    .from(segment)
    .where(eq(segment.site, site.key));
  const erasures = d1.select({ one: sql`1` }).from(erasure).where(eq(erasure.site, site.key));
  // Both tables have a column `name`, so rows read by column name would lose one.
  const rows = await d1
    .select({
      site,
      model: sql<string>`${model.name}`.as('model'),
      version: model.version,
      landmark: model.landmark,
      timeZone: model.timeZone,
      body: model.body,
      prediction: sql<string | null>`${prediction.body}`.as('prediction'),
      hasErasures: sql<0 | 1>`exists ${erasures}`.as('hasErasures'),
      segments: sql<string>`(${segments})`.as('segments'),
      since: sql<number | null>`${watch.since}`.as('since'),
      against: sql<number | null>`${watch.against}`.as('against'),
    })
    .from(site)
    .innerJoin(
      model,
      and(
        eq(model.site, site.key),
        or(inArray(model.version, servedVersions), eq(model.version, site.fillingVersion)),
      ),
    )
    .leftJoin(prediction, and(eq(prediction.site, site.key), eq(prediction.version, model.version)))
    .leftJoin(watch, and(eq(watch.site, site.key), eq(watch.version, model.version)))
    .where(typeof which === 'number' ? eq(site.key, which) : eq(site.id, which));
  const [first] = rows;
  if (!first) return null;
  const models = rows
    .map(({ model: name, version, landmark, timeZone, body, prediction: predicted }) => ({
      name,
      version,
      landmark: landmark ?? 0,
      model: JSON.parse(body) as Model,
      timeZone,
      prediction: predicted === null ? null : (JSON.parse(predicted) as Prediction),
    }))
    .sort(byName);
  const isFilling = ({ version }: FedModel) => version === first.site.fillingVersion;
  const watches = rows.flatMap(({ version, since, against }) =>
    since === null ? [] : [{ version, since, against }],
  );
  const filling = models.find(isFilling) ?? null;
  const all = models.filter((each) => !isFilling(each));
  const [served] = all;
  if (!served) throw new Error(`site ${first.site.id} serves no model`);
  return {
    ...siteFromRow(first.site),
    ...{ served, filling, fed: filling ? [...all, filling] : all },
    hasErasures: first.hasErasures === 1,
    segments: segmentsFrom(first.segments),
    ...{ watches, isWatched: watches.length > 0 },
  };
}

function segmentsFrom(text: string): WatchedSegment[] {
  const rows = JSON.parse(text) as [string, string, number, WatchedSegment['filters']][];
  return rows.map(([id, model, since, filters]) => ({ id, model, since, filters }));
}

/** The default first, then alphabetical. */
function byName(a: FedModel, b: FedModel): number {
  const isDefault = ({ name }: FedModel) => Number(name === defaultModelName);
  return isDefault(b) - isDefault(a) || (a.name < b.name ? -1 : 1);
}

/** Maximum number of sites kept per isolate; the one read longest ago is dropped first. */
const maxKept = 1_000;
const kept = new Map<string, { site: SiteConfig; readAt: number }>();

/**
 * A site, read at most `maxAgeMs` ago (0: read now). Sites that do not exist are not remembered. Returns the same object as
 * long as the revision is unchanged, so that values derived from it (compiled models) stay cached.
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

/** The id may belong to another site by now. */
function isSame(known: SiteConfig | undefined, read: SiteConfig): known is SiteConfig {
  return known !== undefined && known.revision === read.revision && known.key === read.key;
}

/** Drops this isolate's copy of a site, by its key or its id, after a change made here. */
export function forgetSite(which: number | string): void {
  for (const [id, { site }] of kept) if (id === which || site.key === which) kept.delete(id);
}
