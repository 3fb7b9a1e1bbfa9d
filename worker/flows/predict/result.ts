// What a run of a prediction came to, as it is stored.

import type { PredictionPart } from '../../../schema/site.ts';
import type { Figures } from '../../score/proof/predict/figures.ts';
import type { Evidence, MissingEvidence } from '../../score/proof/predict/sample.ts';
import type { PredictionRow } from '../../store/models/predictions.ts';

/** Plain JSON. `at`: when the run began, UTC ms. */
export interface PredictionResult {
  at: number;
  /** How many outcomes were won or lost. */
  outcomes: number;
  evidence: Evidence;
  /** Null: nothing was, so there is a prediction. */
  missing: MissingEvidence | null;
  /** What it could use. */
  parts: readonly PredictionPart[];
  /** Whether only people with a known outcome taught it. */
  isOfDecided: boolean;
  /** Of people to whom it was not fitted. */
  figures: Figures | null;
}

/** What the last run came to; null: there was none. */
export function resultOf(row: PredictionRow | null): PredictionResult | null {
  return row?.result ? (JSON.parse(row.result) as PredictionResult) : null;
}
