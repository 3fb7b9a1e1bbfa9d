// Who did what at a site, newest first.

import type { AuditQuery } from '../../schema/api-audit.ts';
import { type AuditPlace, type AuditRow, readAudit } from '../store/audit.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { openCursor, sealCursor } from './cursor.ts';

/** An entry as it is answered; see schema/api-audit.ts. */
interface AuditView {
  at: number;
  actor: { id: string; label: string | null };
  action: string;
  detail: AuditRow['detail'];
}

/** A page of the list, or why there is none. */
export type AuditAnswer =
  | { kind: 'page'; data: AuditView[]; nextCursor: string | null }
  | { kind: 'invalid_cursor' };

/** A page of what was done at the site. */
export async function listAudit(
  db: D1Database,
  site: SiteConfig,
  { cursor, limit, since = 0, action = '' }: AuditQuery,
): Promise<AuditAnswer> {
  const scope = { site, list: `audit:${since}:${action}` };
  const after = cursor === undefined ? null : await openCursor<AuditPlace>(scope, cursor);
  if (cursor !== undefined && !after) return { kind: 'invalid_cursor' };
  const rows = await readAudit(db, site.key, { since, action, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    kind: 'page',
    data: page.map(({ at, actor, label, action: done, detail }) => ({
      ...{ at, actor: { id: actor, label }, action: done, detail },
    })),
    nextCursor: last ? await sealCursor(scope, { at: last.at, id: last.id } satisfies AuditPlace) : null,
  };
}
