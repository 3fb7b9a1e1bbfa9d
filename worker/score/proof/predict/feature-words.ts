// What features are called in words, in English: for the API and the file, which the pages translate.

import { isKind } from '../../../../schema/kinds.ts';

/** A feature (features.ts) taken apart. `value`: of one that is so or not. */
export type FeatureFact =
  | { kind: 'rule'; rule: string }
  | { kind: 'event'; event: string }
  | { kind: 'time'; of: 'seconds' | 'visits' | 'days' }
  | { kind: 'source'; of: 'source' | 'channel' | 'landing'; value: string | null }
  | { kind: 'trait'; trait: string; value: string | null }
  | { kind: 'identified'; is: boolean }
  | { kind: 'fit' };

/** The words of a language. `label`: of a rule. */
export interface FeatureWords {
  rule: (label: string) => string;
  event: (kind: string) => string;
  time: Record<'seconds' | 'visits' | 'days', string>;
  source: Record<'source' | 'channel' | 'landing', (value: string | null) => string>;
  trait: (name: string, value: string | null) => string;
  identified: (is: boolean) => string;
  fit: string;
}

/** The fact that a feature, or a family of them, is about. */
export function factOf(feature: string): FeatureFact {
  const start = feature.indexOf(':');
  const [part, rest] = [feature.slice(0, start), feature.slice(start + 1)];
  const end = rest.indexOf('=');
  const [name, value] = end < 0 ? [rest, null] : [rest.slice(0, end), rest.slice(end + 1)];
  if (part === 'rule') return { kind: 'rule', rule: rest };
  if (part === 'event') return { kind: 'event', event: rest };
  if (part === 'time') return { kind: 'time', of: rest as 'seconds' | 'visits' | 'days' };
  if (part === 'source') return { kind: 'source', of: name as 'source' | 'channel' | 'landing', value };
  if (name === 'fit#') return { kind: 'fit' };
  if (name === 'identified') return { kind: 'identified', is: value === 'true' };
  return { kind: 'trait', trait: name.replace(/#$/, ''), value };
}

/** A feature in words. `labelOf`: of a rule, by its id. */
export function featureText(feature: string, words: FeatureWords, labelOf: (rule: string) => string): string {
  const fact = factOf(feature);
  switch (fact.kind) {
    case 'rule':
      return words.rule(labelOf(fact.rule));
    case 'event':
      return words.event(fact.event);
    case 'time':
      return words.time[fact.of];
    case 'source':
      return words.source[fact.of](fact.value);
    case 'trait':
      return words.trait(fact.trait, fact.value);
    case 'identified':
      return words.identified(fact.is);
    case 'fit':
      return words.fit;
  }
}

const orOther = (value: string | null) => value ?? 'another';

export const englishFeatureWords: FeatureWords = {
  rule: (label) => `Points for “${label}”`,
  event: (kind) => (isKind(kind) ? `Events: ${kind.replaceAll('_', ' ')}` : `Events: ${kind}`),
  time: { seconds: 'Active time', visits: 'Visits', days: 'Days from the first to the last visit' },
  source: {
    source: (value) => `First came from ${orOther(value)} source`.replace(/(?<!another) source$/, ''),
    channel: (value) => `First channel: ${orOther(value).replaceAll('_', ' ')}`,
    landing: (value) => `First page: ${orOther(value)}`,
  },
  trait: (name, value) => (value === null ? name : `${name}: ${value}`),
  identified: (is) => (is ? 'Is identified' : 'Is anonymous'),
  fit: 'Fit',
};
