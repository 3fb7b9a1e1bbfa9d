// Converts a visitor's state to a row of the store and back.

import type { Prediction } from '../../../schema/model/prediction.ts';
import { deedOddsOf } from '../../score/proof/predict/prediction.ts';
import { compileModel, type ModelVersion } from '../../score/rules/compile.ts';
import { emptyMemory, readMemory, type StoredMemory, storedMemory } from '../../score/rules/memory.ts';
import type { SentSource } from '../../score/source/first-visit.ts';
import {
  emptyActivity,
  readActivity,
  type StoredActivity,
  storedActivity,
} from '../../score/standing/done/activity.ts';
import type { LastEvent } from '../../score/standing/done/last-event.ts';
import { type Standing, standingKeys } from '../../score/standing/standing.ts';
import type { State } from '../../score/standing/step.ts';
import type { FitRow, StoredFit } from '../../store/scores/score-lead.ts';
import type { StandingRow } from '../../store/scores/standings.ts';

/** A version of a model, and the prediction that its scores serve; null: none. */
export type PredictingVersion = ModelVersion & { prediction?: Prediction | null };

/** The part of a state that a row stores besides the standing: `[memory, activity]`. */
function stateText({ memory, activity }: Pick<State, 'memory' | 'activity'>): string {
  return JSON.stringify([storedMemory(memory), storedActivity(activity)]);
}

/** The row of a visitor without events. */
export const emptyStateText = stateText({ memory: emptyMemory(), activity: emptyActivity() });

/** The row of a visitor under a version: the one of the fit. */
export function standingRow(fit: FitRow, state: State, version: PredictingVersion): StandingRow {
  const { heatByRule, heatByDay, lastEvent, sent, ...rest } = state.standing;
  const heats = { heatByRule: JSON.stringify(heatByRule), heatByDay: JSON.stringify(heatByDay) };
  const last = { lastEvent: lastEvent && JSON.stringify(lastEvent), sent: sent && JSON.stringify(sent) };
  const deedOdds = deedOddsOf(version.prediction ?? null, state, compileModel(version));
  return { ...fit, ...rest, ...heats, ...last, deedOdds, state: stateText(state) };
}

/** The row of a visitor without events under one of these versions. */
export function emptyRow(fit: FitRow, nothing: State, versions: readonly PredictingVersion[]): StandingRow {
  const version = versions.find((one) => one.version === fit.version);
  if (!version) throw new Error(`no version ${fit.version} of the model is fed`);
  return standingRow(fit, nothing, version);
}

/** The state in a row. */
export function stateOf(row: Omit<StandingRow, keyof StoredFit | 'deedOdds' | 'visitor' | 'version'>): State {
  const [memory, activity] = JSON.parse(row.state) as [StoredMemory, StoredActivity];
  const standing = {
    ...(Object.fromEntries(standingKeys.map((key) => [key, row[key]])) as Pick<typeof row, keyof Standing>),
    heatByRule: JSON.parse(row.heatByRule) as Record<string, number>,
    heatByDay: JSON.parse(row.heatByDay) as Record<string, number>,
    lastEvent: row.lastEvent === null ? null : (JSON.parse(row.lastEvent) as LastEvent),
    sent: row.sent === null ? null : (JSON.parse(row.sent) as SentSource),
    outcome: row.outcome as Standing['outcome'],
    leadState: row.leadState as Standing['leadState'],
  } satisfies Standing;
  return { standing, memory: readMemory(memory), activity: readActivity(activity) };
}
