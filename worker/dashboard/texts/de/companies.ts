// Companies, in German.

import type { Texts } from '../en/en.ts';
import { pluralIn } from '../grammar/plural.ts';

const plural = pluralIn('de');

export const companies: Texts['companies'] = {
  title: 'Unternehmen',
  caption: 'Unternehmen mit ihren Punkten und Personen',
  searchHint: 'Name oder Domain',
  search: 'Suchen',
  none: 'Noch kein Unternehmen. Personen eines Unternehmens stehen hier zusammen, sobald ihre Firmenadresse oder der Name des Unternehmens bekannt ist.',
  noMatch: 'Kein Unternehmen passt zu Ihrer Suche.',
  foot: 'Die Punkte eines Unternehmens sind die Summe der Punkte seiner Personen, ohne disqualifizierte.',
  hot: (_count, written, level) => `${written} ${level}`,
  bought: (count, written) => `${written} ${plural(count, { one: 'Kunde', other: 'Kunden' })}`,
  ofPeople: (count, written) =>
    plural(count, { one: `von ${written} Person`, other: `von ${written} Personen zusammen` }),
  people: 'Personen',
  peopleCaption: (company) => `Personen von ${company}, mit ihrem Anteil an den Punkten`,
  why: 'Warum',
};
