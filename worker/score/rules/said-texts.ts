// Texts of forms and paths made ready, so that a word means what it means in the lists. Pure.

import { type WordText, wordTexts } from '../conditions/whole-words.ts';
import { misleading } from './intent-words.ts';

/** A part of a path of more words than these is a headline, and tells what an article is about. */
export const maxPathWords = 4;

/** Parts of a path that are read: a forged one may have a thousand. */
export const maxPathParts = 12;

let phrases: readonly string[] | undefined;

/** The readings of a text, without phrases in which a word has another meaning: "clinical trial". */
export function meantTexts(text: string): WordText[] {
  phrases ??= [...new Set(misleading.flatMap(wordTexts))];
  return wordTexts(text).map((reading) =>
    (phrases ?? []).reduce((left, phrase) => left.replaceAll(phrase, ' '), reading),
  );
}
