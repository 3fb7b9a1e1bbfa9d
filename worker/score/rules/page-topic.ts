// A page's topic, from the words of its path. Pure.

import { compileWordLists, type WordText, wordTexts } from '../conditions/whole-words.ts';
import { maxPathParts, partTexts } from './said-texts.ts';
import { collections, type Topic, topicWords, wholeBranches } from './topic-words.ts';

const topics = Object.keys(topicWords) as Topic[];

/** All values of the key `topic`. */
export const topicValues = [...topics, 'other'] as const;

/** The words of some topics, in the order of the topics. */
interface Vocabulary {
  readonly topics: readonly Topic[];
  readonly firstSaid: (readings: readonly WordText[]) => number | null;
  /** Possible whole parts: `plans` of `=plans`, and each word of the lists. */
  readonly whole: ReadonlyMap<WordText, number>;
}

function vocabularyOf(topics: readonly Topic[]): Vocabulary {
  const lists = topics.map((topic): readonly string[] => topicWords[topic]);
  const whole = new Map<WordText, number>();
  for (const [place, words] of lists.entries())
    for (const text of words.flatMap(wordTexts)) if (!whole.has(text)) whole.set(text, place);
  const within = lists.map((words) => words.filter((word) => !word.startsWith('=')));
  return { topics, firstSaid: compileWordLists(within), whole };
}

let compiled: Readonly<Record<'last' | 'others', Vocabulary>> | undefined;

/** The lists for the last part of a path and for the parts before it, prepared with the first page, not at the start. */
function vocabularies(): Readonly<Record<'last' | 'others', Vocabulary>> {
  compiled ??= {
    last: vocabularyOf(topics.filter((topic) => !collections.has(topic))),
    others: vocabularyOf(topics),
  };
  return compiled;
}

/** A cache of topics by path, because visitors view the same paths. */
const known = new Map<string, Topic | 'other'>();
const maxKnown = 1_000;

/** The topic of the page with this path (decoded, or as in a URL); `other` if no word shows it. */
export function topicOf(path: string): Topic | 'other' {
  const found = known.get(path);
  if (found) return found;
  const topic = topicIn(path);
  if (known.size >= maxKnown) known.clear();
  known.set(path, topic);
  return topic;
}

/** The first topic in the list that a part names. Some topics apply to everything below them, whatever its name. */
function topicIn(path: string): Topic | 'other' {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .slice(0, maxPathParts);
  let found: Topic | 'other' = 'other';
  for (const [index, part] of parts.entries()) {
    const said = saidIn(part, { isLast: index === parts.length - 1, isWhole: isCollection(found) });
    if (!said || (found !== 'other' && topics.indexOf(found) < topics.indexOf(said))) continue;
    found = said;
    if (wholeBranches.has(said)) break;
  }
  return found;
}

function isCollection(topic: Topic | 'other'): boolean {
  return topic !== 'other' && collections.has(topic);
}

/** `isWhole`: the part must consist of a word for the topic. */
function saidIn(part: string, { isLast, isWhole }: { isLast: boolean; isWhole: boolean }): Topic | null {
  const name = part.replace(/\.(html?|php|aspx?|jsp)$/i, '');
  const readings = partTexts(name);
  const { topics: possible, firstSaid, whole } = vocabularies()[isLast ? 'last' : 'others'];
  const places = readings.map((text) => whole.get(text) ?? possible.length);
  if (!isWhole) places.push(firstSaid(readings) ?? possible.length);
  return possible[Math.min(...places)] ?? null;
}
