// Reads the state that a batch of events depends on: duplicates in the log, the owners, and the owners' standings.

import { lead } from '../../../schema/tables/identity.ts';
import { score } from '../../../schema/tables/log.ts';
import { selected, sqlName } from '../database/columns.ts';
import type { SiteRevision } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import type { StintRow } from '../identity/ties.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from '../ids.ts';
import { type CarriedRow, type carriedOf, leadFields } from '../scores/score-lead.ts';
import { oldestClaim, type StandingRow, selectStanding, type WatchedRow } from '../scores/standings.ts';

/** An event whose owner is looked up: `ownedAt` (UTC ms) decides; without a stint, `anonymous` owns it. */
export interface EventKey {
  site: number;
  device: string;
  id: string;
  ownedAt: number;
  anonymous: string;
}

/** The owner of a device from a time on (UTC ms). */
export type OwnerStint = Pick<StintRow, 'startedAt' | 'visitor'>;

/** The state in a visitor's row, its copies of the lead's fields, what was told, and the row's attempt number. */
export interface ReadStanding
  extends Omit<StandingRow, 'fitScore' | 'personOdds' | 'deedOdds'>,
    WatchedRow,
    Omit<ReturnType<typeof carriedOf>, 'verified'> {
  /** Null: anonymous. */
  verified: boolean | 0 | 1 | null;
  site: number;
  attempt: number;
}

/** The identity of a visitor without a row, only read for those. `traits` is JSON. */
export interface ReadLead
  extends CarriedRow,
    Pick<StoredRow<typeof lead>, 'site' | 'visitor' | 'traits' | 'attempt'> {}

/** An owner of some events: their standing, or their identity. */
type Owner = Omit<ReadStanding, 'attempt' | 'verified'> &
  Omit<ReadLead, 'attempt'> & { attempt: number | null; leadAttempt: number | null };

/** The stored state about some events and their owners. */
export interface Read {
  /** The revision of each existing site; empty if not requested. */
  revisions: SiteRevision[];
  /** Indexes of events already in the log, and whether identifications of their devices are pending. */
  known: Map<number, { isPending: boolean }>;
  stints: (OwnerStint & { site: number; device: string })[];
  standings: ReadStanding[];
  leads: ReadLead[];
}

/** SQL for the parts of an event in an array `j`: its site, ..., its anonymous visitor. */
const key = {
  site: 'j.value->>0',
  device: 'unhex(j.value->>1)',
  id: 'unhex(j.value->>2)',
  ownedAt: 'j.value->>3',
  anonymous: 'unhex(j.value->>4)',
} as const;

/** The visitor of the stint for the time of an event `j`, an array; null: the device's anonymous visitor owns it. */
export const stintOwner = sql`(select t.visitor from stint t where t.site = ${key.site} and t.device = ${key.device}
  and t.started_at <= ${key.ownedAt} order by t.started_at desc limit 1)`;

const readEvents = sql`select j.key as position, exists (select 1 from pending p
    where p.site = ${key.site} and p.device = ${key.device}) as isPending,
    null as site, null as device, null as startedAt, null as visitor
  from json_each(?1) j cross join event e
    on e.site = ${key.site} and e.device = ${key.device} and e.id = ${key.id}
union all select null, null, t.site, hex(t.device), t.started_at, hex(t.visitor)
  from (select distinct ${key.site} as site, ${key.device} as device from json_each(?1) j) d
  cross join stint t on t.site = d.site and t.device = d.device`;

/** The owners of the events (or of those that match the condition), for each version of their sites. */
const ownersOfEvents = (condition = 'true') => sql`(select distinct ${key.site} as site,
      coalesce(${stintOwner}, ${key.anonymous}) as visitor from json_each(?1) j where ${condition}) o
  cross join json_each(?2) v on v.value->>0 = o.site`;

const isNew = sql`not exists (select 1 from event e
  where e.site = ${key.site} and e.device = ${key.device} and e.id = ${key.id})`;

/** Of the row, or without one of the lead: only one of the two is joined. */
const ofEither = leadFields
  .map((name) => `coalesce(s.${sqlName(score, name)}, l.${sqlName(lead, name)}) as "${name}"`)
  .join(', ');

const readStandings = sql`select o.site, hex(o.visitor) as visitor, v.value->>1 as version, s.attempt, ${selectStanding},
  ${selected(score, 's', ['grade', 'told', 'checkAt'])}, ${ofEither}, l.traits, l.attempt as leadAttempt
from ${ownersOfEvents()}
left join score s on s.site = o.site and s.version = v.value->>1 and s.visitor = o.visitor
left join lead l on s.visitor is null and l.site = o.site and l.visitor = o.visitor`;

const readRevisions = sql`select key as site, revision from site where key in (select ${key.site} from json_each(?1) j)`;

/**
 * Claims the rows that have no claim, an expired claim, or a younger claim. Not for known events: nothing would be written,
 * and other writers would wait until the claim expires.
 */
const claimStandings = sql`update score set attempt = ?3 where (attempt > ?4 or attempt < ?3)
  and (site, version, visitor) in (select o.site, v.value->>1, o.visitor from ${ownersOfEvents(isNew)})`;

/**
 * What to read: the state for these events under these versions. With a `claim` (`newClaim`), claims the rows first and also
 * reads the sites' revisions. `now` is UTC ms.
 */
export interface ReadAsked {
  keys: readonly EventKey[];
  fed: readonly { site: number; version: number }[];
  claim: number | null;
  now: number;
}

/**
 * Reads the state in one round trip, by primary keys only. A claim costs one written row for each row; every other writer
 * must then read the row again before writing it.
 */
export async function readForEvents(db: D1Database, { keys, fed, claim, now }: ReadAsked): Promise<Read> {
  const asked = JSON.stringify(
    keys.map(({ site, device, id, ownedAt, anonymous }) => [
      site,
      hexOf(device),
      hexOf(id),
      ownedAt,
      hexOf(anonymous),
    ]),
  );
  const versions = JSON.stringify(fed.map(({ site, version }) => [site, version]));
  const claiming =
    claim === null
      ? []
      : [
          db.prepare(claimStandings).bind(asked, versions, claim, oldestClaim(now)),
          db.prepare(readRevisions).bind(asked),
        ];
  const results = await db.batch<Record<string, unknown>>([
    ...claiming,
    db.prepare(readEvents).bind(asked),
    db.prepare(readStandings).bind(asked, versions),
  ]);
  const [found, rows] = results.slice(-2);
  const sites = claim === null ? undefined : results[1];
  const revisions = (sites?.results ?? []) as unknown as SiteRevision[];
  const read: Read = { revisions, known: new Map(), stints: [], standings: [], leads: [] };
  const events = withIds<{ position: number | null; isPending: 0 | 1 } & Read['stints'][number]>(
    found?.results,
    {
      device: uuidFrom,
      visitor: visitorFrom,
    },
  );
  for (const { position, isPending, ...stint } of events) {
    if (position === null) read.stints.push(stint);
    else read.known.set(position, { isPending: isPending === 1 });
  }
  const named = new Set<string>();
  const owners = withIds<Owner>(rows?.results, { visitor: visitorFrom, device: uuidFrom });
  for (const { leadAttempt, ...row } of owners) {
    if (row.attempt !== null) read.standings.push(row as ReadStanding);
    if (leadAttempt === null || named.has(`${row.site}\n${row.visitor}`)) continue;
    named.add(`${row.site}\n${row.visitor}`);
    read.leads.push({ ...row, attempt: leadAttempt });
  }
  return read;
}
