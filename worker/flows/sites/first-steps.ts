// The five steps from a new site to its first lead, each read from what has happened.

import { readLatestArrival } from '../../store/log/latest-arrival.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { hasEarned } from '../../store/visitors/earned-rules.ts';
import { countsOf } from '../visitors/visitor-counts.ts';

/** The steps in their order. */
export const firstSteps = ['site', 'tag', 'model', 'form', 'lead'] as const;
export type FirstStep = (typeof firstSteps)[number];

/** Which steps are done, and the status of the hottest lead that there is. */
export interface Progress {
  done: Readonly<Record<FirstStep, boolean>>;
  leadStatus: string | null;
}

/**
 * `tag`: a browser has sent something. `model`: a page that a rule names was viewed, or the owner has published a model. `form`:
 * somebody is identified. `lead`: somebody identified is above the lowest level. Three round trips at a time.
 */
export async function readProgress(db: D1Database, site: SiteConfig, now: number): Promise<Progress> {
  const { key, served } = site;
  const [{ latest }, hasPageRule, { statuses }] = await Promise.all([
    readLatestArrival(db, key, served.version),
    hasEarned(db, { site: key, version: served.version }, pageRules(site)),
    countsOf(db, site, now),
  ]);
  // What cannot be counted at once is many.
  const known = statuses.filter(({ identified: { count } }) => count === null || count > 0);
  const above = served.model.levels.slice(0, -1).map(({ name }) => name);
  const leadStatus = above.find((name) => known.some(({ status }) => status === name)) ?? null;
  return {
    done: {
      site: true,
      tag: latest !== null,
      model: served.version > 1 || hasPageRule,
      form: known.length > 0,
      lead: leadStatus !== null,
    },
    leadStatus,
  };
}

/** The rules that give points for views of certain pages. */
function pageRules({ served: { model } }: SiteConfig): string[] {
  return model.rules.flatMap((rule) =>
    rule.on === 'page_view' && rule.where && 'points' in rule && (rule.points ?? 0) > 0 ? [rule.id] : [],
  );
}
