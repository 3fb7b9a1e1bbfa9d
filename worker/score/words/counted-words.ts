// How often, and how often at most, in words; and names that people gave, fitted into a sentence. Pure.

import type { Rule } from '../../../schema/model/model.ts';

/** `once, on Tuesday`, `twice, last on Tuesday`, `3 times, last on Tuesday`; `day` as day-words.ts says it. */
export function times(count: number, day: string): string {
  if (count === 1) return `once, ${day}`;
  return `${count === 2 ? 'twice' : `${count.toLocaleString('en')} times`}, last ${day}`;
}

const windowWords = {
  session: 'a visit',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  ever: 'in all',
} as const;

/** What a cap counts apart, where its key is not the word for it. */
const keyWords: Record<string, string> = { path: 'page', url: 'page', view: 'page view', target: 'link' };

/** `at most 1 a month for each file`; '' where there is no cap. */
export function capWords(cap: Rule['cap']): string {
  if (!cap) return '';
  const each =
    cap.by === undefined ? '' : ` for each ${keyWords[cap.by] ?? cap.by.replace(/^(query|props)\./, '')}`;
  return `at most ${cap.times.toLocaleString('en')} ${windowWords[cap.per]}${each}`;
}

/** Marks that turn the direction of the text after them, which is not theirs to turn. */
const turns = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A text on one line, in the direction of its sentence. */
export function plain(text: string): string {
  return text.replace(turns, '').replace(/\s+/g, ' ').trim();
}

/**
 * A name as part of a sentence: as it is where it runs on (`Viewed pricing`), else in quotation marks (`Plan 2` before
 * `3 times`, `Sign-up: begun`), so that one sees where it ends.
 */
export function quoted(name: string): string {
  const text = plain(name);
  return /^[^\d:;]*[\p{L}\p{M})]$/u.test(text) ? text : `“${text}”`;
}
