// The rank in a job title, in ten languages. rank-words.ts has the words; this file decides whose rank they are: the
// assistant of a director is no director, and a former rank says nothing.

import { heldJobs } from './held-jobs.ts';
import { japanese, noTitle, phrases, secretaries, serving, words } from './rank-words.ts';
import { type JobText, kanaOrKanji, wordPattern } from './title-text.ts';

/** The values of `seniority`. */
export const seniorities = ['executive', 'director', 'manager', 'staff', 'assistant', 'student'] as const;

export type Seniority = (typeof seniorities)[number];

/** If a title names several ranks, the first of these counts. */
const order: readonly Seniority[] = ['executive', 'director', 'manager', 'student', 'assistant', 'staff'];

const highest = (ranks: readonly (Seniority | null)[]) => order.find((rank) => ranks.includes(rank)) ?? null;

const patterns = (lists: Readonly<Record<string, string>>): Record<string, RegExp> =>
  Object.fromEntries(Object.entries(lists).map(([rank, list]) => [rank, wordPattern(list)]));

/** Built when the first title is read. */
const compile = () => ({
  phrases: patterns(phrases),
  words: patterns(words),
  secretaries: patterns(secretaries),
  staffPhrases: new RegExp(wordPattern(phrases.staff), 'gu'),
  serving: wordPattern(serving),
  noTitle: new RegExp(`^ (?:(?:${noTitle}) )*$`, 'u'),
});
type Lists = ReturnType<typeof compile>;

let compiled: Lists | undefined;

/** The rank in a title; null if it names no current one: "former CEO", "Mr", "-". */
export function seniorityOf(title: string): Seniority | null {
  compiled ??= compile();
  const lists = compiled;
  const jobs = heldJobs(title);
  const ranks = jobs.map((job, index) => {
    const rank = rankOfJob(job, lists);
    // "Former Vice President, Sales": the part after a former job belongs to it, unless it has a rank of its own.
    return rank === 'staff' && jobs[index - 1]?.trim() === '' ? null : rank;
  });
  return highest(ranks);
}

/** The person whom somebody works for: "Assistant to the CEO". */
const forWhom = / (?:to|(?<! chef )for|at|reporting|bei|beim|chez|au|aux|till|presso|zu|zum|zur) .*$/u;
/** The area of a rank: "Leiter der IT". A rank in it is not the person's: "Mitarbeiter der Geschäftsführung". */
const ofWhat =
  /(?<=\S) (?:of|de|del|della|dello|dell|dei|degli|di|da|do|dos|das|du|des|d|der|dem|von|vom|van|voor|in|im|w|ds) .*$/u;
const joint = / (?:and|und|et|y|e|i|och|oraz|en(?! chef| practicas)) /u;
const chiefOfficer = / chief (?!of |petty |warrant )(?:\S+ ){1,5}officer /u;

function rankOfJob(job: JobText, lists: Lists): Seniority | null {
  if (job.trim() === '' || lists.noTitle.test(job)) return null;
  if (kanaOrKanji.test(job)) return rankInJapanese(job);
  const own = job.replace(forWhom, ' ');
  const secretary = rankIn(own, lists.secretaries);
  if (secretary) return secretary;
  const rest = own.replace(lists.staffPhrases, '-');
  if (chiefOfficer.test(rest.replace(ofWhat, ' '))) return 'executive';
  return highest(rest.split(joint).map((piece) => rankOfPiece(` ${piece.trim()} `, lists)));
}

function rankInJapanese(job: JobText): Seniority | null {
  // 社長の運転手 is a driver.
  const own = job.replace(/^.*の(?=[^ ])/u, ' ');
  const found = japanese.find(([, pattern]) => pattern.test(own))?.[0] ?? 'staff';
  return found === 'none' ? null : found;
}

/** "Student Housing Manager" works for students and is no student. */
const afterStudents =
  / students?(?= (?:\S+ )*(?:manager|director|head|lead|coordinator|officer|advis[eo]r|counsell?or|dean|specialist|administrator|recruiter) $)/u;

/** "Assistant Sales Manager" is a manager, "Sales Manager Assistant" an assistant. */
const deputy =
  / (?:assistant|asst|assoc|associate)(?= (?:\S+ ){0,3}(?:manager|mgr|director|dean|head|supervisor|superintendent|controller|leader|president|vp) $)/u;
/** Words that are a rank only if no other word is next to them. */
const atTheTop = /^ (?:executive|board|direction|direccion|direzione|direcao|directie|zarzad) $/u;
/** A partner of a firm, not of a product. */
const partner =
  /^(?!.* (?:business|channel|training|sales|technology|people|talent|delivery|hr) ).* partner $/u;

function rankOfPiece(piece: string, lists: Lists): Seniority {
  const own = piece.replace(ofWhat, ' ').replace(afterStudents, ' ');
  const rank = rankOfHead(own.replace(deputy, ' '), piece.replace(deputy, ' '), lists);
  return rank === 'executive' && deputy.test(own) ? 'manager' : rank;
}

/** `own` is the piece without the area of the rank. */
function rankOfHead(own: string, piece: string, lists: Lists): Seniority {
  for (const rank of ['student', 'assistant'] as const) if (lists.words[rank]?.test(own)) return rank;
  const phrase = rankIn(piece, lists.phrases);
  if (phrase) return phrase;
  if (partner.test(own) || atTheTop.test(own)) return 'executive';
  if (own === ' principal ') return 'director';
  if (/ (?:manager|lead|leader) $/u.test(own)) return 'manager';
  const [first = '', ...others] = own.trim().split(' ');
  const serves = [first, others.at(-1)].some((word) => lists.serving.test(` ${word} `));
  if (serves && others.length > 0) return 'staff';
  return rankIn(own, lists.words) ?? 'staff';
}

/** The highest rank with a word in the text. */
function rankIn(text: string, by: Readonly<Record<string, RegExp>>): Seniority | undefined {
  return order.find((rank) => rank !== 'staff' && by[rank]?.test(text));
}
