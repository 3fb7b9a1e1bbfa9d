// The inputs of resolutions: read as one text for many graphs, compared by the guard, and split by graph.

import type { identifier, naming, split, stint } from '../../../schema/tables/identity.ts';
import { firstWithin } from '../database/first-within.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { uuidFrom, visitorFrom } from '../ids.ts';
import { readTies, unlessTied } from './graph-sql.ts';
import { hexNode, type Node, nodeKey } from './nodes.ts';

/**
 * The `claimedAt` of stints whose owner has lost events to a removal: the next resolution rescores the owner. It stays until
 * then, so that a crash in between loses nothing.
 */
export const refoldMark = -1;

/** A stored stint. */
export type StintRow = Omit<StoredRow<typeof stint>, 'site'>;

/** A stored identifier. */
export type IdentifierRow = Omit<StoredRow<typeof identifier>, 'site'>;

/** A stored split. */
export type SplitRow = Omit<StoredRow<typeof split>, 'site'>;

/** An identifier given on a device, which ties it. `naming` also holds those kept apart, which tie nothing. */
export type NamingRow = Omit<StoredRow<typeof naming>, 'site' | 'kind'> & Pick<IdentifierRow, 'kind'>;

/** The ties between the nodes of a graph. */
export interface Ties {
  stints: StintRow[];
  identifiers: IdentifierRow[];
  splits: SplitRow[];
  /** Devices on which an identifier was given. */
  namings: NamingRow[];
  /** The number of events in each device's log, and the arrival of the newest. */
  logs: { device: string; events: number; newest: number | null }[];
}

/** The nodes of graphs that are read together. */
export type Piece = readonly (readonly Node[])[];

/** A piece and the text read for it. */
export interface PieceRead {
  piece: Piece;
  text: string;
}

/**
 * Maximum characters of a piece's nodes as JSON. Its text is a few times longer; D1 takes 2 MB, and a character takes at most 3
 * bytes.
 */
const maxPieceChars = 100_000;

/** Splits graphs into pieces. */
export function piecesOf(graphs: Piece): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < graphs.length; start += pieces.at(-1)?.length ?? 0)
    pieces.push(firstWithin(graphs.slice(start), maxPieceChars, (nodes) => JSON.stringify(nodes).length));
  return pieces;
}

/** Statements that read the pieces; each returns one row with its `text`. */
export function tiesStatements(
  db: D1Database,
  site: number,
  pieces: readonly Piece[],
): D1PreparedStatement[] {
  return pieces.map((piece) => db.prepare(readTies).bind(site, valuesByKind(piece)));
}

/** Statements that roll the batch back unless the pieces are unchanged since the read. */
export function tiesGuards(db: D1Database, site: number, read: readonly PieceRead[]): D1PreparedStatement[] {
  return read.map(({ piece, text }) => db.prepare(unlessTied).bind(site, valuesByKind(piece), text));
}

/** The devices of graphs that have changed since the read. */
export async function changedDevices(
  db: D1Database,
  site: number,
  read: readonly PieceRead[],
): Promise<string[]> {
  const statements = tiesStatements(
    db,
    site,
    read.map(({ piece }) => piece),
  );
  const results = await db.batch<{ text: string }>(statements);
  return read.flatMap(({ piece, text }, index) => {
    const now = tiesOf(piece, results[index]?.results[0]?.text as string);
    const before = tiesOf(piece, text);
    const changed = piece.filter((_, place) => JSON.stringify(now[place]) !== JSON.stringify(before[place]));
    return changed.flatMap(devicesOf);
  });
}

export function devicesOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap(([kind, value]) => (kind === 'device' ? [value] : []));
}

function valuesByKind(piece: Piece): string {
  const values: Record<Node[0], string[]> = { device: [], email: [], userId: [], visitor: [] };
  for (const [kind, value] of piece.flat().map(hexNode)) values[kind].push(value);
  return JSON.stringify(values);
}

/** Splits the text of a piece by graph. A tie between two graphs goes to both. */
export function tiesOf(piece: Piece, text: string): Ties[] {
  const places = new Map(
    piece.flatMap((nodes, place) => nodes.map((node) => [nodeKey(node), place] as const)),
  );
  const all = piece.map((): Ties => ({ stints: [], identifiers: [], splits: [], namings: [], logs: [] }));
  const of = (...nodes: Node[]) =>
    [...new Set(nodes.map((node) => places.get(nodeKey(node))))].flatMap((place) =>
      place === undefined ? [] : (all[place] as Ties),
    );
  const [stints, identifiers, splits, namings, logs] = JSON.parse(text) as [
    [string, number, string, number, number][],
    [IdentifierRow['kind'], string, string][],
    [string, number, number, string | null, string | null, string][],
    [NamingRow['kind'], string, string][],
    [string, number, number | null][],
  ];
  for (const [deviceHex, startedAt, visitorHex, verified, claimedAt] of stints) {
    const stint = { device: uuidFrom(deviceHex), startedAt, visitor: visitorFrom(visitorHex) };
    for (const ties of of(['device', stint.device], ['visitor', stint.visitor]))
      ties.stints.push({ ...stint, verified: verified === 1, claimedAt });
  }
  for (const [kind, value, visitorHex] of identifiers) {
    const visitor = visitorFrom(visitorHex);
    for (const ties of of([kind, value], ['visitor', visitor]))
      ties.identifiers.push({ kind, value, visitor });
  }
  for (const [deviceHex, arrival, at, email, userId, moved] of splits) {
    const device = uuidFrom(deviceHex);
    for (const ties of of(['device', device]))
      ties.splits.push({ device, arrival, at, email, userId, moved: visitorFrom(moved) });
  }
  for (const [kind, value, device] of namings)
    for (const ties of of([kind, value])) ties.namings.push({ kind, value, device: uuidFrom(device) });
  for (const [deviceHex, events, newest] of logs) {
    const device = uuidFrom(deviceHex);
    for (const ties of of(['device', device])) ties.logs.push({ device, events, newest });
  }
  return all;
}
