// Conditions: what a `where` can require of a value, and the few forms that all notations are parsed into.
// worker/score/conditions/forms.ts defines each form in one place.

import * as z from 'zod';
import { text } from '../text.ts';
import { modelLimits } from './rule-parts.ts';

const glob = text().min(1).max(modelLimits.maxGlobChars);

const range = z
  .strictObject({
    gte: z.number().optional(),
    lte: z.number().optional(),
    gt: z.number().optional(),
    lt: z.number().optional(),
  })
  .refine(
    (r) => Object.values(r).some((bound) => bound !== undefined),
    'give at least one of gte, lte, gt, lt',
  );

const globs = z.union([glob, z.array(glob).min(1).max(modelLimits.maxAlternatives)]);

const word = glob.refine((given) => /[\p{L}\p{N}]/u.test(given), 'a word has a letter or a digit');
const words = z.union([word, z.array(word).min(1).max(modelLimits.maxAlternatives)]);

/** A glob, a list of which any must match, `{not: …}` of which none may, `{words: …}` of which one must occur, or a range. */
const condition = z.union([globs, z.strictObject({ not: globs }), z.strictObject({ words }), range]);

export type Condition = z.infer<typeof condition>;

/** The bounds of a range; an omitted bound is open. */
export type Range = z.infer<typeof range>;

/** What a condition requires: any of the globs matches, none does, any of the words occurs, or a number is in a range. */
export type ParsedCondition =
  | { readonly asks: 'any'; readonly globs: readonly string[] }
  | { readonly asks: 'none'; readonly globs: readonly string[] }
  | { readonly asks: 'words'; readonly words: readonly string[] }
  | { readonly asks: 'range'; readonly range: Range };

/** Parses every notation of a condition. */
export function parseCondition(written: Condition): ParsedCondition {
  if (typeof written === 'string' || Array.isArray(written)) return { asks: 'any', globs: [written].flat() };
  if ('not' in written) return { asks: 'none', globs: [written.not].flat() };
  if ('words' in written) return { asks: 'words', words: [written.words].flat() };
  return { asks: 'range', range: written };
}

/** A `where`: keys, each with the condition for its value. */
export function conditions(key: z.ZodType<string, string>) {
  return z
    .record(key, condition)
    .refine(
      (w) => Object.keys(w).length <= modelLimits.maxConditions,
      `at most ${modelLimits.maxConditions} keys`,
    );
}
