// What a survey counts of each person, by what it is about. Each counts the buyers first, which gives the moments of the sales, and
// then everybody.

import { calibrationOf } from '../../score/proof/calibration/calibration.ts';
import { addAnyone, addSale, closeEvidence, type Evidence } from '../../score/proof/calibration/evidence.ts';
import {
  addBuyer,
  addPerson,
  type Counting,
  closeSales,
  type Someone,
  type Tally,
} from '../../score/proof/survey/tally.ts';
import type { SurveyRow } from '../../store/models/surveys.ts';

/** Counts that are plain JSON while they run. */
export interface Counter {
  readonly hasAllSales: boolean;
  addBuyer(person: Someone): void;
  /** Ends the search for sales. */
  close(): void;
  addPerson(person: Someone): void;
  /** The counts so far, as plain JSON. */
  readonly counts: object;
  /** What is kept when everybody has been counted. */
  result(): object;
}

const counters: Record<SurveyRow['about'], (counts: object, counting: Counting) => Counter> = {
  standing: (counts, counting) => standingCounter(counts as Tally, counting),
  rules: (counts, counting) => rulesCounter(counts as Evidence, counting),
};

/** Continues a survey's counts; `counting` is as for the tally. */
export function counterOf(about: SurveyRow['about'], counts: object, counting: Counting): Counter {
  return counters[about](counts, counting);
}

function standingCounter(tally: Tally, counting: Counting): Counter {
  return {
    get hasAllSales() {
      return tally.hasAllSales;
    },
    addBuyer: (person) => addBuyer(tally, person, counting),
    close: () => closeSales(tally),
    addPerson: (person) => addPerson(tally, person, counting),
    counts: tally,
    result: () => tally,
  };
}

function rulesCounter(evidence: Evidence, counting: Counting): Counter {
  return {
    get hasAllSales() {
      return evidence.hasAllSales;
    },
    addBuyer: (person) => addSale(evidence, person, counting),
    close: () => closeEvidence(evidence),
    addPerson: (person) => addAnyone(evidence, person, counting),
    counts: evidence,
    result: () => calibrationOf(evidence, counting.compiled.model),
  };
}
