// What a site's version is watched for, and a stored row as that is compared with.

import { compileModel } from '../../score/rules/compile.ts';
import type { MemberRow } from '../../score/segments/member.ts';
import type { Watched } from '../../score/segments/told.ts';
import type { ReviewRow } from '../../store/scores/reviews.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';

/** What a version is watched for. `since`, `against`: as in `watch` (schema/tables/alerts.ts). */
export interface WatchedVersion extends Watched {
  readonly model: string;
  readonly since: number;
  readonly against: number | null;
}

const cache = new WeakMap<SiteConfig, Map<number, WatchedVersion | null>>();

/** Null: it is not watched, or not served yet. */
export function watchedOf(site: SiteConfig, version: FedModel): WatchedVersion | null {
  if (!site.isWatched || version === site.filling) return null;
  const known = cache.get(site) ?? new Map<number, WatchedVersion | null>();
  cache.set(site, known);
  let watched = known.get(version.version);
  if (watched === undefined) {
    watched = newWatched(site, version);
    known.set(version.version, watched);
  }
  return watched;
}

function newWatched(site: SiteConfig, version: FedModel): WatchedVersion | null {
  const watch = site.watches.find((one) => one.version === version.version);
  if (!watch) return null;
  return {
    ...{ model: version.name, since: watch.since, against: watch.against, revision: site.revision },
    compiled: compileModel(version),
    segments: site.segments.filter(({ model }) => model === version.name),
  };
}

/** The row with its JSON parsed. */
export function memberRow(row: Omit<MemberRow, 'heatByDay'> & Pick<ReviewRow, 'heatByDay'>): MemberRow {
  return { ...row, heatByDay: JSON.parse(row.heatByDay) as Record<string, number> };
}
