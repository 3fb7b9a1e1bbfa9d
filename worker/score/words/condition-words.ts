// Conditions in words: what a `where` asks, for people who compare models.

import { type Condition, parseCondition, type Range } from '../../../schema/model/condition.ts';

/** Words before a value, and the value: `at most` and `once a day`. */
export type Aspect = readonly [lead: string, value: string];

/** What each key of a `where` must be: `where path is` and `"/a" or "/b"`. */
export function conditions(where: Record<string, Condition>): Record<string, Aspect> {
  return Object.fromEntries(
    Object.entries(where).map(([key, condition]) => [
      `where ${key}`,
      [`where ${key} is`, inWords(condition)],
    ]),
  );
}

function inWords(written: Condition): string {
  const condition = parseCondition(written);
  switch (condition.asks) {
    case 'any':
      return quoted(condition.globs, 'or');
    case 'none':
      return condition.globs.length === 1
        ? `not ${quoted(condition.globs, 'nor')}`
        : `neither ${quoted(condition.globs, 'nor')}`;
    case 'range':
      return (Object.keys(boundWords) as (keyof Range)[])
        .filter((bound) => condition.range[bound] !== undefined)
        .map((bound) => `${boundWords[bound]} ${condition.range[bound]}`)
        .join(' and ');
  }
}

const boundWords: Readonly<Record<keyof Range, string>> = {
  gte: 'at least',
  gt: 'over',
  lte: 'at most',
  lt: 'under',
};

function quoted(globs: readonly string[], conjunction: string): string {
  return globs.map((glob) => JSON.stringify(glob)).join(` ${conjunction} `);
}
