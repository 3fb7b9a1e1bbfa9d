// Compiles a fit rule's `where` into one predicate over traits. The conditions are those of event rules (rules/condition.ts),
// but traits are read as people write them: a text has several readings, and a glob matches if it matches any of them; a
// number is an interval.

import type { Condition } from '../../../schema/model/condition.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import type { Reader } from '../conditions/form.ts';
import { readCondition } from '../conditions/forms.ts';
import { compileGlob } from '../conditions/glob.ts';
import { spellings } from '../conditions/plain-text.ts';
import { sourceGlobs } from '../source/source-name.ts';
import { countryReadings } from './country/country.ts';
import { intervalOf } from './quantity.ts';
import { type KnownTraits, kindOf, reduce, type TraitKind } from './trait-reading.ts';

/** A known trait: the original value, and its readings. */
interface Known {
  value: TraitValue;
  readings(): readonly string[];
}

/** A predicate that is true if every condition of the `where` is met. An unknown trait meets none. */
export function compileFitWhere(where: Record<string, Condition>): (traits: KnownTraits) => boolean {
  const checks = Object.entries(where).map(([name, condition]) => {
    const reader = name === 'source' ? sourceReader : traitReader(kindOf(name));
    const holds = readCondition(condition).matcher(reader);
    return (traits: KnownTraits) => {
      const value = traits.read(name);
      return value !== undefined && holds({ value, readings: () => traits.readings(name) });
    };
  });
  return (traits) => checks.every((check) => check(traits));
}

/** The code of the country that a glob names. All readings of a country include it, so a rule can use any of its names. */
function codeIn(glob: string, kind: TraitKind): readonly string[] {
  return kind === 'country' && !/[*?]/.test(glob) ? countryReadings(glob).slice(0, 1) : [];
}

function traitReader(kind: TraitKind): Reader<Known> {
  return {
    globs(globs) {
      const asWritten = globs.map(compileGlob);
      // A glob of punctuation only ("-") has no words, so it is only compared unreduced.
      const reduced = globs
        .flatMap((glob) => [
          ...spellings(glob).map((spelled) => reduce(spelled, kind)),
          ...codeIn(glob, kind),
        ])
        .filter((glob) => glob !== '')
        .map(compileGlob);
      return ({ value, readings }) => {
        const text = String(value);
        if (asWritten.some((matches) => matches(text))) return true;
        return reduced.some((matches) => readings().some(matches));
      };
    },
    texts: ({ value, readings }) => [String(value), ...readings()],
    interval: ({ value }) => intervalOf(value),
  };
}

/** The source of the first visit may be written as people spell it, or as its host. */
const sourceReader: Reader<Known> = {
  ...traitReader('text'),
  globs: (globs) => traitReader('text').globs(sourceGlobs(globs)),
};
