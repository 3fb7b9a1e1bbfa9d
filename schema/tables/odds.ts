// The predicted logit of a row of `score`: an expression, so that each part can be rewritten without the other.

/** The logit of a row with an alias such as `s.`, or none: by it `score_by_odds` sorts. Null without a prediction. */
export function oddsSql(alias: string): string {
  return `(${alias}deed_odds + ${alias}person_odds)`;
}
