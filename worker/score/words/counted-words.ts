// Counts and caps in words, and quoting of names from users within a sentence. Pure.

import type { Rule } from '../../../schema/model/model.ts';

/** `once, on Tuesday`, `twice, last on Tuesday`, `3 times, last on Tuesday`; day-words.ts formats `day`. */
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

/** Words for the keys of caps, if the key itself is not the word. */
const keyWords: Record<string, string> = { path: 'page', url: 'page', view: 'page view', target: 'link' };

/** `at most 1 a month for each file`; '' if there is no cap. */
export function capWords(cap: Rule['cap']): string {
  if (!cap) return '';
  const each =
    cap.by === undefined ? '' : ` for each ${keyWords[cap.by] ?? cap.by.replace(/^(query|props)\./, '')}`;
  return `at most ${cap.times.toLocaleString('en')} ${windowWords[cap.per]}${each}`;
}

/** Control characters that change the direction of the text after them. A name must not change its sentence. */
const turns = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A text on one line, in the direction of its sentence. */
export function plain(text: string): string {
  return text.replace(turns, '').replace(/\s+/g, ' ').trim();
}

/**
 * A name within a sentence: unchanged if the sentence stays clear (`Viewed pricing`), otherwise in quotation marks, so that
 * its end is visible (`Plan 2` before `3 times`, `Sign-up: begun`).
 */
export function quoted(name: string): string {
  const text = plain(name);
  return /^[^\d:;]*[\p{L}\p{M})]$/u.test(text) ? text : `“${text}”`;
}
