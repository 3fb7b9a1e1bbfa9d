// Recomputes derived state from the log: folds a visitor's events and builds the rows that replace the old ones.

import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../score/event.ts';
import { fitOf } from '../../score/fit/fit.ts';
import { compileModel, type ModelVersion } from '../../score/rules/compile.ts';
import { fold } from '../../score/standing/fold.ts';
import { heatThresholds, lowered } from '../../score/standing/level.ts';
import type { EventRow } from '../../store/log/events.ts';
import type { Refolded } from '../../store/scores/derived.ts';
import type { FitRow } from '../../store/scores/score-lead.ts';
import type { StandingRow } from '../../store/scores/standings.ts';
import { standingRow } from './standing-row.ts';

/** An event of the log with its body parsed. */
export function loggedEvent(row: EventRow): LoggedEvent {
  return { ...row, body: JSON.parse(row.body) };
}

/** The identities of visitors by id. Visitors not in the map are anonymous. */
export type KnownTraits = ReadonlyMap<string, Readonly<Record<string, Trait>>>;

/** The fit of each of these visitors under each of these versions. */
export function fitsOf(
  visitors: readonly string[],
  versions: readonly ModelVersion[],
  traits: KnownTraits,
): FitRow[] {
  return visitors.flatMap((visitor) =>
    versions.map(({ version, model }) => ({ version, visitor, ...fitOf(model, traits.get(visitor) ?? {}) })),
  );
}

/** The rows that replace the derived state of these visitors under these versions. Visitors without events get none. */
export function refold(
  eventsByVisitor: ReadonlyMap<string, readonly LoggedEvent[]>,
  versions: readonly ModelVersion[],
  traits: KnownTraits,
): Refolded {
  const standings: StandingRow[] = [];
  for (const [visitor, events] of eventsByVisitor) {
    const fits = fitsOf([visitor], versions, traits);
    for (const [index, version] of versions.entries()) {
      const { state } = fold(events, compileModel(version));
      if (state) standings.push(standingRow(fits[index] as FitRow, state));
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
