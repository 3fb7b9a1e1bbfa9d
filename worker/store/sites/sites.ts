// Sites: made, listed, changed. Every change raises `revision`, which sends stale writers back to read again.

import { asc, gt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { defaultModelName } from '../../../schema/model/model.ts';
import type { Settings, SettingsPatch } from '../../../schema/site.ts';
import * as tables from '../../../schema/tables/site.ts';
import { randomHex, randomName, randomSecret } from '../random.ts';
import { auditStatement, type By, noSite } from './audit.ts';
import { forgetSite, type SiteKey, type SiteSummary, siteFromRow } from './site-config.ts';

/** A site as it begins. `id` left out: a random one. */
export interface NewSite {
  id?: string | undefined;
  name: string;
  origins: string[];
  settings: Settings;
}

const keyOfSite = '(select key from site where id = ?1)';

/** Makes a site with the default model, published, as version 1. `taken`: another has this id. */
export async function createSite(
  db: D1Database,
  { id = randomName(10), name, origins, settings }: NewSite,
  { actor, now }: By,
): Promise<{ kind: 'created'; id: string } | { kind: 'taken'; id: string }> {
  try {
    await db.batch([
      db
        .prepare(
          `insert into site (id, name, origins, settings, visitor_key, revision, created_at)
           values (?1, ?2, ?3, ?4, ?5, ?6, ?6)`,
        )
        .bind(id, name, JSON.stringify(origins), JSON.stringify(settings), randomHex(32), now),
      db
        .prepare(
          `insert into model (site, version, body, landmark, created_at, published_at)
           values (${keyOfSite}, 1, ?2, ?3, ?3, ?3)`,
        )
        .bind(id, JSON.stringify(defaultModel), now),
      db
        .prepare(`insert into served_model (site, name, version) values (${keyOfSite}, ?2, 1)`)
        .bind(id, defaultModelName),
      auditStatement(db, { site: noSite, at: now, actor, action: 'site.create', detail: { site: id, name } }),
    ]);
  } catch (error) {
    if (error instanceof Error && /UNIQUE constraint failed: site\.id/.test(error.message)) {
      return { kind: 'taken', id };
    }
    throw error;
  }
  forgetSite(id);
  return { kind: 'created', id };
}

/** Sites by id, after `after`: a range of the primary key. */
export async function listSites(
  db: D1Database,
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<SiteSummary[]> {
  const { site } = tables;
  const rows = await drizzle(db)
    .select()
    .from(site)
    .where(gt(site.id, after))
    .orderBy(asc(site.id))
    .limit(limit);
  return rows.map(siteFromRow);
}

/** What may change; what is left out stays. */
export interface SiteChange {
  name?: string | undefined;
  origins?: string[] | undefined;
  settings?: SettingsPatch | undefined;
}

/** Changes a site in place: `json_patch` merges the settings, so that two changes at once both count. False: no such site. */
export async function updateSite(
  db: D1Database,
  { key, id }: SiteKey,
  { name, origins, settings, actor, now }: SiteChange & By,
): Promise<boolean> {
  const changed = [
    ...Object.entries({ name, origins }).flatMap(([field, value]) => (value ? [field] : [])),
    ...Object.keys(settings ?? {}).map((field) => `settings.${field}`),
  ];
  const [update] = await db.batch([
    db
      .prepare(
        `update site set name = coalesce(?2, name), origins = coalesce(?3, origins),
           settings = json_patch(settings, ?4), revision = revision + 1 where key = ?1`,
      )
      .bind(key, name ?? null, origins ? JSON.stringify(origins) : null, JSON.stringify(settings ?? {})),
    auditStatement(db, {
      ...{ site: key, at: now, actor, action: 'site.update' },
      detail: { changed: changed.join(', ') },
    }),
  ]);
  forgetSite(id);
  return update?.meta.changes === 1;
}

/** Gives the site a new identity secret (43 base64url characters, 256 bits); tokens signed with the last one stop to verify. */
export async function rotateIdentitySecret(
  db: D1Database,
  { key, id }: SiteKey,
  { actor, now }: By,
): Promise<string> {
  const secret = randomSecret();
  await db.batch([
    db
      .prepare('update site set identity_secret = ?2, revision = revision + 1 where key = ?1')
      .bind(key, secret),
    auditStatement(db, { site: key, at: now, actor, action: 'site.identity_secret', detail: {} }),
  ]);
  forgetSite(id);
  return secret;
}
