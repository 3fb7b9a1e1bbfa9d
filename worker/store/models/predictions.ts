// The database part of predictions: their progress, their samples, and the odds that they give to everybody.

import { and, eq, sql as fragment } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { prediction, predictionSample } from '../../../schema/tables/counts.ts';
import type { lead } from '../../../schema/tables/identity.ts';
import type { score } from '../../../schema/tables/log.ts';
import { guardStatement, raiseRevision, raiseStale, type SiteRevision } from '../database/guard.ts';
import { jsonRows } from '../database/json-rows.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, visitorFrom, withHex, withIds } from '../ids.ts';
import { next } from '../scores/rescore.ts';
import { newAttempt, type StandingRow, selectStanding } from '../scores/standings.ts';
import { type AuditEntry, auditStatement } from '../sites/audit.ts';
import { dropSample } from './prediction-samples.ts';

/** A prediction of a served version, or its first run. `body`, `result` and `gathered` are JSON, times are UTC ms. */
export type PredictionRow = typeof prediction.$inferSelect;

/** Which prediction: of a site, under a version. */
export type PredictionKey = Pick<PredictionRow, 'site' | 'version'>;

const keyed = ({ site, version }: PredictionKey) =>
  and(eq(prediction.site, site), eq(prediction.version, version));

/** A prediction, by primary key; null: none was ever begun. */
export async function readPrediction(db: D1Database, key: PredictionKey): Promise<PredictionRow | null> {
  return (await drizzle(db).select().from(prediction).where(keyed(key)).get()) ?? null;
}

/** How many people a version has scores of, and how many of them have bought. */
export async function countPeople(
  db: D1Database,
  { site, version }: PredictionKey,
): Promise<{ people: number; buyers: number }> {
  const row = await db
    .prepare(
      sql`select (select count(*) from score where site = ?1 and version = ?2) as people,
         (select count(*) from score where site = ?1 and version = ?2 and outcome = 'won') as buyers`,
    )
    .bind(site, version)
    .first<{ people: number; buyers: number }>();
  return row ?? { people: 0, buyers: 0 };
}

/** What a run begins with. `revision`: of the site. */
export type Begun = PredictionKey & Pick<PredictionRow, 'begunAt' | 'revision' | 'gathered' | 'total'>;

/** Begins a run, or begins it again. What it found before stays until it finds something else. */
export async function beginPrediction(db: D1Database, begun: Begun): Promise<void> {
  const set = { ...begun, stage: 'gather' as const, cursor: '', done: 0 };
  await db.batch([
    dropSample(db, begun),
    statementOf(db, (d1) =>
      d1
        .insert(prediction)
        .values({ ...set, saves: 0 })
        .onConflictDoUpdate({
          target: [prediction.site, prediction.version],
          set: { ...set, saves: fragment`${prediction.saves} + 1` },
        }),
    ),
  ]);
}

/** Raises a stale-guard error unless the prediction is as it was read. */
function asRead(db: D1Database, { site, version, saves }: PredictionRow): D1PreparedStatement {
  return db
    .prepare(
      sql`select case when exists (select 1 from prediction where site = ?1 and version = ?2 and saves = ?3)
         then 1 else ${raiseStale} end as fresh`,
    )
    .bind(site, version, saves);
}

function advance(db: D1Database, from: PredictionRow, to: Partial<PredictionRow>): D1PreparedStatement {
  const set = { ...to, saves: from.saves + 1 };
  return statementOf(db, (d1) => d1.update(prediction).set(set).where(keyed(from)));
}

/**
 * Saves progress with the people gathered. Throws a stale-guard error and writes nothing if another run was faster, or if the site has
 * changed (somebody just gathered may have been erased).
 */
export async function savePeople(
  db: D1Database,
  { from, to, examples }: { from: PredictionRow; to: Partial<PredictionRow>; examples: readonly unknown[] },
): Promise<void> {
  const { site, version, saves, revision } = from;
  const chunks = jsonRows(examples).map((text, place) =>
    statementOf(db, (d1) =>
      d1.insert(predictionSample).values({ site, version, save: saves, place, examples: text }),
    ),
  );
  await db.batch([
    guardStatement(db, [{ site, revision }]),
    asRead(db, from),
    ...chunks,
    advance(db, from, to),
  ]);
}

/**
 * Saves what a run has come to, and forgets its sample. With a new `body` every writer reads the site again. `audited`: who sent it, if
 * somebody did. Throws a stale-guard error like `savePeople`.
 */
export async function saveResult(
  db: D1Database,
  {
    from,
    to,
    audited,
  }: { from: PredictionRow; to: Partial<PredictionRow>; audited?: AuditEntry | undefined },
): Promise<void> {
  await db.batch([
    guardStatement(db, [from satisfies SiteRevision]),
    asRead(db, from),
    advance(db, from, to),
    dropSample(db, from),
    raiseRevision(db, from.site),
    ...(audited ? [auditStatement(db, audited)] : []),
  ]);
}

/** A visitor whose odds are computed: the state, and the person's traits (JSON) if there is a lead. */
export interface OddsRow
  extends Omit<StandingRow, 'personOdds' | 'grade'>,
    Pick<StoredRow<typeof score>, 'attempt' | 'personOdds'> {
  traits: StoredRow<typeof lead>['traits'] | null;
}

const oddsOf = (
  visitors: string,
) => sql`select hex(s.visitor) as visitor, s.version, s.attempt, s.fit_score as "fitScore",
  s.person_odds as "personOdds", l.traits, ${selectStanding}
from (${visitors}) o cross join score s on s.site = ?1 and s.version = ?2 and s.visitor = o.visitor
left join lead l on l.site = s.site and l.visitor = s.visitor order by s.visitor`;

/** At most `limit` visitors after the cursor: by the primary key. */
export async function readOddsStep(
  db: D1Database,
  { site, version, cursor }: PredictionRow,
  limit: number,
): Promise<OddsRow[]> {
  const { results } = await db.prepare(oddsOf(next)).bind(site, version, hexOf(cursor), limit).all();
  return withIds<OddsRow>(results, { visitor: visitorFrom, device: uuidFrom });
}

/** The same for one visitor, who has a score under the version. */
export async function readOddsOf(
  db: D1Database,
  { site, version }: PredictionKey,
  visitor: string,
): Promise<OddsRow | null> {
  const one = sql`select unhex(?3) as visitor`;
  const { results } = await db.prepare(oddsOf(one)).bind(site, version, hexOf(visitor)).all();
  return withIds<OddsRow>(results, { visitor: visitorFrom, device: uuidFrom })[0] ?? null;
}

/** The odds of a visitor whose row has this attempt. */
export type NewOdds = Pick<OddsRow, 'visitor' | 'attempt' | 'deedOdds' | 'personOdds'>;

const putOdds = sql`update score set deed_odds = r.value->>'deedOdds', person_odds = r.value->>'personOdds', attempt = ?4
from json_each(?3) r where score.site = ?1 and score.version = ?2
  and score.visitor = unhex(r.value->>'visitor') and score.attempt = r.value->>'attempt'`;

/**
 * Writes odds to rows that nobody has written in the meantime, and moves the cursor if that were all. Returns whether it moved. Throws a
 * stale-guard error and writes nothing if another run was faster.
 */
export async function writeOddsStep(
  db: D1Database,
  { from, to, odds }: { from: PredictionRow; to: Partial<PredictionRow>; odds: readonly NewOdds[] },
): Promise<boolean> {
  const attempt = newAttempt();
  const pieces = jsonRows(withHex(odds, 'visitor'));
  const [, ...results] = await db.batch([
    asRead(db, from),
    ...pieces.map((rows) => db.prepare(putOdds).bind(from.site, from.version, rows, attempt)),
  ]);
  const written = results.reduce((sum, { meta }) => sum + meta.changes, 0);
  if (written < odds.length) return false;
  await db.batch([asRead(db, from), advance(db, from, to)]);
  return true;
}

/** Removes a prediction: its version is served no more. */
export async function removePrediction(db: D1Database, key: PredictionKey): Promise<void> {
  await db.batch([dropSample(db, key), statementOf(db, (d1) => d1.delete(prediction).where(keyed(key)))]);
}
