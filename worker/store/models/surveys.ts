// The database part of surveys: their progress, and the next people to count.

import { and, count, eq, sql as fragment, isNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { survey } from '../../../schema/tables/counts.ts';
import { score } from '../../../schema/tables/log.ts';
import { site } from '../../../schema/tables/site.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { hexOf, visitorFrom } from '../ids.ts';
import { type EventRow, eventsFrom } from '../log/events.ts';
import { eventsOf } from '../scores/rescore.ts';
import { type Among, isAmong, rowsAmong } from './among.ts';

/** A survey, finished or not. `tally` and `result` are JSON, times are UTC ms. */
export type SurveyRow = typeof survey.$inferSelect;

/** Which survey: of a site, under a version, about what, of a period. */
export type SurveyKey = Pick<SurveyRow, 'site' | 'version' | 'about' | 'span'>;

/** Surveys kept for a site: of the periods and models asked for last. */
export const maxSurveys = 8;

const keyed = ({ site: of, version, about, span }: SurveyKey) =>
  and(eq(survey.site, of), eq(survey.version, version), eq(survey.about, about), eq(survey.span, span));

/** Begins a survey, or counts it again: the last result stays until then. Forgets the site's surveys beyond `maxSurveys`. */
export async function beginSurvey(
  db: D1Database,
  begun: SurveyKey & Pick<SurveyRow, 'startsAt' | 'endsAt' | 'begunAt' | 'tally'>,
  among: Among,
): Promise<void> {
  const insert = statementOf(db, (d1) => {
    const all = d1
      .select({ count: count() })
      .from(score)
      .where(and(eq(score.site, begun.site), eq(score.version, begun.version), rowsAmong(among)));
    const row = {
      ...begun,
      cursor: '',
      saves: 0,
      done: 0,
      total: fragment<number>`${all}`,
      finishedAt: null,
    };
    const { site: _, version: __, about: ___, span: ____, ...set } = row;
    return d1
      .insert(survey)
      .values(row)
      .onConflictDoUpdate({ target: [survey.site, survey.version, survey.about, survey.span], set });
  });
  const forget = db
    .prepare(
      sql`delete from survey where site = ?1 and (version, about, span) not in (
         select version, about, span from survey where site = ?1
         order by begun_at desc, version desc, about, span limit ?2)`,
    )
    .bind(begun.site, maxSurveys);
  await db.batch([insert, forget]);
}

/** A survey, by primary key; null: never begun. */
export async function readSurvey(db: D1Database, key: SurveyKey): Promise<SurveyRow | null> {
  const row = await drizzle(db).select().from(survey).where(keyed(key)).get();
  return row ?? null;
}

/** An unfinished survey, or an unfinished preview. */
export type Unfinished = SurveyKey | (Pick<SurveyKey, 'site' | 'version'> & { about: null; span: null });

/** Unfinished surveys and previews, in one statement. There are few of either. */
export async function unfinishedCounts(db: D1Database): Promise<Unfinished[]> {
  const { results } = await db
    .prepare(
      sql`select site, version, null as about, null as span from preview where finished_at is null
        union all select site, version, about, span from survey where finished_at is null`,
    )
    .all<Unfinished>();
  return results;
}

/**
 * Saves the progress of a survey, counted under a revision of the site. Returns false and writes nothing if another run was
 * faster, the survey was begun again, or the site has changed (somebody just counted may have been erased).
 */
export async function advanceSurvey(
  db: D1Database,
  { from, to, revision }: { from: SurveyRow; to: SurveyRow; revision: number },
): Promise<boolean> {
  const { cursor, done, tally, finishedAt, result } = to;
  const d1 = drizzle(db);
  const current = d1.select({ revision: site.revision }).from(site).where(eq(site.key, from.site));
  const isAsRead = and(eq(survey.begunAt, from.begunAt), eq(survey.saves, from.saves));
  const { meta } = await d1
    .update(survey)
    .set({ cursor, done, tally, finishedAt, result, saves: from.saves + 1 })
    .where(and(keyed(from), isAsRead, isNull(survey.finishedAt), fragment`${revision} = ${current}`))
    .run();
  return meta.changes === 1;
}

/** Removes a survey: its version is served no more. */
export async function removeSurvey(db: D1Database, key: SurveyKey): Promise<void> {
  await drizzle(db).delete(survey).where(keyed(key));
}

/** People in order of their ids, and the events of all. */
export interface SurveyStep {
  visitors: string[];
  events: (EventRow & { visitor: string })[];
}

const nextIf = (condition: string) =>
  sql`select visitor from score where site = ?1 and version = ?2 and visitor > unhex(?3) and ${condition} order by visitor limit ?4`;
const next = nextIf(isAmong('?5', '?6'));
const nextBuyers = nextIf(sql`outcome = 'won' and ${isAmong('?5', '?6')}`);

/**
 * At most `limit` people after the cursor, of those `among` whom it counts, or of them only those who have bought: ranges of the primary
 * keys, one consistent read.
 */
export async function readSurveyStep(
  db: D1Database,
  { site: of, version, cursor }: Pick<SurveyRow, 'site' | 'version' | 'cursor'>,
  { areBuyers, limit, among }: { areBuyers: boolean; limit: number; among: Among },
): Promise<SurveyStep> {
  const these = areBuyers ? nextBuyers : next;
  const bound = [of, version, hexOf(cursor), limit, among.channel, among.source];
  const [visitors, events] = await db.batch<Record<string, unknown>>([
    db.prepare(sql`select hex(visitor) as visitor from (${these})`).bind(...bound),
    db.prepare(eventsOf(these)).bind(...bound),
  ]);
  return {
    visitors: (visitors?.results ?? []).map(({ visitor }) => visitorFrom(String(visitor))),
    events: eventsFrom<SurveyStep['events'][number]>(events?.results),
  };
}
