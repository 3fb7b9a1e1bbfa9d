// Reduces text to what two people would spell the same: no case, no accents, "and" for "&"; for titles and countries, words
// only.

/** Letters that Unicode does not decompose, but that people on another keyboard type without the accent. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Replaces these letters in a lower-case text, as people on another keyboard type them: `ß` becomes `ss`. */
export function foldLetters(lowerCase: string): string {
  return lowerCase.replace(special, letterOf);
}

function letterOf(letter: string): string {
  return letters[letter] as string;
}

/** Lower case, without accents, `&` as `and`, single spaces. Keeps `*` and `?`, so that globs can be reduced too. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(special, letterOf)
    .replaceAll('&', ' and ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Already reduced, as most inputs and list entries are. This check saves seven passes. */
const isPlain = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/**
 * The same, with spaces instead of everything that is no letter or digit; the points of "V.P." and the apostrophe of
 * "d’Ivoire" leave no space.
 */
export function plainWords(text: string): string {
  const lower = text.toLowerCase();
  if (isPlain.test(lower)) return lower;
  const plain = plainText(text);
  const joined = plain.includes('.') ? plain.replace(initials, '$1') : plain;
  return joined.replace(/[^\p{L}\p{N}*?]+/gu, ' ').trim();
}

/** A letter and its point, before another such pair or the last letter. */
const initials = /(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?:\.|(?![\p{L}\p{N}])))/gu;

/** The text, and if it has umlauts also the German spelling without them: `Geschäftsführer` is `Geschaeftsfuehrer`. */
export function spellings(text: string): string[] {
  if (!/[\u0080-\uffff]/.test(text)) return [text];
  const spelled = text
    .normalize('NFC')
    .replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD').charAt(0)}e`);
  return spelled === text.normalize('NFC') ? [text] : [text, spelled];
}
