// What a draft would change on the real history, in German.

import type { Texts } from '../../en/en.ts';

export const modelEffect: Texts['modelEffect'] = {
  title: 'Was der Entwurf ändern würde',
  none: 'Ändern Sie eine Zahl und speichern Sie. Was das ändern würde, wird dann hier gezählt: an allem, was Ihre Besucher wirklich getan haben.',
  notBegun: 'Noch nicht gezählt: Jemand, der das Modell ändern darf, muss diese Seite öffnen.',
  counting: (done, total) => `Wird an Ihrem Verlauf gezählt: ${done} von ${total} Personen.`,
  reload: 'Noch einmal nachsehen',
  counted: (visitors, version) => `${visitors} Personen, verglichen mit Version ${version}.`,
  finding: {
    none: (level) => `Für „${level}“ ändert sich niemand`,
    some: (level, becoming, stopping) => `„${level}“: ${becoming} kommen dazu, ${stopping} fallen heraus`,
  },
  levels: 'Wie viele auf jeder Stufe sind',
  level: 'Stufe',
  before: 'gilt',
  after: 'Entwurf',
  outside: { customer: 'Kunde', disqualified: 'ausgeschlossen' },
  ranking: 'Wie gut es Ihre Käufer findet',
  auc: 'Wie viele der anderen kurz vor dem Kauf weniger Punkte hatten als der Käufer. Raten ergibt 50 %.',
  topTenth: 'Verkäufe, deren Käufer im obersten Zehntel war. Raten ergibt 10 %.',
  interval: (value, low, high) => `${value} (${low} bis ${high})`,
  sales: (ranked, people) =>
    `Aus ${ranked} Verkäufen, unter ${people} Personen. In Klammern: das 95-%-Intervall.`,
  heldOut: 'Nur die Hälfte der Personen, an die die Punkte nicht angepasst wurden.',
  noSales:
    'Noch ist kein Verkauf bekannt, also lässt sich das nicht sagen. Melden Sie gewonnene Aufträge, auf der Seite einer Person oder von Ihrem Server.',
  undecided: 'Die Intervalle überschneiden sich: Diese Verkäufe zeigen nicht, was besser ist.',
  movers: 'Wer sich am meisten bewegt',
  nobodyMoves: 'Niemandes Punkte ändern sich.',
  who: 'Wer',
  score: 'Punkte',
  why: 'Warum',
  moved: (before, after) => `${before} → ${after}`,
  measure: 'Maß',
};
