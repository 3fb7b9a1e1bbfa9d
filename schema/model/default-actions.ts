// What to do next about a visitor, by fit (A–D) and level (1–4), unless the model says. HubSpot's and Pardot's
// customers draw this matrix on a whiteboard; here it is a default, and a model's `actions` override each cell.

/** A grade and a level. */
export type Cell = `${'A' | 'B' | 'C' | 'D'}${1 | 2 | 3 | 4}`;

/** The actions in English. The pages have them in other languages, by these names. */
export const actionWords = {
  now: 'Sales now',
  soon: 'Sales within a day',
  qualify: 'Qualify',
  onBehalf: 'Talk: researching for someone senior?',
  untilEngaged: 'Nurture until there are signs of engagement',
  nurture: 'Nurture',
  selfServe: 'Self-serve',
  newsletter: 'Newsletter',
  unknownGrade: 'Find out who it is: ask in a form, or look the company up',
} as const;

/** The name of a default action. */
export type ActionName = keyof typeof actionWords;

const { now, soon, qualify, onBehalf, untilEngaged, nurture, selfServe, newsletter } = actionWords;

/** The action of each cell; null: nothing to do. They stand in the order of whom to call (worker/score/standing/call-order.ts). */
export const defaultActions: Readonly<Record<Cell, string | null>> = {
  A1: now,
  A2: soon,
  B1: soon,
  B2: qualify,
  C1: onBehalf,
  D1: onBehalf,
  A3: untilEngaged,
  A4: untilEngaged,
  B3: nurture,
  C2: nurture,
  D2: selfServe,
  B4: newsletter,
  C3: newsletter,
  C4: null,
  D3: null,
  D4: null,
};

/** All cells, A1 to D4. */
export const cells: readonly Cell[] = (Object.keys(defaultActions) as Cell[]).sort();

/** For a visitor whom the model could grade if any trait were known. */
export const unknownGradeAction = actionWords.unknownGrade;
