// The report by bands of the score, levels and cells: from a survey to what the API and the page show.

import type { BandsAnswer } from '../../../schema/api/reports/bands.ts';
import type { Model } from '../../../schema/model/model.ts';
import { type Band, type BandsReport, bandsReport } from '../../score/proof/bands-report.ts';
import { englishReportWords, type Note, noteText, type ReportWords } from '../../score/proof/report-words.ts';
import { estimateCells, estimateHeader, frameOf, rounded, roundedEstimate, type Table } from './answer.ts';
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
  const bands = bandsOf(survey, model);
  const data = (bands?.report.bands ?? []).map((band) => {
    const { by, share, won, lift, conversion, missing } = band;
    return {
      ...{ by, name: bandName(band, model.levels, englishReportWords), from: band.from, to: band.to },
      ...{ people: rounded(band.people), share: rounded(share), won },
      lift: roundedEstimate(lift),
      conversion: roundedEstimate(conversion),
      missing: missing && englishReportWords.missing(missing),
    };
  });
  const notes = (bands?.notes ?? []).map((note) => noteText(note, englishReportWords));
  return { ...frameOf(survey), data, notes };
}

/** The same as a file. */
export function bandsTable({ data }: BandsAnswer): Table {
  return {
    header: [
      ...['by', 'name', 'from', 'to', 'people', 'share', 'won'],
      ...[...estimateHeader('lift'), ...estimateHeader('conversion'), 'missing'],
    ],
    rows: data.map(({ by, name, from, to, people, share, won, lift, conversion, missing }) => [
      ...[by, name, from, to, people, share, won],
      ...[...estimateCells(lift), ...estimateCells(conversion), missing],
    ]),
  };
}
