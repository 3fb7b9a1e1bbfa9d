// A fitted prediction of who buys, as it is stored: plain JSON.

/** The weight of a feature in the logit, its standard error, and the mean of the feature among everybody. */
export interface Weight {
  weight: number;
  error: number;
  mean: number;
  /** How many people of the sample have it. */
  people: number;
}

/** A prediction. Plain JSON. */
export interface Prediction {
  /** The logit without any feature, for somebody who is here now. */
  intercept: number;
  /** How much the logit falls with each day since the person was last seen; 0 or more. */
  fallPerDay: number;
  weights: Record<string, Weight>;
}
