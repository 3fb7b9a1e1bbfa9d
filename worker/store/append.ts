// The one transaction of ingest: however many events, of however many sites, one db.batch and one round trip.
// All statements read the log as it was before, and the last one appends to it: a known event asks for nothing,
// so delivering again, in any batches, changes nothing. worker/score/fold.ts is the specification.

import { guardStatement, type SiteRevision } from './guard.ts';

/** An award that an event asks for; see worker/score/ask.ts. */
export interface AskRow {
  rule: string;
  heat: number;
  visit: 0 | 1;
  nthWindow: string | null;
  nth: number;
  capWindow: string | null;
  times: number;
  disqualifies: 0 | 1;
}

/** An event on its way into the log, with what it asks of each model version that its site feeds. */
export interface AppendRow {
  site: string;
  device: string;
  id: string;
  /** The device's anonymous visitor, who owns the event where no stint says otherwise. */
  anonymous: string;
  /** The moment that decides the owner. */
  ownedAt: number;
  kind: string;
  occurredAt: number;
  /** 1 when the event shows that the visitor was there. */
  sighting: 0 | 1;
  /** The session, when this event can open one. */
  visitSession: string | null;
  session: string | null;
  origin: string;
  source: string;
  body: string;
  fed: { version: number; asks: AskRow[] }[];
}

/** Level thresholds of a fed version at the moment of the batch, in heat, hottest first; and the revision relied on. */
export interface FedVersion {
  site: string;
  version: number;
  at: readonly [number, number, number];
  keep: readonly [number, number, number];
}

/** An identification to be applied after the append, unless the stored state already says the same. */
export interface IdentityRow {
  site: string;
  device: string;
  id: string;
  ownedAt: number;
  email: string | null;
  userId: string | null;
  verified: 0 | 1;
  traits: Record<string, string | number | boolean>;
}

/** Everything one batch binds. `now` is UTC ms. */
export interface AppendBatch {
  rows: AppendRow[];
  identities: IdentityRow[];
  fed: FedVersion[];
  revisions: SiteRevision[];
  now: number;
}

/** A device whose identifications wait to be applied. */
export interface PendingDevice {
  site: string;
  device: string;
}

/** The visitor that owns an event: that of the stint covering its moment, else the device's anonymous one. */
const owner = (row: string) => `coalesce(
  (select t.visitor from stint t
    where t.site = ${row}->>'site' and t.device = ${row}->>'device' and t.started_at <= ${row}->>'ownedAt'
    order by t.started_at desc limit 1),
  ${row}->>'anonymous')`;

/** The batch's events that the log does not hold yet, with their owners. */
const fresh = `fresh as materialized (
  select j.key as position, j.value->>'site' as site, j.value->>'device' as device, j.value->>'id' as id,
    ${owner('j.value')} as visitor, j.value->>'occurredAt' as occurred_at, j.value->>'sighting' as sighting,
    j.value->>'visitSession' as session, j.value->>'source' as source, j.value->'fed' as fed
  from json_each(?1) j
  where not exists (select 1 from event e
    where e.site = j.value->>'site' and e.device = j.value->>'device' and e.id = j.value->>'id'))`;

/** One row for each ask of each fresh event. */
const ask = `ask as materialized (
  select f.position, f.site, f.visitor, f.device, f.id, f.session, m.value->>'version' as version,
    a.value->>'rule' as rule, a.value->>'heat' as heat, a.value->>'visit' as visit,
    a.value->>'nthWindow' as nth_window, a.value->>'nth' as nth,
    a.value->>'capWindow' as cap_window, a.value->>'times' as times, a.value->>'disqualifies' as disqualifies
  from fresh f, json_each(f.fed) m, json_each(m.value, '$.asks') a)`;

const taken = (window: string) => `coalesce((select max(k.ordinal) from slot k
  where k.site = c.site and k.version = c.version and k.visitor = c.visitor and k.rule = c.rule
    and k.window = c.${window}), 0)`;

const claimSlots = `with ${fresh}, ${ask},
visit as (
  select f.site, f.visitor, f.session, f.device, f.id, min(f.position) as position from fresh f
  where f.session is not null and not exists (select 1 from slot k
    where k.site = f.site and k.version = 0 and k.visitor = f.visitor and k.rule = '' and k.window = f.session)
  group by f.site, f.visitor, f.session),
matched as (
  select c.*, case when c.nth_window is not null then ${taken('nth_window')} + row_number() over (
      partition by c.site, c.visitor, c.version, c.rule, c.nth_window order by c.position) end as match
  from ask c
  where (c.nth_window is not null or c.cap_window is not null)
    and (c.visit = 0 or c.position in (select position from visit))),
capped as (
  select c.*, ${taken('cap_window')} + row_number() over (
      partition by c.site, c.visitor, c.version, c.rule, c.cap_window order by c.position) as place
  from matched c where c.cap_window is not null and (c.nth_window is null or c.match = c.nth))
insert into slot (site, version, visitor, rule, window, ordinal, device, event)
select site, 0, visitor, '', session, 1, device, id from visit
union all select site, version, visitor, rule, nth_window, match, device, id from matched
  where nth_window is not null and match <= nth
union all select site, version, visitor, rule, cap_window, place, device, id from capped where place <= times`;

/** The slot of this window that this very event took. */
const took = (window: string, more = '') => `exists (select 1 from slot k
  where k.site = a.site and k.version = a.version and k.visitor = a.visitor and k.rule = a.rule
    and k.window = a.${window} ${more} and k.device = a.device and k.event = a.id)`;

const tookVisit = (row: string) => `exists (select 1 from slot k
  where k.site = ${row}.site and k.version = 0 and k.visitor = ${row}.visitor and k.rule = ''
    and k.window = ${row}.session and k.device = ${row}.device and k.event = ${row}.id)`;

const addHeat = `with ${fresh}, ${ask},
granted as materialized (
  select a.site, a.visitor, a.version, a.rule, a.heat,
    case when a.cap_window is not null then ${took('cap_window')}
      when a.nth_window is not null then ${took('nth_window', 'and k.ordinal = a.nth')}
      when a.visit then ${tookVisit('a')} else 1 end as earned,
    a.nth_window is not null and ${took('nth_window')} as counted,
    a.disqualifies and (not a.visit or ${tookVisit('a')}) as disqualified
  from ask a),
award as materialized (
  select site, visitor, version, rule, sum(heat * earned) as heat, max(earned) as earned,
    max(earned or counted or disqualified) as effective, max(disqualified) as disqualified
  from granted group by site, visitor, version, rule),
total as materialized (
  select site, visitor, version, sum(heat) as heat, max(effective) as effective, max(disqualified) as disqualified
  from award group by site, visitor, version),
seen as materialized (
  select f.site, f.visitor, f.device, min(f.position) as position,
    coalesce(min(case when f.sighting then f.occurred_at end), min(f.occurred_at)) as first_seen,
    coalesce(max(case when f.sighting then f.occurred_at end), min(f.occurred_at)) as last_seen,
    count(distinct case when f.session is not null and ${tookVisit('f')} then f.session end) as visits
  from fresh f group by f.site, f.visitor),
standing as (
  select n.site, n.visitor, v.value->>'version' as version, v.value as fed, n.device, n.first_seen, n.last_seen, n.visits,
    coalesce((select f.source from fresh f
      where f.site = n.site and f.visitor = n.visitor and f.sighting order by f.occurred_at, f.position limit 1), 'direct') as source,
    coalesce(t.heat, 0) as heat, coalesce(t.disqualified, 0) as disqualified,
    coalesce(t.effective, 0) or n.visits > 0 as effective,
    s.visitor is null as is_new, coalesce(s.heat, 0) as before, coalesce(s.level, 4) as level,
    coalesce(s.visits, 0) as visits_before, s.heat_by_rule,
    max(?3 * 256, coalesce(max(s.arrival) over (partition by n.site, n.visitor) + 1, 0)) as arrival
  from seen n join json_each(?2) v on v.value->>'site' = n.site
  left join total t on t.site = n.site and t.visitor = n.visitor and t.version = v.value->>'version'
  left join score s on s.site = n.site and s.version = v.value->>'version' and s.visitor = n.visitor)
insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen, visits, source)
select n.site, n.version, n.visitor, n.before + n.heat,
  (select json_group_object(rule, heat) from (select rule, sum(heat) as heat from (
      select b.key as rule, b.value as heat from json_each(n.heat_by_rule) b
      union all select w.rule, w.heat from award w
        where w.site = n.site and w.visitor = n.visitor and w.version = n.version and w.earned and w.heat <> 0)
    group by rule)),
  case when n.level = 5 or n.disqualified then 5 else min(
    case when n.level <= 1 and min(n.before, n.before + n.heat) >= n.fed->>'$.keep[0]' then 1
      when n.level <= 2 and min(n.before, n.before + n.heat) >= n.fed->>'$.keep[1]' then 2
      when n.level <= 3 and min(n.before, n.before + n.heat) >= n.fed->>'$.keep[2]' then 3 else 4 end,
    case when n.before + n.heat >= n.fed->>'$.at[0]' then 1
      when n.before + n.heat >= n.fed->>'$.at[1]' then 2
      when n.before + n.heat >= n.fed->>'$.at[2]' then 3 else 4 end) end,
  n.arrival, ?4, n.device, n.first_seen, n.last_seen, n.visits_before + n.visits, n.source
from standing n where n.is_new or n.effective
on conflict (site, version, visitor) do update set heat = excluded.heat, heat_by_rule = excluded.heat_by_rule,
  level = excluded.level, arrival = excluded.arrival, attempt = excluded.attempt, visits = excluded.visits`;

/** The extremes of what fresh events saw of their visitors. Apart from `addHeat`: these columns are indexed. */
const seenBy = `with ${fresh},
seen as materialized (select site, visitor, min(occurred_at) as first_seen, max(occurred_at) as last_seen
  from fresh where sighting group by site, visitor)`;

/** A cross join keeps the planner from walking all scores. */
const seenRows = `from seen n cross join json_each(?2) v on v.value->>'site' = n.site
  cross join score s on s.site = n.site and s.version = v.value->>'version' and s.visitor = n.visitor`;

/** `last_seen` may lag by an hour (contract §4): moving it costs two rows written. */
const moveLastSeen = `${seenBy}
update score set last_seen = x.moved
from (select s.site, s.version, s.visitor, n.last_seen as moved ${seenRows} where n.last_seen >= s.last_seen + 3600000) x
where score.site = x.site and score.version = x.version and score.visitor = x.visitor`;

/** Only a late event moves `first_seen`, and with it the source. */
const moveFirstSeen = `${seenBy}
update score set first_seen = x.moved, source = x.source
from (select s.site, s.version, s.visitor, n.first_seen as moved,
    (select f.source from fresh f where f.site = n.site and f.visitor = n.visitor and f.sighting
      order by f.occurred_at, f.position limit 1) as source
  ${seenRows} where n.first_seen < s.first_seen) x
where score.site = x.site and score.version = x.version and score.visitor = x.visitor`;

/** An event arrives at the tick of the score that this attempt changed, or after the last one where it changed none. */
const appendEvents = `insert into event (site, device, id, kind, occurred_at, owned_at, arrival, position, session, origin, body)
select o.site, o.device, o.id, o.value->>'kind', o.value->>'occurredAt',
  nullif(o.value->>'ownedAt', o.value->>'occurredAt'),
  max(?3 * 256, coalesce((select max(s.arrival) + (max(s.attempt = ?4) = 0)
    from json_each(?2) v cross join score s
    on s.site = o.site and s.version = v.value->>'version' and s.visitor = o.visitor
    where v.value->>'site' = o.site), 0)),
  o.position, o.value->>'session', o.value->>'origin', o.value->>'body'
from (select j.key as position, j.value, j.value->>'site' as site, j.value->>'device' as device,
    j.value->>'id' as id, ${owner('j.value')} as visitor from json_each(?1) j) o
where true on conflict do nothing`;

/**
 * Marks the devices whose identification would change something, and names them: one already owned, at that moment,
 * by the visitor of all the identifiers it gives, with nothing new to say, costs no write.
 */
const markPending = `insert into pending (site, device, since)
select distinct q.value->>'site', q.value->>'device', ?2 from json_each(?1) q
where not exists (
  select 1 from stint t join lead l on l.site = t.site and l.visitor = t.visitor
  where t.site = q.value->>'site' and t.device = q.value->>'device'
    and t.started_at = (select max(u.started_at) from stint u where u.site = t.site and u.device = t.device
      and u.started_at <= q.value->>'ownedAt')
    and (q.value->>'email' is null or l.email is q.value->>'email')
    and (q.value->>'userId' is null or l.user_id is q.value->>'userId')
    and (q.value->>'verified' = 0 or (l.verified and t.verified))
    and not exists (select 1 from json_each(q.value, '$.traits') x
      where json_extract(l.traits, '$."' || x.key || '".value') is not x.value))
on conflict do update set since = excluded.since returning site, device`;

/**
 * Appends and scores a batch in one transaction: guard, slots, heat, first and last seen, log, identifications to apply.
 * Returns the devices whose identification must now be applied (flows/identify.ts). Rows must not repeat an event.
 * Throws a stale-guard error (store/guard.ts) when a site changed since its config was read; nothing is then written.
 */
export async function appendAndScore(db: D1Database, batch: AppendBatch): Promise<PendingDevice[]> {
  const rows = JSON.stringify(batch.rows);
  const fed = JSON.stringify(batch.fed);
  const attempt = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  const statements = [
    guardStatement(db, batch.revisions),
    db.prepare(claimSlots).bind(rows),
    db.prepare(addHeat).bind(rows, fed, batch.now, attempt),
    db.prepare(moveLastSeen).bind(rows, fed),
    db.prepare(moveFirstSeen).bind(rows, fed),
  ];
  if (batch.identities.length > 0) {
    statements.push(db.prepare(markPending).bind(JSON.stringify(batch.identities), batch.now));
  }
  statements.push(db.prepare(appendEvents).bind(rows, fed, batch.now, attempt));
  const results = await db.batch<PendingDevice>(statements);
  return batch.identities.length > 0 ? (results.at(-2)?.results ?? []) : [];
}
