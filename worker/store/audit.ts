// Who changed what. The row goes into the same batch as the change, so that neither is there without the other.

/** Who does it and when. */
export interface By {
  /** The token's id, or `bootstrap` for ADMIN_TOKEN. */
  actor: string;
  /** UTC ms. */
  now: number;
}

/** One thing that somebody did. */
export interface AuditEntry {
  /** Key of the site it was done to; 0 for what belongs to no site (a token, a site deleted). */
  site: number;
  /** UTC ms. */
  at: number;
  actor: string;
  /** Noun and verb, such as `model.publish`. */
  action: string;
  /** Facts of the action; never a secret, never more of a person than an id. */
  detail: Record<string, string | number | boolean | null>;
}

/** The statement that records it, for a D1 batch: one row written. */
export function auditStatement(db: D1Database, entry: AuditEntry): D1PreparedStatement {
  return db
    .prepare('insert into audit (site, at, id, actor, action, detail) values (?1, ?2, ?3, ?4, ?5, ?6)')
    .bind(entry.site, entry.at, crypto.randomUUID(), entry.actor, entry.action, JSON.stringify(entry.detail));
}
