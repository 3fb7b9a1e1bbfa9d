// Holds the list of companies to its specification: the site's people, grouped one by one.

import { expect } from 'vitest';
import { type Company, companyQuery } from '../../../schema/api/company.ts';
import { listCompanies } from '../../../worker/flows/companies/company-list.ts';
import { scoreOfHeat } from '../../../worker/score/decay.ts';
import { companyKeyOf } from '../../../worker/score/fit/company.ts';
import { emailKinds } from '../../../worker/score/fit/email-kind.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { firstCell } from '../../../worker/score/standing/call-order.ts';
import { heatThresholds, lowered } from '../../../worker/score/standing/level.ts';
import { shownScore } from '../../../worker/score/standing/standing-now.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { type StoredScore, scoresOf } from '../sites.ts';
import type { Asked } from './list.ts';

/** Every page of the list. */
export async function allCompanies(
  db: D1Database,
  site: SiteConfig,
  asked: Asked,
  now: number,
): Promise<Company[]> {
  const companies: Company[] = [];
  let cursor: string | null = null;
  do {
    const given = Object.entries({ ...asked, ...(cursor === null ? {} : { cursor }) });
    const query = companyQuery.parse(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
    const answer = await listCompanies(db, site, query, now);
    if (answer.kind !== 'page') throw new Error(JSON.stringify(answer));
    expect(answer.data.length).toBeLessThanOrEqual(query.limit);
    companies.push(...answer.data);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return companies;
}

/** The people of each company, as the stored rows say who they are. */
export async function peopleByCompany(db: D1Database, site: SiteConfig): Promise<Map<string, StoredScore[]>> {
  const kindOf = await emailKinds();
  const rows = await scoresOf(db, site.key, site.served.version);
  const keyOf = ({ email, company }: StoredScore) => companyKeyOf({ email, name: company }, kindOf);
  const byKey = Map.groupBy(rows, keyOf);
  byKey.delete(null);
  return byKey as Map<string, StoredScore[]>;
}

/** What the list says of a company's people that is worked out one by one here. */
export function sumsOf(site: SiteConfig, people: readonly StoredScore[], at: number) {
  const compiled = compileModel(site.served);
  const thresholds = heatThresholds(site.served.model.levels, compiled, at);
  const levelOf = ({ level, heat }: StoredScore) => lowered(level, heat, thresholds);
  const isDisqualified = (row: StoredScore) => row.level === 5 && row.outcome !== 'won';
  const counted = people.filter((row) => !isDisqualified(row));
  const scores = counted.map(({ heat }) => scoreOfHeat(compiled, heat, at));
  const cells = people.flatMap((row) =>
    row.grade && levelOf(row) < 5 ? [`${row.grade}${levelOf(row)}`] : [],
  );
  const outcomes = people.map(({ outcome }) => outcome);
  return {
    people: people.length,
    hot: people.filter((row) => levelOf(row) === 1).length,
    customers: people.filter((row) => row.level === 5 && row.outcome === 'won').length,
    disqualified: people.filter(isDisqualified).length,
    score: scores.reduce((sum, score) => sum + shownScore(score), 0),
    rawScore: scores.reduce((sum, score) => sum + Math.max(0, score), 0),
    bestCell: firstCell(site.served.model, cells),
    firstSeen: Math.min(...people.map(({ first_seen }) => first_seen)),
    lastSeen: Math.max(...people.map(({ last_seen }) => last_seen)),
    outcome: ['won', 'open', 'lost'].find((outcome) => outcomes.includes(outcome)) ?? null,
  };
}

/** Compares the whole list, as of `at` (UTC ms), with the people that are stored. */
export async function expectCompanies(db: D1Database, site: SiteConfig, at: number): Promise<void> {
  const byKey = await peopleByCompany(db, site);
  const listed = await allCompanies(db, site, { limit: 200 }, at);
  expect(listed.map(({ key }) => key).sort()).toEqual([...byKey.keys()].sort());
  for (const { key, ...company } of listed) {
    const { score, rawScore, ...exact } = sumsOf(site, byKey.get(key) ?? [], at);
    expect(company).toMatchObject(exact);
    expect(Math.abs(company.score - score)).toBeLessThanOrEqual(1e-9 * Math.max(1, score));
    expect(Math.abs(company.rawScore - rawScore)).toBeLessThanOrEqual(1e-9 * Math.max(1, rawScore));
  }
  const scores = listed.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
}
