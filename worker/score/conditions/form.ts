// What there is to say about a form of condition: forms.ts says it of each. Pure.

import type { Condition } from '../../../schema/model/condition.ts';

/** What a value may mean as a number. Both ends may be meant; one that is not itself ("under 10") is the double next to it. */
export interface Interval {
  readonly low: number;
  /** May be Infinity. */
  readonly high: number;
}

/** How conditions read the values of one key: what events carry as it was sent, traits as people write them. */
export interface Reader<Value> {
  /** A test whether a value matches any of the globs. */
  globs(globs: readonly string[]): (value: Value) => boolean;
  /** All texts that the value may be read as. */
  texts(value: Value): readonly string[];
  /** The value as a number; null for what is none. */
  interval(value: Value): Interval | null;
}

/** What the values of a key can be at all. */
export interface Expected {
  /** Of a key whose values are texts of a known shape. */
  readonly text?: TextShape | undefined;
  /** Of a key whose values are numbers: the least and the greatest. */
  readonly range?: readonly [least: number, most: number] | undefined;
}

export interface TextShape {
  /** Why a glob matches no value of the key, and what to write instead; null if it can match one. */
  fault(glob: string): string | null;
  /** Whether a value can be a number as well, so that a range can hold. */
  readonly mayBeNumber?: boolean;
}

/** One form of condition, for all that works with conditions. */
export interface Form<Parsed> {
  /** A test whether a value meets the condition. */
  matcher<Value>(asked: Parsed, reader: Reader<Value>): (value: Value) => boolean;
  /** What the value must be, after the word "is". */
  words(asked: Parsed): string;
  /** Why no value can meet it; empty where one can. */
  faults(asked: Parsed, expected: Expected): string[];
  /** What the condition names, each as a condition of its own: the globs, or the words. */
  alternatives(asked: Parsed): Condition[];
  /** Globs of which a value must match one; null where globs do not say it. */
  admits(asked: Parsed): readonly string[] | null;
  /** Globs of which a value must match none. */
  refuses(asked: Parsed): readonly string[];
}
