// Zod's issues as the errors of a problem: a path that one can find in the input, a message that says the mend.

import type * as z from 'zod';
import type { InputError } from '../schema/api.ts';

/** Errors listed at most: a hostile body could have thousands. */
const maxErrors = 50;

/** Where: `rules[3].where.path`. Unknown keys are named in the path. */
export function inputErrors(issues: readonly z.core.$ZodIssue[]): InputError[] {
  return issues.flatMap(errorsOf).slice(0, maxErrors);
}

function errorsOf(issue: z.core.$ZodIssue): InputError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: 'there is no such key; remove it or mend its name',
    }));
  }
  return [{ path: pathOf(issue.path), message: issue.message }];
}

/** A zod path as text. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');
}
