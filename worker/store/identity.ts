// Writing who is who: stints, identifiers, leads, absorbed ids and conflicts, with the scores that follow from them.

import type { Trait } from '../../schema/trait.ts';
import type { Component } from './component.ts';
import { type NewCrossing, noteCrossings } from './crossings.ts';
import { type Refolded, replaceDerived } from './derived.ts';
import { difference } from './difference.ts';
import { guardStatement, type SiteRevision } from './guard.ts';
import { jsonRows, withRows } from './json-rows.ts';
import { removePending } from './pending.ts';
import { type FitRow, renewLeads } from './score-lead.ts';
import { type LevelRow, levelGuards } from './shared-out.ts';
import { newAttempt } from './standings.ts';
import { type IdentifierRow, type PieceRead, type StintRow, tiesGuards } from './ties.ts';

/** A `lead` row to be: who an identified visitor is. */
export interface LeadRow {
  visitor: string;
  email: string | null;
  userId: string | null;
  verified: boolean;
  namedAt: number;
  traits: Record<string, Trait>;
  name: string | null;
  company: string | null;
}

/** A `conflict` row to be. */
export interface ConflictRow {
  device: string;
  event: string;
  email: string;
  userId: string;
  at: number;
}

/** All that the resolution of a component changes. */
export interface IdentityChange {
  stints: StintRow[];
  identifiers: IdentifierRow[];
  leads: LeadRow[];
  /** Visitors who are no longer anyone: id and survivor. */
  absorbed: { visitor: string; survivor: string }[];
  conflicts: ConflictRow[];
  refolded: Refolded;
  /** What `crossings` were decided by. */
  levels: LevelRow[];
  crossings: NewCrossing[];
  /** The fit of those of the component who are not refolded: their score rows take over what changed of their leads. */
  fits: FitRow[];
}

const dropStints = `delete from stint where (site, device, started_at) in (
  select ?1, r.value->>0, r.value->>1 from json_each(?2) r)`;

const putStints = `insert into stint (site, device, started_at, visitor, verified, claimed_at)
  select ?1, r.value->>0, r.value->>1, r.value->>2, r.value->>3, r.value->>4 from json_each(?2) r
  where true on conflict do update set visitor = excluded.visitor, verified = excluded.verified,
    claimed_at = excluded.claimed_at`;

const dropIdentifiers = `delete from identifier where (site, kind, value) in (
  select ?1, r.value->>0, r.value->>1 from json_each(?2) r)`;

const putIdentifiers = `insert into identifier (site, kind, value, visitor)
  select ?1, r.value->>0, r.value->>1, r.value->>2 from json_each(?2) r
  where true on conflict do update set visitor = excluded.visitor`;

const stintValues = ({ device, startedAt, visitor, verified, claimedAt }: StintRow) => [
  device,
  startedAt,
  visitor,
  verified,
  claimedAt,
];

const identifierValues = ({ kind, value, visitor }: IdentifierRow) => [kind, value, visitor];

const dropLeads = `delete from lead where site = ?1 and visitor in (select value from json_each(?2))`;

const leadFields = ['email', 'user_id', 'verified', 'named_at', 'traits', 'name', 'company'];

const leadsOf = (row: string) => leadFields.map((name) => `${row}.${name}`).join(', ');

/** Leads that are what they were are not written: `attempt` tells a rescoring which have changed. */
const insertLeads = `${withRows} insert into lead (site, visitor, email, user_id, verified, named_at, traits, name, company, attempt)
  select ?1, r.value->>'visitor', r.value->>'email', r.value->>'userId', r.value->>'verified',
    r.value->>'namedAt', r.value->'traits', r.value->>'name', r.value->>'company', ?3 from r where true
  on conflict do update set ${leadFields.map((name) => `${name} = excluded.${name}`).join(', ')}, attempt = excluded.attempt
  where (${leadsOf('lead')}) is not (${leadsOf('excluded')})`;

/** Ids absorbed earlier follow their survivor when it is absorbed in turn: a look-up is never a chain. */
const followSurvivor = `update absorbed set survivor = (
    select r.value->>'survivor' from json_each(?2) r where r.value->>'visitor' = absorbed.survivor)
  where site = ?1 and survivor in (select r.value->>'visitor' from json_each(?2) r)`;

const insertAbsorbed = `insert into absorbed (site, visitor, survivor)
  select ?1, r.value->>'visitor', r.value->>'survivor' from json_each(?2) r where true
  on conflict do update set survivor = excluded.survivor`;

/** A visitor who is someone again is no longer absorbed. */
const dropAbsorbed = `delete from absorbed where site = ?1 and visitor in (select value from json_each(?2))`;

const insertConflicts = `insert into conflict (site, device, event, email, user_id, occurred_at)
  select ?1, r.value->>'device', r.value->>'event', r.value->>'email', r.value->>'userId', r.value->>'at'
  from json_each(?2) r where true on conflict do nothing`;

/** Whom a claim named may turn out otherwise; that it was made on this device does not. */
const insertNamings = `insert into naming (site, kind, value, device)
  select ?1, 'email', r.value->>'email', r.value->>'device' from json_each(?2) r where r.value->>'email' is not null
  union select ?1, 'userId', r.value->>'userId', r.value->>'device' from json_each(?2) r
    where r.value->>'userId' is not null
  on conflict do nothing`;

/** A component, and what its resolution changes. */
export interface Resolved {
  component: Component;
  change: IdentityChange;
}

/**
 * Writes resolutions in one transaction, guarded by what they were made from, `read`, and by the site's revision. What
 * there is nothing of costs no statement. `also` is written along with it.
 * Throws a stale-guard error (store/guard.ts) when anything of it has changed; nothing is then written.
 */
export async function writeIdentity(
  db: D1Database,
  { site, revision }: SiteRevision,
  {
    resolved,
    read,
    also = [],
  }: { resolved: readonly Resolved[]; read: readonly PieceRead[]; also?: D1PreparedStatement[] },
): Promise<void> {
  const run = (sql: string, rows: readonly unknown[], ...more: number[]) =>
    jsonRows(rows).map((piece) => db.prepare(sql).bind(site, piece, ...more));
  const components = resolved.map(({ component }) => component);
  const changes = resolved.map(({ change }) => change);
  const devices = components.flatMap((component) => component.devices);
  const stints = changes.flatMap((change) => change.stints);
  const stintChange = difference(
    components.flatMap((component) => component.stints.map(stintValues)),
    stints.map(stintValues),
    2,
  );
  const identifierChange = difference(
    components.flatMap((component) => component.identifiers.map(identifierValues)),
    changes.flatMap((change) => change.identifiers.map(identifierValues)),
    2,
  );
  const leads = changes.flatMap((change) => change.leads);
  const absorbed = changes.flatMap((change) => change.absorbed);
  const refolded = changes.map((change) => change.refolded);
  const held = components.flatMap(({ identifiers, stints }) => [...identifiers, ...stints]);
  const before = [...new Set(held.map(({ visitor }) => visitor))];
  const named = new Set(leads.map(({ visitor }) => visitor));
  await db.batch([
    guardStatement(db, [{ site, revision }]),
    ...tiesGuards(db, site, read),
    ...levelGuards(
      db,
      site,
      changes.flatMap(({ levels }) => levels),
    ),
    ...run(dropStints, stintChange.gone),
    ...run(putStints, stintChange.put),
    ...run(dropIdentifiers, identifierChange.gone),
    ...run(putIdentifiers, identifierChange.put),
    ...run(
      dropLeads,
      before.filter((visitor) => !named.has(visitor)),
    ),
    ...run(insertLeads, leads, newAttempt()),
    ...run(followSurvivor, absorbed),
    ...run(dropAbsorbed, [...new Set(stints.map(({ visitor }) => visitor))]),
    ...run(insertAbsorbed, absorbed),
    ...run(
      insertConflicts,
      changes.flatMap((change) => change.conflicts),
    ),
    ...run(
      insertNamings,
      components.flatMap(({ claims }) =>
        claims.map(({ device, email, userId }) => ({ device, email, userId })),
      ),
    ),
    ...noteCrossings(
      db,
      changes.flatMap(({ crossings }) => crossings),
    ),
    ...replaceDerived(db, site, {
      visitors: refolded.flatMap(({ visitors }) => visitors),
      versions: refolded[0]?.versions ?? [],
      standings: refolded.flatMap(({ standings }) => standings),
    }),
    ...renewLeads(
      db,
      site,
      changes.flatMap(({ fits }) => fits),
    ),
    ...run(removePending, devices),
    ...also,
  ]);
}
