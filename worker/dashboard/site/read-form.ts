// Reads the forms that set up a site: lists of lines, numbers, and which field the schema refused.

import type * as z from 'zod';
import { readForm } from '../../http/json-body.ts';

/** A hundred origins and three lists of fifty entries each, at most. */
const maxBodyBytes = 128 * 1024;

/** The fields of a sent form; null: it is too long, or no text. */
export function readFields(request: Request): Promise<URLSearchParams | null> {
  return readForm(request, maxBodyBytes);
}

/** The entries of a list, one a line, without blank lines. */
export function linesOf(typed: string | null): string[] {
  return (typed ?? '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Origins as people write them: a host alone is meant with https. */
export function originsOf(typed: string | null): string[] {
  return linesOf(typed).map((line) =>
    /^[\w.-]+\.[a-z]{2,}(:\d+)?\/?$/i.test(line) ? `https://${line}` : line,
  );
}

/** A whole number as typed; NaN for anything else. */
export function wholeNumberOf(typed: string | null): number {
  const text = (typed ?? '').trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** Says what is wrong with a field, and which entry of its list it is. */
export type Complaints = Readonly<Record<string, (entry: string) => string>>;

/**
 * The errors by field. The last name in an issue's path is the field, a number after it the entry of the list, in `given`. `other`
 * is said of anything else, which no form of ours can send.
 */
export function errorsOf(
  issues: readonly z.core.$ZodIssue[],
  { given, complaints, other }: { given: unknown; complaints: Complaints; other: string },
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path } of issues) {
    const field = String(path.findLast((part) => typeof part === 'string') ?? '');
    const complain = complaints[field];
    const entry = typeof path.at(-1) === 'number' ? valueAt(given, path) : '';
    errors[complain ? field : ''] ??= complain ? complain(entry) : other;
  }
  return errors;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    given,
  );
  return typeof found === 'string' ? found.slice(0, 80) : '';
}
