// Everything that identity on a device may depend on: the devices, identifiers and visitors that identifications tie to it,
// followed to the end. Read for many devices at once; read, and later guarded, by the same expression.

import type { Place, TraitOrigin, TraitValue } from '../../schema/trait.ts';
import { findNodes, maxNodes, readClaims, readSnapshots } from './component-sql.ts';
import { firstWithin } from './first-within.ts';
import { Stale } from './guard.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from './ids.ts';
import { jsonRows } from './json-rows.ts';
import { hexNode, type Node, nodeFrom, nodeKey, unite } from './nodes.ts';

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

/** Devices that are tied together, and what ties them. `snapshot` is what the guard compares. */
export interface Component {
  /** The device is tied to more than `maxNodes`: the component is the device alone. */
  isCrowd: boolean;
  devices: string[];
  claims: ClaimRow[];
  stints: StintRow[];
  identifiers: IdentifierRow[];
  splits: SplitRow[];
  /** In the log, on all of its devices. */
  events: number;
  nodes: readonly Node[];
  snapshot: string;
}

/** Nodes whose components are read at once. */
const maxNodesAtOnce = 4_000;

/**
 * Reads the components of these devices, or of the first of them where all are too much: two round trips and three
 * statements. Throws a stale-guard error (store/guard.ts) when someone tied more to them between the two.
 */
export async function readComponents(
  db: D1Database,
  site: number,
  devices: readonly string[],
): Promise<Component[]> {
  const walked = await db
    .prepare(findNodes)
    .bind(site, JSON.stringify(devices.map(hexOf)))
    .all();
  const read = firstWithin(
    componentsOf(withIds<Walked>(walked.results, { device: uuidFrom }), devices),
    maxNodesAtOnce,
    ({ nodes }) => nodes.length,
  );
  const asked = jsonRows(read.map(({ nodes }, place) => [nodes.map(hexNode), null, place]));
  const [claims, ...snapshots] = await db.batch<Record<string, unknown>>([
    db
      .prepare(readClaims)
      .bind(site, JSON.stringify(read.flatMap(({ nodes }) => devicesOf(nodes)).map(hexOf))),
    ...asked.map((piece) => db.prepare(readSnapshots).bind(site, piece)),
  ]);
  const snapshotAt = new Map(
    snapshots.flatMap(({ results }) => results.map(({ place, snapshot }) => [place, String(snapshot)])),
  );
  const claimsOf = Map.groupBy(
    withIds<ClaimFound>(claims?.results, { device: uuidFrom, event: uuidFrom }).map(claimOf),
    ({ device }) => device,
  );
  return read.map(({ nodes, isCrowd }, place) => {
    const own = devicesOf(nodes);
    const found = {
      nodes,
      isCrowd,
      devices: own,
      claims: own.flatMap((device) => claimsOf.get(device) ?? []),
    };
    return componentOf(found, snapshotAt.get(place) as string);
  });
}

/** What the walk from a device found; null where that is a crowd. */
interface Walked {
  device: string;
  /** JSON. */
  nodes: string | null;
}

/** Those whose walks touch are one, though neither walk knows of the other: what they name is new to both. */
function componentsOf(
  walked: readonly Walked[],
  devices: readonly string[],
): Pick<Component, 'nodes' | 'isCrowd'>[] {
  const alone = (device: string) => ({ nodes: [['device', device] as const], isCrowd: true });
  const crowds = walked.filter(({ nodes }) => nodes === null).map(({ device }) => alone(device));
  const groups = walked.flatMap(({ nodes }) =>
    nodes === null ? [] : [(JSON.parse(nodes) as Node[]).map(nodeFrom)],
  );
  const asked = new Set(devices);
  const united = unite(groups).flatMap((nodes) =>
    nodes.length <= maxNodes
      ? [{ nodes, isCrowd: false }]
      : devicesOf(nodes)
          .filter((device) => asked.has(device))
          .map(alone),
  );
  return [...crowds, ...united];
}

function devicesOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap(([kind, value]) => (kind === 'device' ? [value] : []));
}

function componentOf(
  found: Pick<Component, 'nodes' | 'isCrowd' | 'devices' | 'claims'>,
  snapshot: string,
): Component {
  const [stints, identifiers, splits, named, events] = JSON.parse(snapshot) as [
    [string, number, string, number, number][],
    ['email' | 'userId', string, string][],
    [string, number, number, string | null, string | null, string][],
    string[],
    number[],
  ];
  const component: Component = {
    ...found,
    stints: stints.map(([device, startedAt, visitor, verified, claimedAt]) => ({
      device: uuidFrom(device),
      startedAt,
      visitor: visitorFrom(visitor),
      verified: verified === 1,
      claimedAt,
    })),
    identifiers: identifiers.map(([kind, value, visitor]) => ({
      kind,
      value,
      visitor: visitorFrom(visitor),
    })),
    splits: splits.map(([device, arrival, at, email, userId, moved]) => ({
      device: uuidFrom(device),
      arrival,
      at,
      email,
      userId,
      moved: visitorFrom(moved),
    })),
    events: events.reduce((sum, count) => sum + count, 0),
    snapshot,
  };
  if (!component.isCrowd) expectWhole(component, named.map(uuidFrom));
  return component;
}

/** All that what was read names must have been reached: the walk came before it, and another may have written in between. */
function expectWhole({ nodes, stints, identifiers, claims }: Component, named: string[]): void {
  const reached = new Set(nodes.map(nodeKey));
  const ties: Node[] = [
    ...stints.flatMap(({ device, visitor }): Node[] => [
      ['device', device],
      ['visitor', visitor],
    ]),
    ...identifiers.flatMap(({ kind, value, visitor }): Node[] => [
      [kind, value],
      ['visitor', visitor],
    ]),
    ...claims.flatMap(({ email, userId }): Node[] => [
      ...(email === null ? [] : [['email', email] as const]),
      ...(userId === null ? [] : [['userId', userId] as const]),
    ]),
    ...named.map((device): Node => ['device', device]),
  ];
  if (!ties.every((tie) => reached.has(nodeKey(tie))))
    throw new Stale('more was tied to a device while it was read');
}

/** `traits` and `place` are JSON, or null. */
type ClaimFound = Omit<ClaimRow, 'verified' | 'traits' | 'place'> & {
  verified: number;
  traits: string | null;
  place: string | null;
};

function claimOf(row: ClaimFound): ClaimRow {
  return {
    ...row,
    verified: row.verified === 1,
    traits: row.traits ? JSON.parse(row.traits) : {},
    place: row.place ? JSON.parse(row.place) : {},
  };
}

/** The split as it will be stored. */
export function splitStatement(db: D1Database, site: number, split: SplitRow): D1PreparedStatement {
  const { device, arrival, at, email, userId, moved } = split;
  return db
    .prepare(
      `insert into split (site, device, arrival, at, email, user_id, moved)
       values (?1, unhex(?2), ?3, ?4, ?5, ?6, unhex(?7))`,
    )
    .bind(site, hexOf(device), arrival, at, email, userId, hexOf(moved));
}
