// Why a visitor has its grade, as the API answers it.

import * as z from 'zod';

/** The value of a trait. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Why a visitor has its grade, by the traits that are known now: the `worth` of the lines, limited to 0–100, is `fitScore`. */
export const fitExplanation = z.object({
  fitScore: z.number().nullable().meta({ description: 'null: no trait that a fit rule reads is known' }),
  grade: z.enum(['A', 'B', 'C', 'D']).nullable(),
  grades: z
    .object({ A: z.number(), B: z.number(), C: z.number() })
    .meta({ description: 'The scores from which the grades begin; below C it is D' }),
  lines: z.array(
    z.object({
      rule: z.string(),
      label: z.string(),
      points: z.number().meta({ description: 'What the rule gives; of `each`, for one unit' }),
      worth: z.number().meta({ description: 'What it gives this visitor; 0 if a condition does not hold' }),
      conditions: z
        .array(
          z.object({
            trait: z.string(),
            asked: z.string().meta({ description: 'What the trait must be, in words' }),
            value: scalar.nullable().meta({ description: 'What it is; null: not known' }),
            holds: z.boolean(),
          }),
        )
        .meta({ description: 'All must hold' }),
    }),
  ),
});
