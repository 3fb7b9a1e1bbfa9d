// Derived state from the log: runs the pure fold over a visitor's events and shapes the rows that replace the old ones.

import { compileModel, type ModelVersion } from '../score/compile.ts';
import type { LoggedEvent } from '../score/event.ts';
import { fold, type Slot, type Standing } from '../score/fold.ts';
import type { Refolded, ScoreRow, SlotRow } from '../store/derived.ts';
import type { EventRow } from '../store/events.ts';

/** An event of the log with its body parsed. */
export function loggedEvent(row: EventRow): LoggedEvent {
  return { ...row, body: JSON.parse(row.body) };
}

/**
 * Rows that replace the derived state of these visitors under these versions; visitors without events get none.
 * `sessions`: their session slots too, which is needed only when events have changed hands.
 */
export function refold(
  eventsByVisitor: Map<string, LoggedEvent[]>,
  versions: readonly ModelVersion[],
  { sessions }: { sessions: boolean },
): Refolded {
  const refolded: Refolded = {
    visitors: [...eventsByVisitor.keys()],
    versions: [...(sessions ? [0] : []), ...versions.map(({ version }) => version)],
    scores: [],
    slots: [],
  };
  for (const [visitor, events] of eventsByVisitor) {
    for (const [index, version] of versions.entries()) {
      const { standing, slots } = fold(events, compileModel(version));
      if (!standing) continue;
      refolded.scores.push(scoreRow(version.version, visitor, standing));
      const isWanted = (slot: Slot) => slot.version !== 0 || (sessions && index === 0);
      refolded.slots.push(...slots.filter(isWanted).map((slot) => slotRow(visitor, slot)));
    }
  }
  return refolded;
}

function scoreRow(version: number, visitor: string, { heatByRule, ...standing }: Standing): ScoreRow {
  return { version, visitor, ...standing, heatByRule: JSON.stringify(heatByRule) };
}

function slotRow(visitor: string, { version, rule, window, ordinal, device, event }: Slot): SlotRow {
  return [version, visitor, rule, window, ordinal, device, event];
}
