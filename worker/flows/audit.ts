// Who did what at a site, newest first.

import type { AuditQuery } from '../../schema/api-audit.ts';
import { type AuditPlace, type AuditRow, readAudit } from '../store/audit.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { type SealedPage, sealedPage } from './cursor.ts';

/** An entry as it is answered; see schema/api-audit.ts. */
interface AuditView {
  at: number;
  actor: { id: string; label: string | null };
  action: string;
  detail: AuditRow['detail'];
}

/** A page of what was done at the site. */
export async function listAudit(
  db: D1Database,
  site: SiteConfig,
  { since = 0, action = '', ...page }: AuditQuery,
): Promise<SealedPage<AuditView>> {
  const scope = { site, list: `audit:${since}:${action}` };
  const found = await sealedPage<AuditRow, AuditPlace>(scope, page, {
    read: (after, limit) => readAudit(db, site.key, { since, action, after, limit }),
    placeOf: ({ at, id }) => ({ at, id }),
  });
  return found.kind === 'page' ? { ...found, data: found.data.map(viewOf) } : found;
}

function viewOf({ at, actor, label, action, detail }: AuditRow): AuditView {
  return { at, actor: { id: actor, label }, action, detail };
}
