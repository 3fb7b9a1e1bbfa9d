// The settings of a site, in German.

import type { Texts } from '../../en/en.ts';

export const siteSettings: Texts['siteSettings'] = {
  title: 'Einstellungen',
  readOnly: 'Sie können diese Einstellungen lesen. Ändern kann sie nur ein Token mit der Rolle „admin“.',
  save: 'Speichern',
  saved: (names) => `Gespeichert: ${new Intl.ListFormat('de').format(names)}.`,
  unchanged: 'Nichts wurde geändert: Alles ist, wie es war.',
  rescoring:
    'Mit der neuen Zeitzone werden alle Scores neu berechnet. Bis das fertig ist, sehen Sie die bisherigen.',
  newTag: 'Das Tag lautet jetzt anders: Kopieren Sie es von der Seite Einbau und ersetzen Sie das alte.',
  changes: 'Wer was geändert hat, steht im Protokoll der Website.',
  sections: {
    site: 'Die Website',
    recording: 'Was aufgezeichnet wird',
    exclude: 'Was ausgelassen wird',
    'leave-out': 'Mich auslassen',
    people: 'Personen und wie lange sie gespeichert bleiben',
    secret: 'Identitätsgeheimnis',
    delete: 'Website löschen',
  },
  lacks: {
    title: 'Was Sie noch einstellen könnten',
    secret:
      'Noch gilt niemand als bekannt: Personen warten auf Bestätigung, aber es gibt kein Identitätsgeheimnis. Erzeugen Sie eines, oder senden Sie Personen von Ihrem Server.',
    www: (origin) =>
      `\`${origin}\` gehört nicht zu den Adressen. Falls Ihre Website sie hat, werden Besuche dort abgelehnt.`,
    timeZone: 'Die Zeitzone ist UTC. Tage und Wochen beginnen dann um Mitternacht UTC.',
    fields:
      'Aus Formularen wird nur die E-Mail-Adresse gespeichert. Nennen Sie weitere Felder wie `company`, um mehr zu wissen.',
  },
  leaveOut: {
    address: (range) =>
      `Sie kommen von \`${range}\`. Wird die Adresse ausgelassen, wird von dort niemand aufgezeichnet, auch niemand sonst im selben Büro. Zu Hause wechselt eine solche Adresse von Zeit zu Zeit.`,
    send: 'Meine Adresse auslassen',
    isOut: (range) => `Sie kommen von \`${range}\`. Diese Adresse wird schon ausgelassen.`,
    unknown:
      'Ihre Adresse ist hier nicht bekannt, wie auf dem eigenen Rechner üblich. Tragen Sie sie oben in das Feld ein.',
    done: (range) => `Gespeichert: IP-Adressen. ${range} wird ab jetzt ausgelassen.`,
    full: 'Es sind schon 50 Adressen. Entfernen Sie zuerst eine.',
    browser:
      'So lassen Sie diesen Browser überall aus: Öffnen Sie eine Seite Ihrer Website und die Entwicklerwerkzeuge (F12), und führen Sie diese Zeile in der Konsole aus. Eine Schaltfläche hier kann das nicht, denn die Notiz liegt bei den Seiten Ihrer eigenen Website.',
    copy: 'Zeile kopieren',
    undo: 'Mit `false` wird er wieder aufgezeichnet.',
  },
  secret: {
    about:
      'Ihr Server unterschreibt damit, wer jemand ist, damit niemand sich als andere Person ausgeben kann. Tokens sind JWTs mit HS256 und den Angaben `email` oder `sub` sowie `exp`.',
    none: 'Noch gibt es keines.',
    some: 'Es gibt eines. Es lässt sich nicht noch einmal anzeigen, nur ersetzen.',
    make: 'Geheimnis erzeugen',
    replace: 'Geheimnis ersetzen',
    sure: 'Ersetzen. Was mit dem alten unterschrieben wurde, beweist dann nichts mehr.',
    unsure: 'Setzen Sie das Häkchen: Das alte Geheimnis gilt sofort nicht mehr.',
    shown: 'Das ist das Geheimnis. Es wird nur jetzt angezeigt: Kopieren Sie es auf Ihren Server.',
    copy: 'Geheimnis kopieren',
    back: 'Zurück zu den Einstellungen',
  },
  delete: {
    about:
      'Löscht die Website mit Besuchern, Scores, Modellen und Tokens. Das lässt sich nicht rückgängig machen. Das Tag zeichnet dann nichts mehr auf.',
    type: (name) => `Geben Sie zur Bestätigung den Namen der Website ein: ${name}`,
    field: 'Name der Website',
    send: 'Website löschen',
    wrong: 'Das ist nicht der Name der Website. Es wurde nichts gelöscht.',
    unfinished: {
      title: 'Noch ist nicht alles gelöscht',
      detail:
        'Die Website hat sehr viele Daten. Sie zeichnet nichts mehr auf. Laden Sie diese Seite neu, um fortzufahren.',
    },
  },
};
