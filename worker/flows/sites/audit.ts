// Who did what and when, newest first.

import type { AuditEntry, AuditQuery } from '../../../schema/api/sites/audit.ts';
import {
  type AuditPlace,
  type AuditRow,
  noSite,
  readActorLabels,
  readAudit,
} from '../../store/sites/audit.ts';
import { type CursorScope, type SealedPage, sealedPage } from '../common/cursor.ts';

/** The audit list: the key of a site or `noSite`, and the key that signs its cursors. */
type AuditScope = CursorScope['site'] & { key: number };

/**
 * For entries without a site. No site's key can sign these cursors, and none is needed: everybody who may see this list may see all
 * of it. So the signature only rejects invalid cursors.
 */
export const accountAudit: AuditScope = { key: noSite, visitorKey: 'account' };

/** A page of the audit list of a site, or of the entries without a site. */
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
