// What of a lead the rows of `score` carry, so that a list reads nothing else: who it is, copied from `lead`, and how
// well it fits under the row's version, worked out by whoever writes. Every statement that fills these columns takes them from here.

import type { lead } from '../../../schema/tables/identity.ts';
import { score } from '../../../schema/tables/log.ts';
import {
  type ColumnOf,
  columnsFrom,
  excluded,
  insertInto,
  type Values,
  valuesOf,
} from '../database/columns.ts';
import { jsonRows, withRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { withHex } from '../ids.ts';

/** How well a lead fits under a version; see worker/score/fit/fit.ts. */
export type StoredFit = Pick<typeof score.$inferSelect, 'fitScore' | 'grade'>;

/** The fit of a visitor under a version. */
export type FitRow = Pick<StoredRow<typeof score>, 'version' | 'visitor'> & StoredFit;

/** Columns of `score`, and where each comes from: the lead `l`, or a row `r` of JSON with what a `FitRow` has. */
export const carried = {
  email: 'l.email',
  userId: 'l.user_id',
  verified: 'l.verified',
  name: 'l.name',
  company: 'l.company',
  search: 'l.search',
  companyKey: 'l.company_key',
  companySearch: 'l.company_search',
  fitScore: `r.value->>'fitScore'`,
  grade: `r.value->>'grade'`,
} as const satisfies Partial<Values<ColumnOf<typeof score>>>;

const carriedFields = Object.keys(carried) as (keyof typeof carried)[];

/** Those that a row repeats of the lead. */
type LeadField = Exclude<keyof typeof carried, keyof StoredFit>;

export const leadFields = carriedFields.filter((name): name is LeadField => carried[name].startsWith('l.'));

/** What a row repeats of the lead; null, all of it, while the visitor is anonymous. */
export interface CarriedRow extends Pick<StoredRow<typeof lead>, Exclude<LeadField, 'verified'>> {
  /** As drizzle maps it, or as SQL answers it. */
  verified: boolean | 0 | 1;
}

/** The same as a row of `score` has it; null: of a visitor without a lead. */
export function carriedOf(lead: CarriedRow | null): Pick<StoredRow<typeof score>, LeadField> {
  const values = leadFields.map((name) => [name, lead?.[name] ?? null]);
  const fields = Object.fromEntries(values) as CarriedRow;
  return { ...fields, verified: lead ? Boolean(lead.verified) : null };
}

/** Their columns, and the fit's, of a row that carries nothing. */
export const carriedNothing = valuesOf(carriedFields, () => 'null');

/** Each column of a row `s`. */
const ofRow = columnsFrom(score, 's');

/** Whether a row `s` says something else of the lead `l`. */
export const isLeadOff = leadFields.map((name) => `${ofRow[name]} is not ${carried[name]}`).join(' or ');

/** The lead of a row `r`, by primary key. ?1 is the site. */
export const leadOfRow = sql`left join lead l on l.site = ?1 and l.visitor = unhex(r.value->>'visitor')`;

const listOf = (values: Values<keyof typeof carried>) => carriedFields.map((name) => values[name]).join(', ');

/** An upsert of rows that are there: unlike UPDATE FROM, it cannot be planned as a walk over all scores. */
const renew = sql`${withRows('?2')} ${insertInto(score, { ...ofRow, ...carried })}
from r cross join score s
  on s.site = ?1 and s.version = r.value->>'version' and s.visitor = unhex(r.value->>'visitor') ${leadOfRow}
where (${listOf(ofRow)}) is not (${listOf(carried)})
on conflict (site, version, visitor) do update set ${excluded(score, carriedFields)}`;

const copy = sql`${insertInto(score, { ...ofRow, ...carried, version: `r.value->>'version'` })}
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
