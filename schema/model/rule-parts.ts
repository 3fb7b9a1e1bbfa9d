// The parts that rules on events and on traits share: ids, labels, points and keys, with their bounds.

import * as z from 'zod';
import { limits } from '../event.ts';
import { allKinds, commonKeys, type EventKey, kinds } from '../kinds.ts';
import { text } from '../text.ts';

/** Bounds that keep `heat` within a double. Beyond them, points would silently become Infinity. */
export const modelLimits = {
  maxRules: 200,
  maxPoints: 10_000,
  maxTimes: 1_000,
  maxGlobChars: 200,
  maxConditions: 20,
  maxAlternatives: 50,
  minHalfLifeDays: 1,
  maxHalfLifeDays: 3_650,
  /** Models that a site serves side by side: every event updates each one's rows. */
  maxServed: 5,
  /** A version older than this many half-lives is republished: 2^1024 overflows a double. */
  maxAgeHalfLives: 900,
} as const;

/** Keys that an event rule can read, in addition to `query.NAME` and `props.NAME`. */
export const eventKeys: readonly EventKey[] = [
  ...commonKeys,
  ...new Set(allKinds.flatMap<EventKey>((kind) => kinds[kind].keys)),
];

/** The name of a key that an event rule reads. */
export const eventKey = text()
  .max(120)
  .refine(
    (key) => (eventKeys as readonly string[]).includes(key) || /^(query|props)\..+$/.test(key),
    `unknown key; an event rule can read ${eventKeys.join(', ')}, query.NAME or props.NAME`,
  );

/** A rule's id, unique within its model. */
export const ruleId = text()
  .regex(/^[a-z0-9][a-z0-9_-]*$/, 'use lower-case letters, digits, - and _, such as "pricing"')
  .max(limits.maxNameChars);
/** The text shown in an explanation. */
export const label = text().trim().min(1).max(120);
/** What a match earns; can be negative. */
export const points = z.number().min(-modelLimits.maxPoints).max(modelLimits.maxPoints);
