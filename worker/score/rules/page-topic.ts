// What a page is about, by the words of its path. Pure.

import { compileWordList, type WordText, wordsOf, wordTexts } from '../conditions/whole-words.ts';
import { maxPathParts, maxPathWords, meantTexts } from './said-texts.ts';
import { collections, type Topic, topicWords, wholeBranches } from './topic-words.ts';

const topics = Object.keys(topicWords) as Topic[];

/** All values of the key `topic`. */
export const topicValues = [...topics, 'other'] as const;

interface Test {
  readonly topic: Topic;
  readonly isSaid: (readings: readonly WordText[]) => boolean;
  /** What the whole part may be: `plans` of `=plans`, and each word of the list. */
  readonly whole: ReadonlySet<string>;
}

let compiled: readonly Test[] | undefined;

/** The lists made ready, with the first page and not when the Worker starts. */
function tests(): readonly Test[] {
  compiled ??= topics.map((topic) => {
    const words: readonly string[] = topicWords[topic];
    return {
      topic,
      isSaid: compileWordList(words.filter((word) => !word.startsWith('='))),
      whole: new Set(words.flatMap(wordTexts)),
    };
  });
  return compiled;
}

/** Topics by path, since visitors share their paths. */
const known = new Map<string, Topic | 'other'>();
const maxKnown = 1_000;

/** What the page of this path (as it is read, or in a URL's encoding) is about; `other` where nothing says it. */
export function topicOf(path: string): Topic | 'other' {
  const found = known.get(path);
  if (found) return found;
  const topic = topicIn(path);
  if (known.size >= maxKnown) known.clear();
  known.set(path, topic);
  return topic;
}

/** Of what its parts say, the first of the list; but what is below some topics is about them, whatever it is called. */
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

/** `isWhole`: the part must be nothing but a word for the topic. */
function saidIn(part: string, { isLast, isWhole }: { isLast: boolean; isWhole: boolean }): Topic | null {
  const name = part.replace(/\.(html?|php|aspx?|jsp)$/i, '');
  const readings = meantTexts(name).filter((text) => wordsOf(text).length <= maxPathWords);
  const says = ({ topic, isSaid, whole }: Test) =>
    !(isLast && collections.has(topic)) &&
    (readings.some((text) => whole.has(text)) || (!isWhole && isSaid(readings)));
  return tests().find(says)?.topic ?? null;
}
