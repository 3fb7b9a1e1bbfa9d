// Everything that identity on a device may depend on: the devices, identifiers and visitors tied to it by identifications,
// followed to the end. Reads many devices at once. The guard uses the same expression as the read.

import { split } from '../../../schema/tables/identity.ts';
import type { Place, TraitOrigin, TraitValue } from '../../../schema/trait.ts';
import { firstWithin } from '../database/first-within.ts';
import { idBytes, statementOf } from '../database/query.ts';
import { hexOf, uuidFrom, withIds } from '../ids.ts';
import { readClaims } from './graph-sql.ts';
import { groupsOf, type Walk, walkFrom } from './graph-walks.ts';
import { type Node, nodeKey } from './nodes.ts';
import {
  devicesOf,
  type PieceRead,
  piecesOf,
  type SplitRow,
  type Ties,
  tiesOf,
  tiesStatements,
} from './ties.ts';

/** An identification from the log; see worker/score/identity/ownership.ts. */
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
  /** It would tie more nodes together than claims may, so it names someone on this device only. */
  apart: boolean;
}

/** Devices that are tied together, and their ties. */
export interface IdentityGraph extends Ties {
  /** Verified ties of the device exceed `maxNodes`: the graph is the device alone. */
  isCrowd: boolean;
  devices: string[];
  claims: ClaimRow[];
}

/** Nodes whose graphs are read at once. */
const maxNodesAtOnce = 4_000;

/** Graphs, and the texts that they were read from: the guard compares these when the resolution is written. */
export interface IdentityGraphsRead {
  graphs: IdentityGraph[];
  read: PieceRead[];
  /** Devices whose graphs gained ties during the read. */
  torn: string[];
}

/**
 * Reads the graphs of these devices, or of the first ones if all are too many: two round trips and three statements, or slightly
 * more.
 */
export async function readIdentityGraphs(
  db: D1Database,
  site: number,
  devices: readonly string[],
): Promise<IdentityGraphsRead> {
  const found = firstWithin(
    groupsOf(await walkFrom(db, site, devices)),
    maxNodesAtOnce,
    ({ nodes }) => nodes.length,
  );
  const pieces = piecesOf(found.map(({ nodes }) => nodes));
  const [claims, ...texts] = await db.batch<Record<string, unknown>>([
    db
      .prepare(readClaims)
      .bind(site, JSON.stringify(found.flatMap(({ nodes }) => devicesOf(nodes)).map(hexOf))),
    ...tiesStatements(db, site, pieces),
  ]);
  const read = pieces.map((piece, index) => ({ piece, text: String(texts[index]?.results[0]?.text) }));
  const ties = read.flatMap(({ piece, text }) => tiesOf(piece, text));
  const claimsOf = Map.groupBy(
    withIds<ClaimFound>(claims?.results, { device: uuidFrom, event: uuidFrom }),
    ({ device }) => device,
  );
  const graphs = found.map((group, place): IdentityGraph => {
    const own = devicesOf(group.nodes);
    const isApart = apartIn(group);
    return {
      ...(ties[place] as Ties),
      isCrowd: group.isCrowd,
      devices: own,
      claims: own.flatMap((device) => claimsOf.get(device) ?? []).map((row) => claimOf(row, isApart(row))),
    };
  });
  const whole = new Set(graphs.filter((graph, place) => isWhole(found[place] as Walk, graph)));
  const torn = graphs.filter((graph) => !whole.has(graph));
  return { graphs: [...whole], read, torn: torn.flatMap(({ devices: own }) => own) };
}

/** The claims that stay with their device: a walk along settled ties did not reach their identifiers. */
function apartIn({ nodes, isSettled }: Walk): (claim: ClaimFound) => boolean {
  if (!isSettled) return () => false;
  const reached = new Set(nodes.map(nodeKey));
  return ({ verified, email, userId }) =>
    verified === 0 &&
    ((email !== null && !reached.has(nodeKey(['email', email]))) ||
      (userId !== null && !reached.has(nodeKey(['userId', userId]))));
}

/**
 * Whether the walk reached everything that the rows name: the walk ran before the read, and another write may have come in
 * between. A settled walk excludes namings; a device named in the meantime waits on its own.
 */
function isWhole(
  { nodes, isSettled }: Walk,
  { isCrowd, stints, identifiers, claims, namings }: IdentityGraph,
): boolean {
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
    ...claims.flatMap(({ email, userId, apart }): Node[] => [
      ...(email === null || apart ? [] : [['email', email] as const]),
      ...(userId === null || apart ? [] : [['userId', userId] as const]),
    ]),
    ...(isSettled ? [] : namings.map(({ device }): Node => ['device', device])),
  ];
  return isCrowd || ties.every((tie) => reached.has(nodeKey(tie)));
}

/** `traits` and `place` are JSON, or null. */
type ClaimFound = Omit<ClaimRow, 'verified' | 'traits' | 'place' | 'apart'> & {
  verified: number;
  traits: string | null;
  place: string | null;
};

function claimOf(row: ClaimFound, apart: boolean): ClaimRow {
  return {
    ...row,
    apart,
    verified: row.verified === 1,
    traits: row.traits ? JSON.parse(row.traits) : {},
    place: row.place ? JSON.parse(row.place) : {},
  };
}

/** The split as it will be stored. */
export function splitStatement(db: D1Database, site: number, row: SplitRow): D1PreparedStatement {
  const ids = { device: idBytes(row.device), moved: idBytes(row.moved) };
  return statementOf(db, (d1) => d1.insert(split).values({ site, ...row, ...ids }));
}
