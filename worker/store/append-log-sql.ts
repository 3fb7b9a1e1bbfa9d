// The statements of ingest (append.ts) that write the log, and when somebody was first and last seen by it.
// Parameters: ?1 the events, ?3 the versions fed, ?4 the moment, ?5 the attempt.

import { inEvent, inFed, inLog, owner } from './append-fields.ts';

/** The leads of those who own the events. */
export const leadsOfOwners = `select distinct l.site, l.visitor, l.traits, l.attempt
from json_each(?1) j cross join lead l on l.site = ${inEvent('site')} and l.visitor = ${owner(inEvent)}`;

/** Of the events those for which this holds, beside the score of whoever owns them. */
const besideScores = (
  which: string,
) => `(select j.key as position, ${inEvent('site')} as site, ${owner(inEvent)} as visitor,
    ${inEvent('source')} as source, ${inEvent('outcome')} as outcome, ${inEvent('device')} as device, ${inEvent('id')} as id,
    ${inEvent('occurredAt')} as occurred_at
  from json_each(?1) j where ${which}) e
cross join json_each(?3) v cross join score s
  on s.site = e.site and s.version = ${inFed('version')} and s.visitor = e.visitor`;

/** Looked up last, for the few that would move anything: a known event sent again with another time must not. */
const isLogged = (more = '') => `exists (select 1 from event l
  where l.site = e.site and l.device = e.device and l.id = e.id and l.occurred_at = e.occurred_at ${more})`;

/** An upsert of rows that are there: unlike UPDATE FROM, it cannot be planned as a walk over all scores. */
const upsertSeen = (
  firstSeen: string,
  lastSeen: string,
  source: string,
) => `insert into score (site, version, visitor,
  heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen, visits, source)
select s.site, s.version, s.visitor, s.heat, s.heat_by_rule, s.level, s.arrival, s.attempt, s.device, ${firstSeen},
  ${lastSeen}, s.visits, ${source} from ${besideScores(inEvent('sighting'))}`;

/**
 * Moves last seen where the log now says more, or has somebody seen for the first time (no source). Apart from `addHeat` because the column is indexed: naming it costs two
 * rows written, so it may lag by an hour (contract of the list).
 */
export const moveLastSeen = `${upsertSeen('s.first_seen', 'max(e.occurred_at)', 's.source')}
where ${inFed('site')} = e.site and (e.occurred_at >= s.last_seen + 3600000 or s.source = '') and ${isLogged()}
group by s.site, s.version, s.visitor
on conflict (site, version, visitor) do update set last_seen = excluded.last_seen`;

/** Moves first seen, and with it the source, likewise where the log now begins earlier; the earliest comes last and stays. */
export const moveFirstSeen = `${upsertSeen('e.occurred_at', 's.last_seen', 'e.source')}
where ${inFed('site')} = e.site and (e.occurred_at < s.first_seen or s.source = '') and ${isLogged()} order by e.occurred_at desc, e.position desc
on conflict (site, version, visitor) do update set first_seen = excluded.first_seen, source = excluded.source`;

/** What the better of two outcomes is (worker/score/outcome.ts): a sale, else the later, else by the alphabet. */
const ranks = (outcome: string, at: string) => `${outcome} = 'won', ${at}`;

/** Moves the outcome where one in the log counts more than the one known; the best comes last and stays. */
export const moveOutcome = `insert into score (site, version, visitor,
  heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen, visits, source, outcome, outcome_at)
select s.site, s.version, s.visitor, s.heat, s.heat_by_rule, s.level, s.arrival, s.attempt, s.device, s.first_seen,
  s.last_seen, s.visits, s.source, e.outcome, e.occurred_at from ${besideScores(`${inEvent('outcome')} is not null`)}
where ${inFed('site')} = e.site
  and ${isLogged(`and l.kind = 'outcome' and l.body->>'result' = e.outcome`)} and (s.outcome is null
  or (${ranks('e.outcome', 'e.occurred_at')}, s.outcome) > (${ranks('s.outcome', 's.outcome_at')}, e.outcome))
order by ${ranks('e.outcome', 'e.occurred_at')}, e.outcome desc
on conflict (site, version, visitor) do update set outcome = excluded.outcome, outcome_at = excluded.outcome_at`;

/** An event arrives at the tick of the score that this attempt changed, or after the last one where it changed none. */
export const appendEvents = `insert into event (site, device, id, kind, occurred_at, owned_at, arrival, position, session, origin, body)
select o.site, o.device, o.id, ${inLog('kind', 'o')}, ${inLog('occurredAt', 'o')},
  nullif(${inLog('ownedAt', 'o')}, ${inLog('occurredAt', 'o')}),
  max(?4 * 256, coalesce((select max(s.arrival) + (max(s.attempt = ?5) = 0)
    from json_each(?3) v cross join score s
    on s.site = o.site and s.version = ${inFed('version')} and s.visitor = o.visitor
    where ${inFed('site')} = o.site), 0)),
  o.position, ${inLog('session', 'o')}, ${inLog('origin', 'o')}, ${inLog('body', 'o')}
from (select j.key as position, j.value, ${inLog('site')} as site, ${inLog('device')} as device,
    ${inLog('id')} as id, ${owner((name) => inLog(name))} as visitor from json_each(?1) j) o
where true on conflict do nothing`;
