// Writing who is who: stints, identifiers, leads, absorbed ids and conflicts, with the scores that follow from them.

import type { Trait } from '../../schema/trait.ts';
import type { Component, IdentifierRow, StintRow } from './component.ts';
import { componentGuards } from './component-guard.ts';
import { type NewCrossing, noteCrossings } from './crossings.ts';
import { type Refolded, replaceDerived } from './derived.ts';
import { guardStatement, type SiteRevision } from './guard.ts';
import { hexed, hexOf } from './ids.ts';
import { jsonRows } from './json-rows.ts';
import { removePending } from './pending.ts';
import { type FitRow, renewLeads } from './score-lead.ts';
import { type LevelRow, levelGuards } from './shared-out.ts';
import { newAttempt } from './standings.ts';

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

const replaceStints = [
  'delete from stint where site = ?1 and device in (select unhex(value) from json_each(?2))',
  `insert into stint (site, device, started_at, visitor, verified, claimed_at)
   select ?1, unhex(r.value->>'device'), r.value->>'startedAt', unhex(r.value->>'visitor'), r.value->>'verified',
     r.value->>'claimedAt' from json_each(?2) r`,
] as const;

const dropIdentifiers = `delete from identifier where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

const insertIdentifiers = `insert into identifier (site, kind, value, visitor)
  select ?1, r.value->>'kind', r.value->>'value', unhex(r.value->>'visitor') from json_each(?2) r
  where true on conflict do update set visitor = excluded.visitor`;

const dropLeads = `delete from lead where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

const leadFields = ['email', 'user_id', 'verified', 'named_at', 'traits', 'name', 'company'];

const leadsOf = (row: string) => leadFields.map((name) => `${row}.${name}`).join(', ');

/** Leads that are what they were are not written: `attempt` tells a rescoring which have changed. */
const insertLeads = `insert into lead (site, visitor, email, user_id, verified, named_at, traits, name, company, attempt)
  select ?1, unhex(r.value->>'visitor'), r.value->>'email', r.value->>'userId', r.value->>'verified',
    r.value->>'namedAt', r.value->'traits', r.value->>'name', r.value->>'company', ?3 from json_each(?2) r where true
  on conflict do update set ${leadFields.map((name) => `${name} = excluded.${name}`).join(', ')}, attempt = excluded.attempt
  where (${leadsOf('lead')}) is not (${leadsOf('excluded')})`;

/** Ids absorbed earlier follow their survivor when it is absorbed in turn: a look-up is never a chain. */
const followSurvivor = `update absorbed set survivor = (
    select unhex(r.value->>'survivor') from json_each(?2) r where unhex(r.value->>'visitor') = absorbed.survivor)
  where site = ?1 and survivor in (select unhex(r.value->>'visitor') from json_each(?2) r)`;

const insertAbsorbed = `insert into absorbed (site, visitor, survivor)
  select ?1, unhex(r.value->>'visitor'), unhex(r.value->>'survivor') from json_each(?2) r where true
  on conflict do update set survivor = excluded.survivor`;

/** A visitor who is someone again is no longer absorbed. */
const dropAbsorbed = `delete from absorbed where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

const insertConflicts = `insert into conflict (site, device, event, email, user_id, occurred_at)
  select ?1, unhex(r.value->>'device'), unhex(r.value->>'event'), r.value->>'email', r.value->>'userId', r.value->>'at'
  from json_each(?2) r where true on conflict do nothing`;

/** Whom a claim named may turn out otherwise; that it was made on this device does not. */
const insertNamings = `insert into naming (site, kind, value, device)
  select ?1, 'email', r.value->>'email', unhex(r.value->>'device') from json_each(?2) r where r.value->>'email' is not null
  union select ?1, 'userId', r.value->>'userId', unhex(r.value->>'device') from json_each(?2) r
    where r.value->>'userId' is not null
  on conflict do nothing`;

/** An id, or the ids of a row, as hex. */
function asHex(row: string | object): string | object {
  return typeof row === 'string' ? hexOf(row) : hexed(row, 'device', 'event', 'visitor', 'survivor');
}

/** A component, and what its resolution changes. */
export interface Resolved {
  component: Component;
  change: IdentityChange;
}

/**
 * Writes resolutions in one transaction, guarded by the components they were made from and by the site's revision. What
 * there is nothing of costs no statement. `also` is written along with it.
 * Throws a stale-guard error (store/guard.ts) when anything of it has changed; nothing is then written.
 */
export async function writeIdentity(
  db: D1Database,
  { site, revision }: SiteRevision,
  { resolved, also = [] }: { resolved: readonly Resolved[]; also?: D1PreparedStatement[] },
): Promise<void> {
  const run = (sql: string, rows: readonly (string | object)[], ...more: number[]) =>
    jsonRows(rows.map(asHex)).map((piece) => db.prepare(sql).bind(site, piece, ...more));
  const components = resolved.map(({ component }) => component);
  const changes = resolved.map(({ change }) => change);
  const devices = components.flatMap((component) => component.devices);
  const stints = changes.flatMap((change) => change.stints);
  const leads = changes.flatMap((change) => change.leads);
  const absorbed = changes.flatMap((change) => change.absorbed);
  const refolded = changes.map((change) => change.refolded);
  const held = components.flatMap(({ identifiers, stints }) => [...identifiers, ...stints]);
  const before = [...new Set(held.map(({ visitor }) => visitor))];
  const named = new Set(leads.map(({ visitor }) => visitor));
  await db.batch([
    guardStatement(db, [{ site, revision }]),
    ...componentGuards(db, site, components),
    ...levelGuards(
      db,
      site,
      changes.flatMap(({ levels }) => levels),
    ),
    ...run(replaceStints[0], devices),
    ...run(replaceStints[1], stints),
    ...run(dropIdentifiers, before),
    ...run(
      insertIdentifiers,
      changes.flatMap((change) => change.identifiers),
    ),
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
