// Prepares texts of forms and paths, so that words have their meaning in the lists. Pure.

import { type WordText, wordsOf, wordTexts } from '../conditions/whole-words.ts';
import { misleading } from './intent-words.ts';

/** A part of a path with more words is a headline; it names an article's topic. */
const maxPathWords = 4;

/** The number of parts read of a path: a forged one may have a thousand. */
export const maxPathParts = 12;

let phrases: readonly string[] | undefined;

/** The readings of a text, without phrases that change a word's meaning: "clinical trial". */
export function meantTexts(text: string): WordText[] {
  phrases ??= [...new Set(misleading.flatMap(wordTexts))];
  return wordTexts(text).map((reading) =>
    (phrases ?? []).reduce((left, phrase) => left.replaceAll(phrase, ' '), reading),
  );
}

/** The readings of a part of a path; none if it is a headline. */
export function partTexts(part: string): WordText[] {
  return meantTexts(part).filter((text) => wordsOf(text).length <= maxPathWords);
}
