// A run of a prediction, as a step gets it.

import { cpuAllowed } from '../../store/database/metered.ts';
import type { PredictionRow } from '../../store/models/predictions.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';

/** A run as it was read. `deadline` is UTC ms. */
export interface Run {
  row: PredictionRow;
  site: SiteConfig;
  served: FedModel;
  deadline: number;
}

/** CPU time of the longest step, the fit: 6,000 people with 80 facts, fitted six times. */
const longestStepMs = 2_000;

/** Whether the plan allows this invocation the time for a fit, and for many small steps at once. */
export function hasTime(db: D1Database): boolean {
  return cpuAllowed(db) >= longestStepMs;
}
