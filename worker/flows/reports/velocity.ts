// The report on velocity: from a survey to what the API and the page show.

import type { VelocityAnswer } from '../../../schema/api/reports/velocity.ts';
import type { Model } from '../../../schema/model/model.ts';
import type { Stage } from '../../score/proof/cohort/cohort.ts';
import {
  type CohortNote,
  type CohortWords,
  cohortText,
  englishCohortWords,
} from '../../score/proof/cohort/cohort-words.ts';
import { type StageRow, velocityReport } from '../../score/proof/cohort/velocity-report.ts';
import { frameOf, type Table } from './answer.ts';
import type { Survey } from './survey.ts';

/** The report with its remarks, the finding first; null: nothing is counted yet. */
export interface Velocity {
  rows: StageRow[];
  notes: [CohortNote, ...CohortNote[]];
}

/** The velocity of a survey. */
export function velocityOf({ counted }: Survey): Velocity | null {
  if (!counted) return null;
  const { people } = counted.tally.cohort;
  const rows = velocityReport(counted.tally.cohort);
  if (people === 0) return { rows, notes: [{ kind: 'nobody' }] };
  return { rows, notes: [findingOf(rows), { kind: 'cohort', people }, { kind: 'ofReached' }] };
}

function findingOf(rows: readonly StageRow[]): CohortNote {
  const sale = rows.find(({ stage }) => stage === 'won');
  if (sale?.quartiles) return { kind: 'timeToSale', ...sale.quartiles };
  return { kind: 'tooFewBuyers', missing: sale?.missing ?? 0 };
}

/** The name of a stage: a level's own, or words. */
export function stageName(stage: Stage, levels: Model['levels'], { stages }: CohortWords): string {
  return { ...stages, level2: levels[1].name, level1: levels[0].name }[stage];
}

/** The answer of the API. */
export function velocityAnswerOf(survey: Survey, { levels }: Model): VelocityAnswer {
  const velocity = velocityOf(survey);
  const data = (velocity?.rows ?? []).map(({ stage, people, reached, quartiles, missing }) => ({
    ...{
      stage,
      name: stageName(stage, levels, englishCohortWords),
      people,
      reached,
      notYet: people - reached,
    },
    ...(quartiles ?? { lower: null, median: null, upper: null }),
    missing: missing === null ? null : englishCohortWords.missing(missing),
  }));
  const notes = (velocity?.notes ?? []).map((note) => cohortText(note, englishCohortWords));
  return { ...frameOf(survey), data, notes };
}

/** The same as a file. */
export function velocityTable({ data }: VelocityAnswer): Table {
  return {
    header: ['stage', 'name', 'people', 'reached', 'notYet', 'lower', 'median', 'upper', 'missing'],
    rows: data.map(({ stage, name, people, reached, notYet, lower, median, upper, missing }) => [
      ...[stage, name, people, reached, notYet, lower, median, upper, missing],
    ]),
  };
}
