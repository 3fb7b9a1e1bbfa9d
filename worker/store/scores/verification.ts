// What the self-check reads: stored visitors and their log, in one consistent read. Also finds visitors in the log who have
// no score.

import { asc, eq, isNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { score } from '../../../schema/tables/log.ts';
import { servedModel, site } from '../../../schema/tables/site.ts';
import { insertInto, selected } from '../database/columns.ts';
import { guardStatement, type SiteRevision } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { hexOf, uuidFrom, visitorFrom, withHex, withIds } from '../ids.ts';
import { inStretch } from '../log/stretch-sql.ts';
import { type RescoreStep, readStepWith, type StepAsked } from './rescore.ts';
import { carriedNothing, isLeadOff } from './score-lead.ts';
import { type StandingRow, standingFields } from './standings.ts';

const storedFields = [
  'visitor' as const,
  ...standingFields,
  ...(['fitScore', 'grade', 'personOdds'] as const),
];

/**
 * The columns of a `score` row that are derived from the log and the lead (`isLeadOff`: score/standing/verify.ts).
 * `heatByRule`, `heatByDay` and `state` are JSON.
 */
export interface StoredScore extends Pick<StandingRow, (typeof storedFields)[number]> {
  isLeadOff: 0 | 1;
  /** 1: a new prediction is being written to everybody, so that some have their former odds. */
  areOddsWritten: 0 | 1;
}

const scoresOf = (
  visitors: string,
) => sql`select ${selected(score, 's', storedFields)}, ${isLeadOff} as isLeadOff,
    exists (select 1 from prediction where site = ?1 and version = ?2 and stage = 'write') as areOddsWritten
  from score s left join lead l on l.site = s.site and l.visitor = s.visitor
  where s.site = ?1 and s.version = ?2 and s.visitor in (${visitors})`;

/** Reads the next visitors: their events and scores. One round trip, ranges of primary keys. */
export async function readStoredStep(
  db: D1Database,
  asked: StepAsked,
): Promise<{ step: RescoreStep; scores: StoredScore[] }> {
  const { step, more } = await readStepWith(db, asked, [scoresOf]);
  return { step, scores: withIds<StoredScore>(more[0], { visitor: visitorFrom }) };
}

/** At most `limit` devices that have events, in order after `after`: one lookup by primary key for each. */
export async function nextDevices(
  db: D1Database,
  { site, after, limit }: { site: number; after: string; limit: number },
): Promise<string[]> {
  const { results } = await db
    .prepare(
      sql`with recursive walk(device) as (
         select min(device) from event where site = ?1 and device > unhex(?2)
         union all
         select (select min(e.device) from event e where e.site = ?1 and e.device > walk.device) from walk
         where walk.device is not null limit ?3)
       select hex(device) as device from walk where device is not null`,
    )
    .bind(site, hexOf(after), limit)
    .all<{ device: string }>();
  return results.map(({ device }) => uuidFrom(device));
}

const addUnscored = sql`with device as (select unhex(value->>'device') as device, unhex(value->>'anonymous') as anonymous from json_each(?2)),
owner as (
  select t.device, t.visitor, t.started_at, (select min(u.started_at) from stint u
    where u.site = ?1 and u.device = t.device and u.started_at > t.started_at) as ended_at
  from device d cross join stint t on t.site = ?1 and t.device = d.device
  union all
  select device, anonymous, 0, null from device d
  where not exists (select 1 from stint t where t.site = ?1 and t.device = d.device))
${insertInto(score, {
  ...carriedNothing,
  ...{ site: '?1', version: 'v.value', visitor: 'o.visitor', attempt: '0', device: 'o.device', state: '?4' },
  ...{ heat: '0', heatByRule: `'{}'`, heatByDay: `'{}'`, level: '4', arrival: '0' },
  ...{ firstSeen: '0', lastSeen: '0', lastEvent: 'null', visits: '0', source: `''`, channel: `''` },
  ...{ campaign: 'null', landing: 'null', sent: 'null' },
  ...{ outcome: 'null', outcomeAt: 'null', leadState: 'null', stateReason: 'null', owner: 'null' },
  ...{ deedOdds: 'null', told: 'null', checkAt: 'null' },
})}
from owner o cross join json_each(?3) v
where not exists (select 1 from score s where s.site = ?1 and s.version = v.value and s.visitor = o.visitor)
  and exists (select 1 from event e where ${inStretch('o')})
on conflict do nothing`;

/**
 * Adds an empty score under these versions for owners of events on these devices who have none. `anonymous` is the visitor of
 * a device without stints; `state` is the JSON of an empty state. Throws a stale-guard error if the site has changed since it
 * was read.
 */
export async function addEmptyScores(
  db: D1Database,
  revision: SiteRevision,
  {
    devices,
    versions,
    state,
  }: { devices: { device: string; anonymous: string }[]; versions: number[]; state: string },
): Promise<void> {
  const statement = db
    .prepare(addUnscored)
    .bind(
      revision.site,
      JSON.stringify(withHex(devices, 'device', 'anonymous')),
      JSON.stringify(versions),
      state,
    );
  await db.batch([guardStatement(db, [revision]), statement]);
}

/** Models whose scores can be checked: all served models of sites without a version being filled. */
export function settledModels(db: D1Database): Promise<{ site: number; model: string }[]> {
  return drizzle(db)
    .select({ site: servedModel.site, model: servedModel.name })
    .from(servedModel)
    .innerJoin(site, eq(site.key, servedModel.site))
    .where(isNull(site.fillingVersion))
    .orderBy(asc(servedModel.site), asc(servedModel.name));
}
