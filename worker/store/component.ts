// Everything that identity on one device may depend on: the devices, identifiers and visitors that identifications
// tie to it, followed to the end. Read, and later guarded, by the same statement.

import type { TraitValue } from '../../schema/trait.ts';

/** An identification as the log holds it; see worker/score/ownership.ts. */
export interface ClaimRow {
  device: string;
  event: string;
  at: number;
  arrival: number;
  email: string | null;
  userId: string | null;
  verified: boolean;
  traits: Record<string, TraitValue>;
}

/** A stint as it is stored. */
export interface StintRow {
  device: string;
  startedAt: number;
  visitor: string;
  verified: boolean;
  claimedAt: number;
}

/** An identifier as it is stored. */
export interface IdentifierRow {
  kind: 'email' | 'userId';
  value: string;
  visitor: string;
}

/** A split as it is stored. */
export interface SplitRow {
  device: string;
  arrival: number;
  at: number;
  email: string | null;
  userId: string | null;
  moved: string;
}

/**
 * Devices, identifiers and visitors that one resolution takes on. An identifier that ties more together names a crowd
 * (info@…, a kiosk), and without a bound each newcomer would cost more than the last.
 */
export const maxNodes = 1_000;

/** The component of a device. `snapshot` is what the guard compares. */
export interface Component {
  /** The device is tied to more than `maxNodes`: the component is the device alone. */
  isCrowd: boolean;
  devices: string[];
  claims: ClaimRow[];
  stints: StintRow[];
  identifiers: IdentifierRow[];
  splits: SplitRow[];
  nodes: string;
  snapshot: string;
}

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
const findNodes = `with recursive node(kind, value) as (
  select 'device', ?2
  union select r.value->>0, r.value->>1 from node n, json_each(
    case n.kind when 'device' then ${fromDevice} when 'visitor' then ${fromVisitor} else ${fromIdentifier} end) r
  limit ${maxNodes + 1})
select json_group_array(json_array(kind, value)) as nodes from (select kind, value from node order by kind, value)`;

const valuesOf = (kind: string) => `select n.value->>1 from json_each(?2) n where n.value->>0 = '${kind}'`;

/** What the resolution relied on, as one text: stints, identifiers, splits, and how much each device's log holds. */
const snapshotExpression = `json_array(
  (select json_group_array(json_array(device, started_at, visitor, verified, claimed_at)) from (
    select * from stint where site = ?1 and device in (${valuesOf('device')})
    union select * from stint where site = ?1 and visitor in (${valuesOf('visitor')}) order by device, started_at)),
  (select json_group_array(json_array(kind, value, visitor)) from (
    select i.* from json_each(?2) n cross join identifier i
      on i.site = ?1 and i.kind = n.value->>0 and i.value = n.value->>1 where n.value->>0 in ('email', 'userId')
    union select * from identifier where site = ?1 and visitor in (${valuesOf('visitor')}) order by kind, value)),
  (select json_group_array(json_array(device, arrival, at, email, user_id, moved)) from (
    select * from split where site = ?1 and device in (${valuesOf('device')}) order by device, arrival)),
  (select count(*) from json_each(?2) n cross join naming m
    on m.site = ?1 and m.kind = n.value->>0 and m.value = n.value->>1),
  (select json_group_array((select count(*) from event e where e.site = ?1 and e.device = d.device))
    from (select n.value->>1 as device from json_each(?2) n where n.value->>0 = 'device' order by 1) d))`;

/** Claims, without those that repeat the one before them on the same device: they change nothing, unless a split lies between. */
const readClaims = `select device, id as event, at, arrival, email, user_id as userId, verified, traits from (
  select e.device, e.id, coalesce(e.owned_at, e.occurred_at) as at, e.arrival, e.body->>'email' as email,
    e.body->>'userId' as user_id, coalesce(e.body->>'verified', 0) as verified, e.body->'traits' as traits,
    lag(json_array(e.body->>'email', e.body->>'userId', e.body->>'verified', e.body->'traits'))
      over (partition by e.device order by coalesce(e.owned_at, e.occurred_at), e.id) as previous,
    json_array(e.body->>'email', e.body->>'userId', e.body->>'verified', e.body->'traits') as this
  from json_each(?2) n cross join event e on e.site = ?1 and e.device = n.value->>1
  where n.value->>0 = 'device' and ${names})
where previous is not this or device in (select p.device from split p where p.site = ?1)`;

/** Reads the component of a device: two round trips, whatever its size. */
export async function readComponent(db: D1Database, site: string, device: string): Promise<Component> {
  const found = await db.prepare(findNodes).bind(site, device).first<{ nodes: string }>();
  const all = JSON.parse(found?.nodes ?? '[]') as [string, string][];
  const isCrowd = all.length > maxNodes;
  const reached: [string, string][] = isCrowd ? [['device', device]] : all;
  const nodes = JSON.stringify(reached);
  const [shape, claims] = await db.batch<Record<string, unknown>>([
    db.prepare(`select ${snapshotExpression} as snapshot`).bind(site, nodes),
    db.prepare(readClaims).bind(site, nodes),
  ]);
  const snapshot = String(shape?.results[0]?.snapshot);
  const [stints, identifiers, splits] = JSON.parse(snapshot) as [
    [string, number, string, number, number][],
    ['email' | 'userId', string, string][],
    [string, number, number, string | null, string | null, string][],
  ];
  return {
    isCrowd,
    devices: reached.flatMap(([kind, value]) => (kind === 'device' ? [value] : [])),
    claims: (claims?.results ?? []).map(claimOf),
    stints: stints.map(([device, startedAt, visitor, verified, claimedAt]) => ({
      device,
      startedAt,
      visitor,
      verified: verified === 1,
      claimedAt,
    })),
    identifiers: identifiers.map(([kind, value, visitor]) => ({ kind, value, visitor })),
    splits: splits.map(([device, arrival, at, email, userId, moved]) => ({
      device,
      arrival,
      at,
      email,
      userId,
      moved,
    })),
    nodes,
    snapshot,
  };
}

function claimOf(row: Record<string, unknown>): ClaimRow {
  return {
    ...(row as unknown as ClaimRow),
    verified: Number(row.verified) === 1,
    traits: row.traits ? JSON.parse(String(row.traits)) : {},
  };
}

/** The split as it will be stored. */
export function splitStatement(db: D1Database, site: string, split: SplitRow): D1PreparedStatement {
  return db
    .prepare(
      'insert into split (site, device, arrival, at, email, user_id, moved) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(site, split.device, split.arrival, split.at, split.email, split.userId, split.moved);
}

/** A statement that rolls the batch back unless all that the component was read from is as it was. */
export function componentGuard(
  db: D1Database,
  site: string,
  { nodes, snapshot }: Component,
): D1PreparedStatement {
  return db
    .prepare(`select case when ${snapshotExpression} = ?3 then 1 else json('stale') end as fresh`)
    .bind(site, nodes, snapshot);
}
