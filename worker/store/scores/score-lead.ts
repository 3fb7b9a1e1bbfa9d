// What of a lead the rows of `score` carry, so that a list reads nothing else: who it is, copied from `lead`, and how
// well it fits under the row's version, worked out by whoever writes. Every statement that fills these columns takes them from here.

import { getTableColumns } from 'drizzle-orm';
import type { lead } from '../../../schema/tables/identity.ts';
import { score } from '../../../schema/tables/log.ts';
import { jsonRows, withRows } from '../database/json-rows.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { withHex } from '../ids.ts';

/** How well a lead fits under a version; see worker/score/fit/fit.ts. */
export type StoredFit = Pick<typeof score.$inferSelect, 'fitScore' | 'grade'>;

/** The fit of a visitor under a version. */
export type FitRow = Pick<StoredRow<typeof score>, 'version' | 'visitor'> & StoredFit;

/** Columns of `score`, and where each comes from: the lead `l`, or a row `r` of JSON with what a `FitRow` has. */
const carried: Readonly<Record<string, string>> = {
  email: 'l.email',
  user_id: 'l.user_id',
  verified: 'l.verified',
  name: 'l.name',
  company: 'l.company',
  fit_score: `r.value->>'fitScore'`,
  grade: `r.value->>'grade'`,
};

/** What a row repeats of the lead; null, all of it, while the visitor is anonymous. */
export interface CarriedRow extends Pick<StoredRow<typeof lead>, 'email' | 'userId' | 'name' | 'company'> {
  /** As drizzle maps it, or as SQL answers it. */
  verified: boolean | 0 | 1;
}

/** Its fields, in the order of `carriedColumns`; the fit follows them there. */
export const carriedFields = [
  'email',
  'userId',
  'verified',
  'name',
  'company',
] as const satisfies (keyof CarriedRow)[];

/** The columns, for an insert. */
export const carriedColumns = Object.keys(carried);

/** Their values, where `r` is to be inserted and `leadOfRow` is joined. */
export const carriedValues = Object.values(carried).join(', ');

/** Whether a row `s` says something else of the lead `l`. */
export const isLeadOff = Object.entries(carried)
  .filter(([, from]) => from.startsWith('l.'))
  .map(([column, from]) => `s.${column} is not ${from}`)
  .join(' or ');

/** The lead of a row `r`, by primary key. ?1 is the site. */
export const leadOfRow = `left join lead l on l.site = ?1 and l.visitor = unhex(r.value->>'visitor')`;

/** All columns of `score`, for what writes a row anew. */
export const scoreColumns = Object.values(getTableColumns(score)).map(({ name }) => name);

/** An upsert of rows that are there: unlike UPDATE FROM, it cannot be planned as a walk over all scores. */
const renew = `${withRows('?2')} insert into score (${scoreColumns.join(', ')})
select ${scoreColumns.map((name) => carried[name] ?? `s.${name}`).join(', ')}
from r cross join score s
  on s.site = ?1 and s.version = r.value->>'version' and s.visitor = unhex(r.value->>'visitor') ${leadOfRow}
where (${Object.keys(carried).map((name) => `s.${name}`)}) is not (${carriedValues})
on conflict (site, version, visitor) do update set ${Object.keys(carried)
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')}`;

const copy = `insert into score (${scoreColumns.join(', ')})
select ${scoreColumns.map((name) => ({ ...carried, version: `r.value->>'version'` })[name] ?? `s.${name}`).join(', ')}
from json_each(?2) r cross join score s
  on s.site = ?1 and s.version = ?3 and s.visitor = unhex(r.value->>'visitor') ${leadOfRow}`;

/** A statement that copies the score rows of `version` to those of the rows: of visitors who have nothing under either. */
export function copyEmpty(
  db: D1Database,
  site: number,
  { version, rows }: { version: number; rows: FitRow[] },
): D1PreparedStatement {
  return db.prepare(copy).bind(site, JSON.stringify(withHex(rows, 'visitor')), version);
}

/** Statements that bring these score rows up to date with `lead`, and their fit. They write only those that differ. */
export function renewLeads(db: D1Database, site: number, rows: FitRow[]): D1PreparedStatement[] {
  return jsonRows(withHex(rows, 'visitor')).map((piece) => db.prepare(renew).bind(site, piece));
}
