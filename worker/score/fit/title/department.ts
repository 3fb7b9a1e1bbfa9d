// Recognizes the department in a job title, in ten languages.

import { departmentWords, japaneseDepartments } from './department-words.ts';
import { heldJobs } from './held-jobs.ts';
import { wordPattern } from './title-text.ts';

/** The values of `department`. */
export const departments = Object.keys(departmentWords) as readonly Department[];

export type Department = keyof typeof departmentWords;

/** Built when the first title is read. */
const compile = () =>
  departments.map((department) => ({ department, pattern: wordPattern(departmentWords[department]) }));

let compiled: ReturnType<typeof compile> | undefined;

/** "CEO at Legal Software Ltd": the name of the company says nothing about the department. */
const atWhom = / (?:at|bei|chez|presso|hos) .*$/u;

/** The first department in a title; null if it names none. */
export function departmentOf(title: string): Department | null {
  compiled ??= compile();
  const patterns = compiled;
  for (const job of heldJobs(title)) {
    const own = job.replace(atWhom, ' ');
    const found = japaneseDepartments.find(([, pattern]) => pattern.test(own))?.[0] ?? firstIn(own, patterns);
    if (found) return found;
  }
  return null;
}

/** Of the matches at the earliest position, the longest: "product owner" is no owner, "it support" is IT. */
function firstIn(job: string, patterns: ReturnType<typeof compile>): Department | null {
  const found = patterns.flatMap(({ department, pattern }) => {
    const match = pattern.exec(job);
    return match ? [{ department, at: match.index, length: match[0].length }] : [];
  });
  found.sort((one, other) => one.at - other.at || other.length - one.length);
  return found[0]?.department ?? null;
}
