// Whether words stand in a text as whole words: in any case, with or without accents, joined as people and programs join them.
// `demo` is in "Request a demo", `request-demo` and `DemoForm`, not in "demographics". Pure, and linear in text and words.

import { compileContains } from '../glob.ts';
import { foldLetters, spellings } from './plain-text.ts';

/** A text as words are looked for in it: folded, a space before and after each word. */
export type WordText = string;

/** Scripts that put no spaces between words: there a word may begin and end anywhere. */
const spaceless =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';
const beginsSpaceless = new RegExp(`^[${spaceless}]`, 'u');
const endsSpaceless = new RegExp(`[${spaceless}]$`, 'u');
const hasSpaceless = new RegExp(`[${spaceless}]`, 'u');
const spacelessRun = new RegExp(`[${spaceless}]+`, 'gu');

/** Hyphens that may break a line, joiners, variation selectors: nobody sees them. */
const unseen = /\u00ad|\u200c|\u200d|\u2060|\ufeff|[\ufe00-\ufe0f]/gu;
/** `contactForm`, `step2Contact`, and the last capital of `HTMLForm`. */
const camelTurn = /(?=\p{Lu})(?<=[\p{Ll}\p{N}]\p{M}*)|(?=\p{Lu}\p{M}*\p{Ll})(?<=\p{Lu}\p{M}*)/gu;
/** Marks are accents in these scripts; elsewhere, as in Japanese and Hindi, they make other letters. */
const accents = /(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}])\p{M}+/gu;

/** A test whether any of the words, or of the phrases of several words, stands in a text. */
export function compileWords(words: readonly string[]): (text: string) => boolean {
  const hasAny = compileWordList(words);
  return (text) => hasAny(wordTexts(text));
}

/** The same of a text made ready, in all its readings. A word without a letter or digit stands nowhere. */
export function compileWordList(words: readonly string[]): (readings: readonly WordText[]) => boolean {
  const wanted = [...new Set(words.flatMap(wordTexts).map((reading) => reading.trim()))];
  const single = new Set(wanted);
  const anywhere = wanted.filter((each) => beginsSpaceless.test(each)).map(compilePhrase);
  const phrases = wanted.filter((each) => each.includes(' ') && !beginsSpaceless.test(each));
  const byFirst = Map.groupBy(phrases.map(phraseTest), ({ first }) => first);
  const begins = (text: WordText) => (word: string) =>
    single.has(word) || byFirst.get(word)?.some(({ stands }) => stands(text)) === true;
  return (readings) =>
    readings.some(
      (text) =>
        [...new Set(wordsOf(text))].some(begins(text)) ||
        (hasSpaceless.test(text) && anywhere.some((stands) => stands(text))),
    );
}

function phraseTest(phrase: string): { first: string; stands: (text: WordText) => boolean } {
  return { first: wordsOf(phrase)[0] as string, stands: compilePhrase(phrase) };
}

/** The words of a text made ready. */
export function wordsOf(text: WordText): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function compilePhrase(phrase: string): (text: WordText) => boolean {
  const before = beginsSpaceless.test(phrase) ? '' : ' ';
  const after = endsSpaceless.test(phrase) ? '' : ' ';
  return compileContains(`${before}${phrase}${after}`);
}

/** A text made ready: cut where camelCase turns and not (an `eBook` is an ebook), umlauts as they are and as `ue`. */
export function wordTexts(text: string): WordText[] {
  const seen = text.normalize('NFKC').replace(unseen, '');
  const cut = seen.replace(camelTurn, ' ');
  return [...new Set([seen, cut].flatMap(spellings).map(fold))];
}

function fold(text: string): WordText {
  const letters = foldLetters(text.normalize('NFKD').replace(accents, '').toLowerCase()).normalize('NFC');
  const words = letters
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(spacelessRun, ' $& ')
    .replace(/ {2,}/g, ' ');
  return ` ${words.trim()} `;
}
