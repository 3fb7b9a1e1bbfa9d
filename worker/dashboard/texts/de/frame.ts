// What is around every page, in German.

import type { Texts } from '../en/en.ts';

export const frame: Texts['frame'] = {
  skip: 'Zum Inhalt springen',
  signOut: 'Abmelden',
  sites: 'Websites',
  allSites: 'Alle Websites',
  pages: {
    label: 'Seiten',
    people: 'Personen',
    companies: 'Unternehmen',
    matrix: 'Matrix',
    model: 'Modell',
    install: 'Einbau',
  },
};
