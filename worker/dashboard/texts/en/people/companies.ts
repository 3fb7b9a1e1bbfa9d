// Companies, in English.

import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('en');

export const companies = {
  title: 'Companies',
  caption: 'Companies with their scores and people',
  searchHint: 'Name or domain',
  none: 'No company yet. People of one company stand together here as soon as their work address, or their company’s name, is known.',
  noMatch: 'No company matches your search.',
  foot: 'A company’s score is the sum of the scores of its people, disqualified ones aside.',
  /** How many are on the hottest level, and how many are customers. */
  hot: (_count: number, written: string, level: string) => `${written} ${level}`,
  bought: (_count: number, written: string) => `${written} bought`,
  /** After the score. */
  ofPeople: (count: number, written: string) =>
    plural(count, { one: `of ${written} person`, other: `of ${written} people together` }),
  people: 'People',
  peopleCaption: (company: string) => `People of ${company}, with their parts of the score`,
  why: 'Why',
};
