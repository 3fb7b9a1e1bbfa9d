// Derived state from the log: runs the pure fold over a visitor's events and shapes the rows that replace the old ones.

import type { Trait } from '../../schema/trait.ts';
import { compileModel, type ModelVersion } from '../score/compile.ts';
import type { LoggedEvent } from '../score/event.ts';
import { fitOf } from '../score/fit.ts';
import { fold, type Slot } from '../score/fold.ts';
import type { Standing } from '../score/standing.ts';
import type { Refolded, ScoreRow, SlotRow } from '../store/derived.ts';
import type { EventRow } from '../store/events.ts';
import type { FitRow } from '../store/score-lead.ts';

/** An event of the log with its body parsed. */
export function loggedEvent(row: EventRow): LoggedEvent {
  return { ...row, body: JSON.parse(row.body) };
}

/** What is known of visitors, by their ids; who is not among them is anonymous. */
export type KnownTraits = ReadonlyMap<string, Readonly<Record<string, Trait>>>;

/** How well each of these visitors fits under each of these versions. */
export function fitsOf(
  visitors: readonly string[],
  versions: readonly ModelVersion[],
  traits: KnownTraits,
): FitRow[] {
  return visitors.flatMap((visitor) =>
    versions.map(({ version, model }) => ({ version, visitor, ...fitOf(model, traits.get(visitor) ?? {}) })),
  );
}

/**
 * Rows that replace the derived state of these visitors under these versions; visitors without events get none.
 * `sessions`: their session slots too, which is needed only when events have changed hands.
 */
export function refold(
  eventsByVisitor: Map<string, LoggedEvent[]>,
  versions: readonly ModelVersion[],
  { sessions, traits }: { sessions: boolean; traits: KnownTraits },
): Refolded {
  const refolded: Refolded = {
    visitors: [...eventsByVisitor.keys()],
    versions: [...(sessions ? [0] : []), ...versions.map(({ version }) => version)],
    scores: [],
    slots: [],
  };
  for (const [visitor, events] of eventsByVisitor) {
    const fits = fitsOf([visitor], versions, traits);
    for (const [index, version] of versions.entries()) {
      const { standing, slots } = fold(events, compileModel(version));
      if (!standing) continue;
      refolded.scores.push(scoreRow(fits[index] as FitRow, standing));
      const isWanted = (slot: Slot) => slot.version !== 0 || (sessions && index === 0);
      refolded.slots.push(...slots.filter(isWanted).map((slot) => slotRow(visitor, slot)));
    }
  }
  return refolded;
}

function scoreRow(fit: FitRow, { heatByRule, heatByDay, ...standing }: Standing): ScoreRow {
  const json = { heatByRule: JSON.stringify(heatByRule), heatByDay: JSON.stringify(heatByDay) };
  return { ...fit, ...standing, ...json };
}

function slotRow(visitor: string, { version, rule, window, ordinal, device, event }: Slot): SlotRow {
  return [version, visitor, rule, window, ordinal, device, event];
}
