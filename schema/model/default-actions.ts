// What to do next about a visitor, by fit (A–D) and level (1–4), unless the model says. HubSpot's and Pardot's
// customers draw this matrix on a whiteboard; here it is a default, and a model's `actions` override each cell.

/** A grade and a level. */
export type Cell = `${'A' | 'B' | 'C' | 'D'}${1 | 2 | 3 | 4}`;

const soon = 'Sales within a day';
const untilEngaged = 'Nurture until there are signs of engagement';
const onBehalf = 'Talk: researching for someone senior?';

/** The action of each cell; null: nothing to do. They stand in the order of whom to call (worker/score/standing/call-order.ts). */
export const defaultActions: Readonly<Record<Cell, string | null>> = {
  A1: 'Sales now',
  A2: soon,
  B1: soon,
  B2: 'Qualify',
  C1: onBehalf,
  D1: onBehalf,
  A3: untilEngaged,
  A4: untilEngaged,
  B3: 'Nurture',
  C2: 'Nurture',
  D2: 'Self-serve',
  B4: 'Newsletter',
  C3: 'Newsletter',
  C4: null,
  D3: null,
  D4: null,
};

/** For a visitor whom the model could grade if any trait were known. */
export const unknownGradeAction = 'Find out who it is: ask in a form, or look the company up';
