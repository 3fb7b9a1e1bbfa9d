// What needs doing on a site, in German.

import type { Texts } from '../../en/en.ts';

const { format } = new Intl.NumberFormat('de');

export const notices: Texts['notices'] = {
  silent: (hours) =>
    hours < 48
      ? `Seit ${hours} Stunden kommt nichts an, obwohl zu dieser Zeit sonst viel los ist.`
      : `Seit ${format(Math.floor(hours / 24))} Tagen kommt nichts an.`,
  silentMore: 'Fehlt der Website ihr Tag, oder hat sie eine neue Adresse?',
  toInstall: 'Was zuletzt ankam und was abgewiesen wurde',
  oldModel: (day) => `Das Modell gilt seit dem ${day}, also seit mehr als sechs Monaten.`,
  oldModelMore:
    'Prüfen Sie, ob es Ihre letzten Käufer als heiß gezeigt hat, und sehen Sie sich ein besseres an.',
};
