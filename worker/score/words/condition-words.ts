// Conditions in words: what a `where` asks, for people who compare models.

import type { Condition } from '../../../schema/model/model.ts';

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

function inWords(condition: Condition): string {
  if (typeof condition === 'string' || Array.isArray(condition)) return quoted(condition, 'or');
  if ('not' in condition)
    return `neither ${quoted(condition.not, 'nor')}`.replace(/^neither (?!.* nor )/, 'not ');
  const bounds = { gte: 'at least', gt: 'over', lte: 'at most', lt: 'under' } as const;
  return Object.entries(bounds)
    .flatMap(([bound, words]) => {
      const value = condition[bound as keyof typeof bounds];
      return value === undefined ? [] : [`${words} ${value}`];
    })
    .join(' and ');
}

function quoted(globs: string | readonly string[], conjunction: string): string {
  return [globs]
    .flat()
    .map((glob) => JSON.stringify(glob))
    .join(` ${conjunction} `);
}
