// Recognizes countries: "UK", "GB", "Great Britain" and "United Kingdom" are the same one.

import { plainWords, spellings } from '../../conditions/plain-text.ts';
import { countryNames } from './country-names.ts';
import { nameKeys, tellingWords, withoutFormOfState, withoutIslands } from './name-key.ts';

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
  const written = text.replace(flag, lettersOf).replace(dialCode, ' ');
  const whole = named(plainWords(written));
  if (whole) return whole;
  // "Brasil/Brazil" is one, "USA / Canada" could be either.
  const found = new Set(written.split(/[/|;]/).flatMap((one) => placedIn(one) ?? []));
  const [country] = found;
  return found.size === 1 && country ? country : [];
}

/** A flag is written as the two letters of its country, in other letters. */
const flag = /\p{RI}\p{RI}/gu;

function lettersOf(flag: string): string {
  return ` (${String.fromCharCode(...[...flag].map((letter) => (letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65))}) `;
}

/** As in lists of countries beside a phone number: "Germany (+49)". */
const dialCode = /\(?\+\d[\d -]*\)?/g;

/** "Berlin, Germany", "Germany (DE)", "PL-Poland": the last part that is a country. "Georgia, USA" is in the States. */
function placedIn(text: string): Names[] | null {
  const parts = text
    .trim()
    .split(/[,()–—:]|\s-\s|(?<=^[A-Z]{2,3})[-_]/)
    .map(plainWords)
    .filter((part) => part !== '');
  const countries = parts.map((part, index) => (isCountryBesides(part, index) ? named(part) : null));
  const found = countries.findLast((country) => country !== null);
  if (!found) return null;
  // "Lebanon, PA" is in the States, "India, IN" is not.
  const last = parts.at(-1) as string;
  return states.has(last) && last !== found[0] && parts.length > 1 ? null : [found];
}

function named(text: string): Names | null {
  const words = /^(?:\p{L} ){2,}\p{L}$/u.test(text) ? text.replaceAll(' ', '') : text;
  names ??= indexOf(countryNames().values());
  const exact = names.get(words);
  if (exact !== undefined) return exact;
  keys ??= keyIndexOf(names);
  const telling = tellingWords(words);
  const known = byKeys(keys, telling);
  if (known !== undefined) return known;
  const bare = withoutFormOfState(telling);
  const state = names.get(bare.join(' ').replace(/^(?:..|isl)$/, '')) ?? byKeys(keys, bare);
  if (state !== undefined) return state && !unsureOfState.has(state[0] as string) ? state : null;
  return byKeys(keys, withoutIslands(bare) ?? []) ?? null;
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
  // "Turks and Caicos", but not "Norfolk" and "Cook": one word may be anything.
  for (const [name, called] of byName) {
    const others = withoutIslands(tellingWords(name));
    if (!called || !others || others.length < 2) continue;
    for (const key of nameKeys(others)) if (!index.has(key)) index.set(key, called);
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

/** Codes of American states. */
const states = new Set(
  (
    'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd ' +
    'tn tx ut vt va wa wv wi wy'
  ).split(' '),
);
