// What to do next about a visitor, by fit (A–D) and level (1–4), unless the model says. HubSpot's and Pardot's
// customers draw this matrix on a whiteboard; here it is a default, and a model's `actions` override each cell.

/** A grade and a level. */
export type Cell = `${'A' | 'B' | 'C' | 'D'}${1 | 2 | 3 | 4}`;

const soon = 'Sales within a day';
const untilEngaged = 'Nurture until there are signs of engagement';
const onBehalf = 'Talk: researching for someone senior?';

/** The action of each cell; null: nothing to do. */
export const defaultActions: Readonly<Record<Cell, string | null>> = {
  A1: 'Sales now',
  A2: soon,
  A3: untilEngaged,
  A4: untilEngaged,
  B1: soon,
  B2: 'Qualify',
  B3: 'Nurture',
  B4: 'Newsletter',
  C1: onBehalf,
  C2: 'Nurture',
  C3: 'Newsletter',
  C4: null,
  D1: onBehalf,
  D2: 'Self-serve',
  D3: null,
  D4: null,
};

/** For a visitor whom the model could grade if any trait were known. */
export const unknownGradeAction = 'Find out who it is: ask in a form, or look the company up';
