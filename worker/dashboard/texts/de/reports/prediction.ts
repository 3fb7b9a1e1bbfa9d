// The report on the prediction, in German.

import { isKind } from '../../../../../schema/kinds.ts';
import { numbersIn } from '../../../../score/proof/report-words.ts';
import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const { count, percent } = numbersIn('de-DE');
const plural = pluralIn('de');
const people = (some: number) => `${count(some)} ${plural(some, { one: 'Person', other: 'Personen' })}`;
const orOther = (value: string | null) => value ?? 'andere';

export const prediction: Texts['reports']['prediction'] = {
  question: 'Wer wird kaufen?',
  finding: (auc, topTenth) =>
    `Wer kauft, steht in ${percent(auc)} der Paare vor jemand anderem; das Zehntel mit der höchsten Wahrscheinlichkeit enthält ${percent(topTenth)} der Käufer`,
  none: 'Es gibt noch keine Vorhersage.',
  begins: (outcomes) =>
    `Sie entsteht von selbst, sobald ${count(outcomes)} gewonnene oder verlorene Abschlüsse bekannt sind.`,
  missing: ({ outcomes, won, others }) =>
    `Zu wenig für eine Vorhersage. Es fehlen: ${[
      ...(outcomes > 0 ? [`${count(outcomes)} gewonnene oder verlorene Abschlüsse`] : []),
      ...(won > 0 ? [`${count(won)} gewonnene`] : []),
      ...(others > 0 ? [`${people(others)} ohne Kauf`] : []),
    ].join(', ')}.`,
  evidence: ({ won, lost, undecided }) =>
    `Beruht auf ${people(won)} mit Kauf, ${count(lost)} verlorenen und ${count(undecided)}, bei denen nichts davon geschah, obwohl Käufer bis dahin gekauft hätten.`,
  chart: { predicted: 'Vorhergesagt', observed: 'Gekauft' },
  curve: {
    caption: 'Zehntel der Personen nach Wahrscheinlichkeit',
    columns: { predicted: 'Vorhergesagt', observed: 'Gekauft', people: 'Personen' },
  },
  errors: (calibrationError, brier) =>
    `Im Mittel weicht die Wahrscheinlichkeit eines Zehntels um ${percent(calibrationError)} ab; der mittlere quadratische Fehler (Brier) ist ${brier.toFixed(3).replace('.', ',')}. Das gilt für Personen, an die nicht angepasst wurde. Raten bringt 50 % der Paare in die richtige Reihenfolge.`,
  weights: {
    caption: 'Woraus sie besteht',
    columns: { fact: 'Tatsache', weight: 'Gewicht', people: 'Personen' },
    note: 'Gewicht: was es zum Logit der Wahrscheinlichkeit beiträgt, je Einheit des Logarithmus von 1 + einer Menge, oder wenn es zutrifft. In Klammern: das 95-%-Intervall. Alles zählt gemeinsam; was nur mit anderem einhergeht, hat wenig Gewicht.',
  },
  features: {
    rule: (label) => `Punkte für „${label}“`,
    event: (kind) => `Ereignisse: ${isKind(kind) ? kind.replaceAll('_', ' ') : kind}`,
    time: { seconds: 'Aktive Zeit', visits: 'Besuche', days: 'Tage vom ersten bis zum letzten Besuch' },
    source: {
      source: (value) => `Erste Quelle: ${orOther(value)}`,
      channel: (value) => `Erster Kanal: ${orOther(value).replaceAll('_', ' ')}`,
      landing: (value) => `Erste Seite: ${orOther(value)}`,
    },
    trait: (name, value) => (value === null ? name : `${name}: ${value}`),
    identified: (is) => (is ? 'Ist bekannt' : 'Ist anonym'),
    fit: 'Passung',
  },
  falls: (perDay) =>
    `Mit jedem Tag ohne Besuch sinkt das Verhältnis von Kauf zu Nichtkauf um ${percent(1 - Math.exp(-perDay))}.`,
  parts: (names) =>
    `Sie darf verwenden: ${names.join(', ')}. Nie Alter, Geschlecht oder dergleichen. Die Einstellung „predictFrom“ kürzt die Liste.`,
  partNames: {
    rules: 'Punkte je Regel',
    events: 'Arten von Ereignissen',
    time: 'Zeit und Besuche',
    source: 'den ersten Besuch',
    traits: 'Merkmale',
  },
  person: {
    title: (chance) => `Kauft wahrscheinlich zu ${chance}`,
    for: 'Was dafür spricht',
    against: 'Was dagegen spricht',
    note: 'Verglichen mit allen, so wie ähnliche Personen bisher gekauft haben.',
    how: 'Wie gut diese Vorhersage ist',
  },
  waiting: {
    why: 'Die Personen sind gelesen. Die Vorhersage anzupassen dauert länger, als der kostenlose Tarif von Cloudflare erlaubt. Führen Sie dies in einer Kopie von Leadlights Repository aus, mit einem Token der Rolle Administrator in LEADLIGHT_TOKEN:',
    copy: 'Befehl kopieren',
  },
  list: 'Wer am ehesten kauft',
  again: 'Neu vorhersagen',
  byItself: 'Es geschieht jede Woche von selbst, und wenn sich die Abschlüsse verdoppelt haben.',
  running: {
    gather: (done, total) => `Die Verläufe werden gelesen: ${done} von ${total} Personen.`,
    fit: () => 'Die Vorhersage wird angepasst.',
    write: (done, total) => `Die Wahrscheinlichkeiten werden geschrieben: ${done} von ${total} Personen.`,
  },
};
