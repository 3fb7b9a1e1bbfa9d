// Which country somebody means: "UK", "GB", "Great Britain" and "United Kingdom" are one.

import { plainWords, spellings } from '../conditions/plain-text.ts';
import { countryNames } from './country-names.ts';

/** By each name of a country, in words: all its names, its codes among them. */
type Index = ReadonlyMap<string, readonly string[]>;

/** Made when the first model asks for a country: start-up does not pay for it. */
let index: Index | undefined;

/** The names of the country that the text names, in words, its codes among them; none where it names no country. */
export function countryReadings(text: string): readonly string[] {
  index ??= indexOf(countryNames().values());
  const known = index;
  const whole = known.get(wordsOf(text));
  if (whole) return whole;
  // "Berlin, Germany", "Germany (DE)": the last part that is a country. "Georgia, USA" is in the States.
  const parts = text.split(/[,;/()|–—]|\s-\s/).map(wordsOf);
  const named = parts.filter(isCountryBesides).map((part) => known.get(part));
  return named.findLast((names) => names !== undefined) ?? [];
}

/** The names of each country, so that any of them finds all. Of two countries that share a name, the first has it. */
export function indexOf(countries: Iterable<readonly string[]>): Index {
  const found = new Map<string, readonly string[]>();
  for (const called of countries) {
    const names = [...new Set([...new Set(called)].flatMap(spellings).map(wordsOf))];
    for (const name of names) if (!found.has(name)) found.set(name, names);
  }
  return found;
}

function wordsOf(text: string): string {
  return plainWords(text).replace(/^the /, '');
}

/** Beside a place two letters are as likely a state: "Los Angeles, CA" is not in Canada. */
function isCountryBesides(part: string): boolean {
  return part.length > 2 || part === 'uk' || part === 'us';
}
