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
  const firstList = compileWordLists([words]);
  return (readings) => firstList(readings) !== null;
}

/** A phrase that stands in a text, and the place of its list. */
interface ListedPhrase {
  readonly list: number;
  readonly stands: (text: WordText) => boolean;
}

/** Finds the place of the first list of which any word stands in a text; null: of none. All lists are looked for at once. */
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
