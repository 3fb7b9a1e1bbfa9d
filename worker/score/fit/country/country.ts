// Recognizes countries: "UK", "GB", "Great Britain" and "United Kingdom" are the same one.

import { plainWords, spellings } from '../../conditions/plain-text.ts';
import { countryNames } from './country-names.ts';
import { nameKeys, tellingWords, withoutFormOfState } from './name-key.ts';

/** All names of a country, reduced to words, its codes first. */
type Names = readonly string[];

/** Countries by name, reduced to words; null for a name that two countries share. */
type Index = ReadonlyMap<string, Names | null>;

/** Built when the first model uses a country, so that it does not slow down start-up. */
let names: Index | undefined;

/** The same names by key, without articles and word order; built for the first text that is not an exact name. */
let keys: Index | undefined;

/** The names of the country in the text, reduced to words, its codes first; empty if it names no country, or is ambiguous. */
export function countryReadings(text: string): Names {
  const whole = named(plainWords(text));
  if (whole) return whole;
  // "Berlin, Germany", "Germany (DE)": the last part that is a country. "Georgia, USA" is the US state.
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

/**
 * The names of each country, by each of its names. A code always means its own country, even if another one has that name.
 */
export function indexOf(countries: Iterable<readonly string[]>): Index {
  const all = [...countries].map((called) => [...new Set(called.flatMap(spellings).map(plainWords))]);
  const index = new Map<string, Names | null>();
  for (const called of all) for (const name of called) share(index, name, called);
  for (const called of all) for (const code of called.slice(0, 2)) index.set(code, called);
  // A name of two countries identifies neither.
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

/** Countries for which the form of state can be the difference: "State of Georgia", "Democratic Korea". */
const unsureOfState = new Set(['cd', 'cg', 'cn', 'ge', 'kp', 'kr', 'tw']);

/** After a place, two letters are as likely a US state ("Los Angeles, CA"); so is Georgia. */
function isCountryBesides(part: string, index: number): boolean {
  if (part === 'georgia') return index === 0;
  return part.length > 2 || part === 'uk' || part === 'us';
}
