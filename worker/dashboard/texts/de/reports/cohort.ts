// The reports on sources and velocity, in German.

import { numbersIn } from '../../../../score/proof/report-words.ts';
import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const { count, rough, days } = numbersIn('de-DE');
const plural = pluralIn('de');
const people = (some: number) => `${count(some)} ${plural(some, { one: 'Person', other: 'Personen' })}`;
const within = (some: number) => `${days(some)} ${some === 1 ? 'Tag' : 'Tagen'}`;

const words: Texts['reports']['cohort']['words'] = {
  rows: { none: 'nicht angegeben', other: 'alle übrigen', unseen: 'kein Besuch vor dem Kauf' },
  stages: { identified: 'bekannt', won: 'gekauft' },
  missing: (some) => `noch ${people(some)}, die so weit ${plural(some, { one: 'ist', other: 'sind' })}`,
  notes: {
    nobody: () => 'In diesem Zeitraum kam niemand zum ersten Mal.',
    standsOut: ({ name, ratio: { value, low, high } }) =>
      Number.isFinite(value)
        ? `${name}: Leads von dort kaufen ${rough(value)}-mal so oft wie alle anderen (${rough(low)} bis ${rough(high)}).`
        : `${name}: Leads von dort kaufen mindestens ${rough(low)}-mal so oft wie alle anderen.`,
    alike: () =>
      'Diese Verkäufe zeigen nicht, dass Leads von einer Herkunft öfter kaufen als von einer anderen.',
    tooFewSales: () => 'Zu wenige Verkäufe, um zu sagen, wessen Leads öfter kaufen.',
    timeToSale: ({ median, lower, upper }) =>
      `Die Hälfte der Käufer hat innerhalb von ${within(median)} nach dem ersten Besuch gekauft, die mittlere Hälfte nach ${days(lower)} bis ${within(upper)}.`,
    tooFewBuyers: ({ missing }) =>
      `Zu wenige Verkäufe, um zu sagen, wie lange es bis zum Kauf dauert: Es fehlen noch ${count(missing)}.`,
    cohort: ({ people: some }) =>
      `Gezählt: ${people(some)}, deren erster Besuch in diesem Zeitraum war, mit allem seither.`,
    ofReached: () =>
      'Die Tage sind die derer, die so weit gekommen sind. Wer spät im Zeitraum kam, hatte weniger Zeit; die Tage können also noch mehr werden.',
    unseen: ({ people: some }) => `Ohne Herkunft: ${people(some)} ohne Besuch vor dem Kauf.`,
    unvalued: ({ deals }) =>
      `Die Werte von ${count(deals)} ${plural(deals, { one: 'Abschluss', other: 'Abschlüssen' })} fehlen: Es sind zu viele Währungen.`,
  },
};

export const cohort: Texts['reports']['cohort'] = {
  words,
  sources: {
    question: 'Woher kommen die Käufer?',
    by: {
      label: 'Nach',
      channel: 'Kanal',
      source: 'Herkunft',
      campaign: 'Kampagne',
      landing: 'Einstiegsseite',
    },
    columns: {
      name: 'Erster Besuch',
      visitors: 'Besucher',
      leads: 'Leads',
      won: 'Kauften',
      lost: 'Verloren',
      open: 'Offen',
      value: 'Wert',
      conversion: 'Leads, die kauften',
      leadsPerSale: 'Leads je Verkauf',
      daysToSale: 'Tage bis zum Kauf',
      expected: 'Zu erwarten',
    },
    note: 'Leads: bekannt oder mit einem Abschluss. Offen: Leads, die nicht gekauft haben und die nichts ausschließt. Tage: der Median vom ersten Besuch bis zum ersten Kauf. Zu erwarten: Verkäufe, wenn offene Leads kaufen wie alle derselben Zeile. In Klammern: das 95-%-Intervall.',
  },
  velocity: {
    question: 'Wie lange dauert es?',
    caption: 'Vom ersten Besuch an',
    columns: {
      stage: 'Bis',
      reached: 'So weit',
      notYet: 'Noch nicht',
      lower: 'Ein Viertel bis Tag',
      median: 'Die Hälfte bis Tag',
      upper: 'Drei Viertel bis Tag',
    },
  },
};
