// Compiles a `where` into one predicate over facts. A missing value matches nothing.

import type { Condition } from '../../../schema/model/condition.ts';
import type { Interval, Reader } from '../conditions/form.ts';
import { readCondition } from '../conditions/forms.ts';
import { compileGlob } from '../conditions/glob.ts';
import { sourceGlobs } from '../source/source-name.ts';
import { type Fact, type Facts, readablePath } from './facts.ts';

/** A predicate that holds when every condition of the `where` holds; an absent `where` always does. */
export function compileWhere(where: Record<string, Condition> | undefined): (facts: Facts) => boolean {
  const checks = Object.entries(where ?? {}).map(([key, condition]) => {
    const holds = readCondition(condition).matcher(readers[key] ?? factReader);
    return (facts: Facts) => {
      const value = facts.read(key);
      return value !== undefined && holds(value);
    };
  });
  return (facts) => checks.every((check) => check(facts));
}

type Value = NonNullable<Fact>;

/** Values of events are read as sent. */
const factReader: Reader<Value> = {
  globs(globs) {
    const matchers = globs.map(compileGlob);
    return (value) => {
      const text = String(value);
      return matchers.some((matches) => matches(text));
    };
  },
  texts: (value) => [String(value)],
  interval: numberOf,
};

/** A rule may write a path or a route decoded, or as in a URL. */
const pathReader: Reader<Value> = {
  ...factReader,
  globs: (globs) => factReader.globs(globs.map(readablePath)),
};

/** Words are searched in the decoded address: `über` is in `/%C3%BCber-uns`. */
const addressReader: Reader<Value> = { ...factReader, texts: (value) => [readablePath(String(value))] };

/** A rule may write a source as people spell it, or as its host. */
const sourceReader: Reader<Value> = {
  ...factReader,
  globs: (globs) => factReader.globs(sourceGlobs(globs)),
};

const readers: Readonly<Record<string, Reader<Value>>> = {
  source: sourceReader,
  path: pathReader,
  hash: pathReader,
  url: addressReader,
  referrer: addressReader,
  file: addressReader,
  target: addressReader,
};

/** Numeric strings count as numbers; nothing else does. */
function numberOf(value: Value): Interval | null {
  const isWritten = typeof value === 'string' && value.trim() !== '';
  const number = typeof value === 'number' || isWritten ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? { low: number, high: number } : null;
}
