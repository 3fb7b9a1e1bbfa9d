// Compiles a fit rule's `where` into one predicate over traits. As over events (rules/condition.ts), but traits are understood
// as people write them: a text has several readings and a glob holds when it matches any; a number is an interval.

import type { Condition } from '../../../schema/model/condition.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import type { Reader } from '../conditions/form.ts';
import { readCondition } from '../conditions/forms.ts';
import { spellings } from '../conditions/plain-text.ts';
import { compileGlob } from '../glob.ts';
import { countryReadings } from './country/country.ts';
import { intervalOf } from './quantity.ts';
import { type KnownTraits, kindOf, reduce, type TraitKind } from './trait-reading.ts';

/** What is known of one trait: the value as it was given, and its readings. */
interface Known {
  value: TraitValue;
  readings(): readonly string[];
}

/** A predicate that holds when every condition of the `where` holds. A trait that is not known matches nothing. */
export function compileFitWhere(where: Record<string, Condition>): (traits: KnownTraits) => boolean {
  const checks = Object.entries(where).map(([name, condition]) => {
    const holds = readCondition(condition).matcher(traitReader(kindOf(name)));
    return (traits: KnownTraits) => {
      const value = traits.read(name);
      return value !== undefined && holds({ value, readings: () => traits.readings(name) });
    };
  });
  return (traits) => checks.every((check) => check(traits));
}

/** A rule names a country in any of its ways, too: all of its readings have the code. */
function codeIn(glob: string, kind: TraitKind): readonly string[] {
  return kind === 'country' && !/[*?]/.test(glob) ? countryReadings(glob).slice(0, 1) : [];
}

function traitReader(kind: TraitKind): Reader<Known> {
  return {
    globs(globs) {
      const asWritten = globs.map(compileGlob);
      // A glob of nothing but marks ("-") has no words: it is compared as it is only.
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
