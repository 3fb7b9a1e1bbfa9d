// Writes identities: stints, identifiers, leads, absorbed ids and conflicts, with the resulting scores.

import type { absorbed, conflict, lead } from '../../../schema/tables/identity.ts';
import type { Trait } from '../../../schema/trait.ts';
import { type NewMove, noteMoves } from '../alerts/moves.ts';
import { difference, type Values } from '../database/difference.ts';
import { guardStatement, type SiteRevision } from '../database/guard.ts';
import { jsonRows } from '../database/json-rows.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexed, hexOf } from '../ids.ts';
import { type NewCrossing, noteCrossings } from '../scores/crossings.ts';
import { type Refolded, replaceDerived } from '../scores/derived.ts';
import { type Marked, markRows } from '../scores/reviews.ts';
import { type FitRow, renewLeads } from '../scores/score-lead.ts';
import { type LevelRow, levelGuards } from '../scores/shared-out.ts';
import { newAttempt } from '../scores/standings.ts';
import type { ClaimRow, IdentityGraph } from './identity-graph.ts';
import {
  dropAbsorbed,
  dropIdentifiers,
  dropLeads,
  dropStints,
  followSurvivor,
  insertAbsorbed,
  insertConflicts,
  insertLeads,
  insertNamings,
  putIdentifiers,
  putStints,
} from './identity-sql.ts';
import { removePending } from './pending.ts';
import { type IdentifierRow, type PieceRead, type StintRow, tiesGuards } from './ties.ts';

/** A `lead` row to write: who an identified visitor is. `traits` is JSON in the table. */
export interface LeadRow extends Omit<StoredRow<typeof lead>, 'site' | 'attempt' | 'traits'> {
  traits: Record<string, Trait>;
}

/** A `conflict` row to write. `at` is its `occurredAt`; the resolution uses this name for the times of claims. */
export interface ConflictRow extends Omit<StoredRow<typeof conflict>, 'site' | 'occurredAt'> {
  at: StoredRow<typeof conflict>['occurredAt'];
}

/** All changes from the resolution of a graph. */
export interface IdentityChange {
  stints: StintRow[];
  identifiers: IdentifierRow[];
  leads: LeadRow[];
  /** Visitors that were merged into another one: id and survivor. */
  absorbed: Omit<StoredRow<typeof absorbed>, 'site'>[];
  conflicts: ConflictRow[];
  refolded: Refolded;
  /** The levels on which `crossings` are based. */
  levels: LevelRow[];
  crossings: NewCrossing[];
  moves: NewMove[];
  /** Rows of watched versions to review: those that are refolded. */
  marked: Marked[];
  /** UTC ms as of which the change is made: the latest event, or a split. */
  at: number;
  /** The fit of the graph's visitors that are not refolded: their score rows copy the changes of their leads. */
  fits: FitRow[];
}

const stintValues = ({ device, startedAt, visitor, verified, claimedAt }: StintRow) => [
  hexOf(device),
  startedAt,
  hexOf(visitor),
  verified,
  claimedAt,
];

const identifierValues = ({ kind, value, visitor }: IdentifierRow) => [kind, value, hexOf(visitor)];

/** Converts an id, or the ids of a row, to hex; `Values` already have hex. */
function asHex(row: string | object): string | object {
  if (Array.isArray(row)) return row;
  return typeof row === 'string' ? hexOf(row) : hexed(row, 'device', 'event', 'visitor', 'survivor');
}

/** A graph, and the changes from its resolution. */
export interface Resolved {
  graph: IdentityGraph;
  change: IdentityChange;
}

/**
 * Writes resolutions in one transaction, guarded by their inputs, `read`, and by the site's revision. Empty lists cost no
 * statement. `also` is written in the same transaction.
 * Throws a stale-guard error (store/database/guard.ts) if any of these have changed; nothing is then written.
 */
export async function writeIdentity(
  db: D1Database,
  { site, revision, isWatched }: SiteRevision & { isWatched: boolean },
  {
    resolved,
    read,
    also = [],
  }: { resolved: readonly Resolved[]; read: readonly PieceRead[]; also?: D1PreparedStatement[] },
): Promise<void> {
  const run = (sql: string, rows: readonly (string | object)[], ...more: number[]) =>
    jsonRows(rows.map(asHex)).map((piece) => db.prepare(sql).bind(site, piece, ...more));
  const graphs = resolved.map(({ graph }) => graph);
  const changes = resolved.map(({ change }) => change);
  const devices = graphs.flatMap((graph) => graph.devices);
  const leads = changes.flatMap((change) => change.leads);
  const absorbed = changes.flatMap((change) => change.absorbed);
  const owners = new Set(changes.flatMap((change) => change.stints.map(({ visitor }) => visitor)));
  const levels = changes.flatMap((change) => change.levels);
  const at = Math.max(0, ...changes.map((change) => change.at));
  await db.batch([
    guardStatement(db, [{ site, revision }]),
    ...tiesGuards(db, site, read),
    ...levelGuards(db, site, levels),
    ...ownerChanges(resolved).flatMap(([sql, rows]) => run(sql, rows)),
    ...run(dropLeads, namelessNow(graphs, leads)),
    ...run(insertLeads, leads, newAttempt()),
    ...run(followSurvivor, absorbed),
    ...run(dropAbsorbed, [...owners]),
    ...run(insertAbsorbed, absorbed),
    ...run(
      insertConflicts,
      changes.flatMap((change) => change.conflicts),
    ),
    ...run(insertNamings, graphs.flatMap(namingsOf)),
    ...noteCrossings(
      db,
      changes.flatMap(({ crossings }) => crossings),
    ),
    ...replaceDerived(db, site, refoldedOf(changes)),
    ...renewLeads(
      db,
      site,
      changes.flatMap(({ fits }) => fits),
      { attempt: newAttempt(), checkAt: isWatched ? at : null },
    ),
    ...markRows(
      db,
      { site, at },
      changes.flatMap(({ marked }) => marked),
    ),
    ...noteMoves(
      db,
      changes.flatMap(({ moves }) => moves),
    ),
    ...run(removePending, devices),
    ...also,
  ]);
}

/** The stints and identifiers to write, with the SQL for each: only the differences from the rows read. */
function ownerChanges(resolved: readonly Resolved[]): [sql: string, rows: readonly Values[]][] {
  const stints = difference(
    resolved.flatMap(({ graph }) => graph.stints.map(stintValues)),
    resolved.flatMap(({ change }) => change.stints.map(stintValues)),
    2,
  );
  const identifiers = difference(
    resolved.flatMap(({ graph }) => graph.identifiers.map(identifierValues)),
    resolved.flatMap(({ change }) => change.identifiers.map(identifierValues)),
    2,
  );
  return [
    [dropStints, stints.gone],
    [putStints, stints.put],
    [dropIdentifiers, identifiers.gone],
    [putIdentifiers, identifiers.put],
  ];
}

/** Visitors who owned something or had a name, and now have no name. */
function namelessNow(graphs: readonly IdentityGraph[], leads: readonly LeadRow[]): string[] {
  const named = new Set(leads.map(({ visitor }) => visitor));
  const before = graphs.flatMap(({ identifiers, stints }) => [...identifiers, ...stints]);
  return [...new Set(before.map(({ visitor }) => visitor))].filter((visitor) => !named.has(visitor));
}

function namingsOf({ claims }: IdentityGraph): Pick<ClaimRow, 'device' | 'email' | 'userId' | 'apart'>[] {
  return claims.map(({ device, email, userId, apart }) => ({ device, email, userId, apart }));
}

function refoldedOf(changes: readonly IdentityChange[]): Refolded {
  const refolded = changes.map((change) => change.refolded);
  return {
    visitors: refolded.flatMap(({ visitors }) => visitors),
    versions: refolded[0]?.versions ?? [],
    standings: refolded.flatMap(({ standings }) => standings),
  };
}

/**
 * Drops the pending identifications of crowds (`maxNodes` in graph-sql.ts). Their namings are still recorded, because an erasure
 * must find them.
 */
export async function settleCrowds(
  db: D1Database,
  site: number,
  crowds: readonly IdentityGraph[],
): Promise<void> {
  const run = (sql: string, rows: readonly (string | object)[]) =>
    jsonRows(rows.map(asHex)).map((piece) => db.prepare(sql).bind(site, piece));
  await db.batch([
    ...run(insertNamings, crowds.flatMap(namingsOf)),
    ...run(
      removePending,
      crowds.flatMap(({ devices }) => devices),
    ),
  ]);
}
