// Search for people. The stored text and the query are folded in the same way: case, accents and umlauts make no difference in
// any script (SQLite's lower() knows only A to Z), and words match in any order. Pure.

import { plainText, spellings } from '../conditions/plain-text.ts';

/** The most words of a query that are used. Each is a separate condition in SQL. */
const maxWords = 10;

/** Everything that a person can be found by, as one text: one line for each spelling. */
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
