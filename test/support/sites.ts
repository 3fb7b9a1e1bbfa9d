// Sites, and reading of logs, for tests in workerd: created directly in the database, each with the test's own model.

import type { Model } from '../../schema/model/model.ts';
import type { Prediction } from '../../schema/model/prediction.ts';
import { settings } from '../../schema/site.ts';
import { anonymousVisitor } from '../../worker/flows/common/visitor-id.ts';
import { loggedEvent } from '../../worker/flows/scores/refold.ts';
import type { LoggedEvent } from '../../worker/score/event.ts';
import { uuidFrom, visitorFrom, withIds } from '../../worker/store/ids.ts';
import { eventsFrom } from '../../worker/store/log/events.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';

let count = 0;

/** SQL for the key of the site with this id. */
export const keyOf = (id: string) => `(select key from site where id = ${id})`;

/** `landmark`: UTC ms. `changes`: settings. `prediction`: of version 1. */
interface SiteOptions {
  landmark?: number;
  changes?: Record<string, unknown>;
  prediction?: Prediction | null;
}

/** A new site that serves this model as version 1, with the landmark `landmark` (UTC ms). */
export async function makeSite(
  db: D1Database,
  model: Model,
  { landmark = Date.UTC(2026, 0, 1), changes = {}, prediction = null }: SiteOptions = {},
): Promise<SiteConfig> {
  const id = `site-${++count}-${crypto.randomUUID().slice(0, 8)}`;
  await db.batch([
    db
      .prepare(
        `insert into site (id, name, origins, settings, visitor_key, revision, created_at)
         values (?1, ?1, '["https://example.com"]', ?2, ?3, 1, 0)`,
      )
      .bind(id, JSON.stringify(settings.parse(changes)), `key of ${id}`),
    db
      .prepare(
        `insert into model (site, version, body, landmark, created_at, published_at)
         values (${keyOf('?1')}, 1, ?2, ?3, 0, 0)`,
      )
      .bind(id, JSON.stringify(model), landmark),
    db
      .prepare(`insert into served_model (site, name, version) values (${keyOf('?1')}, 'default', 1)`)
      .bind(id),
  ]);
  const site = (await readSite(db, id)) as SiteConfig;
  return prediction ? predictFor(db, site, { version: 1, prediction }) : site;
}

/** A run that began so late is not due for a long time. */
const never = Date.UTC(2100, 0, 1);

/** Gives a version of a site a prediction of who buys, as if it had been fitted and written. */
export async function predictFor(
  db: D1Database,
  { key, id }: SiteConfig,
  { version, prediction }: { version: number; prediction: Prediction },
): Promise<SiteConfig> {
  await db.batch([
    db
      .prepare(
        `insert into prediction (site, version, body, fitted_at, begun_at, revision, stage, cursor, saves, done, total, gathered)
         values (?1, ?2, ?3, 0, ?4, 0, 'done', '', 0, 0, 0, '{}')`,
      )
      .bind(key, version, JSON.stringify(prediction), never),
    db.prepare('update site set revision = revision + 1 where key = ?1').bind(key),
  ]);
  return (await readSite(db, id)) as SiteConfig;
}

/** A row of `score`, with the column names of SQL. */
export interface StoredScore {
  visitor: string;
  device: string;
  version: number;
  heat: number;
  heat_by_rule: string;
  heat_by_day: string;
  level: number;
  arrival: number;
  first_seen: number;
  last_seen: number;
  last_event: string | null;
  visits: number;
  source: string;
  channel: string;
  campaign: string | null;
  landing: string | null;
  sent: string | null;
  outcome: string | null;
  outcome_at: number | null;
  lead_state: string | null;
  state_reason: string | null;
  owner: string | null;
  state: string;
  email: string | null;
  company: string | null;
  company_key: string | null;
  fit_score: number | null;
  grade: string | null;
  deed_odds: number | null;
  person_odds: number | null;
}

/** All score rows of a site, in order of the visitors' ids as text. */
export async function scoresOf(db: D1Database, site: number, version = 1): Promise<StoredScore[]> {
  const { results } = await db
    .prepare(
      `select *, hex(visitor) as visitor, hex(device) as device from score where site = ?1 and version = ?2`,
    )
    .bind(site, version)
    .all();
  const rows = withIds<StoredScore>(results, { visitor: visitorFrom, device: uuidFrom });
  return rows.sort((a, b) => (a.visitor < b.visitor ? -1 : 1));
}

/**
 * The log of a site by owner: stints decide, otherwise the device's anonymous visitor. Computed independently of the
 * product's SQL.
 */
export async function logByVisitor(db: D1Database, site: SiteConfig): Promise<Map<string, LoggedEvent[]>> {
  const [events, stints] = await db.batch<Record<string, never>>([
    db
      .prepare(
        `select hex(device) as device, hex(id) as id, kind, occurred_at as occurredAt, owned_at as ownedAt, arrival, position,
           hex(session) as session, origin, body from event where site = ?1`,
      )
      .bind(site.key),
    db
      .prepare(
        'select *, hex(device) as device, hex(visitor) as visitor from stint where site = ?1 order by started_at',
      )
      .bind(site.key),
  ]);
  const byVisitor = new Map<string, LoggedEvent[]>();
  const owners = withIds<{ device: string; started_at: number; visitor: string }>(stints?.results, {
    ...{ device: uuidFrom, visitor: visitorFrom },
  });
  for (const row of eventsFrom(events?.results)) {
    const event = loggedEvent(row);
    const covering = owners
      .filter(
        (stint) => stint.device === event.device && stint.started_at <= (event.ownedAt ?? event.occurredAt),
      )
      .at(-1);
    const visitor = covering?.visitor ?? (await anonymousVisitor(site.visitorKey, event.device));
    byVisitor.set(visitor, [...(byVisitor.get(visitor) ?? []), event]);
  }
  return byVisitor;
}
