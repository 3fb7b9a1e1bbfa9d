// Compiles a fit rule's `where` into one predicate over traits. As over events (condition.ts), but traits are understood as
// people write them: a text has several readings and a glob holds when it matches any; a number is an interval.

import { type Condition, type ParsedCondition, parseCondition } from '../../../schema/model/condition.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { compileGlob } from '../glob.ts';
import { spellings } from './plain-text.ts';
import { intervalOf } from './quantity.ts';
import { type KnownTraits, kindOf, reduce } from './trait-reading.ts';

/** What is known of one trait: the value as it was given, and its readings. */
interface Known {
  value: TraitValue;
  readings(): readonly string[];
}

/** A predicate that holds when every condition of the `where` holds. A trait that is not known matches nothing. */
export function compileFitWhere(where: Record<string, Condition>): (traits: KnownTraits) => boolean {
  const checks = Object.entries(where).map(([name, condition]) => {
    const holds = compileCondition(name, parseCondition(condition));
    return (traits: KnownTraits) => {
      const value = traits.read(name);
      return value !== undefined && holds({ value, readings: () => traits.readings(name) });
    };
  });
  return (traits) => checks.every((check) => check(traits));
}

function compileCondition(name: string, condition: ParsedCondition): (known: Known) => boolean {
  switch (condition.asks) {
    case 'any':
      return anyGlob(name, condition.globs);
    case 'none': {
      const refused = anyGlob(name, condition.globs);
      return (known) => !refused(known);
    }
    case 'range': {
      const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity } = condition.range;
      return ({ value }) => {
        const interval = intervalOf(value);
        if (!interval) return false;
        const { low, high } = interval;
        return low >= gte && low > gt && high <= lte && (high < lt || lt === Infinity);
      };
    }
  }
}

function anyGlob(name: string, globs: readonly string[]): (known: Known) => boolean {
  const asWritten = globs.map(compileGlob);
  const kind = kindOf(name);
  // A glob of nothing but marks ("-") has no words: it is compared as it is only.
  const reduced = globs
    .flatMap(spellings)
    .map((glob) => reduce(glob, kind))
    .filter((glob) => glob !== '')
    .map(compileGlob);
  return ({ value, readings }) => {
    const text = String(value);
    if (asWritten.some((matches) => matches(text))) return true;
    return reduced.some((matches) => readings().some(matches));
  };
}
