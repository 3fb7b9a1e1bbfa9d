// A job title cut into what it says one thing at a time, and lists of words looked for in it. Pure, and linear in the title.

import { plainWords, spellings } from '../../conditions/plain-text.ts';

/** Words of one job of a title, folded, in their order: a space before and after each. */
export type JobText = string;

/** Longer texts are nobody's title. */
const maxChars = 200;

/** A title holds few jobs; what has more is a list of something else. */
const maxJobs = 8;

/** "Geschäftsführer:in", "directeur·rice", "gérant(e)", "Leiter (m/w/d)": the ending says nothing about the job. */
const genderEnding =
  /(?<=\p{L}{3})(?:[:*_·•/-]|\()(?:in|innen|e|ne|se|rice|trice|euse|ora|a|o|ka|r)\)?(?![\p{L}])|\((?:[mwfdxhn]\/)+[mwfdxhn]\)/giu;

/** "CEO's driver" is a driver. */
const possessive = /^.*\p{L}['\u2019]s\s/u;

/** What is written in Japanese; folding would take the marks off kana, which makes other letters of them. */
export const kanaOrKanji = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

const separators = /[,;/|()\u3001\u30fb·•–—\n]|\s[-–]\s|:\s/u;

/** The jobs in a title; none where it is too long to be one. */
export function jobsIn(title: string): JobText[] {
  if (title.length > maxChars) return [];
  const jobs = title
    .normalize('NFKC')
    .replace(genderEnding, '')
    .split(separators)
    .map((job) => textOfJob(job.replace(possessive, '')))
    .filter((job) => job.trim() !== '');
  return jobs.length > maxJobs ? [] : jobs;
}

/** The words of one job, folded. */
export function textOfJob(job: string): JobText {
  return ` ${kanaOrKanji.test(job) ? job.trim().toLowerCase() : plainWords(job)} `;
}

/**
 * The words, separated by `|`, as an expression that finds them. A word stands by itself; with a hyphen before it may be the end
 * of another ("-leiter" is in "Einkaufsleiter"), with two it must be; with a hyphen after it, it may be the beginning.
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
