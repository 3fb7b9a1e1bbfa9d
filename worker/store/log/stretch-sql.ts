// SQL for a visitor's part of the log: stretches, which are periods of a device from one stint to its next.

import { sql } from '../database/sql.ts';

/** The current visitor for the id ?2 (hex) of the site ?1. */
export const survivor = sql`coalesce((select survivor from absorbed where site = ?1 and visitor = unhex(?2)), unhex(?2))`;

/** The visitors, and the version of their score rows: SQL for a list of visitor ids, and for a number. ?1 is the site. */
interface Whose {
  visitors: string;
  version: string;
}

/**
 * Selects visitor, device, started_at, ended_at (exclusive; null: still open) and verified. These are the visitors' stints,
 * by `stint_by_visitor` (without the hint SQLite scans all stints of the site), and the whole device of a visitor whose
 * device has no stints, by the key of `score`.
 */
export const stretchesOf = ({ visitors, version }: Whose): string => sql`
  select t.visitor, t.device, t.started_at, (select min(u.started_at) from stint u
      where u.site = ?1 and u.device = t.device and u.started_at > t.started_at) as ended_at, t.verified
  from stint t indexed by stint_by_visitor where t.site = ?1 and t.visitor in (${visitors})
  union all
  select s.visitor, s.device, 0, null, 0 from score s
  where s.site = ?1 and s.version = ${version} and s.visitor in (${visitors})
    and not exists (select 1 from stint t where t.site = ?1 and t.device = s.device)`;

/** Joins the events `e` of a stretch: one range of the log per device. */
export const eventsIn = (stretch: string): string => sql`cross join event e on ${inStretch(stretch)}`;

/** Whether the event `e` is within a stretch. */
export const inStretch = (stretch: string): string => sql`e.site = ?1 and e.device = ${stretch}.device
  and coalesce(e.owned_at, e.occurred_at) >= ${stretch}.started_at
  and (${stretch}.ended_at is null or coalesce(e.owned_at, e.occurred_at) < ${stretch}.ended_at)`;
