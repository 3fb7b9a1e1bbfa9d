// The spellings of a job title: "VP Sales", "Vice President, Sales"; "CTO", "Chief Technology Officer".

import { plainWords } from '../../conditions/plain-text.ts';

/** Unambiguous abbreviations. Ambiguous ones ("MD", "CSO") are only derived from the long form, never expanded. */
const longForms: Readonly<Record<string, string>> = {
  ceo: 'chief executive officer',
  cto: 'chief technology officer',
  cfo: 'chief financial officer',
  coo: 'chief operating officer',
  cmo: 'chief marketing officer',
  cio: 'chief information officer',
  ciso: 'chief information security officer',
  cpo: 'chief product officer',
  cro: 'chief revenue officer',
  cdo: 'chief data officer',
  chro: 'chief human resources officer',
  vp: 'vice president',
  svp: 'senior vice president',
  evp: 'executive vice president',
  avp: 'assistant vice president',
  pres: 'president',
  dir: 'director',
  mgr: 'manager',
  sr: 'senior',
  jr: 'junior',
  asst: 'assistant',
  assoc: 'associate',
  hr: 'human resources',
  it: 'information technology',
};

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\bsenior vice president\b/g, 'svp'],
  [/\bexecutive vice president\b/g, 'evp'],
  [/\bvice president\b/g, 'vp'],
  [/\bmanaging director\b/g, 'md'],
  [/\bhuman resources\b/g, 'hr'],
  [/\binformation technology\b/g, 'it'],
  [/\bchief executive\b(?! officer)/g, 'ceo'],
];

/** "Chief", one to three words, "officer": abbreviated to the initials. */
const chief = /\bchief ((?:(?!of |to |the |and |chief |officer)\p{L}+ ){1,3})officer\b/gu;

const separators = /[,;/|()·•–—\n]|\s[-&+]\s|\s(?:and|und|et|y)\s/u;

/** A title names one to three jobs. A text with more parts is no title, so its parts are not read. */
const maxParts = 6;

/** The title reduced to words, and each of its parts ("CTO & co-founder" has two): unchanged, in full, and abbreviated. */
export function titleReadings(title: string): string[] {
  const parts = title.split(separators);
  const said = [title, ...(parts.length <= maxParts ? parts : [])].map(plainWords);
  return said.filter(Boolean).flatMap((words) => [words, inFull(words), abbreviated(words)]);
}

function inFull(words: string): string {
  return words
    .split(' ')
    .map((word) => (Object.hasOwn(longForms, word) ? longForms[word] : word))
    .join(' ');
}

function abbreviated(words: string): string {
  const initials = (_: string, what: string) => `c${what.replace(/(\p{L})\p{L}* /gu, '$1')}o`;
  let short = inFull(words).replace(chief, initials);
  for (const [long, form] of shortForms) short = short.replace(long, form);
  return short;
}
