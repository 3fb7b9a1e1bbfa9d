// Searching for people: what is known of them and what is looked for, folded alike. Case, accents and umlauts make no
// difference in any script (SQLite's own lower() knows A to Z only), and words may come in any order. Pure.

import { plainText, spellings } from '../conditions/plain-text.ts';

/** Words of a search that are looked for; the others are left out. Each is a condition of its own in SQL. */
const maxWords = 10;

/** All that a person can be found by, in one text: a line for each way to spell each. */
export function searchText(texts: readonly (string | null)[]): string {
  return [...new Set(texts.flatMap((text) => (text === null ? [] : foldings(text))))].join('\n');
}

/** The words of a search, each in the ways it can be spelled: of each, one must be in the text of `searchText`. */
export function soughtWords(search: string): string[][] {
  const words = search.split(/\s+/).map(foldings);
  return words.filter((ways) => ways.length > 0).slice(0, maxWords);
}

/** `Zoë Müller` is `zoe muller` and `zoe mueller`. */
function foldings(text: string): string[] {
  const folded = spellings(text).map(plainText);
  return [...new Set(folded)].filter((each) => each !== '');
}
