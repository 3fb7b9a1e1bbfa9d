// Names, states and columns of people and companies, wherever they are listed, in German; and the matrix.

import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('de');

export const people: Texts['people'] = {
  anonymous: (id) => `Anonym · ${id}`,
  statuses: { customer: 'Kunde', disqualified: 'disqualifiziert' },
  direct: 'direkt',
  channels: {
    direct: 'direkt',
    organic_search: 'organische Suche',
    paid_search: 'bezahlte Suche',
    organic_social: 'soziales Netzwerk',
    paid_social: 'bezahlt in sozialem Netzwerk',
    email: 'E-Mail',
    referral: 'Link auf einer Website',
    display: 'Display-Anzeige',
    ai_assistant: 'KI-Assistent',
    affiliate: 'Affiliate',
    other: 'sonstige',
  },
  actions: {
    now: 'Vertrieb sofort',
    soon: 'Vertrieb innerhalb eines Tages',
    qualify: 'Qualifizieren',
    onBehalf: 'Nachfragen: Recherche für jemand anderen?',
    untilEngaged: 'Pflegen, bis sich Interesse zeigt',
    nurture: 'Pflegen',
    selfServe: 'Kauft selbst',
    newsletter: 'Newsletter',
    unknownGrade: 'Herausfinden, wer es ist: im Formular fragen oder die Firma nachschlagen',
  },
  columns: {
    next: 'Zu tun',
    who: 'Wer',
    score: 'Punkte',
    likely: 'Kauft',
    why: 'Warum',
    lastSeen: 'Zuletzt aktiv',
    cools: 'Kühlt ab',
    people: 'Personen',
    company: 'Firma',
    hottest: 'Top-Personen',
    part: 'Anteil an den Punkten',
  },
  seen: 'Aktiv',
  facts: { next: 'Zu tun', lastSeen: 'Zuletzt aktiv', firstSeen: 'Erstmals aktiv', source: 'Kam von' },
  search: 'Suchen',
  pages: { label: 'Seiten der Liste', first: 'Erste Seite', next: 'Nächste Seite' },
};

export const matrix: Texts['matrix'] = {
  title: 'Matrix',
  caption: 'Identifizierte Personen nach Passung und Interesse, und was zu tun ist',
  fit: 'Passung',
  inCell: (cell) => `in ${cell}`,
  note: 'Identifizierte Personen. Veränderungen gelten für sieben Tage.',
  ungraded: (count, written) =>
    `${written} ${plural(count, { one: 'weitere hat', other: 'weitere haben' })} keine Note, weil nichts bekannt ist, wonach die Passung fragt.`,
};
