// The report on sources: from a survey to what the API and the page show.

import type { SourceBy, SourcesAnswer } from '../../../schema/api/reports/sources.ts';
import {
  type CohortNote,
  type CohortWords,
  cohortText,
  englishCohortWords,
} from '../../score/proof/cohort/cohort-words.ts';
import { noCurrency } from '../../score/proof/cohort/source-counts.ts';
import {
  type SourceRow,
  type SourcesReport,
  sourcesReport,
} from '../../score/proof/cohort/sources-report.ts';
import { englishReportWords } from '../../score/proof/report-words.ts';
import { estimateCells, estimateHeader, frameOf, rounded, roundedEstimate, type Table } from './answer.ts';
import type { Survey } from './survey.ts';

/** The report with its remarks, the finding first; null: nothing is counted yet. */
export interface Sources {
  report: SourcesReport;
  notes: [CohortNote, ...CohortNote[]];
}

/** The sources of a survey. `nameOf`: how remarks name a source. */
export function sourcesOf(
  { counted }: Survey,
  by: SourceBy,
  nameOf: (row: SourceRow) => string = (row) => sourceRowName(row, englishCohortWords),
): Sources | null {
  if (!counted) return null;
  const { cohort } = counted.tally;
  const report = sourcesReport(cohort, by);
  const { people, unseen } = cohort;
  const unvalued = report.rows.reduce((sum, row) => sum + row.unvalued, 0);
  const [first, ...others] = report.standouts.map(
    ({ row, ratio }) => ({ kind: 'standsOut', name: nameOf(row), ratio }) as const,
  );
  const notes: Sources['notes'] = [
    first ?? findingWithout(report),
    ...others,
    ...(people > 0 ? [{ kind: 'cohort', people } as const] : []),
    ...(unseen.visitors > 0 ? [{ kind: 'unseen', people: unseen.visitors } as const] : []),
    ...(unvalued > 0 ? [{ kind: 'unvalued', deals: unvalued } as const] : []),
  ];
  return { report, notes };
}

/** The finding, if no source stands out. */
function findingWithout({ rows }: SourcesReport): CohortNote {
  if (rows.length === 0) return { kind: 'nobody' };
  const known = rows.filter(({ conversion }) => conversion !== null);
  return known.length < 2 ? { kind: 'tooFewSales' } : { kind: 'alike' };
}

/** The name of a row: its own, or what it stands for. */
export function sourceRowName({ kind, name }: SourceRow, { rows }: CohortWords): string {
  return kind === 'named' ? (name ?? '') : rows[kind];
}

/** The values of a row, by currency in order of the alphabet; null: without a currency, last. Rounded to thousandths. */
export function valuesOf({ values }: SourceRow): { currency: string | null; amount: number }[] {
  return Object.entries(values)
    .map(([currency, amount]) => ({
      currency: currency === noCurrency ? null : currency,
      amount: Math.round(amount * 1_000) / 1_000,
    }))
    .sort((a, b) => ((a.currency ?? '~') < (b.currency ?? '~') ? -1 : 1));
}

/** The answer of the API. */
export function sourcesAnswerOf(survey: Survey, by: SourceBy): SourcesAnswer {
  const sources = sourcesOf(survey, by);
  const data = (sources?.report.rows ?? []).map((row) => {
    const { kind, name, visitors, leads, won, lost, open, leadsPerSale, daysToSale, missing } = row;
    return {
      ...{ kind, name, visitors, leads, won, lost, open, value: valuesOf(row), daysToSale },
      conversion: roundedEstimate(row.conversion),
      leadsPerSale: leadsPerSale && rounded(leadsPerSale),
      expected: roundedEstimate(row.expected),
      missing: missing === null ? null : englishReportWords.missing({ what: 'sales', count: missing }),
    };
  });
  const notes = (sources?.notes ?? []).map((note) => cohortText(note, englishCohortWords));
  return { ...frameOf(survey), data, notes };
}

/** The same as a file: a column for each currency. */
export function sourcesTable({ data }: SourcesAnswer): Table {
  const currencies = [...new Set(data.flatMap(({ value }) => value.map(({ currency }) => currency)))].sort();
  return {
    header: [
      ...['kind', 'name', 'visitors', 'leads', 'won', 'lost', 'open'],
      ...[...estimateHeader('conversion'), 'leadsPerSale', 'daysToSale', ...estimateHeader('expected')],
      ...['missing', ...currencies.map((currency) => (currency === null ? 'value' : `value${currency}`))],
    ],
    rows: data.map((row) => [
      ...[row.kind, row.name, row.visitors, row.leads, row.won, row.lost, row.open],
      ...[...estimateCells(row.conversion), row.leadsPerSale, row.daysToSale, ...estimateCells(row.expected)],
      row.missing,
      ...currencies.map((each) => row.value.find(({ currency }) => currency === each)?.amount ?? null),
    ]),
  };
}
