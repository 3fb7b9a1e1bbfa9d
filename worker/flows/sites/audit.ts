// Who did what and when, newest first.

import type { AuditEntry, AuditQuery } from '../../../schema/api/audit.ts';
import {
  type AuditPlace,
  type AuditRow,
  noSite,
  readActorLabels,
  readAudit,
} from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { type CursorScope, type SealedPage, sealedPage } from '../cursor.ts';

/** A page of what was done to a site. */
export function listSiteAudit(
  db: D1Database,
  site: SiteConfig,
  query: AuditQuery,
): Promise<SealedPage<AuditEntry>> {
  return list(db, site, query);
}

/**
 * A page of what belongs to no site. No site's key can seal its cursors, and none is needed: who may see this list may see all
 * of it. So the seal only tells what is a cursor from what is not.
 */
export function listAccountAudit(db: D1Database, query: AuditQuery): Promise<SealedPage<AuditEntry>> {
  return list(db, { key: noSite, visitorKey: 'account' }, query);
}

async function list(
  db: D1Database,
  site: CursorScope['site'] & { key: number },
  { action, actor, since = 0, ...page }: AuditQuery,
): Promise<SealedPage<AuditEntry>> {
  const filters = { action: action ?? null, actor: actor ?? null, since };
  const scope = { site, list: `audit:${JSON.stringify(filters)}` };
  const found = await sealedPage<AuditRow, AuditPlace>(scope, page, {
    read: (after, limit) => readAudit(db, site.key, { ...filters, after, limit }),
    placeOf: ({ at, id }) => ({ at, id }),
  });
  return found.kind === 'page' ? { ...found, data: await withLabels(db, site.key, found.data) } : found;
}

async function withLabels(db: D1Database, site: number, rows: readonly AuditRow[]): Promise<AuditEntry[]> {
  const tokens = new Set(
    rows.map(({ actor }) => actor).filter((id) => id !== 'bootstrap' && id !== 'schedule'),
  );
  const labels = tokens.size > 0 ? await readActorLabels(db, site, [...tokens]) : new Map<string, string>();
  return rows.map(({ at, actor, action, detail }) => ({
    at,
    actor: { id: actor, label: labels.get(actor) ?? null },
    action,
    detail: JSON.parse(detail),
  }));
}
