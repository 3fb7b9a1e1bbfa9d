// The list of people, in German.

import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('de');

export const list: Texts['list'] = {
  title: {
    everyone: 'Alle Personen',
    customer: 'Kunden',
    disqualified: 'Disqualifizierte',
    level: (name) => `Stufe „${name}“`,
  },
  tabs: {
    label: 'Status',
    everyone: 'Alle',
    customer: 'Kunden',
    disqualified: 'Disqualifiziert',
    level: (name) => name,
  },
  lastCount: 'Stand der letzten stündlichen Zählung',
  caption: (title) => `${title}, mit Punkten und Gründen`,
  unknown: 'Noch nicht identifiziert',
  sinceYesterday: (change) => `${change} seit gestern`,
  inSevenDays: (change) => `${change} in 7 Tagen`,
  foot: (zone) => `Zeitzone: ${zone}. Punkte verblassen mit der Zeit.`,
  searchHint: 'Name, E-Mail oder Firma',
  filter: 'Filtern',
  apply: 'Anwenden',
  remove: (filter) => `Entfernen: ${filter}`,
  quoted: (search) => `„${search}“`,
  any: 'Beliebig',
  anyTime: 'Irgendwann',
  identifiedOrNot: 'Identifiziert oder nicht',
  filters: {
    who: 'Wer',
    grade: 'Passung',
    cell: 'Zelle',
    trend: 'In 7 Tagen',
    seen: 'Zuletzt aktiv',
    minScore: 'Mindestpunkte',
    likely: 'Mindest-Kaufchance (%)',
    company: 'Firma',
    state: 'Stand',
    owner: 'Zuständig',
    source: 'Quelle',
    channel: 'Kanal',
  },
  chips: {
    who: (value) => (value === 'identified' ? 'Identifiziert' : 'Nicht identifiziert'),
    grade: (grade) => `Passung ${grade}`,
    cell: (cell) => `Zelle ${cell}`,
    trend: (value) => (value === 'up' ? 'Wird wärmer' : 'Kühlt ab'),
    seen: (days) => (days === '1' ? 'Seit gestern aktiv' : `Letzte ${days} Tage aktiv`),
    minScore: (score) => `Ab ${score} Punkten`,
    likely: (percent) => `Kaufchance ab ${percent}`,
    company: (company) => `Firma: ${company}`,
    state: (state) => `Stand: ${state}`,
    owner: (owner) => `Zuständig: ${owner}`,
    source: (source) => `Quelle: ${source}`,
    channel: (channel) => `Kanal: ${channel}`,
  },
  empty: {
    continue: (more) => ['Bisher keine Treffer. ', more('Weitersuchen'), '.'],
    clear: (clear) => ['Keine Treffer für Ihre Suche. ', clear('Suche zurücksetzen'), '.'],
    clearOrAll: (clear, everyone) => [
      'Keine Treffer für Ihre Suche. ',
      clear('Suche zurücksetzen'),
      ' oder ',
      everyone('unter allen suchen'),
      '.',
    ],
    unlikely: (everyone) => [
      'Hier hat niemand eine Wahrscheinlichkeit zu kaufen: Kunden und Disqualifizierte haben keine. Sehen Sie ',
      everyone('alle'),
      '.',
    ],
    nobody: {
      everyone: 'Hier ist noch niemand.',
      customer: 'Noch niemand ist Kunde.',
      disqualified: 'Noch niemand ist disqualifiziert.',
      level: (name) => `Auf der Stufe „${name}“ ist noch niemand.`,
    },
    takes: (points, written) =>
      `Dafür ${plural(points, { one: 'ist', other: 'sind' })} ${written} ${plural(points, { one: 'Punkt', other: 'Punkte' })} nötig.`,
    see: (everyone) => ['Sehen Sie ', everyone('alle'), ' an.'],
    seeBelow: (level, below, everyone) => [
      'Sehen Sie ',
      below(`die Stufe „${level}“`),
      ' oder ',
      everyone('alle'),
      ' an.',
    ],
  },
  newSite: {
    title: 'Noch keine Besucher',
    paste: (code) => [
      'Fügen Sie dies auf jeder Seite Ihrer Website vor ',
      code('</head>'),
      ' ein. Besucher erscheinen hier, sobald die erste Seite aufgerufen wird.',
    ],
    origins: 'Erlaubte Ursprünge:',
    install: 'Anleitung für Ihre Plattform, und ob es funktioniert',
  },
};
