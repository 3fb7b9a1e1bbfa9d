// What a survey counts: where the buyers stood just before their first sale, where everybody else stood at these moments, and how far
// those who came in the period have come. Pure; the tally is plain JSON of bounded size, and names nobody.

import { scoreOfHeat } from '../../decay.ts';
import type { LoggedEvent } from '../../event.ts';
import type { EmailKinds } from '../../fit/email-kind.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import { shownScore } from '../../standing/standing-now.ts';
import { type BandCounts, cellBand, scoreBand } from '../bands.ts';
import { addToCohort, type Cohort, newCohort, type SourceNames } from '../cohort/cohort.ts';
import { levelAt, Passage } from '../passage.ts';
import { addMoment, maxSales, salesOf } from '../sales.ts';

/** From a moment until before another, UTC ms. */
export interface Period {
  from: number;
  to: number;
}

/** The counts so far. */
export interface Tally extends BandCounts {
  /** Whether all buyers have been read, so that others can be compared with them. */
  hasAllSales: boolean;
  cohort: Cohort;
}

/** A tally of nobody. `names`: the sources that the cohort tells apart. */
export function newTally(names?: SourceNames): Tally {
  return {
    ...{ hasAllSales: false, buyers: 0, unseen: 0, disqualified: 0, people: 0 },
    ...{ won: {}, moments: [], stood: {}, present: [], cohort: newCohort(names) },
  };
}

/** A person: the id, and all events. */
export interface Someone {
  visitor: string;
  history: readonly LoggedEvent[];
}

/**
 * What counting needs: the period, the time at which it began (UTC ms; the cohort is followed until then), the model, with a landmark
 * in the period, and the lists of mailboxes.
 */
export interface Counting {
  period: Period;
  now: number;
  compiled: CompiledModel;
  kindOf: EmailKinds;
}

/** Adds the first sale of a person, if it is in the period. Mutates the tally. */
export function addBuyer(tally: Tally, { visitor, history }: Someone, counting: Counting): void {
  const [at] = salesOf(history);
  if (at === undefined || at < counting.period.from || at >= counting.period.to) return;
  tally.buyers++;
  const passage = new Passage(history, counting.compiled);
  const bands = bandsAt(passage, at, counting);
  if (!bands) {
    if (passage.outsideSince === null) tally.unseen++;
    else tally.disqualified++;
    return;
  }
  for (const band of bands) tally.won[band] = (tally.won[band] ?? 0) + 1;
  addMoment(tally.moments, { visitor, at }, maxSales);
}

/** Ends the search for sales: from now on, people can be counted. Mutates the tally. */
export function closeSales(tally: Tally): void {
  tally.hasAllSales = true;
  tally.moments.sort((a, b) => a.at - b.at);
  tally.present = tally.moments.map(() => 0);
}

/** Counts where a person stood at the moments of all sales, and adds it to the cohort. Mutates the tally. */
export function addPerson(tally: Tally, { history }: Someone, counting: Counting): void {
  const { from, to } = counting.period;
  const passage = new Passage(history, counting.compiled);
  tally.moments.forEach(({ at }, place) => {
    for (const band of bandsAt(passage, at, counting) ?? []) {
      tally.stood[band] ??= tally.moments.map(() => 0);
      const counts = tally.stood[band] as number[];
      counts[place] = (counts[place] ?? 0) + 1;
    }
    if (passage.isProspect) tally.present[place] = (tally.present[place] ?? 0) + 1;
  });
  const standing = passage.until(to);
  const { outsideSince } = passage;
  const couldBuy =
    outsideSince === null || (outsideSince >= from && (standing?.firstSeen ?? 0) < outsideSince);
  if (standing && couldBuy) tally.people++;
  addToCohort(tally.cohort, { history, passage, period: counting.period, end: counting.now });
}

/** The bands of a person just before a moment; null: nobody who could buy, or not known yet. */
function bandsAt(passage: Passage, at: number, { compiled, kindOf }: Counting): string[] | null {
  const standing = passage.until(at);
  if (!standing || !passage.isProspect) return null;
  const score = shownScore(scoreOfHeat(compiled, standing.heat, at));
  const { grade } = passage.learned.fit(compiled, kindOf);
  return [scoreBand(score), cellBand(grade, levelAt(standing, compiled, at))];
}
