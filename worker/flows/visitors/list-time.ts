// The time that a list shows: now or later.

import type { InputError } from '../../../schema/api/shared.ts';
import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';

/** Tolerance for clients' clocks: an `at` no further in the past means now. */
const clockSlackMs = 60_000;

/** What is wrong with the time of a list, UTC ms: the past. A cursor has its own. */
export function timeComplaints(
  { at, cursor }: Pick<VisitorQuery, 'at' | 'cursor'>,
  now: number,
): InputError[] {
  if (at === undefined || cursor !== undefined || at >= now - clockSlackMs) return [];
  const message = 'give the present or a future time; for the past, request the explanation of one visitor';
  return [{ path: 'at', message }];
}
