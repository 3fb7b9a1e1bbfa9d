// What a condition requires, in words. The words are an argument, so that pages can say it in another language. Pure.

import type { Condition } from '../../../schema/model/condition.ts';
import type { Comparison } from './form.ts';
import { readCondition } from './forms.ts';

/** The words of a language for conditions. Each text follows the word "is". */
export interface ConditionWords {
  readonly comparisons: Readonly<Record<Comparison['how'], (texts: readonly string[]) => string>>;
  /** Of comparisons that must all hold. */
  all(comparisons: readonly string[]): string;
  /** Of a number that gives points for each so many. */
  units(of: number): string;
}

const quoted = (texts: readonly string[], conjunction: string) =>
  texts.map((text) => JSON.stringify(text)).join(` ${conjunction} `);

/** The words of the API. */
export const englishConditions: ConditionWords = {
  comparisons: {
    any: (texts) => quoted(texts, 'or'),
    none: (texts) => `${texts.length === 1 ? 'not' : 'neither'} ${quoted(texts, 'nor')}`,
    words: (texts) => `a text with the ${texts.length === 1 ? 'word' : 'words'} ${quoted(texts, 'or')}`,
    gte: ([bound]) => `at least ${bound}`,
    gt: ([bound]) => `over ${bound}`,
    lte: ([bound]) => `at most ${bound}`,
    lt: ([bound]) => `under ${bound}`,
  },
  all: (comparisons) => comparisons.join(' and '),
  units: (of) => `counted in units of ${of}`,
};

/** `"CEO" or "CTO"`, `at least 10 and under 50`. */
export function conditionText(
  condition: Condition,
  words: Pick<ConditionWords, 'comparisons' | 'all'>,
): string {
  const { comparisons } = readCondition(condition);
  return words.all(comparisons.map(({ how, texts }) => words.comparisons[how](texts)));
}
