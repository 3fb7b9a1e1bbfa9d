// Which country somebody means: "UK", "GB", "Great Britain" and "United Kingdom" are one.

import { plainWords, spellings } from '../../conditions/plain-text.ts';
import { countryNames } from './country-names.ts';
import { nameKeys, tellingWords, withoutFormOfState } from './name-key.ts';

/** All that a country is called, in words, its codes first. */
type Names = readonly string[];

/** Countries by their names in words; null where two countries share the name. */
type Index = ReadonlyMap<string, Names | null>;

/** Made when the first model asks for a country: start-up does not pay for it. */
let names: Index | undefined;

/** The same names by what is left of them without articles and order; made for the first text that is no name as it stands. */
let keys: Index | undefined;

/** The names of the country that the text names, in words, its codes first; none where it names no country, or might be two. */
export function countryReadings(text: string): Names {
  const whole = named(plainWords(text));
  if (whole) return whole;
  // "Berlin, Germany", "Germany (DE)": the last part that is a country. "Georgia, USA" is in the States.
  const parts = text.split(/[,;/()|–—]|\s-\s/).map(plainWords);
  const found = parts.filter((part, index) => isCountryBesides(part, index)).map(named);
  return found.findLast((country) => country !== null) ?? [];
}

function named(words: string): Names | null {
  names ??= indexOf(countryNames().values());
  const exact = names.get(words);
  if (exact !== undefined) return exact;
  keys ??= keyIndexOf(names);
  const telling = tellingWords(words);
  const known = byKeys(keys, telling);
  if (known !== undefined) return known;
  const bare = withoutFormOfState(telling);
  const state = names.get(bare.join(' ').replace(/^..$/, '')) ?? byKeys(keys, bare);
  return state && !unsureOfState.has(state[0] as string) ? state : null;
}

function byKeys(index: Index, words: readonly string[]): Names | null | undefined {
  return nameKeys(words)
    .map((key) => index.get(key))
    .find((country) => country !== undefined);
}

/** The names of each country, so that any of them finds all. A code is its country's, whoever else is called so. */
export function indexOf(countries: Iterable<readonly string[]>): Index {
  const all = [...countries].map((called) => [...new Set(called.flatMap(spellings).map(plainWords))]);
  const index = new Map<string, Names | null>();
  for (const called of all) for (const name of called) share(index, name, called);
  for (const called of all) for (const code of called.slice(0, 2)) index.set(code, called);
  // What two are called is no name of either.
  for (const called of all) {
    const own = called.filter((name) => index.get(name) === called);
    for (const name of own) index.set(name, own);
  }
  return index;
}

function keyIndexOf(byName: Index): Index {
  const index = new Map<string, Names | null>();
  for (const [name, called] of byName) {
    for (const key of nameKeys(tellingWords(name))) {
      if (called) share(index, key, called);
      else index.set(key, null);
    }
  }
  return index;
}

function share(index: Map<string, Names | null>, name: string, called: Names): void {
  const other = index.get(name);
  index.set(name, other === undefined || other === called ? called : null);
}

/** Where the form of state may tell a country from another: "State of Georgia", "Democratic Korea". */
const unsureOfState = new Set(['cd', 'cg', 'cn', 'ge', 'kp', 'kr', 'tw']);

/** Beside a place two letters are as likely a state ("Los Angeles, CA"), and Georgia, too. */
function isCountryBesides(part: string, index: number): boolean {
  if (part === 'georgia') return index === 0;
  return part.length > 2 || part === 'uk' || part === 'us';
}
