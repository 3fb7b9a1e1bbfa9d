// SQL that reads identity graphs (identity-graph.ts): the walk along their ties, the inputs of a resolution, and the claims.
// ?1 is the site.

import { browserKinds, kinds } from '../../../schema/kinds.ts';
import { raiseStale } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { originCodes } from '../log/events.ts';

/**
 * Maximum devices, identifiers and visitors that claims may tie together. A claim that would exceed it stays with its device, so
 * a flood of claims of one email costs the same for each and does not affect existing ties.
 */
export const maxClaimedNodes = 400;

/**
 * Maximum nodes in one resolution. Only verified ties exceed `maxClaimedNodes`: the site's server has then named a crowd (info@…,
 * a kiosk), and each new device is resolved alone.
 */
export const maxNodes = 2_000;

/** Codes of `event.origin`. */
const automated = originCodes.indexOf('automated');
const server = originCodes.indexOf('server');

/** Whether an event names someone. Events of automated browsers never do. */
const names = `e.origin <> ${automated} and (e.body->>'email' is not null or e.body->>'userId' is not null)`;

/** Whether a device belongs to a verified person. */
const isVouched = (device: string) => sql`exists (select 1 from stint t
      cross join lead l on l.site = ?1 and l.visitor = t.visitor and l.verified
      where t.site = ?1 and t.device = ${device} and t.verified)`;

/** The ties that a walk follows: conditions on an event `e` of a node `o` with an identifier `k`, and on a naming `n`. */
interface Followed {
  claim: string;
  naming: string;
}

const everyTie: Followed = { claim: 'true', naming: 'true' };

/**
 * Ties that are verified or already among the namings. Unverified claims on a verified person's device tie nothing; verified ties
 * reach such a person. Otherwise one claim by somebody with an account could tie all their devices to another person.
 */
const settledTies: Followed = {
  claim: sql`(e.body->>'verified' or (not ${isVouched('o.value')} and exists (select 1 from naming n
      where n.site = ?1 and n.kind = k.value and n.value = e.body->>k.value and n.device = o.value)))`,
  naming: `not ${isVouched('n.device')}`,
};

/**
 * Everything tied to a node `o` of the walk: claims, stints both ways, identifiers both ways, and namings. D1 allows five terms
 * in a compound select, so both ways are one term: one of its two joins finds nothing. By primary keys and indexes.
 */
const tiedTo = (followed: Followed) => [
  sql`select k.value, e.body->>k.value from node o cross join event e on e.site = ?1 and e.device = o.value
    cross join json_each('["email", "userId"]') k
    where o.kind = 'device' and e.origin <> ${automated} and e.body->>k.value is not null and ${followed.claim}`,
  sql`select case o.kind when 'device' then 'visitor' else 'device' end, coalesce(t.visitor, u.device) from node o
    left join stint t on o.kind = 'device' and t.site = ?1 and t.device = o.value
    left join stint u indexed by stint_by_visitor on o.kind = 'visitor' and u.site = ?1 and u.visitor = o.value
    where coalesce(t.visitor, u.device) is not null`,
  sql`select coalesce(h.kind, 'visitor'), coalesce(h.value, i.visitor) from node o
    left join identifier h indexed by identifier_by_visitor on o.kind = 'visitor' and h.site = ?1 and h.visitor = o.value
    left join identifier i on i.site = ?1 and i.kind = o.kind and i.value = o.value
    where coalesce(h.value, i.visitor) is not null`,
  sql`select 'device', n.device from node o
    cross join naming n on n.site = ?1 and n.kind = o.kind and n.value = o.value and ${followed.naming}`,
];

/** The value of a node as JSON. Ids are bytes during the walk and hex in JSON. */
const nodeValue = "case typeof(value) when 'blob' then hex(value) else value end";

/**
 * Walks from each device of ?2 (JSON of hex) separately, so that a walk over the limit does not end the others: its nodes are
 * null. Returns equal node sets once. Materialized, because SQLite would otherwise repeat the walk at each use of the nodes.
 */
const walk = (followed: Followed, most: number) => sql`with walked as materialized (
  select d.value as device, (
    with recursive node(kind, value) as (
      select 'device', unhex(d.value)
      ${tiedTo(followed)
        .map((select) => `union ${select}`)
        .join('\n      ')}
      limit ${most + 1})
    select json_group_array(json_array(kind, ${nodeValue})) from (select kind, value from node order by kind, value)) as nodes
  from json_each(?2) d)
select min(device) as device, max(own) as nodes from (
  select device, case when json_array_length(nodes) <= ${most} then nodes end as own from walked)
group by coalesce(own, device)`;

/** Follows all ties, up to `maxClaimedNodes`. */
export const findNodes = walk(everyTie, maxClaimedNodes);

/** For devices over that limit: skips claims that would add to the graph. */
export const findSettledNodes = walk(settledTies, maxNodes);

/** Nodes of a kind in ?2: JSON, the values by kind, ids in hex. */
const nodes = (kind: string) => sql`json_each(?2, '$.${kind}') o`;

/** Rows `g` of a table whose column has the value of a node. The cross join makes it a lookup per node. */
const tied = (table: string, column: string, kind: string) =>
  sql`select g.* from ${nodes(kind)} cross join ${table}
    on g.site = ?1 and g.${column} = ${column === 'value' ? 'o.value' : 'unhex(o.value)'}`;

/** The same for nodes that are identifiers. */
const named = (table: string) =>
  ['email', 'userId'].map((kind) => `${tied(table, 'value', kind)} and g.kind = '${kind}'`);

/**
 * The inputs of the resolution of the nodes ?2, as one text: stints, identifiers, splits, devices of namings, and the size and
 * newest arrival of each log: an erasure and an arrival may leave the size equal (ties.ts).
 */
const ties = sql`json_array(
  (select json_group_array(json_array(hex(device), started_at, hex(visitor), verified, claimed_at)) from (
    ${tied('stint g', 'device', 'device')} union ${tied('stint g indexed by stint_by_visitor', 'visitor', 'visitor')}
    order by device, started_at)),
  (select json_group_array(json_array(kind, value, hex(visitor))) from (
    ${[...named('identifier g'), tied('identifier g indexed by identifier_by_visitor', 'visitor', 'visitor')].join(' union ')}
    order by kind, value)),
  (select json_group_array(json_array(hex(device), arrival, at, email, user_id, hex(moved))) from (
    ${tied('split g', 'device', 'device')} order by device, arrival)),
  (select json_group_array(json_array(kind, value, hex(device))) from (
    ${named('naming g').join(' union all ')} order by kind, value, device)),
  (select json_group_array(json_array(device, count, newest)) from (
    select o.value as device, count(e.id) as count, max(e.arrival) as newest
    from ${nodes('device')} left join event e on e.site = ?1 and e.device = unhex(o.value) group by o.key order by o.key)))`;

export const readTies = sql`select ${ties} as text`;

/** Raises an error unless the inputs of the resolution still equal ?3. */
export const unlessTied = sql`select case when ${ties} is ?3 then 1 else ${raiseStale} end as fresh`;

const formKinds = browserKinds
  .filter((kind) => kinds[kind].traitsFrom === 'form')
  .map((kind) => `'${kinds[kind].stored}'`)
  .join(', ');

/** The origin of the traits of the event `e`; null if it has none. */
const saidIn = sql`case when e.body->'traits' is null then null when e.origin = ${server} then 'server'
  when e.kind in (${formKinds}) then 'form' else 'identify' end`;

/** The full content of a claim. */
const said = sql`json_array(e.body->>'email', e.body->>'userId', e.body->>'verified', e.body->'traits', e.body->'place', ${saidIn})`;

/**
 * Claims on the devices ?2 (JSON of hex), without repeats of the previous claim on the same device: those change nothing, unless
 * a split lies between. Of equal claims, the last is kept if it has traits or a place, or if the server gives an email and a
 * userId: another device may have sent others since the first.
 */
export const readClaims = sql`select hex(device) as device, hex(id) as event, at, arrival, email, user_id as userId, verified,
  coalesce(said_in, 'identify') as "from", traits, place from (
  select e.device, e.id, coalesce(e.owned_at, e.occurred_at) as at, e.arrival, e.body->>'email' as email,
    e.body->>'userId' as user_id, coalesce(e.body->>'verified', 0) as verified, e.body->'traits' as traits,
    e.body->'place' as place, ${saidIn} as said_in, ${said} as this, lag(${said}) over moment as previous,
    lead(${said}) over moment as next
  from json_each(?2) d cross join event e on e.site = ?1 and e.device = unhex(d.value)
  where ${names}
  window moment as (partition by e.device order by coalesce(e.owned_at, e.occurred_at), e.id))
where previous is not this or (next is not this and (traits is not null or place is not null
    or (verified and email is not null and user_id is not null)))
  or device in (select device from split where site = ?1)`;
