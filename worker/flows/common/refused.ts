// Refusals: what a flow answers instead of doing what it was asked.

import type { InputError } from '../../../schema/api/shared.ts';

/** What is wrong with the input; something is not there; or it cannot be done now. */
export type Refused =
  | { kind: 'invalid'; errors: InputError[] }
  | { kind: 'not_found' }
  | { kind: 'conflict'; why: string };
