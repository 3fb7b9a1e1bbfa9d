// Finds conditions of a model that can never match: unknown kinds, keys that a kind does not have, impossible values.

import { limits } from '../../../schema/event.ts';
import { allKinds, isKind, kinds } from '../../../schema/kinds.ts';
import type { Rule } from '../../../schema/model/model.ts';
import type { TextShape } from '../conditions/form.ts';
import { readCondition } from '../conditions/forms.ts';
import { compileGlob } from '../glob.ts';
import { adjustmentRule } from '../rules/award-request.ts';
import { intentValues } from '../rules/form-intent.ts';
import { topicValues } from '../rules/page-topic.ts';

/** Why no event can match: pairs of a path and the fault. `carrier` is the kind whose values are read. */
export function askedFaults({ on, where = {} }: Pick<Rule, 'on' | 'where'>, carrier: string) {
  const kind = kindFault(on);
  const conditions = Object.entries(where).flatMap(([key, condition]) =>
    [
      carriedFault(carrier, key),
      ...readCondition(condition).faults({ text: textShapes[key], range: ranges[key] }),
    ]
      .filter((fault) => fault !== null)
      .map((fault) => [`where.${key}`, fault] as const),
  );
  return [...(kind ? [['on', kind] as const] : []), ...conditions];
}

/** Why no event has this kind, or null. */
function kindFault(on: string): string | null {
  if (on === '*' || on === 'visit') return null;
  if (on === adjustmentRule) return 'can never match: rules do not score points given by hand';
  const slug = on
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
  return slug === on ? null : `can never match: these events are stored as "${slug}"; use that in "on"`;
}

/** The kinds that have a key; none: every kind can have it. */
function carriersOf(key: string): string[] {
  return allKinds.filter((kind) => kinds[kind].keys.some((own) => own === key));
}

/** Why events of this kind cannot have the key, or null. */
function carriedFault(on: string, key: string): string | null {
  if (on === '*' || on === 'visit') return null;
  const only = carriersOf(key);
  if (only.length > 0 && !only.includes(on)) {
    return `can never match: "${key}" exists only in ${only.join(', ')}, not in ${on}`;
  }
  return key.startsWith('props.') && isKind(on) && on !== adjustmentRule && !kinds[on].hasProps
    ? `can never match: ${on} has no props; page views and custom events do`
    : null;
}

/** The possible range of a number. */
const ranges: Record<string, readonly [number, number]> = {
  seconds: [0, limits.maxSeconds],
  scroll: [0, 100],
};

const webAddress: TextShape = {
  isPossible: (glob) => /^[h*?]/i.test(glob),
  advice: 'the value is a whole URL that starts with http; start the glob with *',
};

/** Keys whose values have a known format, and are never numbers. */
const textShapes: Record<string, TextShape> = {
  path: {
    isPossible: (glob) => /^[/*?]/.test(glob),
    advice: 'a path starts with /; start the glob with / or *',
  },
  hash: {
    isPossible: (glob) => /^[/*?]/.test(glob),
    advice: 'a route begins with /, without its #; begin the glob with / or *',
  },
  host: { isPossible: (glob) => !/[/:@]/.test(glob), advice: 'a host is a name such as "www.example.com"' },
  topic: {
    isPossible: (glob) => topicValues.some(compileGlob(glob)),
    advice: `what a page is about is one of ${topicValues.join(', ')}`,
  },
  intent: {
    isPossible: (glob) => intentValues.some(compileGlob(glob)),
    advice: `what a form is for is one of ${intentValues.join(', ')}`,
  },
  url: webAddress,
  referrer: webAddress,
  file: webAddress,
  target: webAddress,
  email: { isPossible: (glob) => /[@*]/.test(glob), advice: 'an email has an @, such as "*@rival.com"' },
};
