// The forms of conditions, each defined once: how it matches, which comparisons it makes, what makes it impossible, and which
// globs it admits and refuses. No other file of the Worker lists the forms.

import {
  type Condition,
  type ParsedCondition,
  parseCondition,
  type Range,
} from '../../../schema/model/condition.ts';
import type { Comparison, Expected, Form, Reader } from './form.ts';
import { compileWords } from './whole-words.ts';

type Asks = ParsedCondition['asks'];

const any: Form<Asked<'any'>> = {
  matcher: ({ globs }, reader) => reader.globs(globs),
  faults: ({ globs }, { text }) => globs.flatMap((glob) => text?.fault(glob) ?? []),
  alternatives: ({ globs }) => [...globs],
  comparisons: ({ globs }) => [{ how: 'any', texts: globs }],
  admits: ({ globs }) => globs,
  refuses: () => [],
};

const none: Form<Asked<'none'>> = {
  matcher({ globs }, reader) {
    const isRefused = reader.globs(globs);
    return (value) => !isRefused(value);
  },
  faults: ({ globs }) =>
    globs.some((glob) => /^\*+$/.test(glob)) ? ['can never match: {"not": "*"} excludes every value'] : [],
  alternatives: ({ globs }) => [...globs],
  comparisons: ({ globs }) => [{ how: 'none', texts: globs }],
  admits: () => null,
  refuses: ({ globs }) => globs,
};

const range: Form<Asked<'range'>> = {
  matcher({ range: { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity } }, reader) {
    return (value) => {
      const interval = reader.interval(value);
      if (!interval) return false;
      const { low, high } = interval;
      return low >= gte && low > gt && high <= lte && (high < lt || lt === Infinity);
    };
  },
  faults({ range: bounds }, expected) {
    if (expected.text && !expected.text.mayBeNumber)
      return ['can never match: this is text, but a range needs numbers'];
    return isEmpty(bounds, expected) ? ['can never match: no number is within this range'] : [];
  },
  alternatives: () => [],
  comparisons: ({ range: bounds }) =>
    boundNames
      .filter((bound) => bounds[bound] !== undefined)
      .map((how) => ({ how, texts: [String(bounds[how])] })),
  admits: () => null,
  refuses: () => [],
};

const words: Form<Asked<'words'>> = {
  matcher({ words: wanted }, reader) {
    const hasAny = compileWords(wanted);
    return (value) => reader.texts(value).some(hasAny);
  },
  faults: ({ words: wanted }, { range: numbers }) =>
    wanted.flatMap((word) => {
      const quotedWord = JSON.stringify(word);
      if (/[*?]/.test(word)) {
        return `looks for ${quotedWord} as whole words, where "*" and "?" stand for nothing: write each form of the word, or use a glob without "words"`;
      }
      return numbers && !/\p{N}/u.test(word) ? `can never match ${quotedWord}: the value is a number` : [];
    }),
  alternatives: ({ words: wanted }) => wanted.map((word) => ({ words: word })),
  comparisons: ({ words: wanted }) => [{ how: 'words', texts: wanted }],
  admits: () => null,
  refuses: () => [],
};

const forms = { any, none, range, words } satisfies { [Key in Asks]: Form<Asked<Key>> };

/** A condition of one form. */
type Asked<Key extends Asks> = Extract<ParsedCondition, { asks: Key }>;

/** A condition with all functions of its form; see `Form`. */
export interface ConditionReading {
  matcher<Value>(reader: Reader<Value>): (value: Value) => boolean;
  faults(expected?: Expected): string[];
  readonly alternatives: readonly Condition[];
  readonly comparisons: readonly Comparison[];
  readonly admits: readonly string[] | null;
  readonly refuses: readonly string[];
}

/** Reads a condition in any notation. */
export function readCondition(written: Condition): ConditionReading {
  const asked = parseCondition(written);
  const form: Form<ParsedCondition> = forms[asked.asks];
  return {
    matcher: (reader) => form.matcher(asked, reader),
    faults: (expected = {}) => form.faults(asked, expected),
    alternatives: form.alternatives(asked),
    comparisons: form.comparisons(asked),
    admits: form.admits(asked),
    refuses: form.refuses(asked),
  };
}

/** In the order in which they are said. */
const boundNames = ['gte', 'gt', 'lte', 'lt'] as const satisfies readonly (keyof Range)[];

function isEmpty(
  { gte, gt, lte, lt }: Range,
  { range: [least, most] = [-Infinity, Infinity] }: Expected,
): boolean {
  const low = Math.max(gte ?? -Infinity, gt ?? -Infinity, least);
  const high = Math.min(lte ?? Infinity, lt ?? Infinity, most);
  return low > high || (low === high && (gt === low || lt === high));
}
