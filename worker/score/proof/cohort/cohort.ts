// The people whose first visit was in a period: where they came from, and how far they have come since. A part of a tally. Pure;
// plain JSON of bounded size, however many sources there are.

import { type SourceBy, sourceBys } from '../../../../schema/api/reports/sources.ts';
import { channels } from '../../../../schema/api/visitors/channel.ts';
import type { LoggedEvent } from '../../event.ts';
import { shownSource, unseen } from '../../source/source.ts';
import type { Standing } from '../../standing/standing.ts';
import type { Passage } from '../passage.ts';
import { wonDeals } from '../sales.ts';
import { addDuration, type Durations } from './durations.ts';
import { addOutcome, newCounts, type SourceCounts } from './source-counts.ts';

/** What the velocity is counted to: being identified, the second level from the top, the top one, and the first sale. */
export const stages = ['identified', 'level2', 'level1', 'won'] as const;
export type Stage = (typeof stages)[number];

/** The counts of the sources by one dimension: a place in `counts` for each of the `names`. A null name: none was given. */
export interface DimensionCounts {
  names: (string | null)[];
  counts: SourceCounts[];
  /** All others together. */
  other: SourceCounts;
}

/** The counts of the cohort. */
export interface Cohort {
  by: Record<SourceBy, DimensionCounts>;
  /** People without a visit, or without one before their first sale. They are in no source. */
  unseen: SourceCounts;
  /** The others, and how long each stage took those who reached it. */
  people: number;
  reached: Record<Stage, Durations>;
}

/** The sources that are told apart; all channels are. */
export type SourceNames = Readonly<Record<Exclude<SourceBy, 'channel'>, readonly string[]>>;

/** A cohort of nobody. */
export function newCohort(names: SourceNames = { source: [], campaign: [], landing: [] }): Cohort {
  const dimension = (some: readonly (string | null)[]): DimensionCounts => ({
    names: [...some],
    counts: some.map(() => newCounts()),
    other: newCounts(),
  });
  return {
    by: {
      channel: dimension(channels),
      source: dimension(names.source),
      campaign: dimension([null, ...names.campaign]),
      landing: dimension([null, ...names.landing]),
    },
    unseen: newCounts(),
    people: 0,
    reached: { identified: {}, level2: {}, level1: {}, won: {} },
  };
}

/** A person: the events, and the pass over them, which is continued to the end (UTC ms). `period`: of the first visit. */
export interface Comer {
  history: readonly LoggedEvent[];
  passage: Passage;
  period: { from: number; to: number };
  end: number;
}

/** Adds a person, if the first visit was in the period. Mutates the cohort. */
export function addToCohort(cohort: Cohort, { history, passage, period, end }: Comer): void {
  passage.until(end);
  const { standing } = passage;
  if (!standing) return;
  const deals = wonDeals(history).filter(({ at }) => at < end);
  const sale = deals[0]?.at ?? null;
  const isSeen = standing.source !== unseen && (sale === null || standing.firstSeen < sale);
  // Without a visit before the sale: when they were first heard of.
  const first = isSeen ? standing.firstSeen : passage.begunAt;
  if (first < period.from || first >= period.to) return;
  const outcome = { first, deals, ...statusOf(standing, passage, sale) };
  if (isSeen) {
    for (const by of sourceBys) addOutcome(countsOf(cohort.by[by], nameIn(standing, by)), outcome);
    addStages(cohort, passage, { first, sale });
  } else addOutcome(cohort.unseen, outcome);
}

function addStages(
  cohort: Cohort,
  passage: Passage,
  { first, sale }: { first: number; sale: number | null },
) {
  cohort.people++;
  for (const stage of stages) {
    const at = reachedAt(passage, stage, sale);
    if (at !== null) addDuration(cohort.reached[stage], at - first);
  }
}

/** A customer is neither lost nor open, whatever came before the sale or after it. */
function statusOf(standing: Standing, passage: Passage, sale: number | null) {
  const { outcome, leadState } = standing;
  const isLead = passage.learned.identifiedAt !== null || outcome !== null;
  const isLost = sale === null && outcome === 'lost';
  const isOut = passage.outsideSince !== null || leadState === 'rejected';
  return { isLead, isLost, isOpen: isLead && sale === null && !isLost && !isOut };
}

function nameIn({ source, channel, campaign, landing }: Standing, by: SourceBy): string | null {
  return { source, channel: shownSource(channel), campaign, landing }[by];
}

function countsOf({ names, counts, other }: DimensionCounts, name: string | null): SourceCounts {
  return counts[names.indexOf(name)] ?? other;
}

/** When a stage was reached, UTC ms; null: not before the sale, or never. */
function reachedAt(
  { learned, reachedAt: levels }: Passage,
  stage: Stage,
  sale: number | null,
): number | null {
  const at = { identified: learned.identifiedAt, level2: levels[1], level1: levels[0], won: sale }[stage];
  return at !== null && (sale === null || at <= sale) ? at : null;
}
