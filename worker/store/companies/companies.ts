// Reading companies. They have no rows of their own: everything is summed up when it is read.

import { guardStatement } from '../database/guard.ts';
import { visitorFrom, withIds } from '../ids.ts';
import type { Sql } from '../visitors/visitor-list-range.ts';
import type { VisitorRow } from '../visitors/visitor-row.ts';
import type { CompanyListQuery, CompanyQuery, Reading } from './company-query.ts';
import { companyListSql, companySql, peopleSql, reasonsSql } from './company-sql.ts';

/** What is shown of one of a company's hottest people; `level` as of the last arrival. */
export interface TopPersonRow extends Pick<VisitorRow, 'email' | 'heat' | 'level' | 'outcome' | 'grade'> {
  visitor: string;
  personName: string | null;
  title: string | number | null;
}

/** Sums over the people of a company at the time that was asked for. */
export interface CompanyRow {
  key: string;
  /** What the list is sorted by: see `CompanyPosition`. */
  value: number;
  people: number;
  hot: number;
  customers: number;
  disqualified: number;
  /** The shown scores of all who count, in hundredths of a point. */
  hundredths: number;
  /** Their unrounded scores, each at least 0. */
  points: number;
  firstSeen: number;
  lastSeen: number;
  /** Separated by commas; null: none. */
  cells: string | null;
  outcomes: string | null;
  name: string | null;
  source: string;
  top: TopPersonRow[];
}

type JoinedRow = Omit<CompanyRow, 'top'> & (TopPersonRow | { visitor: null });

/** What a rule gave a person. */
export interface ReasonRow extends Pick<VisitorRow, 'name' | 'email'> {
  visitor: string;
  rule: string;
  heat: number;
}

function companiesFrom(results: readonly unknown[] | undefined): CompanyRow[] {
  const companies = new Map<string, CompanyRow>();
  for (const row of withIds<JoinedRow>(results, { visitor: visitorFrom })) {
    const company = companies.get(row.key) ?? { ...row, top: [] };
    companies.set(row.key, company);
    if (row.visitor !== null) company.top.push(row);
  }
  return [...companies.values()];
}

async function ask(db: D1Database, { site, revision }: Reading, statements: readonly Sql[]) {
  const prepared = statements.map(({ text, values }) => db.prepare(text).bind(...values));
  const [, ...results] = await db.batch<unknown>([guardStatement(db, [{ site, revision }]), ...prepared]);
  return results.map((result) => result.results);
}

/**
 * A page of companies in order, one more where there is more, in one round trip. Reads `score_by_company` of the site once, a row
 * for each person, and the page's people again. Throws a stale-guard error (store/database/guard.ts) when the site has changed
 * since it was read.
 */
export async function readCompanies(db: D1Database, query: CompanyListQuery): Promise<CompanyRow[]> {
  const [rows] = await ask(db, query, [companyListSql(query)]);
  return companiesFrom(rows);
}

/** A company, a page of its people and one more, and its reasons. */
export interface FoundCompany {
  company: CompanyRow;
  people: VisitorRow[];
  reasons: ReasonRow[];
}

/** Reads it in one round trip: a range of `score_by_company` for the company. Null: nobody belongs to it. Throws as `readCompanies` does. */
export async function readCompany(db: D1Database, query: CompanyQuery): Promise<FoundCompany | null> {
  const statements = [companySql(query), peopleSql(query), reasonsSql(query)];
  const [rows, people, reasons] = await ask(db, query, statements);
  const [company] = companiesFrom(rows);
  if (!company) return null;
  return {
    company,
    people: withIds<VisitorRow>(people, { id: visitorFrom }),
    reasons: withIds<ReasonRow>(reasons, { visitor: visitorFrom }),
  };
}
