// What traits may be read as, for fit rules: people write one thing in many ways, and a rule names one of them.

import type { TraitValue } from '../../../schema/trait.ts';
import { plainText, plainWords, spellings } from '../conditions/plain-text.ts';
import { isBlank } from '../conditions/visible-text.ts';
import { countryReadings } from './country/country.ts';
import { titleReadings } from './title/job-title.ts';

/** What a trait is about: docs/models.md says which names make it a country or a title. */
export type TraitKind = 'country' | 'title' | 'text';

/** Traits by their exact names. */
export interface KnownTraits {
  /** The value; undefined for one that is missing or blank. */
  read(name: string): TraitValue | undefined;
  /** All that the value may be read as, reduced (`reduce`); worked out once. Empty for what is not known. */
  readings(name: string): readonly string[];
}

/** Longer texts are nobody's title or country. */
const maxReadChars = 200;

/** The traits of somebody, ready to be asked about. */
export function knownTraits(traits: Readonly<Record<string, { value: TraitValue }>>): KnownTraits {
  const memo = new Map<string, readonly string[]>();
  const read = (name: string) => {
    const value = Object.hasOwn(traits, name) ? traits[name]?.value : undefined;
    return typeof value === 'string' && isBlank(value) ? undefined : value;
  };
  const readings = (name: string) => {
    const value = read(name);
    return value === undefined ? [] : readingsOf(String(value), kindOf(name));
  };
  return {
    read,
    readings(name) {
      const known = memo.get(name) ?? readings(name);
      memo.set(name, known);
      return known;
    },
  };
}

/** What a trait of this name is about. */
export function kindOf(name: string): TraitKind {
  if (/country/i.test(name)) return 'country';
  return /title|position|role|job/i.test(name) ? 'title' : 'text';
}

/** A text, or a glob, as readings of this kind are written: in titles and countries only the words count. */
export function reduce(text: string, kind: TraitKind): string {
  return kind === 'text' ? plainText(text) : plainWords(text);
}

function readingsOf(text: string, kind: TraitKind): string[] {
  const spelled = spellings(text);
  const plain = spelled.map((spelling) => reduce(spelling, kind));
  if (kind === 'text' || text.length > maxReadChars) return [...new Set(plain)];
  const more = kind === 'title' ? spelled.flatMap(titleReadings) : countryReadings(text);
  return [...new Set([...plain, ...more])];
}
