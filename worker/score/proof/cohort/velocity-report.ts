// How long people take from their first visit to each stage, and how many have not reached it. Pure.

import { minSales } from '../bands-report.ts';
import { type Cohort, type Stage, stages } from './cohort.ts';
import { countOf, type Quartiles, quartilesOf } from './durations.ts';

/** Quartiles of fewer people say too little. */
export const minReached = minSales;

/** A stage. `quartiles` in days, of those who reached it; null: too few, and `missing` says how many more it takes. */
export interface StageRow {
  stage: Stage;
  people: number;
  reached: number;
  quartiles: Quartiles | null;
  missing: number | null;
}

/** The report of a finished tally's cohort, in the order of the stages. */
export function velocityReport({ people, reached: durations }: Cohort): StageRow[] {
  return stages.map((stage) => {
    const reached = countOf(durations[stage]);
    const isKnown = reached >= minReached;
    return {
      ...{ stage, people, reached },
      quartiles: isKnown ? quartilesOf(durations[stage]) : null,
      missing: isKnown ? null : minReached - reached,
    };
  });
}
