// Shapes that every part of the API shares: problems, pages, times.

import * as z from 'zod';
import { text } from '../text.ts';

/** Limits of `/v1`, each with its unit in its name; event.ts has those of events. */
export const apiLimits = {
  /** Above: 413 `too_large`. A model of 200 rules with 20 short conditions each fits. */
  maxBodyBytes: 256 * 1024,
  /** Deeper JSON is rejected before zod parses it, because a recursive check overflows the stack at 9,000 levels. */
  maxDepth: 32,
  maxPage: 200,
  defaultPage: 50,
  /** Rows of a file: about 7 ms of the 10 that the free plan allows a request. */
  maxFileRows: 500,
  maxCursorChars: 1_000,
} as const;

/** Every error's body (RFC 9457). `code` is stable; `errors` lists the locations, in `invalid_*`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'What is wrong, where, and what to do (RFC 9457).' });

export type Problem = z.infer<typeof problem>;

/** One error in an input. `path` is like `rules[3].points`; empty for the whole input. */
export interface InputError {
  path: string;
  message: string;
}

const number = z.coerce.number('give a whole number');

/** Query parameters of a list. `cursor` is the last page's `nextCursor`. */
export const pageQuery = z.object({
  limit: number
    .int()
    .min(1, 'give at least 1')
    .max(apiLimits.maxPage, `give at most ${apiLimits.maxPage}`)
    .default(apiLimits.defaultPage),
  cursor: text().max(apiLimits.maxCursorChars).optional(),
});

/** A page of a list: `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/**
 * Cuts a list, read with one item more than a page holds, to its page. The extra item shows that there is a next page.
 * `cursorOf` returns the position after an item.
 */
export function cutPage<Item>(
  items: readonly Item[],
  limit: number,
  cursorOf: (item: Item) => string,
): { data: Item[]; nextCursor: string | null } {
  const data = items.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: last !== undefined && items.length > limit ? cursorOf(last) : null };
}

/** A time in a response: UTC ms. */
export const time = z.int().meta({ description: 'UTC milliseconds' });
