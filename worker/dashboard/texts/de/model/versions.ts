// The versions of a model, its JSON, and the page to print, in German.

import type { Texts } from '../../en/en.ts';

export const modelVersions: Texts['modelVersions'] = {
  title: 'Versionen',
  version: (version) => `Version ${version}`,
  states: { served: 'gilt', filling: 'wird veröffentlicht', retired: 'gilt nicht mehr', draft: 'Entwurf' },
  published: (when) => `veröffentlicht ${when}`,
  first: 'Die erste Version.',
  same: 'Bewertet wie die Version davor.',
  again: 'Zu dieser Version zurück',
  againNote: 'Veröffentlicht sie als neue Version. Der Entwurf bleibt, wie er ist.',
  asDraft: 'Entwurf damit beginnen',
  older: 'Ältere Versionen',
  begin: 'Mit einem Beispiel beginnen',
  replaces: 'Das ersetzt den Entwurf.',
  examples: {
    default: { name: 'Wie bei einer neuen Website', about: 'für die meisten Websites von Unternehmen' },
    software: {
      name: 'B2B-Software',
      about: 'Software, die ein Vertrieb an Unternehmen verkauft, mit Testversion',
    },
    shop: { name: 'Shop', about: 'ein Shop, dessen Kunden sich in Tagen entscheiden' },
    events: { name: 'Konferenz', about: 'eine Konferenz mit Tickets, Gruppen und Ständen' },
    agency: { name: 'Agentur', about: 'eine Agentur mit wenigen, großen Projekten' },
  },
  missing: 'Eine solche Version dieses Modells gibt es nicht.',
  stale:
    'Der Entwurf wurde geändert, nachdem Sie diese Seite geöffnet hatten. Nichts wurde ersetzt: Sehen Sie ihn erst an.',
  json: {
    title: 'Das Modell als JSON',
    label: 'JSON',
    hint: 'Dasselbe Modell wie in den Regeln. Alle Schlüssel erklärt docs/models.md.',
    save: 'Im Entwurf speichern',
  },
  print: {
    title: (hot) => `Was „${hot}“ heißt`,
    intro: (hot, at, keep) =>
      `„${hot}“ ist jemand ab ${at} Punkten, und bleibt es, bis der Stand unter ${keep} fällt.`,
    fading: (days) =>
      days === null
        ? 'Punkte verblassen nie.'
        : `Punkte verblassen: Nach ${days} ${days === 1 ? 'Tag' : 'Tagen'} sind sie die Hälfte wert.`,
    earns: 'Was Punkte gibt',
    takes: 'Was Punkte abzieht',
    shared: (labels, limit) => `${labels}: zusammen ${limit}.`,
    levels: 'Stufen',
    level: (name, at) => `${name}: ab ${at} Punkten`,
    last: (name) => `${name}: darunter`,
    outside: 'Wer nie auf der Liste steht',
    fit: 'Wer passt',
    grades: (a, b, c) =>
      `Die Punkte werden addiert, von 0 bis 100: Note A ab ${a}, B ab ${b}, C ab ${c}, darunter D.`,
    actions: 'Was zu tun ist',
    action: (cell, action) => `${cell}: ${action}`,
    draft: 'Dies ist ein Entwurf. Er gilt noch nicht.',
    version: (version, when) => `Version ${version}, gilt seit ${when}`,
    how: 'Drucken Sie diese Seite mit Strg P.',
  },
};
