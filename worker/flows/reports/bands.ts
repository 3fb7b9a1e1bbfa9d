// The report by bands of the score, levels and cells: from a survey to what the API and the page show.

import type { BandsAnswer } from '../../../schema/api/reports/bands.ts';
import type { Model } from '../../../schema/model/model.ts';
import { type Band, type BandsReport, bandsReport } from '../../score/proof/bands-report.ts';
import type { Estimate } from '../../score/proof/estimate.ts';
import { englishReportWords, type Note, noteText, type ReportWords } from '../../score/proof/report-words.ts';
import type { Cell } from '../visitors/csv.ts';
import type { Survey } from './survey.ts';

/** The report with its remarks; null: nothing is counted yet. */
export interface Bands {
  report: BandsReport;
  notes: Note[];
}

/** The bands of a survey. `words`: how remarks name bands. */
export function bandsOf(
  { counted }: Survey,
  { levels }: Pick<Model, 'levels'>,
  words: ReportWords = englishReportWords,
): Bands | null {
  if (!counted) return null;
  const { tally } = counted;
  const report = bandsReport(tally);
  const { buyers, unseen, disqualified } = tally;
  const { sales, moments, inverted } = report;
  const nameOf = (band: Band) => bandName(band, levels, words);
  const notes: Note[] = [
    buyers === 0 ? { kind: 'noSales' } : { kind: 'buyers', buyers, unseen, disqualified },
    ...(moments < sales ? [{ kind: 'sampled', moments, sales } as const] : []),
    ...inverted.map(
      ({ above, below, ratio }) =>
        ({ kind: 'inverted', above: nameOf(above), below: nameOf(below), ratio }) as const,
    ),
  ];
  return { report, notes };
}

/** The name of a band: a range of scores, the level's own name, or the cell. */
export function bandName({ by, key, from, to }: Band, levels: Model['levels'], words: ReportWords): string {
  if (by === 'score') return words.scores(from ?? 0, to);
  return by === 'level' ? (levels[Number(key) - 1]?.name ?? key) : key;
}

/** The answer of the API. */
export function bandsAnswerOf(survey: Survey, model: Model): BandsAnswer {
  const { from, to, counting, counted } = survey;
  const bands = bandsOf(survey, model);
  const data = (bands?.report.bands ?? []).map((band) => {
    const { by, share, won, lift, conversion, missing } = band;
    return {
      ...{ by, name: bandName(band, model.levels, englishReportWords), from: band.from, to: band.to },
      ...{ people: rounded(band.people), share: rounded(share), won },
      lift: lift && roundedAll(lift),
      conversion: conversion && roundedAll(conversion),
      missing: missing && englishReportWords.missing(missing),
    };
  });
  const notes = (bands?.notes ?? []).map((note) => noteText(note, englishReportWords));
  const period = counted ?? { from, to };
  return { from: period.from, to: period.to, countedAt: counted?.at ?? null, counting, data, notes };
}

/** The header and the rows of the file. */
export function bandsTable({ data }: BandsAnswer): { header: string[]; rows: Cell[][] } {
  const ends = (name: string) => [name, `${name}Low`, `${name}High`];
  const cells = (estimate: Estimate | null) =>
    estimate ? [estimate.value, estimate.low, estimate.high] : [null, null, null];
  return {
    header: [
      'by',
      'name',
      'from',
      'to',
      'people',
      'share',
      'won',
      ...ends('lift'),
      ...ends('conversion'),
      'missing',
    ],
    rows: data.map(({ by, name, from, to, people, share, won, lift, conversion, missing }) => [
      ...[by, name, from, to, people, share, won],
      ...[...cells(lift), ...cells(conversion), missing],
    ]),
  };
}

function roundedAll({ value, low, high }: Estimate): Estimate {
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}

/** Five significant digits: more says nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
