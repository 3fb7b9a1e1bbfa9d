// The words of sentences about a score. English is here, because the API speaks it; pages bring those of their language. A text
// is a function where values stand in it, so that each language can choose the order and the forms. Pure.

import type { Window } from '../../../schema/model/model.ts';
import { type ConditionWords, englishConditions } from '../conditions/condition-words.ts';
import { adjustmentLabel, saleLabel } from '../rules/award-request.ts';

/** The words of a language. `written`: a number as the language writes it. */
export interface ScoreWords {
  /** For the numbers, days and months of Intl. */
  readonly locale: string;
  quote(text: string): string;
  readonly days: {
    readonly today: string;
    readonly yesterday: string;
    /** On a day of the week, or a date. */
    on(day: string): string;
    readonly pastTime: { today(time: string): string; date(date: string): string };
    readonly futureTime: { today(time: string): string; date(date: string): string };
  };
  readonly points: {
    some(written: string, isOne: boolean): string;
    share(part: string, whole: string, isOne: boolean): string;
    lessThan(written: string): string;
    belowZero(points: string): string;
  };
  /** `day`: of the last time. */
  times(count: number, written: string, day: string): string;
  /** What was done, and how often. */
  did(label: string, often: string): string;
  /** `by`: the key by which it counts, if it does. */
  cap(written: string, per: Window, by: string | undefined): string;
  capTogether(cap: string): string;
  capBoth(own: string, shared: string): string;
  /** `cap`: why; '' if that is not known. */
  didNotCount(what: string, cap: string): string;
  moreDidNotCount(count: number, day: string | null, cap: string): string;
  readonly claimed: {
    readonly unverified: string;
    readonly inOtherName: string;
    some(count: number, how: string): string;
    all(how: string): string;
  };
  readonly adjusted: string;
  by(giver: string): string;
  readonly administrator: string;
  readonly revokedToken: string;
  /** What a sale is called. */
  readonly sold: string;
  sale(when: string): string;
  disqualified(label: string, when: string): string;
  together(points: string): string;
  readonly nothing: string;
  nothingAt(moment: string): string;
  readonly conditions: ConditionWords;
}

const windows: Readonly<Record<Window, string>> = {
  session: 'a visit',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  ever: 'in all',
};

/** Words for the keys of caps, if the key itself is not the word. */
const keys: Readonly<Record<string, string>> = {
  path: 'page',
  url: 'page',
  view: 'page view',
  target: 'link',
};

/** The words of the API. */
export const englishWords: ScoreWords = {
  locale: 'en-GB',
  quote: (text) => `“${text}”`,
  days: {
    today: 'today',
    yesterday: 'yesterday',
    on: (day) => `on ${day}`,
    pastTime: { today: (time) => `As of ${time} today`, date: (date) => `As of ${date}` },
    futureTime: {
      today: (time) => `By ${time} today, if nothing more happens`,
      date: (date) => `By ${date}, if nothing more happens`,
    },
  },
  points: {
    some: (written, isOne) => `${written} ${isOne ? 'point' : 'points'}`,
    share: (part, whole, isOne) => `${part} of ${whole} ${isOne ? 'point' : 'points'}`,
    lessThan: (written) => `less than ${written}`,
    belowZero: (points) => `${points}, shown as 0: a score is never below 0`,
  },
  times(count, written, day) {
    if (count === 1) return `once, ${day}`;
    return `${count === 2 ? 'twice' : `${written} times`}, last ${day}`;
  },
  did: (label, often) => `${label} ${often}`,
  cap: (written, per, by) =>
    `at most ${written} ${windows[per]}${by === undefined ? '' : ` for each ${keys[by] ?? by}`}`,
  capTogether: (cap) => `${cap} together with others`,
  capBoth: (own, shared) => `${own}, and ${shared}`,
  didNotCount: (what, cap) => `${what}: did not count${cap && ` (${cap})`}`,
  moreDidNotCount(count, day, cap) {
    const last = day === null ? '' : `, ${count === 1 ? day : `last ${day}`}`;
    return `${count} more did not count${last}${cap && `: ${cap}`}`;
  },
  claimed: {
    unverified: 'under an unverified identity',
    inOtherName: 'in a browser that only claims to be this person',
    some: (count, how) => `${count} of them ${how}`,
    all: (how) => `All of this was done ${how}`,
  },
  adjusted: adjustmentLabel,
  by: (giver) => `by ${giver}`,
  administrator: 'the administrator',
  revokedToken: 'a token that was revoked since',
  sold: saleLabel,
  sale: (when) => `${saleLabel} ${when}`,
  disqualified: (label, when) => `Disqualified: ${label}, ${when}`,
  together: (points) => `Together ${points}`,
  nothing: 'Nothing that this visitor did has earned points yet',
  nothingAt: (moment) => `${moment}: nothing that this visitor did has earned points`,
  conditions: englishConditions,
};
