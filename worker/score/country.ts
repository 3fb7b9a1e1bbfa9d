// Which country somebody means: "UK", "GB", "Great Britain" and "United Kingdom" are one.

import { countryNames } from './country-names.ts';
import { plainWords, spellings } from './plain-text.ts';

/** What each code is called, in words; and which code each of these means. */
interface Index {
  namesOf: ReadonlyMap<string, readonly string[]>;
  codeOf: ReadonlyMap<string, string>;
}

let index: Index | undefined;

/** The names of the country that the text names, in words, its codes among them; none where it names no country. */
export function countryReadings(text: string): readonly string[] {
  index ??= makeIndex();
  const { namesOf, codeOf } = index;
  const whole = codeOf.get(wordsOf(text));
  if (whole) return namesOf.get(whole) ?? [];
  // "Berlin, Germany", "Germany (DE)": the last part that is a country. "Georgia, USA" is in the States.
  const parts = text.split(/[,;/()|–—]|\s-\s/).map(wordsOf);
  const last = parts.filter(isCountryBesides).findLast((part) => codeOf.has(part));
  return last === undefined ? [] : (namesOf.get(codeOf.get(last) ?? '') ?? []);
}

function wordsOf(text: string): string {
  return plainWords(text).replace(/^the /, '');
}

/** Beside a place two letters are as likely a state: "Los Angeles, CA" is not in Canada. */
function isCountryBesides(part: string): boolean {
  return part.length > 2 || part === 'uk' || part === 'us';
}

/** Made when the first model asks for a country: start-up does not pay for it. Of two that share a name, the first has it. */
function makeIndex(): Index {
  const codeOf = new Map<string, string>();
  const namesOf = new Map<string, string[]>();
  for (const [code, called] of countryNames()) {
    const names = [...new Set([...new Set(called)].flatMap(spellings).map(wordsOf))];
    namesOf.set(code, names);
    for (const name of names) if (!codeOf.has(name)) codeOf.set(name, code);
  }
  return { namesOf, codeOf };
}
