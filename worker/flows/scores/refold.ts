// Recomputes derived state from the log: folds a visitor's events and builds the rows that replace the old ones.

import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../score/event.ts';
import type { FirstVisitFacts } from '../../score/fit/first-visit-facts.ts';
import { fitOf } from '../../score/fit/fit.ts';
import { personOddsOf } from '../../score/proof/predict/prediction.ts';
import { compileModel, type ModelVersion } from '../../score/rules/compile.ts';
import { fold } from '../../score/standing/fold.ts';
import { heatThresholds, lowered } from '../../score/standing/level.ts';
import type { EventRow } from '../../store/log/events.ts';
import type { Refolded } from '../../store/scores/derived.ts';
import type { FitRow } from '../../store/scores/score-lead.ts';
import type { StandingRow } from '../../store/scores/standings.ts';
import { type PredictingVersion, standingRow } from './standing-row.ts';

/** An event of the log with its body parsed. */
export function loggedEvent(row: EventRow): LoggedEvent {
  return { ...row, body: JSON.parse(row.body) };
}

/** The identities of visitors by id. Visitors not in the map are anonymous. */
export type KnownTraits = ReadonlyMap<string, Readonly<Record<string, Trait>>>;

/** Where visitors came from at first, by id. Visitors not in the map have not been seen. */
export type KnownVisits = ReadonlyMap<string, FirstVisitFacts>;

/** The fit of each of these visitors under each of these versions. */
export function fitsOf(
  visitors: readonly string[],
  versions: readonly PredictingVersion[],
  { traits, visits }: { traits: KnownTraits; visits: KnownVisits },
): FitRow[] {
  return visitors.flatMap((visitor) =>
    versions.map(({ version, model, prediction }) => {
      const known = traits.get(visitor) ?? null;
      const fit = fitOf(model, known, visits.get(visitor) ?? null);
      const person = known && { traits: known, fitScore: fit.fitScore };
      return { version, visitor, ...fit, personOdds: personOddsOf(prediction ?? null, person) };
    }),
  );
}

/** Nobody has been seen. */
export const noVisits: KnownVisits = new Map();

/** The rows that replace the derived state of these visitors under these versions. Visitors without events get none. */
export function refold(
  eventsByVisitor: ReadonlyMap<string, readonly LoggedEvent[]>,
  versions: readonly PredictingVersion[],
  traits: KnownTraits,
): Refolded {
  const standings: StandingRow[] = [];
  for (const [visitor, events] of eventsByVisitor) {
    for (const version of versions) {
      const { state } = fold(events, compileModel(version));
      if (!state) continue;
      const [fit] = fitsOf([visitor], [version], { traits, visits: new Map([[visitor, state.standing]]) });
      standings.push(standingRow(fit as FitRow, state, version));
    }
  }
  return {
    visitors: [...eventsByVisitor.keys()],
    versions: versions.map(({ version }) => version),
    standings,
  };
}

/**
 * The same rows with the levels that they have left at `at` (UTC ms). A fold ends at a visitor's last event, which may be long ago,
 * and a fall since then has been noticed.
 */
export function loweredTo(at: number, refolded: Refolded, versions: readonly ModelVersion[]): Refolded {
  const thresholds = new Map(
    versions.map((version) => {
      const compiled = compileModel(version);
      return [version.version, heatThresholds(version.model.levels, compiled, at)];
    }),
  );
  const standings = refolded.standings.map((row) => {
    const of = thresholds.get(row.version);
    return of ? { ...row, level: lowered(row.level, row.heat, of) } : row;
  });
  return { ...refolded, standings };
}
