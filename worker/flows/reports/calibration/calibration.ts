// The report on the rules: from a survey to what the API and the page show, and the model that it suggests.

import type { CalibrationAnswer } from '../../../../schema/api/reports/calibration.ts';
import { type Model, model as modelSchema } from '../../../../schema/model/model.ts';
import type { Calibration, CalibrationRow, Had } from '../../../score/proof/calibration/calibration.ts';
import {
  type CalibrationNote,
  type CalibrationWords,
  calibrationNote,
  englishCalibrationWords,
} from '../../../score/proof/calibration/words.ts';
import { englishReportWords } from '../../../score/proof/report-words.ts';
import { estimateCells, estimateHeader, frameOf, rounded, roundedEstimate, type Table } from '../answer.ts';
import type { Survey } from '../survey.ts';

/** The remarks on a report. */
export function calibrationNotes(report: Calibration): CalibrationNote[] {
  const { buyers, unseen, disqualified, silence, fittedSales, heldOut, rows, judged } = report;
  const changed = rows.filter(({ suggested }) => suggested !== null).length;
  return [
    { kind: 'buyers', buyers, left: unseen + disqualified },
    ...(silence ? [{ kind: 'silence', silence } as const] : []),
    ...(silence ? [] : [{ kind: 'fitted', sales: fittedSales, changed } as const]),
    ...(heldOut ? [{ kind: 'heldOut', ...heldOut } as const] : []),
    ...(judged.accepted + judged.rejected > 0
      ? [{ kind: 'judged', accepted: judged.accepted, rejected: judged.rejected } as const]
      : []),
  ];
}

/** The answer of the API. */
export function calibrationAnswerOf(
  survey: Survey<Calibration>,
  words: CalibrationWords = englishCalibrationWords,
): CalibrationAnswer {
  const frame = frameOf(survey);
  const report = survey.counted?.tally;
  if (!report)
    return {
      ...frame,
      data: [],
      notes: [],
      ideas: [],
      heldOut: null,
      judged: { accepted: 0, rejected: 0, reasons: [] },
    };
  const { rows, ideas, heldOut, judged } = report;
  return {
    ...frame,
    data: rows.map(rowOf),
    notes: calibrationNotes(report).map((note) => calibrationNote(note, words)),
    ideas: ideas.map((idea) => ({ about: idea.about, what: idea.what, ...hadOf(idea) })),
    ...{ heldOut, judged },
  };
}

function rowOf({
  by,
  id,
  label,
  points,
  fitted,
  suggested,
  accepted,
  rejected,
  acceptance,
  ...had
}: CalibrationRow) {
  return {
    ...{ by, id, label, ...hadOf(had), points, fitted: roundedEstimate(fitted), suggested },
    ...{ accepted, rejected, acceptance: roundedEstimate(acceptance) },
  };
}

function hadOf({ won, people, share, lift, missing }: Had) {
  return {
    ...{ won, people: rounded(people), share: rounded(share), lift: roundedEstimate(lift) },
    missing: missing && englishReportWords.missing(missing),
  };
}

/** The header and the rows of the file: rules, levels, fit rules, then ideas. */
export function calibrationTable({ data, ideas }: CalibrationAnswer): Table {
  const header = [
    ...['by', 'id', 'label', 'people', 'share', 'won', ...estimateHeader('lift')],
    ...['points', ...estimateHeader('fitted'), 'suggested', 'accepted', 'rejected'],
    ...[...estimateHeader('acceptance'), 'missing'],
  ];
  const rows = data.map((row) => [
    ...[row.by, row.id, row.label, row.people, row.share, row.won, ...estimateCells(row.lift)],
    ...[row.points, ...estimateCells(row.fitted), row.suggested, row.accepted, row.rejected],
    ...[...estimateCells(row.acceptance), row.missing],
  ]);
  const more = ideas.map((idea) => [
    ...[
      `idea: ${idea.about}`,
      idea.what,
      null,
      idea.people,
      idea.share,
      idea.won,
      ...estimateCells(idea.lift),
    ],
    ...[null, ...estimateCells(null), null, null, null, ...estimateCells(null), idea.missing],
  ]);
  return { header, rows: [...rows, ...more] };
}

/** A model with the suggested points in place of its own, by the ids of rules; and how many that changes. */
export function suggestedModel(model: Model, { rows }: Calibration): { model: Model; changed: number } {
  let changed = 0;
  const write = (by: CalibrationRow['by'], rule: { id: string; points?: number | undefined }) => {
    const suggested = rows.find((row) => row.by === by && row.id === rule.id)?.suggested ?? null;
    if (suggested === null || suggested === rule.points) return;
    rule.points = suggested;
    changed++;
  };
  const next = structuredClone(model);
  for (const rule of next.rules) write('rule', rule);
  for (const rule of next.fit?.rules ?? []) write('fit', rule);
  return { model: modelSchema.parse(next), changed };
}
