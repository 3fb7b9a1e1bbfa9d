// Splits a job title into single jobs, and compiles lists of words to search in them. Pure; the time is linear in the title.

import { plainWords, spellings } from '../../conditions/plain-text.ts';

/** The words of one job of a title: folded, in order, each with a space before and after it. */
export type JobText = string;

/** Longer texts are no title. */
const maxChars = 200;

/** A title names few jobs. A text with more parts is a list of something else. */
const maxJobs = 8;

/** "Geschäftsführer:in", "directeur·rice", "gérant(e)", "Leiter (m/w/d)": the ending says nothing about the job. */
const genderEnding =
  /(?<=\p{L}{3})(?:[:*_·•/-]|\()(?:in|innen|e|ne|se|rice|trice|euse|ora|a|o|ka|r)\)?(?![\p{L}])|\((?:[mwfdxhn]\/)+[mwfdxhn]\)/giu;

/** "CEO's driver" is a driver. */
const possessive = /^.*\p{L}['\u2019]s\s/u;

/** Japanese text. Folding would remove the marks from kana, which changes the letters. */
export const kanaOrKanji = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

const separators = /[,;/|()\u3001\u30fb·•–—\n]|\s[-–]\s|:\s/u;

/** The jobs in a title; empty if it is too long to be one. */
export function jobsIn(title: string): JobText[] {
  if (title.length > maxChars) return [];
  const jobs = title
    .normalize('NFKC')
    .replace(genderEnding, '')
    .split(separators)
    .map(
      (job) =>
        ` ${kanaOrKanji.test(job) ? job.trim().toLowerCase() : plainWords(job.replace(possessive, ''))} `,
    )
    .filter((job) => job.trim() !== '');
  return jobs.length > maxJobs ? [] : jobs;
}

/**
 * Compiles words, separated by `|`, to an expression that finds them. A word matches as a whole word. With a hyphen before
 * it, it can also be the end of another word ("-leiter" matches "Einkaufsleiter"); with two, it must be. With a hyphen after
 * it, it can be the beginning.
 */
export function wordPattern(words: string): RegExp {
  const forms = words.split('|').flatMap((word) =>
    spellings(word).map((spelled) => {
      const before = word.startsWith('--') ? '(?<=[^ ])' : word.startsWith('-') ? '' : '(?<= )';
      return `${before}${plainWords(spelled)}${word.endsWith('-') ? '' : '(?= )'}`;
    }),
  );
  return new RegExp([...new Set(forms)].join('|'), 'u');
}
