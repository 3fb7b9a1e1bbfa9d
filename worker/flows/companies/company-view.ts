// A company as the API and the pages show it, from sums over stored rows, the served model and the time.

import type { Company } from '../../../schema/api/company.ts';
import { visibleText } from '../../score/conditions/visible-text.ts';
import { heatOfOnePoint } from '../../score/decay.ts';
import { domainOfKey } from '../../score/fit/company.ts';
import { titleTraits } from '../../score/fit/derived-trait.ts';
import { type Grade, nextActionOf } from '../../score/fit/fit.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { shownSource } from '../../score/source/source.ts';
import { firstCell } from '../../score/standing/call-order.ts';
import { finite } from '../../score/standing/heat-range.ts';
import { heatThresholds } from '../../score/standing/level.ts';
import { standingAt } from '../../score/standing/standing-now.ts';
import type { CompanyRow, TopPersonRow } from '../../store/companies/companies.ts';
import type { Reading } from '../../store/companies/company-query.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';

/** How the site's scores read at `at`, UTC ms. */
export function readingAt(site: SiteConfig, at: number): Reading {
  const compiled = compileModel(site.served);
  const [first, second, third] = heatThresholds(compiled.model.levels, compiled, at).keep;
  return {
    site: site.key,
    revision: site.revision,
    version: site.served.version,
    unit: finite(heatOfOnePoint(compiled, at)),
    keep: [finite(first), finite(second), finite(third)],
    titleTraits,
  };
}

/** The company at `at`, UTC ms. */
export function companyView(row: CompanyRow, served: FedModel, at: number): Company {
  const { key, people, hot, customers, disqualified, firstSeen, lastSeen } = row;
  const bestCell = firstCell(served.model, row.cells?.split(',') ?? []);
  const outcomes = row.outcomes?.split(',') ?? [];
  return {
    key,
    domain: domainOfKey(key),
    name: row.name ?? key,
    ...{ people, hot, customers, disqualified },
    score: row.hundredths / 100,
    rawScore: row.points,
    bestCell,
    nextAction: bestCell && nextActionOf(served.model, bestCell[0] as Grade, Number(bestCell[1])),
    topPeople: row.top.map((person) => topPerson(person, served, at)),
    source: shownSource(row.source),
    ...{ firstSeen, lastSeen },
    outcome: (['won', 'open', 'lost'] as const).find((outcome) => outcomes.includes(outcome)) ?? null,
  };
}

function topPerson(row: TopPersonRow, served: FedModel, at: number): Company['topPeople'][number] {
  const { visitor: id, personName: name, email, title, grade, heat, level: stored, outcome } = row;
  const standing = { heat, heatByRule: {}, level: stored, outcome };
  const { score, status, level } = standingAt(compileModel(served), standing, at);
  const cell = grade === null || level === null ? null : `${grade}${level}`;
  return { id, name, email, title: visibleText(title === null ? null : String(title)), score, status, cell };
}
