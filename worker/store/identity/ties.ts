// What the resolution of graphs relies on: read as one text for many of them, which the guard compares, and shared out.

import type { identifier, naming, split, stint } from '../../../schema/tables/identity.ts';
import { firstWithin } from '../database/first-within.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { uuidFrom, visitorFrom } from '../ids.ts';
import { readTies, unlessTied } from './graph-sql.ts';
import { hexNode, type Node, nodeKey } from './nodes.ts';

/**
 * What `claimedAt` is where events of the stint's owner have been removed since: the next resolution scores the owner anew. It
 * stays until then, so that a crash in between loses nothing.
 */
export const refoldMark = -1;

/** A stint as it is stored. */
export type StintRow = Omit<StoredRow<typeof stint>, 'site'>;

/** An identifier as it is stored. */
export type IdentifierRow = Omit<StoredRow<typeof identifier>, 'site'>;

/** A split as it is stored. */
export type SplitRow = Omit<StoredRow<typeof split>, 'site'>;

/** That an identifier was given on a device, and ties it: `naming` also holds those kept apart, which tie nothing. */
export type NamingRow = Omit<StoredRow<typeof naming>, 'site' | 'kind'> & Pick<IdentifierRow, 'kind'>;

/** What ties the nodes of a graph. */
export interface Ties {
  stints: StintRow[];
  identifiers: IdentifierRow[];
  splits: SplitRow[];
  /** Devices on which an identifier was given. */
  namings: NamingRow[];
  /** How much the log holds of each device, and the arrival of the newest. */
  logs: { device: string; events: number; newest: number | null }[];
}

/** Graphs that are read together, by their nodes. */
export type Piece = readonly (readonly Node[])[];

/** A piece as it was read. */
export interface PieceRead {
  piece: Piece;
  text: string;
}

/** Characters of the nodes of a piece, as JSON. Its text is a few times as long; D1 takes 2 MB, and a character is three bytes at most. */
const maxPieceChars = 100_000;

/** Cuts graphs into pieces. */
export function piecesOf(graphs: Piece): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < graphs.length; start += pieces.at(-1)?.length ?? 0)
    pieces.push(firstWithin(graphs.slice(start), maxPieceChars, (nodes) => JSON.stringify(nodes).length));
  return pieces;
}

/** Statements that read the pieces; each answers one row with its `text`. */
export function tiesStatements(
  db: D1Database,
  site: number,
  pieces: readonly Piece[],
): D1PreparedStatement[] {
  return pieces.map((piece) => db.prepare(readTies).bind(site, valuesByKind(piece)));
}

/** Statements that roll the batch back unless the pieces are still as they were read. */
export function tiesGuards(db: D1Database, site: number, read: readonly PieceRead[]): D1PreparedStatement[] {
  return read.map(({ piece, text }) => db.prepare(unlessTied).bind(site, valuesByKind(piece), text));
}

/** The devices of those graphs that are no longer as they were read. */
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

/** The text of a piece, shared out among its graphs. What ties two of them is with both. */
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
