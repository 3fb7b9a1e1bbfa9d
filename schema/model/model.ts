// The scoring model as people write it: JSON, validated here, explained in docs/models.md.
// Shapes and bounds only; worker/score applies a model.

import * as z from 'zod';
import { limits } from '../event.ts';
import { text } from '../text.ts';
import { conditions } from './condition.ts';
import { fit } from './fit.ts';
import { lapses } from './lapse.ts';
import { eventKey, label, modelLimits, points, ruleId } from './rule-parts.ts';

export type { Condition } from './condition.ts';
export { eventKeys, modelLimits } from './rule-parts.ts';

/**
 * Calendar windows (in the site's time zone) for caps and `nth`; a week starts on Monday, `ever` never ends. Name a new one in
 * worker/score/rules/window.ts; the compiler finds the other places.
 */
export const windows = ['session', 'day', 'week', 'month', 'ever'] as const;

const cap = z.strictObject({
  times: z.int().min(1).max(modelLimits.maxTimes),
  per: z.enum(windows),
  by: eventKey.optional(),
});

const rule = z
  .strictObject({
    id: ruleId,
    label,
    /** An event kind, `*`, or `visit`: the first event of a session. */
    on: text().min(1).max(limits.maxNameChars),
    where: conditions(eventKey).optional(),
    /** `server`: only events sent by the site's own server. */
    from: z.literal('server').optional(),
    points: points.optional(),
    cap: cap.optional(),
    /** Only the nth match in each `per` window (and for each value of `by`) earns. */
    nth: z.int().min(1).max(modelLimits.maxTimes).optional(),
    per: z.enum(windows).optional(),
    by: eventKey.optional(),
    disqualifies: z.literal(true).optional(),
  })
  .superRefine((r, ctx) => {
    const complain = (path: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [path], message: `rule "${r.id}": ${message}` });
    if (r.points === undefined && !r.disqualifies) complain('points', 'add "points" or "disqualifies": true');
    if (r.nth !== undefined && !r.per) complain('per', '"nth" needs "per", such as "week"');
    if (r.nth === undefined && (r.per || r.by)) {
      complain(r.per ? 'per' : 'by', '"per" and "by" here need "nth"; put those of a cap inside "cap"');
    }
  });

const group = z.strictObject({
  id: ruleId,
  /** Of rules of the model. */
  rules: z
    .array(text())
    .min(2, 'a group needs at least two rules; give a single rule its own cap')
    .max(modelLimits.maxRules),
  cap: cap.omit({ by: true }),
});

const hundredth = z
  .number()
  .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, 'at most 2 decimals');

const levelName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters')
  .max(32);
const reachedLevel = z
  .strictObject({ name: levelName, at: hundredth.min(0.01).max(1e6), keep: hundredth.min(0.01).max(1e6) })
  .refine((l) => l.keep <= l.at, '"keep" must not be above "at"');
const levels = z
  .tuple([reachedLevel, reachedLevel, reachedLevel, z.strictObject({ name: levelName })])
  .superRefine((all, ctx) => {
    const [first, second, third] = all;
    const pairs = [
      [first, second],
      [second, third],
    ] as const;
    for (const [index, [upper, lower]] of pairs.entries()) {
      if (lower.at >= upper.at || lower.keep >= upper.keep) {
        const message = `level "${lower.name}" must have "at" and "keep" below those of "${upper.name}"`;
        ctx.addIssue({ code: 'custom', path: [index + 1], message });
      }
    }
    if (new Set(all.map((l) => l.name)).size < all.length) {
      ctx.addIssue({ code: 'custom', path: [], message: 'level names must differ' });
    }
    const reserved = all.findIndex((l) => l.name === 'disqualified' || l.name === 'customer');
    if (reserved >= 0) {
      const message = '"disqualified" and "customer" are reserved; use another name';
      ctx.addIssue({ code: 'custom', path: [reserved, 'name'], message });
    }
  });

/** The site's default model. */
export const defaultModelName = 'default';

/** A model’s name, unique on its site. */
export const modelName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and -, such as "emea"')
  .max(32);

const cell = z.string().regex(/^[A-D][1-4]$/, 'cells run from A1 to D4');

/** Ids that an explanation uses for points from no rule. */
export const reservedRules: Readonly<Record<string, string>> = {
  adjustment: 'points given by hand',
  outcome: 'sales',
};

function refuseRepeats(list: readonly { id: string }[], path: readonly string[], ctx: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of list.entries()) {
    if (seen.has(id)) {
      const message = `rule "${id}" appears twice; use a different id for each`;
      ctx.addIssue({ code: 'custom', path: [...path, index, 'id'], message });
    }
    seen.add(id);
  }
}

/** Groups must be unique and name existing rules; no rule may be in two. */
function refuseBadGroups(
  { rules, groups = [] }: { rules: { id: string }[]; groups?: z.infer<typeof group>[] | undefined },
  ctx: z.RefinementCtx,
): void {
  const known = new Set(rules.map((each) => each.id));
  const holders = new Map<string, string>();
  const complain = (path: (string | number)[], message: string) =>
    ctx.addIssue({ code: 'custom', path: ['groups', ...path], message });
  for (const [index, { id, rules: members }] of groups.entries()) {
    if (groups.findIndex((other) => other.id === id) < index) {
      complain([index, 'id'], `group "${id}" appears twice; use a different id for each`);
    }
    for (const [place, member] of members.entries()) {
      const holder = holders.get(member);
      const message = known.has(member)
        ? holder !== undefined &&
          `rule "${member}" is in group "${holder}" already; a rule can be in one group only`
        : `there is no rule "${member}"`;
      if (message) complain([index, 'rules', place], `group "${id}": ${message}`);
      holders.set(member, id);
    }
  }
}

/** A whole model. Times are days, points within ±10,000; see `modelLimits`. */
export const model = z
  .strictObject({
    /** Which of the site's models this is; they are served side by side. Default: `default`. */
    name: modelName.optional(),
    /** Days until an award is worth half; null: points never fade. */
    halfLifeDays: z.number().min(modelLimits.minHalfLifeDays).max(modelLimits.maxHalfLifeDays).nullable(),
    /** Without rules, the model has fit only. */
    rules: z.array(rule).max(modelLimits.maxRules),
    /** Rules that share a cap: at most so many events earn from any of them in each window. */
    groups: z.array(group).max(modelLimits.maxRules).optional(),
    /** What is logged when a visitor started something and did not follow up in time. */
    lapses: lapses.optional(),
    levels,
    /** Null is the same as omitted. */
    fit: fit.nullable().optional(),
    /** The action for a cell; null: none. An omitted cell has its default. */
    actions: z.record(cell, text().min(1).max(200).nullable()).optional(),
  })
  .superRefine((m, ctx) => {
    refuseRepeats(m.rules, ['rules'], ctx);
    for (const [index, { id }] of m.rules.entries()) {
      if (!Object.hasOwn(reservedRules, id)) continue;
      const message = `rule "${id}": this id is reserved for ${reservedRules[id]}; choose another`;
      ctx.addIssue({ code: 'custom', path: ['rules', index, 'id'], message });
    }
    if (m.fit) refuseRepeats(m.fit.rules, ['fit', 'rules'], ctx);
    refuseBadGroups(m, ctx);
  });

export type Model = z.infer<typeof model>;
export type Rule = Model['rules'][number];
export type Window = (typeof windows)[number];
export type Group = z.infer<typeof group>;
export type FitRule = NonNullable<Model['fit']>['rules'][number];
