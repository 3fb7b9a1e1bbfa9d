// A model's parts in the reader's language: each is a set of phrases by aspect, which are listed or compared.

import type { Condition } from '../../../../schema/model/condition.ts';
import type { Lapse } from '../../../../schema/model/lapse.ts';
import type { FitRule, Group, Model, Rule, Window } from '../../../../schema/model/model.ts';
import { conditionText } from '../../../score/conditions/condition-words.ts';
import type { Texts } from '../../texts/en/en.ts';
import { pointsText } from '../../words/points.ts';

type Words = Texts['modelWords'];

/** Phrases by aspect. Two parts with the same phrases mean the same. */
export type Phrases = Readonly<Record<string, string>>;

/** What a rule listens to: `viewing a page`, or the label of a lapse. */
function kindWords(kind: string, words: Words, lapses: readonly Lapse[] = []): string {
  const lapse = lapses.find(({ id }) => id === kind);
  if (lapse) return `“${lapse.label}”`;
  return Object.hasOwn(words.kinds, kind) ? (words.kinds[kind] as string) : words.ownEvent(kind);
}

/** `3 times`, `once a day, for each file`: a window with what it counts by. */
function windowWords(per: Window | undefined, by: string | undefined, words: Words): string {
  const window = per === undefined ? '' : words.windows[per];
  return by === undefined ? window : `${window}, ${words.by(keyWords(by, words))}`;
}

/** The name of a key of conditions. */
export function keyWords(key: string, words: Words): string {
  return Object.hasOwn(words.keys, key) ? (words.keys[key] as string) : key;
}

/** A condition: `topic of the page is “pricing”`. */
function conditionWords(key: string, condition: Condition, words: Words): string {
  const { comparisons, list: all } = words;
  return words.where(keyWords(key, words), conditionText(condition, { comparisons, all }));
}

function whereWords(where: Readonly<Record<string, Condition>> = {}, words: Words): [string, string][] {
  return Object.entries(where).map(([key, condition]) => [
    `where.${key}`,
    conditionWords(key, condition, words),
  ]);
}

/** What a rule requires, without its numbers. */
export function askedWords(rule: Rule, words: Words, lapses: readonly Lapse[] = []): Phrases {
  return {
    on: words.on(kindWords(rule.on, words, lapses)),
    ...Object.fromEntries(whereWords(rule.where, words)),
    ...(rule.from && { from: words.fromServer }),
  };
}

/** All of a rule. */
export function ruleWords(rule: Rule, words: Words, lapses: readonly Lapse[] = []): Phrases {
  const { points, nth, per, by, cap, disqualifies } = rule;
  return {
    ...(points !== undefined && { points: words.points(points, pointsText(points, words.locale)) }),
    ...(disqualifies && { disqualifies: words.disqualifies }),
    ...askedWords(rule, words, lapses),
    ...(nth !== undefined && { nth: words.nth(String(nth), windowWords(per, by, words)) }),
    ...(cap && { cap: words.cap(String(cap.times), windowWords(cap.per, cap.by, words)) }),
  };
}

/** All of a fit rule. */
export function fitRuleWords({ points, where, each, max }: FitRule, words: Words): Phrases {
  return {
    points: words.points(points, pointsText(points, words.locale)),
    ...Object.fromEntries(whereWords(where, words)),
    ...(each && { each: words.each(pointsText(each.of, words.locale), each.trait) }),
    ...(max !== undefined && { max: words.max(words.points(max, pointsText(max, words.locale))) }),
  };
}

/** What starts or ends a lapse. */
function partWords({ on, where }: Lapse['after'], words: Words): string {
  return [kindWords(on, words), ...whereWords(where, words).map(([, phrase]) => phrase)].join(', ');
}

/** All of a lapse. */
export function lapseWords({ after, unless, hours }: Lapse, words: Words): Phrases {
  return {
    lapse: words.lapse(partWords(after, words), partWords(unless, words)),
    hours: words.hours(hours),
  };
}

/** The rules of a group, by their labels. */
export function membersWords(group: Group, { rules }: Model, words: Words): string {
  return words.list(group.rules.map((id) => rules.find((rule) => rule.id === id)?.label ?? id));
}

/** All of a group. */
export function groupWords(group: Group, model: Model, words: Words): Phrases {
  return {
    rules: words.shared(membersWords(group, model, words)),
    cap: words.cap(String(group.cap.times), words.windows[group.cap.per]),
  };
}
