// The pages to erase a person, in German.

import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('de');

export const erasure: Texts['erasure'] = {
  pageTitle: (name) => `${name} löschen`,
  title: (bdi, name) => [bdi(name), ' löschen?'],
  note: 'Das lässt sich nicht rückgängig machen. Gelöscht wird Folgendes, mit allen Punkten und Erklärungen:',
  events: (count, written) => `${written} ${plural(count, { one: 'Ereignis', other: 'Ereignisse' })}`,
  devices: (count, written) =>
    `was diese Person auf ${written} ${plural(count, { one: 'Gerät', other: 'Geräten' })} getan hat`,
  email: (bdi, email) => ['die E-Mail-Adresse ', bdi(email)],
  userId: (bdi, userId) => ['die Benutzerkennung ', bdi(userId)],
  rest: 'alle anderen Daten über diese Person, auch Verkäufe und von Hand vergebene Punkte',
  visitors: (written) => `alle ${written} Besucher mit derselben E-Mail-Adresse oder Benutzerkennung`,
  kept: 'Was andere auf denselben Geräten getan haben, bleibt. Von E-Mail-Adressen, Benutzerkennungen und Geräten bleibt je ein Hashwert mit geheimem Schlüssel, damit verspätete Ereignisse dieser Person verworfen werden.',
  erase: 'Endgültig löschen',
  cancel: 'Abbrechen',
  done: {
    title: 'Gelöscht',
    removed: (count, written) =>
      `${written} ${plural(count, { one: 'Ereignis', other: 'Ereignisse' })} gelöscht, und alles, was daraus berechnet war.`,
    back: 'Zurück zu den Personen',
  },
  unfinished: {
    title: 'Noch nicht alles gelöscht',
    detail: 'Zu dieser Person gibt es sehr viele Ereignisse. Laden Sie die Seite neu, um fortzufahren.',
  },
  busy: {
    title: 'Die Datenbank ist ausgelastet',
    detail: 'Nichts wurde gelöscht. Warten Sie kurz und laden Sie die Seite neu.',
  },
  missing: {
    title: 'Besucher nicht gefunden',
    detail: 'Vielleicht wurde der Besucher gelöscht, oder die Adresse ist unvollständig.',
  },
  notAllowed: {
    title: 'Personen löschen darf nur die Administration',
    detail: 'Melden Sie sich mit einem Token der Rolle „admin“ an, oder fragen Sie, wer Leadlight betreibt.',
  },
};
