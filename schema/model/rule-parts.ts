// What the rules of a model are made of, those on events and those on traits: ids, labels, points and conditions, with their bounds.

import * as z from 'zod';
import { limits } from '../event.ts';
import { allKinds, commonKeys, type EventKey, kinds } from '../kinds.ts';
import { text } from '../text.ts';

/** Bounds that keep `heat` inside a double: with fewer, points would vanish into Infinity, silently. */
export const modelLimits = {
  maxRules: 200,
  maxPoints: 10_000,
  maxTimes: 1_000,
  maxGlobChars: 200,
  maxConditions: 20,
  maxAlternatives: 50,
  minHalfLifeDays: 1,
  maxHalfLifeDays: 3_650,
  /** Models that a site serves side by side: each is fed with every event, which writes its rows. */
  maxServed: 5,
  /** A version older than this many half-lives is published anew: 2^1024 overflows a double. */
  maxAgeHalfLives: 900,
} as const;

/** Keys an event rule may read, besides `query.NAME` and `props.NAME`. */
export const eventKeys: readonly EventKey[] = [
  ...commonKeys,
  ...new Set(allKinds.flatMap<EventKey>((kind) => kinds[kind].keys)),
];

/** The name of a key that an event rule reads. */
export const eventKey = text()
  .max(120)
  .refine(
    (key) => (eventKeys as readonly string[]).includes(key) || /^(query|props)\..+$/.test(key),
    `an event rule reads ${eventKeys.join(', ')}, query.NAME or props.NAME`,
  );

/** A rule's own name within its model. */
export const ruleId = text()
  .regex(/^[a-z0-9][a-z0-9_-]*$/, 'use lower-case letters, digits, - and _, such as "pricing"')
  .max(limits.maxNameChars);
/** What people read in an explanation. */
export const label = text().trim().min(1).max(120);
/** What a match earns; negative too. */
export const points = z.number().min(-modelLimits.maxPoints).max(modelLimits.maxPoints);
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

/** A glob, a list of which any matches, `{not: …}` of which none may, or a numeric range. */
const condition = z.union([globs, z.strictObject({ not: globs }), range]);

export type Condition = z.infer<typeof condition>;

/** A `where`: keys, and what the value of each must be. */
export function conditions(key: z.ZodType<string, string>) {
  return z
    .record(key, condition)
    .refine(
      (w) => Object.keys(w).length <= modelLimits.maxConditions,
      `at most ${modelLimits.maxConditions} keys`,
    );
}
