// Finds whole words in a text: in any case, with or without accents, joined as people and programs join them. `demo` is in
// "Request a demo", `request-demo` and `DemoForm`, not in "demographics". Pure; linear in the text and the words.

import { compileContains } from './glob.ts';
import { foldLetters, spellings } from './plain-text.ts';

/** A text prepared for searching: folded, with a space before and after each word. */
export type WordText = string;

/** Scripts without spaces between words: a word can start and end anywhere. */
const spaceless =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';
const beginsSpaceless = new RegExp(`^[${spaceless}]`, 'u');
const endsSpaceless = new RegExp(`[${spaceless}]$`, 'u');
const hasSpaceless = new RegExp(`[${spaceless}]`, 'u');
const spacelessRun = new RegExp(`[${spaceless}]+`, 'gu');

/** Soft hyphens, joiners and variation selectors are invisible. */
const unseen = /\u00ad|\u200c|\u200d|\u2060|\ufeff|[\ufe00-\ufe0f]/gu;
/** `contactForm`, `step2Contact`, and the last capital of `HTMLForm`. */
const camelTurn = /(?=\p{Lu})(?<=[\p{Ll}\p{N}]\p{M}*)|(?=\p{Lu}\p{M}*\p{Ll})(?<=\p{Lu}\p{M}*)/gu;
/** In these scripts, marks are accents. In others, such as Japanese and Hindi, they make different letters. */
const accents = /(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}])\p{M}+/gu;

/** Compiles a test for any of the words, or phrases of several words, in a text. */
export function compileWords(words: readonly string[]): (text: string) => boolean {
  const hasAny = compileWordList(words);
  return (text) => hasAny(wordTexts(text));
}

/** The same for all readings of a prepared text. A word without a letter or digit never matches. */
export function compileWordList(words: readonly string[]): (readings: readonly WordText[]) => boolean {
  const firstList = compileWordLists([words]);
  return (readings) => firstList(readings) !== null;
}

/** A phrase to find, and the index of its list. */
interface ListedPhrase {
  readonly list: number;
  readonly stands: (text: WordText) => boolean;
}

/** Finds the index of the first list with any word in a text; null: no list. Searches for all lists at once. */
export function compileWordLists(
  lists: readonly (readonly string[])[],
): (readings: readonly WordText[]) => number | null {
  const single = new Map<string, number>();
  const byFirst = new Map<string, ListedPhrase[]>();
  const anywhere: ListedPhrase[] = [];
  for (const [list, words] of lists.entries()) {
    for (const wanted of new Set(words.flatMap(wordTexts).map((reading) => reading.trim()))) {
      if (!single.has(wanted)) single.set(wanted, list);
      const phrase = { list, stands: compilePhrase(wanted) };
      if (beginsSpaceless.test(wanted)) anywhere.push(phrase);
      else if (wanted.includes(' ')) {
        const first = wordsOf(wanted)[0] as string;
        byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
      }
    }
  }
  return (readings) => {
    let found = Number.POSITIVE_INFINITY;
    for (const text of readings) {
      const look = ({ list, stands }: ListedPhrase) => {
        if (list < found && stands(text)) found = list;
      };
      for (const word of new Set(wordsOf(text))) {
        found = Math.min(found, single.get(word) ?? found);
        byFirst.get(word)?.forEach(look);
      }
      if (hasSpaceless.test(text)) anywhere.forEach(look);
    }
    return Number.isFinite(found) ? found : null;
  };
}

/** The words of a prepared text. */
export function wordsOf(text: WordText): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function compilePhrase(phrase: string): (text: WordText) => boolean {
  const before = beginsSpaceless.test(phrase) ? '' : ' ';
  const after = endsSpaceless.test(phrase) ? '' : ' ';
  return compileContains(`${before}${phrase}${after}`);
}

/** Prepares a text, with and without cuts at camelCase (an `eBook` is an ebook), with umlauts and with `ue`. */
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
