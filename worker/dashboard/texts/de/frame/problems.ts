// Pages that say why there is no other, in German.

import type { Texts } from '../../en/en.ts';

const busy = {
  title: 'Die Datenbank ist ausgelastet',
  detail: 'Es geht nichts verloren. Warten Sie einen Moment und laden Sie die Seite neu.',
};

export const problems: Texts['problems'] = {
  lost: busy,
  busy,
  quota: {
    title: 'Das Tageslimit des kostenlosen Tarifs ist erreicht',
    detail:
      'Die Datenbank hat so viele Zeilen gelesen oder geschrieben, wie Cloudflares kostenloser Tarif am Tag erlaubt. Nach ' +
      'Mitternacht (UTC) geht es weiter. Die Browser Ihrer Besucher behalten nicht zugestellte Ereignisse 24 Stunden lang.',
  },
  full: {
    title: 'Die Datenbank ist voll',
    detail:
      'Es wird nichts Neues gespeichert. Verkürzen Sie die Aufbewahrungsfrist (retentionDays), oder wechseln Sie zum kostenpflichtigen Tarif.',
  },
  internal: {
    title: 'Bei uns ist etwas schiefgegangen',
    detail: 'Der Fehler ist protokolliert. Laden Sie die Seite neu, um es noch einmal zu versuchen.',
  },
  noPage: {
    title: 'Diese Seite gibt es nicht',
    detail: 'Die Adresse ist vielleicht unvollständig oder veraltet.',
  },
  foreignForm: {
    title: 'Formular einer fremden Website abgelehnt',
    detail:
      'Zu Ihrer Sicherheit nimmt Leadlight nur Formulare der eigenen Seiten an. Öffnen Sie Leadlight direkt und versuchen Sie es noch einmal.',
  },
  tooMany: {
    title: 'Zu viele Anfragen',
    detail: 'Warten Sie eine Minute und laden Sie die Seite neu.',
  },
  noSite: {
    title: 'Website nicht gefunden',
    detail:
      'Oder Ihr Token hat keinen Zugriff darauf. Wer Leadlight betreibt, kann Ihnen ein passendes geben.',
  },
  noCompany: {
    title: 'Firma nicht gefunden',
    detail: 'Die Personen wurden vielleicht gelöscht, oder die Adresse ist unvollständig.',
  },
};
