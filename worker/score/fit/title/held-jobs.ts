// The current jobs in a title: without those of a "former CEO", a "Directeur (retraité)" or an "aspiring founder".

import { formerly, retired } from './rank-words.ts';
import { type JobText, jobsIn, wordPattern } from './title-text.ts';

/** Built when the first title is read. */
let compiled: Record<'formerly' | 'retired', RegExp> | undefined;

/** "Direktor a. D.", out of service, or "i. R.", retired. */
const outOfService = /(?<!\p{L})(?:a\.\s?d|i\.\s?r)\.?(?!\p{L})/iu;

/** The current jobs. For "CEO and former CTO", the first of them. */
export function heldJobs(title: string): JobText[] {
  compiled ??= { formerly: wordPattern(formerly), retired: wordPattern(retired) };
  const lists = compiled;
  const jobs = jobsIn(title);
  if (outOfService.test(title) || jobs.some((job) => lists.retired.test(job))) return [];
  return jobs.map((job) => {
    const end = job.search(lists.formerly);
    return end < 0 ? job : job.slice(0, end);
  });
}
