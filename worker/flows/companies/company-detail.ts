// One company, with its people and what each of them brings to its score.

import type { CompanyDetail, CompanyDetailQuery } from '../../../schema/api/company.ts';
import { scoreOfHeat } from '../../score/decay.ts';
import { companyKeysFor } from '../../score/fit/company.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { disqualifiedStatus, labelOf } from '../../score/standing/standing-now.ts';
import { type ReasonRow, readCompany } from '../../store/companies/companies.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import type { VisitorRow } from '../../store/visitors/visitor-row.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { type NoPage, nextCursorOf, startOf } from '../visitors/list-start.ts';
import { visitorView } from '../visitors/visitor-view.ts';
import { companyView, readingAt } from './company-view.ts';

/** The company and a page of its people, or why it cannot be returned; `none`: nobody belongs to it. */
export type CompanyAnswer = { kind: 'company'; company: CompanyDetail } | { kind: 'none' } | NoPage;

/** The company with this domain, name or key, as of now, or of `query.at`. `now` is UTC ms. */
export function findCompany(
  db: D1Database,
  site: SiteConfig,
  { name, query, now }: { name: string; query: CompanyDetailQuery; now: number },
): Promise<CompanyAnswer> {
  return underFreshSite(db, site, (fresh) => find(db, fresh, { name, query, now }));
}

async function find(
  db: D1Database,
  site: SiteConfig,
  { name, query, now }: { name: string; query: CompanyDetailQuery; now: number },
): Promise<CompanyAnswer> {
  const { served } = site;
  const { limit } = query;
  const keys = companyKeysFor(name);
  const scope = { site, list: `company:${JSON.stringify([query.model, keys])}` };
  const start = await startOf<[number, string]>(scope, { query, now });
  if (start.kind !== 'start') return start;
  const { at, after } = start;
  const place = after && { heat: after[0], visitor: after[1] };
  const found = await readCompany(db, { ...readingAt(site, at), keys, after: place, limit });
  if (!found) return { kind: 'none' };
  const page = found.people.slice(0, limit);
  const last = found.people.length > limit ? page.at(-1) : undefined;
  return {
    kind: 'company',
    company: {
      ...companyView(found.company, served, at),
      reasons: found.reasons.map((row) => reasonView(row, site, at)),
      data: page.map((row) => personView(row, site, at)),
      nextCursor: last ? await nextCursorOf(scope, at, [last.heat, last.id]) : null,
    },
  };
}

function personView(row: VisitorRow, { served }: SiteConfig, at: number): CompanyDetail['data'][number] {
  const visitor = visitorView(row, served, at);
  return { ...visitor, part: visitor.status === disqualifiedStatus ? 0 : visitor.score };
}

function reasonView(
  { heat, ...row }: ReasonRow,
  { served }: SiteConfig,
  at: number,
): CompanyDetail['reasons'][number] {
  const compiled = compileModel(served);
  return { ...row, label: labelOf(compiled, row.rule), worth: scoreOfHeat(compiled, heat, at) };
}
