// Counts and caps in words, and quoting of names from users within a sentence. Pure.

import type { Rule } from '../../../schema/model/model.ts';
import type { ScoreWords } from './score-words.ts';

/** `once, on Tuesday`, `twice, last on Tuesday`, `3 times, last on Tuesday`; day-words.ts formats `day`. */
export function times(count: number, day: string, words: ScoreWords): string {
  return words.times(count, count.toLocaleString(words.locale), day);
}

/** `at most 1 a month for each file`; '' if there is no cap. */
export function capWords(cap: Rule['cap'], words: ScoreWords): string {
  if (!cap) return '';
  const by = cap.by?.replace(/^(query|props)\./, '');
  return words.cap(cap.times.toLocaleString(words.locale), cap.per, by);
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
export function quoted(name: string, words: ScoreWords): string {
  const text = plain(name);
  return /^[^\d:;]*[\p{L}\p{M})]$/u.test(text) ? text : words.quote(text);
}
