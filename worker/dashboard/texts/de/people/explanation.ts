// Why somebody has a score and a grade, in German.

import type { Texts } from '../../en/en.ts';

export const explanation: Texts['explanation'] = {
  title: (score) => `Warum ${score}`,
  fading: (days, written) =>
    days === null
      ? 'Punkte verblassen nicht.'
      : `Punkte verblassen mit der Zeit: ${days === 1 ? 'jeden Tag' : `alle ${written} Tage`} auf die Hälfte.`,
  caps: 'Obergrenzen legen fest, wie oft eine Regel zählt. Was darüber liegt, ist grau und 0 wert.',
  awards: (count, written) => (count === 1 ? '1 Wertung' : `Alle ${written} Wertungen`),
  neverBelow: 'Ein Punktestand wird nie unter 0 angezeigt.',
  more: (written) => `${written} weitere`,
  ofRules: 'Punkte jeder Regel',
  ofAwards: 'Jede Wertung, die neueste zuerst',
  columns: { when: 'Wann', what: 'Was', times: 'Anzahl', points: 'Punkte', worth: 'Jetzt wert' },
  until: (day) => ['bis ', day],
  byHand: 'von Hand',
  overCap: (written, isRest) => `${written} ${isRest ? 'weitere ' : ''}über der Obergrenze`,
  withheld: (points) => `über der Obergrenze, sonst ${points} wert`,
  claimed: 'laut Angabe',
  disqualifies: 'schließt aus',
  sum: 'Summe',
  score: 'Punktestand',
};

export const fit: Texts['fit'] = {
  title: 'Passung',
  why: (grade) => `Warum Passung ${grade}`,
  unknown: 'Noch ist nichts bekannt, wonach die Passung fragt.',
  score: (score) => `${score} von 100.`,
  bounds: (a, b, c) => `A ab ${a}, B ab ${b}, C ab ${c}.`,
  held: 'Was zählt',
  others: 'Was nicht zählt',
  notHeld: (count, written) =>
    count === 1 ? 'Eine Regel trifft nicht zu' : `${written} Regeln treffen nicht zu`,
  notKnown: 'unbekannt',
  not: (asked) => `, verlangt: ${asked}`,
  columns: { what: 'Was', points: 'Punkte' },
  sum: 'Passung',
  limited: 'Summe, begrenzt auf 0–100',
};

export const chart: Texts['chart'] = {
  title: 'Punkte im Lauf der Zeit',
  score: (points) => `${points} Punkte`,
  same: (points) => `${points} Punkte, wie vor einer Woche`,
  more: (points, change) => `${points} Punkte, ${change} mehr als vor einer Woche`,
  less: (points, change) => `${points} Punkte, ${change} weniger als vor einer Woche`,
};
