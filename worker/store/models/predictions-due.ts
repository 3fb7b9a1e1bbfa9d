// Which predictions are to be made: by the outcomes that are known, and by the time.

import { sql } from '../database/sql.ts';
import type { PredictionKey } from './predictions.ts';

/** The outcomes won or lost under a served version: two ranges of `score_by_outcome`. */
const outcomes = sql`score s
  where s.site = served_model.site and s.version = served_model.version and s.outcome in ('won', 'lost')`;

/** Whether there are ?1 outcomes under a served version: two ranges of `score_by_outcome`, no further than needed. */
const areEnough = sql`(select count(*) from (select 1 from ${outcomes} limit ?1)) >= ?1`;

const due = sql`select served_model.site as site, served_model.version as version
from served_model join site f on f.key = served_model.site
left join prediction on prediction.site = served_model.site and prediction.version = served_model.version
where f.filling_version is null and case
  when prediction.stage <> 'done' then 1
  when prediction.begun_at > ?3 then 0
  when prediction.body is null then ${areEnough}
  when prediction.begun_at <= ?2 then 1
  else ?4 and (select count(*) from ${outcomes}) >= 2 * (prediction.result ->> '$.outcomes')
  end
order by served_model.site, served_model.version`;

/** When predictions are made, in UTC ms and outcomes. */
export interface DueWhen {
  /** Fewer outcomes make none. */
  outcomes: number;
  /** Those begun before are made anew. */
  oldest: number;
  /** Those begun after are left alone, even if the outcomes have doubled or become enough since. */
  newest: number;
  /** Whether to count how many there are, which reads a row for each. */
  counts: boolean;
}

/** The predictions to make or to continue, in one statement: of served versions of sites that fill none. */
export async function duePredictions(
  db: D1Database,
  { outcomes: least, oldest, newest, counts }: DueWhen,
): Promise<PredictionKey[]> {
  const { results } = await db.prepare(due).bind(least, oldest, newest, Number(counts)).all<PredictionKey>();
  return results;
}
