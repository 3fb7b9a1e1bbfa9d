// The filters of the list: how each stands in the page's URL, in the API's query, and in words.

import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';
import { type Channel, channels } from '../../../schema/api/visitors/channel.ts';
import { type LeadState, leadLimits, leadStates } from '../../../schema/api/visitors/lead.ts';
import { cells } from '../../../schema/model/default-actions.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { visibleText } from '../../score/conditions/visible-text.ts';
import type { Grade } from '../../score/fit/fit.ts';
import { numbersIn } from '../../score/proof/report-words.ts';
import { directSource } from '../../score/source/source.ts';
import { sourceText } from '../frame/person.tsx';
import type { Texts } from '../texts/en/en.ts';
import { languages } from '../texts/texts.ts';
import { pointsText } from '../words/points.ts';

/** The grades to filter by, if the model grades fit. */
export const grades: readonly Grade[] = ['A', 'B', 'C', 'D'];

/** Periods in days for `seen`. */
export const periods: readonly string[] = ['1', '7', '30', '90'];

interface Filter {
  /** Whether the model must grade fit, or the site must have a prediction. */
  isOfFit?: boolean;
  isOfPrediction?: boolean;
  /** The accepted value of a URL's parameter; null: it is not one. */
  read: (given: string) => string | null;
  /** Its part of the API's query. `now`: UTC ms. */
  query: (value: string, now: number) => Partial<VisitorQuery>;
}

const oneOf = (values: readonly string[]) => (given: string) => (values.includes(given) ? given : null);
const textUpTo = (maxChars: number) => (given: string) => visibleText(given.trim().slice(0, maxChars));

/** More than 0, up to 100. */
const percentOf = (given: string) =>
  Number(given) > 0 && Number(given) <= 100 ? String(Number(given)) : null;

/** `direct` as the pages say it in any language: people type what they see. */
const isDirect = (given: string) => Object.values(languages).some(({ people }) => people.direct === given);

/** Each filter by its name in the URL. */
export const filters = {
  who: {
    read: oneOf(['identified', 'anonymous']),
    query: (value) => ({ identified: value === 'identified' }),
  },
  grade: {
    isOfFit: true,
    read: oneOf(grades),
    query: (value) => ({ grade: value as Grade }),
  },
  cell: {
    isOfFit: true,
    read: oneOf(cells),
    query: (cell) => ({ cell }),
  },
  trend: {
    read: oneOf(['up', 'down']),
    query: (value) => ({ trend: value as 'up' | 'down' }),
  },
  seen: {
    read: oneOf(periods),
    // Whole days, so that the pages of a list ask the same.
    query: (value, now) => ({ seenSince: (Math.floor(now / dayMs) - Number(value)) * dayMs }),
  },
  minScore: {
    read: (given) =>
      given !== '' && Number(given) > 0 && Number(given) < 1e9 ? String(Number(given)) : null,
    query: (value) => ({ minScore: Number(value) }),
  },
  /** In percent: people type that. */
  likely: {
    isOfPrediction: true,
    read: (given) => percentOf(given.trim().replace(',', '.')),
    query: (value) => ({ minProbability: Number(value) / 100 }),
  },
  company: {
    read: textUpTo(200),
    query: (company) => ({ company }),
  },
  state: {
    read: oneOf(leadStates),
    query: (value) => ({ state: value as LeadState }),
  },
  owner: {
    read: textUpTo(leadLimits.maxOwnerChars),
    query: (owner) => ({ owner }),
  },
  source: {
    read: (given) => (isDirect(given.trim().toLowerCase()) ? directSource : textUpTo(300)(given)),
    query: (source) => ({ source }),
  },
  channel: {
    read: oneOf(channels),
    query: (value) => ({ channel: value as Channel }),
  },
} as const satisfies Record<string, Filter>;

/** A filter's name. */
export type FilterName = keyof typeof filters;

/** The filters that are set. */
export type Filters = { readonly [Name in FilterName]?: string };

const filterNames = Object.keys(filters) as FilterName[];

const filterOf = (name: FilterName): Filter => filters[name];

/** The filters that may be used with a model: those of fit only where it grades fit, that of a prediction only where there is one. */
export function usableFilters({
  gradesFit,
  predicts,
}: {
  gradesFit: boolean;
  predicts: boolean;
}): FilterName[] {
  return filterNames.filter((name) => {
    const { isOfFit, isOfPrediction } = filterOf(name);
    return (gradesFit || !isOfFit) && (predicts || !isOfPrediction);
  });
}

/** The filters of a URL; what is not understood is left out. */
export function readFilters(search: URLSearchParams, usable: readonly FilterName[]): Filters {
  const read = usable.map((name) => [name, filterOf(name).read(search.get(name) ?? '')] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== null));
}

/** Those that are set, in the order of the page. */
export function setFilters(set: Filters): [name: FilterName, value: string][] {
  return filterNames.flatMap((name) => {
    const value = set[name];
    return value === undefined ? [] : [[name, value] as [FilterName, string]];
  });
}

/** Their part of the API's query. `now`: UTC ms. */
export function filterQuery(set: Filters, now: number): Partial<VisitorQuery> {
  return Object.assign({}, ...setFilters(set).map(([name, value]) => filterOf(name).query(value, now)));
}

/** A set filter in words. */
export function filterWords(name: FilterName, value: string, texts: Texts): string {
  return texts.list.chips[name](shownValue(name, value, texts));
}

/** A value as the pages write it elsewhere. */
function shownValue(name: FilterName, value: string, texts: Texts): string {
  if (name === 'minScore') return pointsText(Number(value), texts.locale);
  if (name === 'likely') return numbersIn(texts.locale).percent(Number(value) / 100);
  if (name === 'state') return texts.events.states[value as LeadState];
  if (name === 'channel') return texts.people.channels[value as Channel];
  return name === 'source' ? sourceText(value, texts) : value;
}
