// Text reduced to what two people would spell alike: no case, no accents, "and" for "&"; and, for titles and countries, words alone.

/** Letters that are letters of their own to Unicode, and accents to whoever types on another keyboard. */
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

/** A text in lower case with these letters as whoever types on another keyboard writes them: `ß` as `ss`. */
export function foldLetters(lowerCase: string): string {
  return lowerCase.replace(special, letterOf);
}

function letterOf(letter: string): string {
  return letters[letter] as string;
}

/** Lower case, without accents, `&` as `and`, single spaces. `*` and `?` stay, so that a glob may be reduced alike. */
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

/** Already reduced: most of what is typed and listed is, and need not be looked at seven times. */
const isPlain = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** The same, with spaces for whatever is no letter or digit; the points of "V.P." and the marks of "d’Ivoire" leave none. */
export function plainWords(text: string): string {
  const lower = text.toLowerCase();
  if (isPlain.test(lower)) return lower;
  const plain = plainText(text);
  const joined = plain.includes('.') ? plain.replace(initials, '$1') : plain;
  return joined.replace(/[^\p{L}\p{N}*?]+/gu, ' ').trim();
}

/** A letter and its point, before another of these. */
const initials = /(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?:\.|(?![\p{L}\p{N}])))/gu;

/** The text as it is and, where it has umlauts, as Germans spell it without: `Geschäftsführer` is `Geschaeftsfuehrer`. */
export function spellings(text: string): string[] {
  if (!/[\u0080-\uffff]/.test(text)) return [text];
  const spelled = text
    .normalize('NFC')
    .replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD').charAt(0)}e`);
  return spelled === text.normalize('NFC') ? [text] : [text, spelled];
}
