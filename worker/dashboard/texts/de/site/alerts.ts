// The pages of alerts, in German.

import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('de');

export const alerts: Texts['alerts'] = {
  title: 'Meldungen',
  intro:
    'Wer erfährt, wenn etwas geschieht: in einem Kanal, per E-Mail oder in einem Programm wie einem CRM.',
  none: 'Noch erfährt es niemand. Fügen Sie unten die erste Meldung hinzu.',
  deleted: 'Gelöscht. Dorthin wird nichts mehr gesendet.',
  everybody: 'Alle',
  columns: { name: 'Meldung', to: 'Geht an', tells: 'Meldet', about: 'Über', state: 'Stand' },
  states: {
    active: 'Aktiv',
    paused: 'Pausiert',
    gone: 'Angehalten: Der Empfänger antwortet, dass es die Adresse nicht mehr gibt (410)',
  },
  waiting: (count) => plural(count, { one: '1 Nachricht wartet', other: `${count} Nachrichten warten` }),
  failed: (count) =>
    plural(count, { one: '1 Nachricht kam nicht an', other: `${count} Nachrichten kamen nicht an` }),
  formats: {
    standard: {
      title: 'Ein Programm',
      detail: 'JSON, signiert nach Standard Webhooks: für ein CRM, Zapier, n8n oder Make',
    },
    slack: { title: 'Slack', detail: 'Eine Nachricht in einem Kanal' },
    teams: { title: 'Teams', detail: 'Eine Karte in einem Kanal oder Chat' },
    email: { title: 'E-Mail', detail: 'Eine Nachricht an eine Adresse' },
  },
  types: {
    'visitor.hot': 'Ist heiß geworden',
    'visitor.warm': 'Ist warm geworden',
    'visitor.cooled': 'Ist abgekühlt',
    'visitor.identified': 'Ist bekannt geworden',
    'visitor.cell_entered': 'Kam in ein anderes Feld der Matrix',
    'visitor.outcome': 'Gewonnen, verloren oder ein anderes Ergebnis',
    'segment.entered': 'Kam in ein Segment',
    'segment.left': 'Verließ ein Segment',
    digest: 'Der Tag in Zahlen, jeden Morgen',
  },
  deliveryStates: {
    waiting: 'Wartet',
    delivered: 'Zugestellt',
    failed: 'Gescheitert',
    quiet: 'Nicht gesendet',
  },
  add: {
    title: 'Meldung hinzufügen',
    where: '1. Wohin?',
    url: 'Adresse',
    urlHint:
      'Die Adresse, die Slack, Teams oder Ihr Programm für eingehende Nachrichten nennt; sie beginnt mit https://. Für E-Mail die E-Mail-Adresse.',
    noEmail: 'Dieser Server sendet keine E-Mails. docs/deploy.md beschreibt, wie man ein Postfach verbindet.',
    what: '2. Was?',
    whom: '3. Über wen?',
    whomHint: 'Alle, oder nur die Mitglieder eines Segments.',
    name: 'Name (freiwillig)',
    nameHint: 'Für diese Seite. Sonst der Host der Adresse.',
    send: 'Hinzufügen und weiter zum Test',
  },
  errors: {
    form: 'Dieses Formular ließ sich nicht lesen. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    gone: 'Diese Meldung wurde gelöscht.',
    because: (reason) => `Das wird nicht angenommen: ${reason}.`,
    fields: {
      url: 'Geben Sie die Adresse an, an die gesendet wird.',
      events: 'Wählen Sie mindestens eines.',
      format: 'Wählen Sie, wohin die Nachrichten gehen.',
      segment: 'Wählen Sie ein Segment aus der Liste.',
      label: 'Geben Sie einen Namen in einer Zeile an, höchstens 64 Zeichen.',
    },
  },
  done: {
    add: 'Hinzugefügt. 4. Testen: Der Knopf unten sendet sofort eine Nachricht.',
    pause: 'Pausiert. Was inzwischen geschieht, wird nicht nachgeholt.',
    resume: 'Wieder aktiv.',
    change: 'Geändert.',
    replay: 'Wird innerhalb einer Minute noch einmal gesendet.',
  },
  secret: {
    title: 'Das Geheimnis',
    detail: 'Ihr Programm prüft damit die Signaturen. Es wird nur dieses eine Mal gezeigt.',
    before: 'Das vorige Geheimnis signiert noch 24 Stunden mit.',
    copy: 'Geheimnis kopieren',
  },
  test: {
    arrived: 'Der Test kam an',
    refused: 'Der Test kam nicht an',
    answered: (status, milliseconds) => `Der Empfänger antwortete nach ${milliseconds} ms mit ${status}.`,
    noAnswer: (milliseconds) => `Keine Antwort nach ${milliseconds} ms.`,
    sent: 'Was gesendet wurde',
  },
  actions: {
    test: 'Test senden',
    pause: 'Pausieren',
    resume: 'Aktivieren',
    secret: 'Neues Geheimnis erzeugen',
    change: 'Ändern',
    save: 'Speichern',
    delete: 'Löschen',
    sure: 'Dorthin wird nichts mehr gesendet, und die Liste des Gesendeten wird mitgelöscht.',
  },
  sent: {
    title: 'Was gesendet wurde',
    all: 'Alle',
    none: 'Noch nichts.',
    what: 'Was',
    when: 'Wann',
    visitor: 'Besucher',
    answered: (status, attempts) =>
      plural(attempts, { one: `Antwort ${status}`, other: `Antwort ${status} auf Versuch ${attempts}` }),
    next: (moment) => `Nächster Versuch: ${moment}`,
    details: 'Nachricht und Antwort',
    replay: 'Noch einmal senden',
    newest: 'Neueste',
    older: 'Ältere',
  },
};
