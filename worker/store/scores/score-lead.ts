// The lead's columns in `score`, so that a list reads no other row: the identity, copied from `lead`, and the fit under the
// row's version, computed by the writer. Every statement that fills these columns uses the definitions here.

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
import { noteMarked } from './marked.ts';

/** How well a lead fits under a version (worker/score/fit/fit.ts), and what the person adds to the prediction. */
export type StoredFit = Pick<typeof score.$inferSelect, 'fitScore' | 'grade' | 'personOdds'>;

/** The fit of a visitor under a version. */
export type FitRow = Pick<StoredRow<typeof score>, 'version' | 'visitor'> & StoredFit;

/** Columns of `score`, and the source of each: the lead `l`, or a row `r` of JSON with the fields of a `FitRow`. */
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
  personOdds: `r.value->>'personOdds'`,
} as const satisfies Partial<Values<ColumnOf<typeof score>>>;

const carriedFields = Object.keys(carried) as (keyof typeof carried)[];

/** The names of the columns copied from the lead. */
type LeadField = Exclude<keyof typeof carried, keyof StoredFit>;

export const leadFields = carriedFields.filter((name): name is LeadField => carried[name].startsWith('l.'));

/** The columns copied from the lead; all are null while the visitor is anonymous. */
export interface CarriedRow extends Pick<StoredRow<typeof lead>, Exclude<LeadField, 'verified'>> {
  /** A boolean from drizzle, 0 or 1 from SQL. */
  verified: boolean | 0 | 1;
}

/** The copy for a row of `score`; `null`: the visitor has no lead. */
export function carriedOf(lead: CarriedRow | null): Pick<StoredRow<typeof score>, LeadField> {
  const values = leadFields.map((name) => [name, lead?.[name] ?? null]);
  const fields = Object.fromEntries(values) as CarriedRow;
  return { ...fields, verified: lead ? Boolean(lead.verified) : null };
}

/** The columns of the lead and of the fit for a visitor without a lead. */
export const carriedNothing = valuesOf(carriedFields, () => 'null');

/** Each column of a row `s`. */
const ofRow = columnsFrom(score, 's');

/** Whether a row `s` differs from the lead `l`. */
export const isLeadOff = leadFields.map((name) => `${ofRow[name]} is not ${carried[name]}`).join(' or ');

/** The lead of a row `r`, by primary key. ?1 is the site. */
export const leadOfRow = sql`left join lead l on l.site = ?1 and l.visitor = unhex(r.value->>'visitor')`;

const listOf = (values: Values<keyof typeof carried>) => carriedFields.map((name) => values[name]).join(', ');

/**
 * An upsert of existing rows: unlike UPDATE FROM, it cannot be planned as a full scan of the scores. With a new attempt, because
 * writers remember these columns.
 */
const renewWith = (values: Partial<Values<ColumnOf<typeof score>>>) => sql`${withRows('?2')} ${insertInto(
  score,
  { ...ofRow, ...carried, ...values },
)}
from r cross join score s
  on s.site = ?1 and s.version = r.value->>'version' and s.visitor = unhex(r.value->>'visitor') ${leadOfRow}
where (${listOf(ofRow)}) is not (${listOf(carried)})
on conflict (site, version, visitor) do update set ${excluded(score, [
  ...carriedFields,
  ...(Object.keys(values) as ColumnOf<typeof score>[]),
])}`;

const renew = renewWith({ attempt: '?3' });

/** The same where rows are watched: what is in the index of these costs a row. */
const renewWatched = renewWith({ attempt: '?3', checkAt: '?4' });

const copy = sql`${insertInto(score, {
  ...{ ...ofRow, ...carried, version: `r.value->>'version'` },
  ...{ deedOdds: 'null', told: 'null', checkAt: 'null' },
})}
from json_each(?2) r cross join score s
  on s.site = ?1 and s.version = ?3 and s.visitor = unhex(r.value->>'visitor') ${leadOfRow}`;

/**
 * A statement that copies the score rows of `version` to the versions of `rows`, for visitors without events under either
 * version.
 */
export function copyEmpty(
  db: D1Database,
  site: number,
  { version, rows }: { version: number; rows: FitRow[] },
): D1PreparedStatement {
  return db.prepare(copy).bind(site, JSON.stringify(withHex(rows, 'visitor')), version);
}

/**
 * Statements that update the lead's columns and the fit of these score rows. They write only the rows that differ. `attempt`: a new
 * one (worker/store/scores/standings.ts). `checkAt`: UTC ms from when the rows are reviewed; null: nobody watches them.
 */
export function renewLeads(
  db: D1Database,
  site: number,
  rows: FitRow[],
  { attempt, checkAt = null }: { attempt: number; checkAt?: number | null },
): D1PreparedStatement[] {
  if (checkAt !== null && rows.length > 0) noteMarked(db);
  const [text, more] = checkAt === null ? [renew, []] : [renewWatched, [checkAt]];
  return jsonRows(withHex(rows, 'visitor')).map((piece) =>
    db.prepare(text).bind(site, piece, attempt, ...more),
  );
}
