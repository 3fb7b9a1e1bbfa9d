// What the arrival of a visitor's events gives to tell, for the transaction that stores them. Pure.

import type { Kind } from '../../../schema/kinds.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import type { LoggedEvent } from '../../score/event.ts';
import type { MemberRow } from '../../score/segments/member.ts';
import { type Move, moveOfCrossing, movesOfNews, stoodAt } from '../../score/segments/moves.ts';
import { nextChange } from '../../score/segments/next-change.ts';
import { type Facts, factsAt, newsOf, nothing, readTold, toldText } from '../../score/segments/told.ts';
import type { Crossing } from '../../score/standing/crossing.ts';
import type { State } from '../../score/standing/step.ts';
import type { MessageDetail, NewMove } from '../../store/alerts/moves.ts';
import { carriedOf } from '../../store/scores/score-lead.ts';
import { unwatched, type WatchedRow } from '../../store/scores/standings.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';
import type { KnownRow, KnownStanding } from '../common/known.ts';
import { type WatchedVersion, watchedOf } from './watched.ts';

/** Outcomes that occurred longer ago are imported history, which is no news. */
export const oldestOutcomeMs = 7 * dayMs;

/** A visitor's events under a version, and the standings before and after. `at`: when they arrived, UTC ms. */
export interface ToldArrival {
  site: SiteConfig;
  version: FedModel;
  visitor: string;
  was: KnownStanding;
  state: State;
  /** As it is stored: it can lag. */
  lastSeen: number;
  grade: KnownRow['grade'];
  events: readonly LoggedEvent[];
  crossed: Crossing | null;
  at: number;
}

/** What is told, and what to store with the row. `isSooner`: `checkAt` has changed. */
export interface Telling {
  row: KnownRow;
  isSooner: boolean;
  moves: NewMove[];
}

/** Compares what is true after the events with what was told. Nothing is told under a version that is not served yet. */
export function tellArrival(arrival: ToldArrival): Telling {
  const { site, version, visitor, was, grade, crossed, at } = arrival;
  const kept = was.row ?? { ...carriedOf(was.lead), grade, ...unwatched };
  if (version === site.filling) return { row: { ...kept, ...unwatched }, isSooner: false, moves: [] };
  const of = { site: site.key, model: version.name, visitor, at };
  const stood = was.state && stoodAt({ ...kept, ...was.state.standing });
  const outcomes = outcomesOf(arrival).map(
    (outcome): NewMove => ({
      ...{ ...of, type: 'visitor.outcome' },
      detail: { previous: stood, outcome },
    }),
  );
  const watched = watchedOf(site, version);
  const compared = watched && compare(arrival, { watched, kept });
  // While a publication is told row by row, this row's turn includes the crossing.
  const isLater = compared === 'later';
  const told = isLater ? null : compared;
  const previous = stood && { ...stood, cell: told ? told.previousCell : stood.cell };
  const moves = [...(crossed && !isLater ? [moveOfCrossing(crossed)] : []), ...(told?.moves ?? [])];
  return {
    row: { ...kept, ...(told?.row ?? { ...unwatched, checkAt: watched ? kept.checkAt : null }) },
    isSooner: told?.isSooner ?? false,
    moves: [
      ...moves.map(
        ({ type, ...what }): NewMove => ({
          ...{ ...of, type },
          detail: { previous, ...what },
        }),
      ),
      ...outcomes,
    ],
  };
}

interface Compared {
  row: WatchedRow;
  isSooner: boolean;
  previousCell: string | null;
  moves: Move[];
}

/** `later`: the fill of a publication with alerts has yet to compare this row. */
function compare(
  { was, state, lastSeen, grade, at }: ToldArrival,
  { watched, kept }: { watched: WatchedVersion; kept: KnownRow },
): Compared | 'later' {
  const stored = readTold(kept.told, watched.since);
  if (!stored && was.state && watched.against !== null) return 'later';
  const before = lazily((): Facts => {
    // Whoever is known without events was identified before.
    if (!was.state) return { ...nothing, identified: was.lead !== null };
    return factsAt(watched, rowOf({ ...kept, state: was.state, lastSeen: was.lastSeen }), at);
  });
  const told = stored ?? { v: watched.revision, ...before() };
  const row = rowOf({ ...kept, grade, state, lastSeen });
  const now = factsAt(watched, row, at);
  const hasNewer = watched.segments.some(({ since }) => since > told.v);
  const news = newsOf(watched, { told, before: hasNewer ? before() : null, now });
  const next = nextChange(watched, row, at);
  const isSooner = next !== null && (kept.checkAt === null || next < kept.checkAt);
  return {
    row: { told: toldText(watched, now), checkAt: isSooner ? next : kept.checkAt },
    isSooner,
    previousCell: told.cell,
    moves: movesOfNews(news),
  };
}

function lazily<Value>(compute: () => Value): () => Value {
  let value: { is: Value } | null = null;
  return () => {
    value ??= { is: compute() };
    return value.is;
  };
}

function rowOf({ state, ...kept }: KnownRow & { state: State; lastSeen: number }): MemberRow {
  return { ...state.standing, ...kept };
}

/** The outcomes among the events that are news. */
function outcomesOf({ events, at }: ToldArrival): NonNullable<MessageDetail['outcome']>[] {
  return events.flatMap(({ kind, occurredAt, body: { result, deal = null, value, currency = null } }) =>
    kind === ('outcome' satisfies Kind) && result !== undefined && occurredAt >= at - oldestOutcomeMs
      ? [{ result, deal, value: typeof value === 'number' ? value : null, currency }]
      : [],
  );
}
