// What a response says about an event that was rejected or changed: the field, and how to fix it. Pure.

import type * as z from 'zod';
import type { EventCode, WarningCode } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { hourMs } from '../../schema/time/durations.ts';
import { inputErrors } from '../http/input-errors.ts';

/** Why an event is rejected. `path` is its field, empty for the whole event. */
export interface Refused {
  code: EventCode;
  path: string;
  message: string;
}

/** A part of an accepted event that was not stored as sent. */
export interface Warning {
  code: WarningCode;
  path: string;
  message: string;
}

/** A rejection or warning, with the event's index in the call. */
export type Rejected = Refused & { index: number };
export type Warned = Warning & { index: number };

export function invalid(path: string, message: string): Refused {
  return { code: 'invalid_event', path, message };
}

/** The first error that a schema found. */
export function invalidBy(issues: readonly z.core.$ZodIssue[]): Refused {
  const [first] = inputErrors(issues);
  return invalid(first?.path ?? '', first?.message ?? 'give an event');
}

/** An event is nested in two brackets of its call. */
export const maxEventDepth = limits.maxDepth - 2;

export const noObject = invalid('', 'give an object with the fields of an event');
export const tooDeep = invalid('', `nest at most ${maxEventDepth} levels`);
export const tooLarge: Refused = {
  code: 'too_large',
  path: '',
  message: `send at most ${limits.maxEventBytes / 1024} KiB per event: fewer or shorter props`,
};
export const excluded = (path: string): Refused => ({
  code: 'excluded',
  path,
  message: "is excluded by the site's settings",
});
export const tooOld: Refused = {
  code: 'too_old',
  path: 'at',
  message: `happened more than ${limits.maxAgeMs / hourMs} hours before it was sent; your server can still send it to POST /v1/sites/{site}/events`,
};

/** The message for a complete URL that cannot be stored. */
export const webUrl = `give an http or https URL of at most ${limits.maxUrlChars} characters`;
