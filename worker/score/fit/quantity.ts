// Parses numbers as people write them in forms ("1,000+", "10-50", "under 10", "€2m") into the interval that they can mean.
// Deterministic and independent of the locale: the same text is always and everywhere the same number.

import type { Interval } from '../conditions/form.ts';
import { type NumberWord, numberWords } from './number-word.ts';

/** Longer texts are prose, not a quantity. */
const maxChars = 80;

const below = /^(?:<|under|below|less than|fewer than|smaller than|weniger als|unter|moins de|menos de)$/;
const atMost =
  /^(?:≤|<=|=<|up to|at most|no more than|not more than|max|maximum|maximal|bis|bis zu|hasta|jusqu'à)$/;
const above = /^(?:>|over|above|more than|greater than|bigger than|mehr als|über|plus de|más de|mas de)$/;
const atLeast = /^(?:≥|>=|=>|at least|from|min|minimum|mindestens|ab|au moins|desde)$/;
const about = /^(?:~|≈|about|around|approx|approximately|roughly|circa|ca|some|etwa|rund|ungefähr|environ)$/;
const between = /^(?:between|from|zwischen|von|entre|de)$/;

const to = /^(?:-|to|until|till|through|up to|bis|bis zu|à|a|hasta|and|und|et|y|\.\.|\.\.\.|…)$/;
/** After a number, or after the word for what is counted: "20 people or more". */
const orMore =
  /^\+|^(?:\p{L}+ ){0,2}(?:plus|or more|and more|and up|and above|or above|and over|oder mehr|und mehr|et plus|y más)(?!\p{L})/u;
const orLess = /^(?:\p{L}+ ){0,2}(?:or less|or fewer|and under|and below|or below|oder weniger)(?!\p{L})/u;

/**
 * The numeric meaning of a value; null if it has none or is ambiguous. A number means itself; a boolean has no meaning.
 * Accepts one number, or two joined by a word for a range; number-word.ts recognizes numbers.
 */
export function intervalOf(value: string | number | boolean): Interval | null {
  if (typeof value === 'number') return Number.isNaN(value) ? null : { low: value, high: value };
  if (typeof value !== 'string' || value.length > maxChars) return null;
  const found = numberWords(value);
  if (!found) return null;
  const [first, second, ...rest] = found.numbers;
  if (!first || rest.length > 0) return null;
  return second ? range(first, second) : single(first, found.after);
}

function range(first: NumberWord, second: NumberWord): Interval | null {
  if (!to.test(second.before) || !(isNoise(first.before) || between.test(first.before))) return null;
  // "10-50k" is 10k to 50k, but "500-1k" is 500 to 1k.
  const shared = first.unit === 1 ? first.number * second.unit : first.value;
  const low = shared < second.value ? shared : first.value;
  return low <= second.value ? { low, high: second.value } : null;
}

function single({ value, before }: NumberWord, after: string): Interval | null {
  if (orMore.test(after) || atLeast.test(before)) return { low: value, high: Infinity };
  if (above.test(before)) return { low: nextTo(value, 1), high: Infinity };
  if (orLess.test(after) || atMost.test(before)) return fromZero(value);
  if (below.test(before)) return fromZero(nextTo(value, -1));
  return isNoise(before) ? { low: value, high: value } : null;
}

/** Counts are never below zero. */
function fromZero(high: number): Interval {
  return { low: Math.min(0, high), high };
}

/** Words before a number that do not change it: none, "about", or a label such as "employees:". */
function isNoise(before: string): boolean {
  return before === '' || about.test(before) || /:$/.test(before);
}

/** A double just above or below, approximately the adjacent one. */
function nextTo(value: number, direction: 1 | -1): number {
  return value + direction * Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
}
