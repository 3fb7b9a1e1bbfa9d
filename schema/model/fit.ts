// The fit part of a model: rules over traits, and grades. Shapes and bounds only; worker/score/fit/fit.ts applies them.

import * as z from 'zod';
import { text } from '../text.ts';
import { conditions } from './condition.ts';
import { label, modelLimits, points, ruleId } from './rule-parts.ts';

const traitName = text().min(1).max(120);

const fitRule = z
  .strictObject({
    id: ruleId,
    label,
    where: conditions(traitName).optional(),
    /** Points for each whole `of` of a trait: `{"trait": "employees", "of": 100}`. */
    each: z.strictObject({ trait: traitName, of: z.number().positive() }).optional(),
    points,
    /** Of `each`: the most points that the rule gives or takes. */
    max: z.number().positive().max(modelLimits.maxPoints).optional(),
  })
  .superRefine((r, ctx) => {
    const complain = (path: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [path], message: `fit rule "${r.id}": ${message}` });
    if (!r.where && !r.each)
      complain('where', 'add "where" to choose whom it matches, or "each" for points by number');
    if (r.where && r.each) complain('each', '"where" and "each" cannot be combined; split it into two rules');
    if (r.each && r.max === undefined)
      complain('max', '"each" needs "max", the most points it can give, such as 20');
    if (!r.each && r.max !== undefined) complain('max', '"max" works only with "each"; remove it');
    if (r.max !== undefined && r.max < Math.abs(r.points))
      complain('max', '"max" is less than the points of one unit; raise it, or lower "points"');
  });
const grades = z
  .strictObject({ A: z.number().max(100), B: z.number(), C: z.number().min(0) })
  .refine((g) => g.A > g.B && g.B > g.C, 'A must be above B, and B above C');

/** Rules over traits, and the lowest scores of the grades A, B and C. Without rules nobody is graded. */
export const fit = z
  .strictObject({ rules: z.array(fitRule).max(modelLimits.maxRules), grades: grades.optional() })
  .refine(({ rules, grades }) => rules.length === 0 || grades !== undefined, {
    path: ['grades'],
    message: 'add "grades", the scores from which A, B and C begin, such as {"A": 70, "B": 45, "C": 20}',
  });
