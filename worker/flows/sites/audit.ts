// Who did what and when, newest first.

import type { AuditEntry, AuditQuery } from '../../../schema/api/audit.ts';
import {
  type AuditPlace,
  type AuditRow,
  noSite,
  readActorLabels,
  readAudit,
} from '../../store/sites/audit.ts';
import { type CursorScope, type SealedPage, sealedPage } from '../cursor.ts';

/** Of which audit: the key of a site, or `noSite`, and the key that seals its cursors. */
type AuditScope = CursorScope['site'] & { key: number };

/**
 * What belongs to no site. No site's key can seal its cursors, and none is needed: who may see this list may see all of it. So
 * the seal only tells what is a cursor from what is not.
 */
export const accountAudit: AuditScope = { key: noSite, visitorKey: 'account' };

/** A page of what was done to a site, or belongs to none. */
export async function listAudit(
  db: D1Database,
  site: AuditScope,
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
