// Who did what and when, newest first.

import type { AuditEntry, AuditQuery } from '../../schema/api-audit.ts';
import { type AuditPlace, type AuditRow, noSite, readActorLabels, readAudit } from '../store/audit.ts';
import type { SiteConfig } from '../store/site-config.ts';
import { openCursor, sealCursor } from './cursor.ts';

/** A page of the list, or why there is none. */
export type AuditAnswer =
  | { kind: 'page'; data: AuditEntry[]; nextCursor: string | null }
  | { kind: 'invalid_cursor' };

/** Writes a place as a cursor, and reads it; null for what is none. */
interface Cursors {
  seal(place: AuditPlace): string | Promise<string>;
  open(cursor: string): AuditPlace | null | Promise<AuditPlace | null>;
}

/** A page of what was done to a site. */
export function listSiteAudit(db: D1Database, site: SiteConfig, query: AuditQuery): Promise<AuditAnswer> {
  const { action, actor, since } = query;
  const scope = { site, list: `audit:${JSON.stringify([action, actor, since])}` };
  return list(db, site.key, query, {
    seal: (place) => sealCursor(scope, place),
    open: (cursor) => openCursor<AuditPlace>(scope, cursor),
  });
}

/** A page of what belongs to no site. No site's key can seal its cursors; who may see this list may see all of it. */
export function listAccountAudit(db: D1Database, query: AuditQuery): Promise<AuditAnswer> {
  return list(db, noSite, query, {
    seal: ({ at, id }) => `${at}.${id}`,
    open(cursor) {
      const [, at, id] = /^(\d{1,16})\.([\da-f-]{36})$/.exec(cursor) ?? [];
      return id === undefined ? null : { at: Number(at), id };
    },
  });
}

async function list(
  db: D1Database,
  site: number,
  { action, actor, since = 0, cursor, limit }: AuditQuery,
  { seal, open }: Cursors,
): Promise<AuditAnswer> {
  const after = cursor === undefined ? null : await open(cursor);
  if (cursor !== undefined && !after) return { kind: 'invalid_cursor' };
  const filters = { action: action ?? null, actor: actor ?? null, since };
  const rows = await readAudit(db, site, { ...filters, after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const nextCursor = last ? await seal({ at: last.at, id: last.id }) : null;
  return { kind: 'page', data: await withLabels(db, site, shown), nextCursor };
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
