// Conditions on a key with few possible values must name one of them.

import type { Condition } from '../../../schema/model/condition.ts';
import { conditionText, englishConditions } from '../conditions/condition-words.ts';
import { readCondition } from '../conditions/forms.ts';

/** All values of a key, and whether one meets a condition, as scoring decides it. */
export interface ClosedList {
  readonly name: string;
  readonly values: readonly string[];
  holds(condition: Condition, value: string): boolean;
}

/** The names in a condition that are not among the values, and whether any value matches at all. */
export function closedListFaults(condition: Condition, { name, values, holds }: ClosedList): string[] {
  const { alternatives } = readCondition(condition);
  if (alternatives.length === 0) return ['can never match: this is text, but a range needs numbers'];
  const unknown = alternatives.filter((each) => !values.some((value) => holds(each, value)));
  if (unknown.length === 0 && !values.some((value) => holds(condition, value))) {
    return [`can never match: no ${name} is ${conditionText(condition, englishConditions)}`];
  }
  return unknown.map(
    (each) => `has an unknown ${name} ${JSON.stringify(nameOf(each))}: use ${values.join(', ')}`,
  );
}

/** One alternative as it is written. */
function nameOf(condition: Condition): unknown {
  return typeof condition === 'object' && 'words' in condition ? condition.words : condition;
}
