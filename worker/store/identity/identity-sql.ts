// The SQL that writes who is who (identity.ts). ?1 is the site, ?2 a JSON array of rows, ids in hex.

import { withRows } from '../database/json-rows.ts';

/** Stints by their key: the device and the beginning. */
export const dropStints = `delete from stint where (site, device, started_at) in (
  select ?1, unhex(r.value->>0), r.value->>1 from json_each(?2) r)`;

export const putStints = `insert into stint (site, device, started_at, visitor, verified, claimed_at)
  select ?1, unhex(r.value->>0), r.value->>1, unhex(r.value->>2), r.value->>3, r.value->>4 from json_each(?2) r
  where true on conflict do update set visitor = excluded.visitor, verified = excluded.verified,
    claimed_at = excluded.claimed_at`;

export const dropIdentifiers = `delete from identifier where (site, kind, value) in (
  select ?1, r.value->>0, r.value->>1 from json_each(?2) r)`;

export const putIdentifiers = `insert into identifier (site, kind, value, visitor)
  select ?1, r.value->>0, r.value->>1, unhex(r.value->>2) from json_each(?2) r
  where true on conflict do update set visitor = excluded.visitor`;

export const dropLeads = `delete from lead where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

const leadFields = ['email', 'user_id', 'verified', 'named_at', 'traits', 'name', 'company'];

const leadsOf = (row: string) => leadFields.map((name) => `${row}.${name}`).join(', ');

/** Leads that are what they were are not written: `attempt` tells a rescoring which have changed. */
export const insertLeads = `${withRows('?2')} insert into lead (site, visitor, email, user_id, verified, named_at, traits, name, company, attempt)
  select ?1, unhex(r.value->>'visitor'), r.value->>'email', r.value->>'userId', r.value->>'verified',
    r.value->>'namedAt', r.value->'traits', r.value->>'name', r.value->>'company', ?3 from r where true
  on conflict do update set ${leadFields.map((name) => `${name} = excluded.${name}`).join(', ')}, attempt = excluded.attempt
  where (${leadsOf('lead')}) is not (${leadsOf('excluded')})`;

/** Ids absorbed earlier follow their survivor when it is absorbed in turn: a look-up is never a chain. */
export const followSurvivor = `update absorbed set survivor = (
    select unhex(r.value->>'survivor') from json_each(?2) r where unhex(r.value->>'visitor') = absorbed.survivor)
  where site = ?1 and survivor in (select unhex(r.value->>'visitor') from json_each(?2) r)`;

export const insertAbsorbed = `insert into absorbed (site, visitor, survivor)
  select ?1, unhex(r.value->>'visitor'), unhex(r.value->>'survivor') from json_each(?2) r where true
  on conflict do update set survivor = excluded.survivor`;

/** A visitor who is someone again is no longer absorbed. */
export const dropAbsorbed = `delete from absorbed where site = ?1 and visitor in (select unhex(value) from json_each(?2))`;

export const insertConflicts = `insert into conflict (site, device, event, email, user_id, occurred_at)
  select ?1, unhex(r.value->>'device'), unhex(r.value->>'event'), r.value->>'email', r.value->>'userId', r.value->>'at'
  from json_each(?2) r where true on conflict do nothing`;

/** Whom a claim named may turn out otherwise; that it was made on this device does not. */
export const insertNamings = `insert into naming (site, kind, value, device)
  select ?1, case when r.value->>'apart' then 'apart ' else '' end || k.value, r.value->>k.value, unhex(r.value->>'device')
  from json_each(?2) r cross join json_each('["email", "userId"]') k where r.value->>k.value is not null
  on conflict do nothing`;
