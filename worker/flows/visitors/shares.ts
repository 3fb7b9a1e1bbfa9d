// Links that open just one visitor's page, for a colleague without an account.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import { maxShares, type Share, type shareDays } from '../../../schema/api/visitors/share.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { readIdentity } from '../../store/identity/visitor-identity.ts';
import { type By, readActorLabels } from '../../store/sites/audit.ts';
import { readSite, type SiteConfig } from '../../store/sites/site-config.ts';
import { createShare, listShares, openShare, type ShareRow } from '../../store/visitors/shares.ts';
import { findVisitor } from './visitor-detail.ts';

/** `too_many`: the visitor has as many open links as are allowed. */
export type ShareResult =
  | { kind: 'shared'; share: Share; secret: string }
  | { kind: 'not_found' }
  | { kind: 'too_many' };

/** Makes a link to the visitor, or to the one that it was merged into. */
export async function shareVisitor(
  db: D1Database,
  site: SiteConfig,
  { visitor, days, ...by }: By & { visitor: string; days: (typeof shareDays)[number] },
): Promise<ShareResult> {
  const found = await readIdentity(db, site.key, visitor);
  if (!found) return { kind: 'not_found' };
  const which = { site: site.key, visitor: found.visitor };
  const made = await createShare(db, { ...which, expiresAt: by.now + days * dayMs }, by);
  if (made) {
    const [share] = await withLabels(db, site, [made]);
    if (share) return { kind: 'shared', share, secret: made.secret };
  }
  const open = await listShares(db, { ...which, now: by.now });
  return { kind: open.length < maxShares ? 'not_found' : 'too_many' };
}

/** The open links of a visitor, the oldest first. */
export async function sharesOf(
  db: D1Database,
  site: SiteConfig,
  { visitor, now }: { visitor: string; now: number },
): Promise<Share[]> {
  return withLabels(db, site, await listShares(db, { site: site.key, visitor, now }));
}

async function withLabels(db: D1Database, site: SiteConfig, rows: readonly ShareRow[]): Promise<Share[]> {
  const actors = new Set(rows.map(({ actor }) => actor).filter((id) => id !== 'bootstrap'));
  const labels =
    actors.size > 0 ? await readActorLabels(db, site.key, [...actors]) : new Map<string, string>();
  return rows.map(({ id, actor, createdAt, expiresAt }) => ({
    ...{ id, createdAt, expiresAt },
    by: { id: actor, label: labels.get(actor) ?? null },
  }));
}

/** What a link opens. `expiresAt` is UTC ms. */
export interface SharedVisitor {
  site: SiteConfig;
  visitor: VisitorDetail;
  expiresAt: number;
}

/**
 * What the link with this secret opens. Null: nothing, or it has ended. A link shows the visitor that it was made for and no
 * other: once that one is merged into another, it opens nothing.
 */
export async function findShared(db: D1Database, secret: string, now: number): Promise<SharedVisitor | null> {
  const open = await openShare(db, secret, now);
  const site = open && (await readSite(db, open.site));
  const visitor = site && (await findVisitor(db, site, open.visitor, now));
  if (!visitor || visitor.id !== open.visitor) return null;
  return { site, visitor, expiresAt: open.expiresAt };
}
