// Writing who is who: stints, identifiers, leads, absorbed ids and conflicts, with the scores that follow from them.

import type { Trait } from '../../schema/trait.ts';
import { type Component, componentGuard, type IdentifierRow, type StintRow } from './component.ts';
import { noteReidentified } from './crossings.ts';
import { type Refolded, replaceDerived } from './derived.ts';
import { guardStatement, type SiteRevision } from './guard.ts';
import { type FitRow, renewLeads } from './score-lead.ts';

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

/** All that a resolution changes, written in one transaction. */
export interface IdentityChange {
  stints: StintRow[];
  identifiers: IdentifierRow[];
  leads: LeadRow[];
  /** Visitors who are no longer anyone: id and survivor. */
  absorbed: { visitor: string; survivor: string }[];
  conflicts: ConflictRow[];
  refolded: Refolded;
  /** The fit of those of the component who are not refolded: their score rows take over what changed of their leads. */
  fits: FitRow[];
}

const replaceStints = [
  'delete from stint where site = ?1 and device in (select value from json_each(?2))',
  `insert into stint (site, device, started_at, visitor, verified, claimed_at)
   select ?1, r.value->>'device', r.value->>'startedAt', r.value->>'visitor', r.value->>'verified',
     r.value->>'claimedAt' from json_each(?2) r`,
] as const;

const dropIdentifiers = `delete from identifier where site = ?1 and visitor in (select value from json_each(?2))`;

const insertIdentifiers = `insert into identifier (site, kind, value, visitor)
  select ?1, r.value->>'kind', r.value->>'value', r.value->>'visitor' from json_each(?2) r
  where true on conflict do update set visitor = excluded.visitor`;

const dropLeads = `delete from lead where site = ?1 and visitor in (select value from json_each(?2))`;

const leadFields = ['email', 'user_id', 'verified', 'named_at', 'traits', 'name', 'company'];

const leadsOf = (row: string) => leadFields.map((name) => `${row}.${name}`).join(', ');

/** Leads that are what they were are not written: `attempt` tells a rescoring which have changed. */
const insertLeads = `insert into lead (site, visitor, email, user_id, verified, named_at, traits, name, company, attempt)
  select ?1, r.value->>'visitor', r.value->>'email', r.value->>'userId', r.value->>'verified',
    r.value->>'namedAt', r.value->'traits', r.value->>'name', r.value->>'company', ?3 from json_each(?2) r where true
  on conflict do update set ${leadFields.map((name) => `${name} = excluded.${name}`).join(', ')}, attempt = excluded.attempt
  where (${leadsOf('lead')}) is not (${leadsOf('excluded')})`;

/** Ids absorbed earlier follow their survivor when it is absorbed in turn: a look-up is never a chain. */
const followSurvivor = `update absorbed set survivor = r.value->>'survivor' from json_each(?2) r
  where absorbed.site = ?1 and absorbed.survivor = r.value->>'visitor'`;

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

const dropPending = 'delete from pending where site = ?1 and device in (select value from json_each(?2))';

/**
 * Writes a resolution in one transaction, guarded by the component it was made from and by the site's revision.
 * `splitAt`: of a split, when it was made, UTC ms.
 * Throws a stale-guard error (store/guard.ts) when either has changed; nothing is then written.
 */
export async function writeIdentity(
  db: D1Database,
  { site, revision }: SiteRevision,
  {
    component,
    change,
    also = [],
    splitAt = 0,
  }: {
    component: Component;
    change: IdentityChange;
    also?: D1PreparedStatement[];
    splitAt?: number | undefined;
  },
): Promise<void> {
  const run = (sql: string, value: unknown) => db.prepare(sql).bind(site, JSON.stringify(value));
  const attempt = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  const before = [...new Set([...component.identifiers, ...component.stints].map(({ visitor }) => visitor))];
  await db.batch([
    guardStatement(db, [{ site, revision }]),
    componentGuard(db, site, component),
    run(replaceStints[0], component.devices),
    run(replaceStints[1], change.stints),
    run(dropIdentifiers, before),
    run(insertIdentifiers, change.identifiers),
    run(
      dropLeads,
      before.filter((visitor) => !change.leads.some((lead) => lead.visitor === visitor)),
    ),
    db.prepare(insertLeads).bind(site, JSON.stringify(change.leads), attempt),
    run(followSurvivor, change.absorbed),
    run(
      dropAbsorbed,
      change.stints.map(({ visitor }) => visitor),
    ),
    run(insertAbsorbed, change.absorbed),
    run(insertConflicts, change.conflicts),
    run(
      insertNamings,
      component.claims.map(({ device, email, userId }) => ({ device, email, userId })),
    ),
    noteReidentified(db, site, { refolded: change.refolded, notBefore: splitAt }),
    ...replaceDerived(db, site, change.refolded),
    renewLeads(db, site, change.fits),
    run(dropPending, component.devices),
    ...also,
  ]);
}
