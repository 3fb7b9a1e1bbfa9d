// Everything that identity on one device may depend on: the devices, identifiers and visitors that identifications
// tie to it, followed to the end. Read, and later guarded, by the same statement.

import type { Place, TraitOrigin, TraitValue } from '../../schema/trait.ts';
import { findNodes, maxNodes, readClaims, snapshotExpression } from './component-sql.ts';
import { raiseStale, Stale } from './guard.ts';

/** An identification as the log holds it; see worker/score/ownership.ts. */
export interface ClaimRow {
  device: string;
  event: string;
  at: number;
  arrival: number;
  email: string | null;
  userId: string | null;
  verified: boolean;
  from: TraitOrigin;
  traits: Record<string, TraitValue>;
  place: Place;
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

/**
 * Reads the component of a device: two round trips, whatever its size. Throws a stale-guard error (store/guard.ts) when
 * someone tied more to it between the two.
 */
export async function readComponent(db: D1Database, site: number, device: string): Promise<Component> {
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
  const [stints, identifiers, splits, named] = JSON.parse(snapshot) as [
    [string, number, string, number, number][],
    ['email' | 'userId', string, string][],
    [string, number, number, string | null, string | null, string][],
    string[],
  ];
  const component: Component = {
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
  if (!isCrowd) expectWhole(reached, component, named);
  return component;
}

/** All that what was read names must have been reached: the walk came before it, and another may have written in between. */
function expectWhole(reached: [string, string][], component: Component, named: string[]): void {
  const nodes = new Set(reached.map(([kind, value]) => `${kind} ${value}`));
  const ties = [
    ...component.stints.flatMap(({ device, visitor }) => [`device ${device}`, `visitor ${visitor}`]),
    ...component.identifiers.flatMap(({ kind, value, visitor }) => [
      `${kind} ${value}`,
      `visitor ${visitor}`,
    ]),
    ...component.claims.flatMap(({ email, userId }) => [
      ...(email === null ? [] : [`email ${email}`]),
      ...(userId === null ? [] : [`userId ${userId}`]),
    ]),
    ...named.map((device) => `device ${device}`),
  ];
  if (!ties.every((tie) => nodes.has(tie))) throw new Stale('more was tied to the device while it was read');
}

function claimOf(row: Record<string, unknown>): ClaimRow {
  return {
    ...(row as unknown as ClaimRow),
    verified: Number(row.verified) === 1,
    traits: row.traits ? JSON.parse(String(row.traits)) : {},
    place: row.place ? JSON.parse(String(row.place)) : {},
  };
}

/** The split as it will be stored. */
export function splitStatement(db: D1Database, site: number, split: SplitRow): D1PreparedStatement {
  return db
    .prepare(
      'insert into split (site, device, arrival, at, email, user_id, moved) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(site, split.device, split.arrival, split.at, split.email, split.userId, split.moved);
}

/** A statement that rolls the batch back unless all that the component was read from is as it was. */
export function componentGuard(
  db: D1Database,
  site: number,
  { nodes, snapshot }: Component,
): D1PreparedStatement {
  return db
    .prepare(`select case when ${snapshotExpression} = ?3 then 1 else ${raiseStale} end as fresh`)
    .bind(site, nodes, snapshot);
}
