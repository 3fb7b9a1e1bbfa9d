// The SQL that reads components (component.ts): the walk along their ties, what a resolution relies on, and what was claimed.
// ?1 is the site.

import { originCodes } from './events.ts';

/**
 * Devices, identifiers and visitors that one resolution takes on. An identifier that ties more together names a crowd
 * (info@…, a kiosk), and without a bound each newcomer would cost more than the last.
 */
export const maxNodes = 1_000;

/** Codes of `event.origin`. */
const automated = originCodes.indexOf('automated');
const server = originCodes.indexOf('server');

/** An event that names someone: never an automated browser's. */
const names = `e.origin <> ${automated} and (e.body->>'email' is not null or e.body->>'userId' is not null)`;

/**
 * What a node `n` of the walk is tied to: claims, stints both ways, identifiers both ways, and namings. D1 allows five terms
 * in a compound select, so both ways are one term: of its two joins one finds nothing. By primary keys and indexes.
 */
const tiedTo = [
  `select k.value, e.body->>k.value from node n cross join event e on e.site = ?1 and e.device = n.value
    cross join json_each('["email", "userId"]') k
    where n.kind = 'device' and e.origin <> ${automated} and e.body->>k.value is not null`,
  `select case n.kind when 'device' then 'visitor' else 'device' end, coalesce(d.visitor, v.device) from node n
    left join stint d on n.kind = 'device' and d.site = ?1 and d.device = n.value
    left join stint v indexed by stint_by_visitor on n.kind = 'visitor' and v.site = ?1 and v.visitor = n.value
    where coalesce(d.visitor, v.device) is not null`,
  `select coalesce(v.kind, 'visitor'), coalesce(v.value, i.visitor) from node n
    left join identifier v indexed by identifier_by_visitor on n.kind = 'visitor' and v.site = ?1 and v.visitor = n.value
    left join identifier i on i.site = ?1 and i.kind = n.kind and i.value = n.value
    where coalesce(v.value, i.visitor) is not null`,
  `select 'device', m.device from node n
    cross join naming m on m.site = ?1 and m.kind = n.kind and m.value = n.value`,
];

/** The value of a node, in JSON: ids are bytes while they are walked, and hex there. */
const nodeValue = "case typeof(value) when 'blob' then hex(value) else value end";

/** The same back: the value of a node `n` as the column of that name has it. */
const columnValue = (column: string) => (column === 'value' ? 'n.value->>1' : 'unhex(n.value->>1)');

/**
 * Walks from each of the devices ?2 (JSON of hex). Each walks by itself, so that a crowd ends no other's walk: beyond `maxNodes` its
 * nodes are null. The same nodes are told once.
 */
export const findNodes = `select min(device) as device, max(own) as nodes from (
  select device, case when json_array_length(nodes) <= ${maxNodes} then nodes end as own from (
    select a.value as device, (
      with recursive node(kind, value) as (
        select 'device', unhex(a.value)
        ${tiedTo.map((select) => `union ${select}`).join('\n        ')}
        limit ${maxNodes + 1})
      select json_group_array(json_array(kind, ${nodeValue})) from (select kind, value from node order by kind, value)) as nodes
    from json_each(?2) a))
group by coalesce(own, device)`;

/** Of components ?2, each a JSON array that begins with its nodes. */
const nodes = `json_each(c.value, '$[0]') n`;

/** Rows `t` of a table whose column is the value of a node of these kinds: by a cross join, a look-up for each node. */
const tied = (table: string, column: string, ...kinds: string[]) => `from ${nodes} cross join ${table}
      on t.site = ?1 and t.${column} = ${columnValue(column)} where n.value->>0 in (${kinds.map((kind) => `'${kind}'`).join(', ')})`;

/**
 * What the resolution of a component relies on, as one text: stints, identifiers, splits, devices named on, and how much
 * each log holds.
 */
const snapshot = `json_array(
  (select json_group_array(json_array(hex(device), started_at, hex(visitor), verified, claimed_at)) from (
    select t.* ${tied('stint t', 'device', 'device')} union select t.* ${tied('stint t indexed by stint_by_visitor', 'visitor', 'visitor')}
    order by device, started_at)),
  (select json_group_array(json_array(kind, value, hex(visitor))) from (
    select t.* ${tied('identifier t', 'value', 'email', 'userId')} and t.kind = n.value->>0
    union select t.* ${tied('identifier t', 'visitor', 'visitor')} order by kind, value)),
  (select json_group_array(json_array(hex(device), arrival, at, email, user_id, hex(moved))) from (
    select t.* ${tied('split t', 'device', 'device')} order by device, arrival)),
  (select json_group_array(hex(device)) from (
    select distinct t.device ${tied('naming t', 'value', 'email', 'userId')} and t.kind = n.value->>0 order by device)),
  (select json_group_array(count) from (select (select count(*) from event e
      where e.site = ?1 and e.device = unhex(n.value->>1)) as count from ${nodes} where n.value->>0 = 'device' order by n.value->>1)))`;

/** A snapshot of each of the components ?2: its nodes, null, and its place. */
export const readSnapshots = `select c.value->>2 as place, ${snapshot} as snapshot from json_each(?2) c`;

/** Components ?2, each its nodes, its snapshot and its place, whose snapshot is another by now. */
export const changed = `from json_each(?2) c where ${snapshot} is not c.value->>1`;

/** Where the traits of the event `e` come from; null where it gives none. */
const saidIn = `case when e.body->'traits' is null then null when e.origin = ${server} then 'server'
  when e.kind = 'form_fill' then 'form' else 'identify' end`;

/** All that a claim says. */
const said = `json_array(e.body->>'email', e.body->>'userId', e.body->>'verified', e.body->'traits', e.body->'place', ${saidIn})`;

/**
 * Claims on the devices ?2 (JSON of hex), without those that repeat the one before them on the same device: they change nothing,
 * unless a split lies between. The last of those that say the same is kept where it tells something of the person: another device may have
 * told otherwise since the first.
 */
export const readClaims = `select hex(device) as device, hex(id) as event, at, arrival, email, user_id as userId, verified,
  coalesce(said_in, 'identify') as "from", traits, place from (
  select e.device, e.id, coalesce(e.owned_at, e.occurred_at) as at, e.arrival, e.body->>'email' as email,
    e.body->>'userId' as user_id, coalesce(e.body->>'verified', 0) as verified, e.body->'traits' as traits,
    e.body->'place' as place, ${saidIn} as said_in, ${said} as this, lag(${said}) over moment as previous,
    lead(${said}) over moment as next
  from json_each(?2) d cross join event e on e.site = ?1 and e.device = unhex(d.value)
  where ${names}
  window moment as (partition by e.device order by coalesce(e.owned_at, e.occurred_at), e.id))
where previous is not this or (next is not this and (traits is not null or place is not null))
  or device in (select p.device from split p where p.site = ?1)`;
