// What fit rules read of the first visit, by the names `source` and `channel`. They are no traits: one that is sent under such a name
// is not read.

import type { Model } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { unseen } from '../source/source.ts';

/** Where somebody came from at first; both are '' before the first visit. */
export interface FirstVisitFacts {
  readonly source: string;
  readonly channel: string;
}

/** The names that fit rules use for them. */
export const firstVisitKeys: ReadonlySet<string> = new Set([
  'source',
  'channel',
] satisfies (keyof FirstVisitFacts)[]);

/** Whether the fit of a model depends on the first visit. */
export function readsFirstVisit({ fit }: Model): boolean {
  return (fit?.rules ?? []).some(({ where = {} }) =>
    Object.keys(where).some((name) => firstVisitKeys.has(name)),
  );
}

/** Traits, with the facts of the first visit in place of traits of these names. */
export function withFirstVisit(
  traits: Readonly<Record<string, { value: TraitValue }>>,
  visit: FirstVisitFacts | null,
): Record<string, { value: TraitValue }> {
  const { source: _, channel: __, ...others } = traits;
  if (!visit || visit.source === unseen) return others;
  return { ...others, source: { value: visit.source }, channel: { value: visit.channel } };
}
