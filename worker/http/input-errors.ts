// Converts zod's issues to the errors of a problem: a path in the input, and a message that says what to change.

import type * as z from 'zod';
import type { InputError } from '../../schema/api/shared.ts';

/** Maximum number of listed errors: a hostile body could have thousands. */
const maxErrors = 50;

type Issue = z.core.$ZodIssue;

/** Each issue with its path, such as `rules[3].where.path`; each unknown key separately. */
export function inputErrors(issues: readonly Issue[]): InputError[] {
  return issues.flatMap((issue) => errorsOf(issue, [])).slice(0, maxErrors);
}

/** `base`: the prefix of the issue's path, for nested issues. */
function errorsOf(issue: Issue, base: readonly PropertyKey[]): InputError[] {
  const at = [...base, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathOf([...at, key]),
        message: unknownKey(issue.message),
      }));
    case 'invalid_union':
      return [unionError(issue, at)];
    case 'invalid_key':
      return [{ path: pathOf(at), message: issue.issues[0]?.message ?? issue.message }];
    default:
      return [{ path: pathOf(at), message: issue.message }];
  }
}

/** A schema may say more of a key than zod does. */
function unknownKey(message: string): string {
  return /^Unrecognized key/.test(message) ? 'unknown key; remove it or fix its name' : message;
}

/**
 * The error for a value that matches no alternative of a union. Prefers an alternative that has all of the value's keys and
 * an error inside the value; otherwise lists what each alternative expects.
 */
function unionError(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  at: readonly PropertyKey[],
): InputError {
  if (issue.message !== 'Invalid input') return { path: pathOf(at), message: issue.message };
  const known = issue.errors.filter((branch) => branch.every(({ code }) => code !== 'unrecognized_keys'));
  const firsts = (known.length > 0 ? known : issue.errors).flatMap((branch) => branch.slice(0, 1));
  const inner = firsts.find((first) => first.path.length > 0);
  const nested = inner && errorsOf(inner, at)[0];
  const messages = [...new Set(firsts.map(({ message }) => message))];
  return nested ?? { path: pathOf(at), message: messages.join(', or ') || issue.message };
}

/** A zod path as text. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');
}
