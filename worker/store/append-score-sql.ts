// The statements of ingest (append.ts) that score: taking slots, and adding heat.
// Parameters: ?1 the events, ?2 what they ask, and its terms, ?3 the versions fed, ?4 the moment, ?5 the attempt, ?6 fits,
// ?7 whether first seen is moved as well.

import { inAsk, inEvent, inFed, inTerms, owner } from './append-fields.ts';
import { raiseStale } from './guard.ts';
import { carriedColumns, carriedValues } from './score-lead.ts';

/** The batch's events that the log does not hold yet, with their owners. */
const fresh = `fresh as materialized (
  select j.key as position, ${inEvent('site')} as site, ${inEvent('device')} as device, ${inEvent('id')} as id,
    ${owner(inEvent)} as visitor, ${inEvent('occurredAt')} as occurred_at, ${inEvent('sighting')} as sighting,
    ${inEvent('visitSession')} as session, ${inEvent('source')} as source
  from json_each(?1) j
  where not exists (select 1 from event e
    where e.site = ${inEvent('site')} and e.device = ${inEvent('device')} and e.id = ${inEvent('id')}))`;

/** What the fresh events ask; what only a visit may ask counts for those events that open a session. */
const askWhere = (isVisit: string, events = 'fresh') => `terms as materialized (
  select r.key as place, ${inTerms('version')} as version, ${inTerms('rule')} as rule, ${inTerms('visit')} as visit,
    ${inTerms('nth')} as nth, ${inTerms('times')} as times, ${inTerms('group')} as group_rule,
    ${inTerms('groupTimes')} as group_times, ${inTerms('outside')} as outside
  from json_each(?2, '$[1]') r),
ask as materialized (
  select f.position, f.site, f.visitor, f.device, f.id, f.session, cast(f.occurred_at / 86400000 as integer) as day,
    t.version, t.rule, ${inAsk('heat')} as heat, t.visit, ${inAsk('nthWindow')} as nth_window, t.nth,
    ${inAsk('capWindow')} as cap_window, t.times, t.group_rule,
    ${inAsk('groupWindow')} as group_window, t.group_times, t.outside
  from json_each(?2, '$[0]') a cross join terms t on t.place = ${inAsk('terms')}
  cross join ${events} f on f.position = ${inAsk('event')}
  where t.visit = 0 or ${isVisit})`;

const taken = (window: string, rule = 'rule') => `coalesce((select max(k.ordinal) from slot k
  where k.site = c.site and k.version = c.version and k.visitor = c.visitor and k.rule = c.${rule}
    and k.window = c.${window}), 0)`;

/** What of an ask the later stages need. */
const staged = `position, site, visitor, device, id, version, rule, cap_window, times, group_rule, group_window, group_times`;

/**
 * Takes the slots that the asks name: sessions, then places in an `nth` window, then places under a cap, then, for each
 * event that has all of these by any rule of a group, a place in the group.
 */
export const claimSlots = `with ${fresh},
visit as materialized (
  select f.site, f.visitor, f.session, f.device, f.id, min(f.position) as position from fresh f
  where f.session is not null and not exists (select 1 from slot k
    where k.site = f.site and k.version = 0 and k.visitor = f.visitor and k.rule = '' and k.window = f.session)
  group by f.site, f.visitor, f.session),
${askWhere('f.position in (select position from visit)')},
matched as materialized (
  select c.*, ${taken('nth_window')} + row_number() over (
      partition by c.site, c.visitor, c.version, c.rule, c.nth_window order by c.position) as match
  from ask c where c.nth_window is not null),
capped as materialized (
  select c.*, ${taken('cap_window')} + row_number() over (
      partition by c.site, c.visitor, c.version, c.rule, c.cap_window order by c.position) as place
  from (select ${staged} from ask where nth_window is null and cap_window is not null
    union all select ${staged} from matched where match = nth and cap_window is not null) c),
grouped as (
  select c.*, ${taken('group_window', 'group_rule')} + row_number() over (
      partition by c.site, c.visitor, c.version, c.group_rule, c.group_window order by c.position) as place
  from (select distinct position, site, visitor, device, id, version, group_rule, group_window, group_times from (
      select ${staged} from ask where nth_window is null and cap_window is null
      union all select ${staged} from matched where match = nth and cap_window is null
      union all select ${staged} from capped where place <= times)
    where group_window is not null) c)
insert into slot (site, version, visitor, rule, window, ordinal, device, event)
select site, 0, visitor, '', session, 1, device, id from visit
union all select site, version, visitor, rule, nth_window, match, device, id from matched
  where match <= nth
union all select site, version, visitor, rule, cap_window, place, device, id from capped where place <= times
union all select site, version, visitor, group_rule, group_window, place, device, id from grouped
  where place <= group_times`;

/** The slot of this window that this very event took. */
const took = (window: string, { more = '', rule = 'rule' } = {}) => `exists (select 1 from slot k
  where k.site = a.site and k.version = a.version and k.visitor = a.visitor and k.rule = a.${rule}
    and k.window = a.${window} ${more} and k.device = a.device and k.event = a.id)`;

const tookVisit = (row: string) => `exists (select 1 from slot k
  where k.site = ${row}.site and k.version = 0 and k.visitor = ${row}.visitor and k.rule = ''
    and k.window = ${row}.session and k.device = ${row}.device and k.event = ${row}.id)`;

/** The source of a visitor's earliest event among the fresh ones. */
const earliestSource = `(select f.source from fresh f
  where f.site = n.site and f.visitor = n.visitor and f.sighting order by f.occurred_at, f.position limit 1)`;

/** The arrival of a visitor's next change: later than all before, under each version fed. */
const nextArrival = `max(?4 * 256, coalesce((select max(r.arrival) + 1 from json_each(?3) v cross join score r
  on r.site = n.site and r.version = ${inFed('version')} and r.visitor = n.visitor
  where ${inFed('site')} = n.site), 0))`;

/** An award of the visitor `n` that brought heat, as a row of `granted`. */
const gained =
  'granted g where g.site = n.site and g.visitor = n.visitor and g.version = n.version and g.heat <> 0';

/** A JSON object with `n.heat` added under one of its keys. Most visitors gain by one rule on one day: no merging. */
const addedUnder = (object: string, key: string) =>
  `json_set(coalesce(${object}, '{}'), '$."' || ${key} || '"', coalesce(${object}->>('$."' || ${key} || '"'), 0) + n.heat)`;

/** What was earned by rule, added to what is there. */
const addedByRule = `case when n.first_rule is null then coalesce(n.heat_by_rule, '{}')
  when n.first_rule = n.last_rule then ${addedUnder('n.heat_by_rule', 'n.first_rule')}
  else (select json_group_object(rule, heat) from (select rule, sum(heat) as heat from (
      select b.key as rule, b.value as heat from json_each(n.heat_by_rule) b
      union all select g.rule, g.heat from ${gained})
    group by rule)) end`;

/** The first of the days that are kept (worker/score/trend.ts). D1 binds numbers as real. */
const firstKept = 'cast(?4 / 86400000 as integer) - 8';

/** What was earned by day, added to what is there; a day that is new here lets go of those no longer kept. */
const addedByDay = `case when n.first_rule is null then coalesce(n.heat_by_day, '{}')
  when n.first_day = n.last_day and n.first_day >= ${firstKept}
      and (n.is_new or json_type(n.heat_by_day, '$."' || n.first_day || '"') is not null)
    then ${addedUnder('n.heat_by_day', 'n.first_day')}
  else (select json_group_object(day, heat) from (select day, sum(heat) as heat from (
      select b.key + 0 as day, b.value as heat from json_each(n.heat_by_day) b
      union all select g.day, g.heat from ${gained})
    where day >= ${firstKept} group by day)) end`;

/** The level after the batch: lowered by decay or by negative points, then raised (worker/score/level.ts). */
const settledLevel = `case when n.level = 5 or n.outside then 5 else min(
  case when n.level <= 1 and min(n.before, n.before + n.heat) >= n.keep1 then 1
    when n.level <= 2 and min(n.before, n.before + n.heat) >= n.keep2 then 2
    when n.level <= 3 and min(n.before, n.before + n.heat) >= n.keep3 then 3 else 4 end,
  case when n.before + n.heat >= n.at1 then 1
    when n.before + n.heat >= n.at2 then 2
    when n.before + n.heat >= n.at3 then 3 else 4 end) end`;

/** Someone with a lead gets a first score late: until then nothing had happened in the time that is theirs. */
const leadOfNew = `left join lead l on l.site = n.site and l.visitor = case when n.is_new then n.visitor end
left join json_each(?6) r on r.value->>'site' = n.site and r.value->>'visitor' = l.visitor
  and r.value->>'version' = n.version`;

/**
 * Refuses a first score without the fit of the lead as it is (under a version that is being filled it is made anew anyway),
 * and an event from before somebody was first seen, where that is not moved.
 */
const unlessRefused = (value: string) =>
  `case when n.is_earlier or (n.served and l.attempt is not r.value->>'attempt') then ${raiseStale} else ${value} end`;

/**
 * Adds to each visitor's heat what its events earned, and settles the level once. Visitors whom the batch changed in
 * nothing are not written.
 */
export const addHeat = `with ${fresh},
come as materialized (select f.*, f.session is not null and ${tookVisit('f')} as opened from fresh f),
${askWhere('f.opened', 'come')},
asked as materialized (
  select a.site, a.visitor, a.version, a.rule, a.heat, a.day, a.outside, a.group_window,
    case when a.cap_window is not null then ${took('cap_window')}
      when a.nth_window is not null then ${took('nth_window', { more: 'and k.ordinal = a.nth' })}
      else 1 end as passed,
    a.nth_window is not null and ${took('nth_window')} as counted,
    a.group_window is not null and ${took('group_window', { rule: 'group_rule' })} as held
  from ask a),
granted as materialized (
  select site, visitor, version, rule, day, outside, passed or counted or outside as effective,
    case when passed and (group_window is null or held) then heat else 0 end as heat
  from asked),
total as materialized (
  select site, visitor, version, sum(heat) as heat, max(effective) as effective, max(outside) as outside,
    min(rule) filter (where heat <> 0) as first_rule, max(rule) filter (where heat <> 0) as last_rule,
    min(day) filter (where heat <> 0) as first_day, max(day) filter (where heat <> 0) as last_day
  from granted group by site, visitor, version),
seen as materialized (
  select f.site, f.visitor, f.device, min(f.position) as position,
    min(case when f.sighting then f.occurred_at end) as first_sighting,
    coalesce(min(case when f.sighting then f.occurred_at end), min(f.occurred_at)) as first_seen,
    coalesce(max(case when f.sighting then f.occurred_at end), min(f.occurred_at)) as last_seen,
    sum(f.opened) as visits
  from come f group by f.site, f.visitor),
standing as (
  select n.*, ${inFed('version')} as version, ${inFed('servedAs')} is not null as served,
    ${inFed('at1')} as at1, ${inFed('at2')} as at2, ${inFed('at3')} as at3,
    ${inFed('keep1')} as keep1, ${inFed('keep2')} as keep2, ${inFed('keep3')} as keep3,
    coalesce(t.heat, 0) as heat, coalesce(t.outside, 0) as outside, t.first_rule, t.last_rule, t.first_day, t.last_day,
    coalesce(t.effective, 0) or n.visits > 0 as effective,
    n.first_sighting is not null and (n.first_sighting < s.first_seen or s.source = '') and not ?7 as is_earlier,
    s.visitor is null as is_new, coalesce(s.heat, 0) as before, coalesce(s.level, 4) as level,
    coalesce(s.visits, 0) as visits_before, s.heat_by_rule, s.heat_by_day
  from seen n cross join json_each(?3) v
  left join total t on t.site = n.site and t.visitor = n.visitor and t.version = ${inFed('version')}
  left join score s on s.site = n.site and s.version = ${inFed('version')} and s.visitor = n.visitor
  where ${inFed('site')} = n.site)
insert into score (site, version, visitor, heat, heat_by_rule, heat_by_day, level, level_before, arrival, attempt, device, first_seen, last_seen,
  visits, source, ${carriedColumns})
select n.site, n.version, n.visitor, ${unlessRefused('n.before + n.heat')}, ${addedByRule}, ${addedByDay}, ${settledLevel}, n.level, ${nextArrival}, ?5, n.device,
  n.first_seen, n.last_seen, n.visits_before + n.visits,
  case when n.is_new then coalesce(${earliestSource}, '') else '' end, ${carriedValues}
from standing n ${leadOfNew} where n.is_new or n.effective or n.is_earlier
on conflict (site, version, visitor) do update set heat = excluded.heat, heat_by_rule = excluded.heat_by_rule,
  heat_by_day = excluded.heat_by_day,
  level = excluded.level, level_before = excluded.level_before, arrival = excluded.arrival, attempt = excluded.attempt, visits = excluded.visits`;
