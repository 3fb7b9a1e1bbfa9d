// Companies, in German.

import type { Texts } from '../../en/en.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('de');

export const companies: Texts['companies'] = {
  title: 'Firmen',
  caption: 'Firmen mit ihren Punkten und Personen',
  searchHint: 'Name oder Domain',
  none: 'Noch keine Firma. Personen einer Firma stehen hier zusammen, sobald ihre geschäftliche Adresse oder der Name der Firma bekannt ist.',
  noMatch: 'Keine Firma passt zu Ihrer Suche.',
  foot: 'Die Punkte einer Firma sind die Summe der Punkte ihrer Personen, ohne disqualifizierte.',
  hot: (_count, written, level) => `${written} ${level}`,
  bought: (count, written) => `${written} ${plural(count, { one: 'Kunde', other: 'Kunden' })}`,
  ofPeople: (count, written) =>
    plural(count, { one: `von ${written} Person`, other: `von ${written} Personen zusammen` }),
  people: 'Personen',
  peopleCaption: (company) => `Personen von ${company}, mit ihrem Anteil an den Punkten`,
  why: 'Warum',
};
