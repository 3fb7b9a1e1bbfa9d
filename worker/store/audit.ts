// Who changed what, and reading it back. The row goes into the same batch as the change, so that neither is there without the
// other.

/** Who does it and when. */
export interface By {
  /** The token's id, or `bootstrap` for ADMIN_TOKEN. */
  actor: string;
  /** UTC ms. */
  now: number;
}

/** One thing that somebody did. */
export interface AuditEntry {
  /** The site it was done to, by its key, or by its id where that is all that is known; 0 for what belongs to no site. */
  site: number | string;
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
  const { site, at, actor, action, detail } = entry;
  const key = typeof site === 'number' ? '?1' : 'coalesce((select key from site where id = ?1), 0)';
  return db
    .prepare(`insert into audit (site, at, id, actor, action, detail) values (${key}, ?2, ?3, ?4, ?5, ?6)`)
    .bind(site, at, crypto.randomUUID(), actor, action, JSON.stringify(detail));
}

/** An entry as it was recorded, with the label that the actor's token has now; null: it is revoked, or it is no token. */
export interface AuditRow extends Omit<AuditEntry, 'site'> {
  id: string;
  label: string | null;
}

/** A place in the list: after this entry. */
export interface AuditPlace {
  at: number;
  id: string;
}

/**
 * What was done at a site, newest first: a range of the primary key. `action`: one, or with a dot at its end the beginning of
 * several; '' for all. Entries of other actions are read over.
 */
export async function readAudit(
  db: D1Database,
  site: number,
  { since, action, after, limit }: { since: number; action: string; after: AuditPlace | null; limit: number },
): Promise<AuditRow[]> {
  const { at = Number.MAX_SAFE_INTEGER, id = '' } = after ?? {};
  const { results } = await db
    .prepare(
      `select a.at, a.id, a.actor, t.label, a.action, a.detail from audit a left join token t on t.id = a.actor
       where a.site = ?1 and a.at >= ?2 and (a.at, a.id) < (?3, ?4)
         and a.action between ?5 and ?6
       order by a.at desc, a.id desc limit ?7`,
    )
    .bind(site, since, at, id, ...rangeOf(action), limit)
    .all<Omit<AuditRow, 'detail'> & { detail: string }>();
  return results.map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditRow['detail'] }));
}

/** The first and the last text that are meant: of those that begin with `model.`, up to `model/`, since `/` follows the dot. */
function rangeOf(action: string): [from: string, to: string] {
  if (action === '') return ['', '\uffff'];
  return action.endsWith('.') ? [action, `${action.slice(0, -1)}/`] : [action, action];
}
