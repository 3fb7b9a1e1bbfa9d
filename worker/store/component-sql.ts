// The SQL that reads a component (component.ts): the walk along its ties, what a resolution relies on, and what was claimed.
// ?1 is the site; ?2 the device to walk from, and for all else the nodes that the walk reached, as JSON.

/**
 * Devices, identifiers and visitors that one resolution takes on. An identifier that ties more together names a crowd
 * (info@…, a kiosk), and without a bound each newcomer would cost more than the last.
 */
export const maxNodes = 1_000;

/** An event that names someone: never an automated browser's. */
const names = `e.origin <> 'automated' and (e.body->>'email' is not null or e.body->>'userId' is not null)`;

/** Pairs of kind and value, as one JSON array. D1 allows five terms in a compound select, hence one for each kind of node. */
const pairs = (select: string) => `(select json_group_array(json_array(kind, value)) from (${select}))`;

const fromDevice = pairs(`
  select 'email' as kind, e.body->>'email' as value from event e
    where e.site = ?1 and e.device = n.value and e.origin <> 'automated' and e.body->>'email' is not null
  union select 'userId', e.body->>'userId' from event e
    where e.site = ?1 and e.device = n.value and e.origin <> 'automated' and e.body->>'userId' is not null
  union select 'visitor', t.visitor from stint t where t.site = ?1 and t.device = n.value`);

const fromVisitor = pairs(`
  select 'device' as kind, t.device as value from stint t where t.site = ?1 and t.visitor = n.value
  union select i.kind, i.value from identifier i where i.site = ?1 and i.visitor = n.value`);

const fromIdentifier = pairs(`
  select 'visitor' as kind, i.visitor as value from identifier i
    where i.site = ?1 and i.kind = n.kind and i.value = n.value
  union select 'device', m.device from naming m where m.site = ?1 and m.kind = n.kind and m.value = n.value`);

/** Walks from the device along claims, stints, identifiers and namings; all by primary key or index. */
export const findNodes = `with recursive node(kind, value) as (
  select 'device', ?2
  union select r.value->>0, r.value->>1 from node n, json_each(
    case n.kind when 'device' then ${fromDevice} when 'visitor' then ${fromVisitor} else ${fromIdentifier} end) r
  limit ${maxNodes + 1})
select json_group_array(json_array(kind, value)) as nodes from (select kind, value from node order by kind, value)`;

const valuesOf = (kind: string) => `select n.value->>1 from json_each(?2) n where n.value->>0 = '${kind}'`;

/** What the resolution relied on, as one text: stints, identifiers, splits, devices named on, and how much each log holds. */
export const snapshotExpression = `json_array(
  (select json_group_array(json_array(device, started_at, visitor, verified, claimed_at)) from (
    select * from stint where site = ?1 and device in (${valuesOf('device')})
    union select * from stint where site = ?1 and visitor in (${valuesOf('visitor')}) order by device, started_at)),
  (select json_group_array(json_array(kind, value, visitor)) from (
    select i.* from json_each(?2) n cross join identifier i
      on i.site = ?1 and i.kind = n.value->>0 and i.value = n.value->>1 where n.value->>0 in ('email', 'userId')
    union select * from identifier where site = ?1 and visitor in (${valuesOf('visitor')}) order by kind, value)),
  (select json_group_array(json_array(device, arrival, at, email, user_id, moved)) from (
    select * from split where site = ?1 and device in (${valuesOf('device')}) order by device, arrival)),
  (select json_group_array(device) from (select distinct m.device from json_each(?2) n cross join naming m
    on m.site = ?1 and m.kind = n.value->>0 and m.value = n.value->>1 order by m.device)),
  (select json_group_array((select count(*) from event e where e.site = ?1 and e.device = d.device))
    from (select n.value->>1 as device from json_each(?2) n where n.value->>0 = 'device' order by 1) d))`;

/** Where the traits of the event `e` come from; null where it gives none. */
const saidIn = `case when e.body->'traits' is null then null when e.origin = 'server' then 'server'
  when e.kind = 'form_fill' then 'form' else 'identify' end`;

/** All that a claim says. */
const said = `json_array(e.body->>'email', e.body->>'userId', e.body->>'verified', e.body->'traits', e.body->'place', ${saidIn})`;

/**
 * Claims, without those that repeat the one before them on the same device: they change nothing, unless a split lies
 * between. The last of those that say the same is kept where it tells something of the person: another device may have
 * told otherwise since the first.
 */
export const readClaims = `select device, id as event, at, arrival, email, user_id as userId, verified,
  coalesce(said_in, 'identify') as "from", traits, place from (
  select e.device, e.id, coalesce(e.owned_at, e.occurred_at) as at, e.arrival, e.body->>'email' as email,
    e.body->>'userId' as user_id, coalesce(e.body->>'verified', 0) as verified, e.body->'traits' as traits,
    e.body->'place' as place, ${saidIn} as said_in, ${said} as this, lag(${said}) over moment as previous,
    lead(${said}) over moment as next
  from json_each(?2) n cross join event e on e.site = ?1 and e.device = n.value->>1
  where n.value->>0 = 'device' and ${names}
  window moment as (partition by e.device order by coalesce(e.owned_at, e.occurred_at), e.id))
where previous is not this or (next is not this and (traits is not null or place is not null))
  or device in (select p.device from split p where p.site = ?1)`;
