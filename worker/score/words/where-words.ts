// Conditions in words: what a `where` requires, for people who compare models.

import type { Condition } from '../../../schema/model/condition.ts';
import { conditionText, englishConditions } from '../conditions/condition-words.ts';

/** Words before a value, and the value: `at most` and `once a day`. */
export type Aspect = readonly [lead: string, value: string];

/** The requirement for each key of a `where`: `where path is` and `"/a" or "/b"`. */
export function conditions(where: Record<string, Condition>): Record<string, Aspect> {
  return Object.fromEntries(
    Object.entries(where).map(([key, condition]) => [
      `where ${key}`,
      [`where ${key} is`, conditionText(condition, englishConditions)],
    ]),
  );
}
