// A form's intent, from the words of its label, its name and its page's path, in this order. Pure.

import { compileWordList, compileWordLists, type WordText, wordTexts } from '../conditions/whole-words.ts';
import { type Intent, intents, intentWords, joiningWords, untitledLabels } from './intent-words.ts';
import { topicOf } from './page-topic.ts';
import { maxPathParts, meantTexts, partTexts } from './said-texts.ts';

/** The known facts about a form. `route` is the route in the hash. */
export interface FormTexts {
  readonly label?: string | undefined;
  readonly form?: string | undefined;
  readonly path?: string | undefined;
  readonly route?: string | undefined;
}

/** All values of the key `intent`. */
export const intentValues = [...intents, 'other'] as const;

interface Lists {
  readonly firstSaid: (readings: readonly WordText[]) => number | null;
  readonly asksToJoin: (readings: readonly WordText[]) => boolean;
  readonly untitled: ReadonlySet<string>;
}

let compiled: Lists | undefined;

/** The prepared lists. Prepared with the first form, not when the Worker starts. */
function lists(): Lists {
  compiled ??= {
    firstSaid: compileWordLists(intents.map((intent) => intentWords[intent])),
    asksToJoin: compileWordList(joiningWords),
    untitled: new Set(untitledLabels.flatMap(wordTexts)),
  };
  return compiled;
}

/** The form's intent; `other` if no word shows it. */
export function intentOf({ label = '', form = '', path = '', route = '' }: FormTexts): Intent | 'other' {
  const { asksToJoin, untitled } = lists();
  const shown = meantTexts(label);
  const isUntitled = shown.some((text) => untitled.has(text.replace(/ \d+ $/, ' ')));
  const told = isUntitled ? null : saidIn(shown);
  if (told) return told;
  const name = meantTexts(form);
  const named = saidIn(name);
  if (named && named !== 'contact') return named;
  if (asksToJoin(shown)) return 'newsletter';
  if (named || isUntitled) return whomToContact(path) ?? whomToContact(route) ?? 'contact';
  if (asksToJoin(name)) return 'newsletter';
  return placedOn(path) ?? placedOn(route) ?? 'other';
}

/** Pages whose contact forms are for applications or for help: `/careers`, `/support/contact`. */
const intentOfTopic: Readonly<Record<string, Intent>> = { careers: 'apply', support: 'support' };

function whomToContact(path: string): Intent | undefined {
  return intentOfTopic[topicOf(path)];
}

function saidIn(readings: readonly WordText[]): Intent | null {
  const place = lists().firstSaid(readings);
  return place === null ? null : (intents[place] ?? null);
}

/** By the last telling part of a path: `/kontakt/newsletter` is for a newsletter. */
function placedOn(path: string): Intent | null {
  for (const part of path.split('/').slice(-maxPathParts).toReversed()) {
    const said = saidIn(partTexts(part));
    if (said) return said === 'contact' ? (whomToContact(path) ?? said) : said;
  }
  return whomToContact(path) ?? null;
}
