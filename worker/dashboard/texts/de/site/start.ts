// The first steps of a new site, in German.

import type { Texts } from '../../en/en.ts';

export const siteStart: Texts['siteStart'] = {
  title: 'Fünf Schritte bis zum ersten Score',
  progress: (done, all) => `${done} von ${all} sind erledigt`,
  live: (seconds) => `Diese Seite fragt alle ${seconds} Sekunden nach, was geschehen ist.`,
  isDone: 'Erledigt:',
  isOpen: 'Offen:',
  all: 'Alle fünf sind erledigt. Leadlight bewertet ab jetzt Ihre Besucher.',
  toList: 'Sehen, wen man anrufen sollte',
  rest: 'Erste Schritte: was bis zum ersten Lead noch fehlt',
  steps: {
    site: {
      title: 'Website anlegen',
      todo: 'Nennen Sie ihren Namen und ihre Adressen.',
      done: (name) => `${name} ist angelegt.`,
      link: 'Einstellungen',
    },
    tag: {
      title: 'Das Tag auf die Seiten setzen',
      todo: 'Setzen Sie eine Zeile in den Head jeder Seite und öffnen Sie Ihre Website in einem anderen Tab.',
      done: 'Der erste Seitenaufruf ist angekommen.',
      link: 'Das Tag und die Schritte für Ihre Plattform',
    },
    model: {
      title: 'Eine Seite zählen lassen',
      todo: 'Öffnen Sie Ihre Preisseite. Das Modell erkennt sie an der Adresse, in zehn Sprachen (`/pricing`, `/plans`, `/preise`). Heißt sie bei Ihnen anders oder haben Sie keine, veröffentlichen Sie ein eigenes Modell.',
      done: 'Das Modell gibt Punkte für eine wichtige Seite.',
      link: 'Ihre Website öffnen',
    },
    form: {
      title: 'Ein Formular senden',
      todo: 'Füllen Sie auf Ihrer Website ein Kontaktformular mit einer E-Mail-Adresse aus. Ab dann ist dieser Besucher bekannt.',
      done: 'Jemand ist mit E-Mail-Adresse bekannt.',
      link: 'Ihre Website öffnen',
    },
    lead: {
      title: 'Den ersten Lead sehen',
      todo: 'Wer bekannt ist und Punkte hat, steht auf der Liste, mit den Gründen. Ein Formular, das um Kontakt, eine Demo oder ein Angebot bittet, genügt.',
      done: 'Der erste Lead steht auf der Liste.',
      link: 'Zur Liste',
    },
  },
};
