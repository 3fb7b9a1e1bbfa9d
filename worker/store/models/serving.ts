// Which versions a site serves and fills: beginning to fill one, and serving one no more.

import { defaultModelName, modelLimits } from '../../../schema/model/model.ts';
import { guardStatement } from '../database/guard.ts';
import { auditStatement, type By } from '../sites/audit.ts';

/** Outcome of `beginFilling`. `busy`: another version is being filled; `too_many`: of other models, as many as may be. */
export type BeginResult = 'begun' | 'unknown_version' | 'already_served' | 'busy' | 'too_many';

/** What a site serves and fills, beside one of its versions (null where there is none such). */
interface Pointers {
  revision: number;
  filling: number | null;
  name: string | null;
  /** The version of the default model. */
  ground: number;
  /** The version served of the model that the version belongs to. */
  served: number | null;
  models: number;
}

function readPointers(db: D1Database, site: number, version: number): Promise<Pointers | null> {
  return db
    .prepare(
      `select s.revision, s.filling_version as filling, m.name, g.version as ground, d.version as served,
         (select count(*) from served_model where site = ?1) as models
       from site s join served_model g on g.site = s.key and g.name = '${defaultModelName}'
       left join model m on m.site = s.key and m.version = ?2
       left join served_model d on d.site = s.key and d.name = m.name where s.key = ?1`,
    )
    .bind(site, version)
    .first<Pointers>();
}

/** Begins to fill a version: from this commit on it is fed beside what is served. One read, one transaction. */
export async function beginFilling(
  db: D1Database,
  { site, version }: { site: number; version: number },
  { actor, now }: By,
): Promise<BeginResult> {
  const row = await readPointers(db, site, version);
  if (!row || row.name === null) return 'unknown_version';
  if (row.filling !== null) return row.filling === version ? 'begun' : 'busy';
  if (row.served === version) return 'already_served';
  if (row.served === null && row.models >= modelLimits.maxServed) return 'too_many';
  await db.batch([
    guardStatement(db, [{ site, revision: row.revision }]),
    db
      .prepare(
        `update model set landmark = ?3, published_at = ?3, cursor = '', done = 0,
           total = (select count(*) from score where site = ?1 and version = ?4) where site = ?1 and version = ?2`,
      )
      .bind(site, version, now, row.ground),
    db
      .prepare('update site set filling_version = ?2, revision = revision + 1 where key = ?1')
      .bind(site, version),
    auditStatement(db, { site, at: now, actor, action: 'model.publish', detail: { version } }),
  ]);
  return 'begun';
}

/** Outcome of `retire`. `default`: it is of the model that every site has. */
export type RetireResult = { kind: 'retired'; name: string } | { kind: RetireRefusal };
export type RetireRefusal = 'unknown_version' | 'not_served' | 'default' | 'busy';

/** Serves a version no more: of its model nothing is served then, nor fed. Its scores are removed by the schedule. */
export async function retire(
  db: D1Database,
  { site, version }: { site: number; version: number },
  { actor, now }: By,
): Promise<RetireResult> {
  const row = await readPointers(db, site, version);
  if (!row || row.name === null) return { kind: 'unknown_version' };
  if (row.served !== version) return { kind: 'not_served' };
  if (row.name === defaultModelName) return { kind: 'default' };
  if (row.filling !== null) return { kind: 'busy' };
  await db.batch([
    guardStatement(db, [{ site, revision: row.revision }]),
    db.prepare('delete from served_model where site = ?1 and name = ?2').bind(site, row.name),
    db.prepare('delete from crossing where site = ?1 and model = ?2').bind(site, row.name),
    db.prepare('update site set revision = revision + 1 where key = ?1').bind(site),
    auditStatement(db, { site, at: now, actor, action: 'model.retire', detail: { version, name: row.name } }),
  ]);
  return { kind: 'retired', name: row.name };
}
