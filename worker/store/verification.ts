// What the self-check reads: visitors as they are stored, with the log that says how they should be, in one consistent read.

import { type RescoreStep, readStepWith, type StepAsked } from './rescore.ts';

/** What of a `score` row the log decides. `heatByRule` and `heatByDay` are JSON. */
export interface StoredScore {
  visitor: string;
  heat: number;
  heatByRule: string;
  heatByDay: string;
  level: number;
  visits: number;
  firstSeen: number;
  lastSeen: number;
  source: string;
  outcome: string | null;
}

/** A `slot` row, of a rule or (version 0) of a session. */
export interface StoredSlot {
  visitor: string;
  version: number;
  rule: string;
  window: string;
  ordinal: number;
  device: string;
  event: string;
}

const scoresOf = (visitors: string) => `select visitor, heat, heat_by_rule as heatByRule,
  heat_by_day as heatByDay, level, visits,
  first_seen as firstSeen, last_seen as lastSeen, source, outcome
  from score where site = ?1 and version = ?2 and visitor in (${visitors})`;

const slotsOf = (visitors: string) => `select visitor, version, rule, window, ordinal, device, event
  from slot where site = ?1 and version in (0, ?2) and visitor in (${visitors})`;

/** Reads the next visitors: their events, scores and slots. One round trip, ranges of primary keys. */
export async function readStoredStep(
  db: D1Database,
  asked: StepAsked,
): Promise<{ step: RescoreStep; scores: StoredScore[]; slots: StoredSlot[] }> {
  const { step, more } = await readStepWith(db, asked, [scoresOf, slotsOf]);
  const [scores = [], slots = []] = more as unknown as [StoredScore[]?, StoredSlot[]?];
  return { step, scores, slots };
}

/** Models whose scores can be checked: all that are served by sites of which none is being filled. */
export async function settledModels(db: D1Database): Promise<{ site: string; model: string }[]> {
  const { results } = await db
    .prepare(
      `select m.site, m.name as model from served_model m join site s on s.id = m.site
       where s.filling_version is null order by m.site, m.name`,
    )
    .all<{ site: string; model: string }>();
  return results;
}
