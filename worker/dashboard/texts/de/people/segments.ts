// Segments of the list of people, in German.

import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('de');

export const segments: Texts['segments'] = {
  title: 'Segmente',
  intro: (list) => [
    'Ein Segment ist eine Auswahl von Filtern mit einem Namen. Wer sie jetzt erfüllt, ist jetzt Mitglied. Um eines anzulegen, filtern Sie ',
    list('die Liste der Personen'),
    ' und speichern Sie sie.',
  ],
  none: 'Noch keine Segmente.',
  all: 'Alle Segmente',
  leave: 'Segment verlassen',
  name: 'Name des Segments',
  save: 'Als Segment speichern',
  neverLikely: 'Ein Segment kann die Kaufchance nicht enthalten.',
  members: (count) => plural(count, { one: 'Mitglied', other: 'Mitglieder' }),
  model: (name) => `Modell: ${name}`,
  status: (status) => `Status „${status}“`,
  seenSince: (day) => `Aktiv seit ${day}`,
  email: (email) => `E-Mail: ${email}`,
  userId: (id) => `Nutzer-ID: ${id}`,
  outdated:
    'Niemand ist Mitglied, weil sich das Modell geändert hat: Es hat diesen Status nicht mehr oder ist stillgelegt.',
  change: 'Ändern',
  changeWhat: (name) => `„${name}“ ändern`,
  rename: 'Umbenennen',
  delete: 'Löschen',
  deleteWhat: (name) => `„${name}“ löschen`,
  wrong: {
    invalid: (chars) => ({
      title: 'Dieses Segment lässt sich nicht speichern',
      detail: `Geben Sie einen einzeiligen Namen mit höchstens ${chars} Zeichen an und setzen Sie mindestens einen Filter.`,
    }),
    gone: { title: 'Dieses Segment gibt es nicht mehr', detail: 'Jemand hat es gelöscht.' },
    taken: (name) => ({
      title: 'Der Name ist vergeben',
      detail: `Es gibt schon ein Segment „${name}“. Gehen Sie zurück und wählen Sie einen anderen Namen.`,
    }),
    tooMany: (count) => ({
      title: 'Zu viele Segmente',
      detail: `Eine Website hat höchstens ${count} Segmente. Löschen Sie zuerst eines.`,
    }),
    inUse: (webhook) => ({
      title: 'Das Segment wird verwendet',
      detail: `Die Benachrichtigung „${webhook}“ meldet seine Mitglieder. Löschen Sie zuerst die Benachrichtigung oder wählen Sie für sie ein anderes Segment.`,
    }),
  },
};
