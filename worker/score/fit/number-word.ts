// The numbers in a short text, each with its unit and the words before it: "approx. €1.5m – 2m a year".

/** A number in a text. */
export interface NumberWord {
  /** As written, before its unit. */
  number: number;
  /** 1,000 for k, and so on; 1 if there is no unit. */
  unit: number;
  /** `number` × `unit`. */
  value: number;
  /** The words since the previous number, in lower case, without currencies and surrounding spaces. */
  before: string;
}

const units: Readonly<Record<string, number>> = {
  ...named(1e3, 'k tsd tausend thousand thousands mille'),
  ...named(1e5, 'lakh lakhs lac'),
  ...named(1e6, 'm mm mn mio mln million millions millionen millones milhões milioni'),
  ...named(1e7, 'crore crores cr'),
  ...named(1e9, 'b bn mrd mia billion billions milliard milliards milliarde milliarden miliardi'),
  ...named(1e12, 'tn trillion trillions'),
};

/** Words for different numbers in different languages (Spanish `mil`, German `Billion`). Texts with them are not parsed. */
const unsure = new Set([
  'mil',
  'mill',
  't',
  'billón',
  'billones',
  'bilhão',
  'bilhões',
  'billionen',
  'bio',
  'g',
  'md',
]);

const currency =
  /us\$|[$€£¥₹₽₩₺]|\b(?:usd|eur|euros?|gbp|chf|dollars?|pounds?|jpy|cny|inr|sek|nok|dkk|pln|cad|aud)\b\.?/g;

/** Digits with separators or single spaces between them, or after a point (".5"). */
const digits = /\d+(?:[.,'\u2019 ]\d+)*|(?<!\.)\.\d+/g;

/** Parses a text; null if a digit is part of a word ("B2B", "3rd", "Q4") or a number is ambiguous or invalid ("1.00.5"). */
export function numberWords(text: string): { numbers: NumberWord[]; after: string } | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(currency, ' ')
    .replace(/\s+/g, ' ');
  const numbers: NumberWord[] = [];
  let end = 0;
  for (const found of plain.matchAll(digits)) {
    // This match is the exponent of the previous number.
    if (found.index < end) continue;
    const word = readWord(plain, { from: end, at: found.index, written: found[0] });
    if (!word) return null;
    numbers.push(word.number);
    end = word.end;
  }
  return { numbers, after: plain.slice(end).trim() };
}

/** The number written at `at`, the words before it since `from`, and the end of it and its unit. */
function readWord(
  plain: string,
  { from, at, written }: { from: number; at: number; written: string },
): { number: NumberWord; end: number } | null {
  const number = scientific(plain, at) ?? { value: numberOf(written), end: at + written.length };
  if (number.value === null) return null;
  const before = plain.slice(from, at);
  if (/\p{L}$/u.test(before)) return null;
  // A minus is a sign if nothing precedes it; between two numbers it means a range.
  const isNegative = from === 0 && /^\s*-\s*$/.test(before);
  const [spelled = '', gap = '', name = ''] = /^( ?)(\p{L}+)/u.exec(plain.slice(number.end)) ?? [];
  if (unsure.has(name)) return null;
  const unit = Object.hasOwn(units, name) ? (units[name] as number) : 1;
  // "3rd", "4x": letters directly after a number that are no unit make it part of a word.
  if (unit === 1 && name !== '' && gap === '') return null;
  const sign = isNegative ? -1 : 1;
  const value = sign * number.value;
  if (!Number.isFinite(value * unit)) return null;
  return {
    number: { number: value, unit, value: value * unit, before: isNegative ? '' : wordsOf(before) },
    end: unit === 1 ? number.end : number.end + spelled.length,
  };
}

function wordsOf(before: string): string {
  return before.trim().replace(/^[,;.]\s+|(?<=\p{L})\.$/gu, '');
}

/** 1e3, as programs write it. */
function scientific(plain: string, at: number): { value: number; end: number } | null {
  const found = /^\d+(?:\.\d+)?e[+-]?\d{1,3}(?![\p{L}\d])/u.exec(plain.slice(at));
  return found && { value: Number(found[0]), end: at + found[0].length };
}

const groups = /^\d{1,3}(?:[.,'\u2019 ]\d{2,3})*[.,'\u2019 ]\d{3}$/u;

/**
 * The value of the digits. With both a comma and a point, the last one is the decimal mark. A single mark is also the decimal
 * mark, unless exactly three digits follow it: "1.000" and "1,000" are a thousand, "1,5" and "0.125" are not.
 */
function numberOf(written: string): number | null {
  const marks = written.replace(/\d/g, '');
  if (marks === '') return Number(written);
  const last = marks.at(-1) as string;
  const isSame = [...marks].every((mark) => mark === last);
  if (isSame && groups.test(written) && !/^0./.test(written)) return Number(written.replace(/\D/g, ''));
  const whole = written.slice(0, written.lastIndexOf(last));
  const isDecimal = (last === '.' || last === ',') && !whole.includes(last);
  if (!isDecimal || !(/^\d*$/.test(whole) || groups.test(whole))) return null;
  return Number(`${whole.replace(/\D/g, '')}.${written.slice(written.lastIndexOf(last) + 1)}`);
}

function named(value: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word) => [word, value]));
}
