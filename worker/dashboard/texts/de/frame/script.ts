// What the pages' script says, in German.

import type { Texts } from '../../en/en.ts';

export const script: Texts['script'] = {
  copied: 'Kopiert.',
  copyAddress: 'Ihr Browser hat das nicht erlaubt. Kopieren Sie die Adresse aus der Adresszeile.',
  copySelected: 'Ihr Browser hat das nicht erlaubt. Der Text ist markiert: Kopieren Sie ihn von Hand.',
  keys: {
    title: 'Tasten',
    search: 'Suchen',
    rows: 'Nächste, vorige Zeile',
    open: 'Öffnen',
    go: 'Zu einer Seite oder Person springen, oder etwas tun',
    help: 'Diese Tasten',
  },
  go: 'Gehe zu',
  goHint: 'Seite, Name, E-Mail, Firma oder Aktion',
};
