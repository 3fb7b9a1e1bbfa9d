// Why somebody has a score and a grade, in English. The sentences are in score/words/score-words.ts, because the API has them too.

import type { Child } from 'hono/jsx';

export const explanation = {
  title: (score: string) => `Why ${score}`,
  fading: (days: number | null, written: string) =>
    days === null
      ? 'Points do not fade.'
      : `Points fade with time: every ${days === 1 ? 'day' : `${written} days`}, each is worth half of what it was.`,
  caps: 'Caps limit how often a rule counts. Events over a cap are grey and worth 0.',
  awards: (count: number, written: string) => (count === 1 ? '1 award' : `All ${written} awards`),
  neverBelow: 'A score is never shown below 0.',
  more: (written: string) => `${written} more`,
  ofRules: 'Points of each rule',
  ofAwards: 'Each award, newest first',
  columns: { when: 'When', what: 'What', times: 'Times', points: 'Points', worth: 'Worth now' },
  until: (day: Child): Child[] => ['until ', day],
  byHand: 'by hand',
  /** `isRest`: others counted. */
  overCap: (written: string, isRest: boolean) => `${written} ${isRest ? 'more ' : ''}over the cap`,
  withheld: (points: string) => `over the cap, else worth ${points}`,
  claimed: 'claimed',
  disqualifies: 'disqualifies',
  sum: 'Sum',
  score: 'Score',
};

export const fit = {
  title: 'Fit',
  why: (grade: string) => `Why fit ${grade}`,
  unknown: 'Nothing that the fit rules read is known yet.',
  score: (score: string) => `${score} of 100.`,
  bounds: (a: string, b: string, c: string) => `A from ${a}, B from ${b}, C from ${c}.`,
  held: 'What counts',
  others: 'What does not count',
  notHeld: (count: number, written: string) =>
    count === 1 ? 'One rule does not apply' : `${written} rules do not apply`,
  notKnown: 'not known',
  not: (asked: string) => `, not ${asked}`,
  columns: { what: 'What', points: 'Points' },
  sum: 'Fit',
  limited: 'Sum, held to 0–100',
};

export const chart = {
  title: 'Score over time',
  score: (points: string) => `${points} points`,
  same: (points: string) => `${points} points, as a week ago`,
  more: (points: string, change: string) => `${points} points, ${change} more than a week ago`,
  less: (points: string, change: string) => `${points} points, ${change} less than a week ago`,
};
