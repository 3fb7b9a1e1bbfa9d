// Conditions: what a `where` may ask of a value, as it is written, and the few forms that every way of writing comes down to.
// worker/score/conditions/forms.ts says of each form, once, all that the Worker knows of it.

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

/** A glob, a list of which any matches, `{not: …}` of which none may, `{words: …}` of which one must be there, or a range. */
const condition = z.union([globs, z.strictObject({ not: globs }), z.strictObject({ words }), range]);

export type Condition = z.infer<typeof condition>;

/** The bounds of a range; one that is left out is open. */
export type Range = z.infer<typeof range>;

/** What a condition asks: that any of the globs match, that none does, that any of the words is there, or a number in a range. */
export type ParsedCondition =
  | { readonly asks: 'any'; readonly globs: readonly string[] }
  | { readonly asks: 'none'; readonly globs: readonly string[] }
  | { readonly asks: 'words'; readonly words: readonly string[] }
  | { readonly asks: 'range'; readonly range: Range };

/** What is asked, however it is written. */
export function parseCondition(written: Condition): ParsedCondition {
  if (typeof written === 'string' || Array.isArray(written)) return { asks: 'any', globs: [written].flat() };
  if ('not' in written) return { asks: 'none', globs: [written.not].flat() };
  if ('words' in written) return { asks: 'words', words: [written.words].flat() };
  return { asks: 'range', range: written };
}

/** A `where`: keys, and what the value of each must be. */
export function conditions(key: z.ZodType<string, string>) {
  return z
    .record(key, condition)
    .refine(
      (w) => Object.keys(w).length <= modelLimits.maxConditions,
      `at most ${modelLimits.maxConditions} keys`,
    );
}
