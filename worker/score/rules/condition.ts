// Compiles a `where` into one predicate over facts. A missing value matches nothing.

import { type Condition, type ParsedCondition, parseCondition } from '../../../schema/model/condition.ts';
import { compileGlob } from '../glob.ts';
import { type Fact, type Facts, readablePath } from './facts.ts';

/** A predicate that holds when every condition of the `where` holds; an absent `where` always does. */
export function compileWhere(where: Record<string, Condition> | undefined): (facts: Facts) => boolean {
  const checks = Object.entries(where ?? {}).map(([key, condition]) => {
    const holds = compileCondition(parseCondition(condition), key);
    return (facts: Facts) => {
      const value = facts.read(key);
      return value !== undefined && holds(value);
    };
  });
  return (facts) => checks.every((check) => check(facts));
}

function compileCondition(condition: ParsedCondition, key: string): (value: NonNullable<Fact>) => boolean {
  switch (condition.asks) {
    case 'any':
      return anyGlob(condition.globs, key);
    case 'none': {
      const refused = anyGlob(condition.globs, key);
      return (value) => !refused(value);
    }
    case 'range': {
      const { gte = -Infinity, lte = Infinity, gt = -Infinity, lt = Infinity } = condition.range;
      return (value) => {
        const number = numberOf(value);
        return number >= gte && number <= lte && number > gt && number < lt;
      };
    }
  }
}

/** A path may be written as it is read, or as it stands in a URL. */
function anyGlob(globs: readonly string[], key: string): (value: NonNullable<Fact>) => boolean {
  const matchers = (key === 'path' ? globs.map(readablePath) : globs).map(compileGlob);
  return (value) => {
    const text = String(value);
    return matchers.some((matches) => matches(text));
  };
}

/** Numeric strings count as numbers; anything else is NaN, which no bound admits. */
function numberOf(value: NonNullable<Fact>): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
