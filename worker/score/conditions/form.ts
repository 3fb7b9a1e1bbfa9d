// The interface of a form of condition; forms.ts implements it for each. Pure.

import type { Condition, Range } from '../../../schema/model/condition.ts';

/** The numeric meaning of a value, including both ends. An excluded end ("under 10") is replaced by the double next to it. */
export interface Interval {
  readonly low: number;
  /** May be Infinity. */
  readonly high: number;
}

/** How conditions read the values of a key: events have exact values, traits are read as people write them. */
export interface Reader<Value> {
  /** A test whether a value matches any of the globs. */
  globs(globs: readonly string[]): (value: Value) => boolean;
  /** All readings of the value as text. */
  texts(value: Value): readonly string[];
  /** The value as a number; null if it is none. */
  interval(value: Value): Interval | null;
}

/** The possible values of a key. */
export interface Expected {
  /** For a key with texts of a known shape. */
  readonly text?: TextShape | undefined;
  /** For a key with numbers: the least and the greatest. */
  readonly range?: readonly [least: number, most: number] | undefined;
}

export interface TextShape {
  /** Why a glob matches no value of the key, and what to write instead; null if it can match one. */
  fault(glob: string): string | null;
  /** Whether a value can also be a number, so that a range can match. */
  readonly mayBeNumber?: boolean;
}

/** One comparison with a value: `any` of the texts, `none` of them, one of the `words`, or a bound with a single number. */
export interface Comparison {
  readonly how: 'any' | 'none' | 'words' | keyof Range;
  readonly texts: readonly string[];
}

/** One form of condition, with everything that the Worker does with conditions. */
export interface Form<Parsed> {
  /** A test whether a value meets the condition. */
  matcher<Value>(asked: Parsed, reader: Reader<Value>): (value: Value) => boolean;
  /** Why no value can meet the condition; empty if one can. */
  faults(asked: Parsed, expected: Expected): string[];
  /** The alternatives that the condition lists, each as its own condition: the globs, or the words. */
  alternatives(asked: Parsed): Condition[];
  /** The condition as comparisons that must all hold, for words and forms. */
  comparisons(asked: Parsed): Comparison[];
  /** Globs of which a value must match at least one; null if globs cannot express the condition. */
  admits(asked: Parsed): readonly string[] | null;
  /** Globs of which a value must match none. */
  refuses(asked: Parsed): readonly string[];
}
