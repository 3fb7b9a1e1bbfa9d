// Sites: creates, lists and changes them. Every change raises `revision`, which makes outdated writers read again.

import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { defaultModelName } from '../../../schema/model/model.ts';
import type { Settings, SettingsPatch } from '../../../schema/site.ts';
import { model, servedModel, site } from '../../../schema/tables/site.ts';
import { randomHex, randomName, randomSecret } from '../bytes/random.ts';
import { nextRevision } from '../database/guard.ts';
import { statementOf } from '../database/query.ts';
import { auditStatement, type By, noSite } from './audit.ts';
import { forgetSite, type SiteKey, type SiteSummary, siteFromRow } from './site-config.ts';

/** A new site. Without `id`: a random one. */
export interface NewSite {
  id?: string | undefined;
  name: string;
  origins: string[];
  settings: Settings;
}

/** Creates a site with the default model, published as version 1. `taken`: the id is in use. */
export async function createSite(
  db: D1Database,
  { id = randomName(10), name, origins, settings }: NewSite,
  { actor, now }: By,
): Promise<{ kind: 'created'; id: string } | { kind: 'taken'; id: string }> {
  const key = sql<number>`(select ${site.key} from ${site} where ${site.id} = ${id})`;
  try {
    await db.batch([
      statementOf(db, (d1) =>
        d1.insert(site).values({
          ...{ id, name, origins: JSON.stringify(origins), settings: JSON.stringify(settings) },
          ...{ visitorKey: randomHex(32), revision: now, createdAt: now },
        }),
      ),
      statementOf(db, (d1) =>
        d1.insert(model).values({
          ...{ site: key, version: 1, body: JSON.stringify(defaultModel) },
          ...{ landmark: now, createdAt: now, publishedAt: now, timeZone: settings.timeZone },
        }),
      ),
      statementOf(db, (d1) =>
        d1.insert(servedModel).values({ site: key, name: defaultModelName, version: 1 }),
      ),
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

/** Sites by id, after `after`: a range of the primary key. `among`: only these ids; null or left out: all. */
export async function listSites(
  db: D1Database,
  { after = '', limit, among = null }: SitesAsked,
): Promise<SiteSummary[]> {
  const rows = await drizzle(db)
    .select()
    .from(site)
    .where(
      and(
        gt(site.id, after),
        among === null
          ? undefined
          : sql`${site.id} in (select value from json_each(${JSON.stringify(among)}))`,
      ),
    )
    .orderBy(asc(site.id))
    .limit(limit);
  return rows.map(siteFromRow);
}

interface SitesAsked {
  after?: string | undefined;
  limit: number;
  among?: readonly string[] | null;
}

/** The changes to make; omitted fields stay unchanged. */
export interface SiteChange {
  name?: string | undefined;
  origins?: string[] | undefined;
  settings?: SettingsPatch | undefined;
}

/**
 * Changes a site in place: `json_patch` merges the settings, so that two simultaneous changes both apply. False: no such
 * site.
 */
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
    statementOf(db, (d1) =>
      d1
        .update(site)
        .set({
          ...{ name, origins: origins && JSON.stringify(origins) },
          settings: sql`json_patch(${site.settings}, ${JSON.stringify(settings ?? {})})`,
          ...nextRevision,
        })
        .where(eq(site.key, key)),
    ),
    auditStatement(db, {
      ...{ site: key, at: now, actor, action: 'site.update' },
      detail: { changed: changed.join(', ') },
    }),
  ]);
  forgetSite(id);
  return update?.meta.changes === 1;
}

/**
 * Gives the site a new identity secret (43 base64url characters, 256 bits). Tokens signed with the previous one no longer
 * verify.
 */
export async function rotateIdentitySecret(
  db: D1Database,
  { key, id }: SiteKey,
  { actor, now }: By,
): Promise<string> {
  const secret = randomSecret();
  await db.batch([
    statementOf(db, (d1) =>
      d1
        .update(site)
        .set({ identitySecret: secret, ...nextRevision })
        .where(eq(site.key, key)),
    ),
    auditStatement(db, { site: key, at: now, actor, action: 'site.identity_secret', detail: {} }),
  ]);
  forgetSite(id);
  return secret;
}
