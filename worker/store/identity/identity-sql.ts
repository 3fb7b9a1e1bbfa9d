// The SQL that writes identities (identity.ts). ?1 is the site, ?2 a JSON array of rows, ids in hex.

import { absorbed, conflict, identifier, lead, naming, stint } from '../../../schema/tables/identity.ts';
import { type ColumnOf, columnsFrom, excluded, insertInto, type Values } from '../database/columns.ts';
import { withRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';

/** Stints by their key: the device and the start. */
export const dropStints = sql`delete from stint where (site, device, started_at) in (
  select ?1, unhex(r.value->>0), r.value->>1 from json_each(?2) r)`;

export const putStints = sql`${insertInto(stint, {
  site: '?1',
  device: 'unhex(r.value->>0)',
  startedAt: 'r.value->>1',
  visitor: 'unhex(r.value->>2)',
  verified: 'r.value->>3',
  claimedAt: 'r.value->>4',
})} from json_each(?2) r where true
  on conflict do update set ${excluded(stint, ['visitor', 'verified', 'claimedAt'])}`;

export const dropIdentifiers = sql`delete from identifier where (site, kind, value) in (
  select ?1, r.value->>0, r.value->>1 from json_each(?2) r)`;

export const putIdentifiers = sql`${insertInto(identifier, {
  site: '?1',
  kind: 'r.value->>0',
  value: 'r.value->>1',
  visitor: 'unhex(r.value->>2)',
})} from json_each(?2) r where true on conflict do update set ${excluded(identifier, ['visitor'])}`;

export const dropLeads = sql`delete from lead where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

/** Values of a row `r` of JSON. */
const leadValues = {
  email: `r.value->>'email'`,
  userId: `r.value->>'userId'`,
  verified: `r.value->>'verified'`,
  namedAt: `r.value->>'namedAt'`,
  traits: `r.value->'traits'`,
  name: `r.value->>'name'`,
  company: `r.value->>'company'`,
  search: `r.value->>'search'`,
  companyKey: `r.value->>'companyKey'`,
  companySearch: `r.value->>'companySearch'`,
} satisfies Partial<Values<ColumnOf<typeof lead>>>;

const leadFields = Object.keys(leadValues) as (keyof typeof leadValues)[];

const leadsOf = (row: string) => leadFields.map((name) => columnsFrom(lead, row)[name]).join(', ');

/** Unchanged leads are not written: a rescoring detects changed leads by `attempt`. */
export const insertLeads = sql`${withRows('?2')} ${insertInto(lead, {
  site: '?1',
  visitor: `unhex(r.value->>'visitor')`,
  ...leadValues,
  attempt: '?3',
})} from r where true
  on conflict do update set ${excluded(lead, [...leadFields, 'attempt'])}
  where (${leadsOf('lead')}) is not (${leadsOf('excluded')})`;

/** When a survivor is absorbed, ids absorbed earlier follow it, so a lookup never needs a chain. */
export const followSurvivor = sql`update absorbed set survivor = (
    select unhex(r.value->>'survivor') from json_each(?2) r where unhex(r.value->>'visitor') = absorbed.survivor)
  where site = ?1 and survivor in (select unhex(r.value->>'visitor') from json_each(?2) r)`;

export const insertAbsorbed = sql`${insertInto(absorbed, {
  site: '?1',
  visitor: `unhex(r.value->>'visitor')`,
  survivor: `unhex(r.value->>'survivor')`,
})} from json_each(?2) r where true on conflict do update set ${excluded(absorbed, ['survivor'])}`;

/** A visitor who owns something again is no longer absorbed. */
export const dropAbsorbed = sql`delete from absorbed where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

export const insertConflicts = sql`${insertInto(conflict, {
  site: '?1',
  device: `unhex(r.value->>'device')`,
  event: `unhex(r.value->>'event')`,
  email: `r.value->>'email'`,
  userId: `r.value->>'userId'`,
  occurredAt: `r.value->>'at'`,
})} from json_each(?2) r where true on conflict do nothing`;

/** The person a claim names may change later; the fact that it was made on this device does not. */
export const insertNamings = sql`${insertInto(naming, {
  site: '?1',
  kind: sql`case when r.value->>'apart' then 'apart ' else '' end || k.value`,
  value: 'r.value->>k.value',
  device: `unhex(r.value->>'device')`,
})} from json_each(?2) r cross join json_each('["email", "userId"]') k where r.value->>k.value is not null
  on conflict do nothing`;
