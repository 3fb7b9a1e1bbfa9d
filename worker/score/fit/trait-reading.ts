// The readings of traits for fit rules: people write the same thing in many ways, and a rule names one of them.

import type { TraitValue } from '../../../schema/trait.ts';
import { plainText, plainWords, spellings } from '../conditions/plain-text.ts';
import { isBlank } from '../conditions/visible-text.ts';
import { countryReadings } from './country/country.ts';
import { titleReadings } from './title/job-title.ts';

/** What a trait contains. docs/models.md lists the names of traits that are read as a country or a title. */
export type TraitKind = 'country' | 'title' | 'text';

/** Traits by their exact names. */
export interface KnownTraits {
  /** The value; undefined if it is missing or blank. */
  read(name: string): TraitValue | undefined;
  /** All readings of the value, reduced (`reduce`); computed once. Empty for unknown traits. */
  readings(name: string): readonly string[];
}

/** Longer texts are no title or country. */
const maxReadChars = 200;

/** A visitor's traits, prepared for lookups. */
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

/** The kind of a trait with this name. */
export function kindOf(name: string): TraitKind {
  if (/country/i.test(name)) return 'country';
  return /title|position|role|job/i.test(name) ? 'title' : 'text';
}

/** Reduces a text or a glob to the form of readings of this kind: in titles and countries only words count. */
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
