// A run of a prediction, as a step gets it.

import type { PredictionRow } from '../../store/models/predictions.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';

/** A run as it was read. `deadline` is UTC ms. */
export interface Run {
  row: PredictionRow;
  site: SiteConfig;
  served: FedModel;
  deadline: number;
}
