// Derived state from the log: runs the pure fold over a visitor's events and shapes the rows that replace the old ones.

import { compileModel, type ModelVersion } from '../score/compile.ts';
import type { LoggedEvent } from '../score/event.ts';
import { fold } from '../score/fold.ts';
import type { Refolded } from '../store/derived.ts';
import type { EventRow } from '../store/events.ts';

/** An event of the log with its body parsed. */
export function loggedEvent(row: EventRow): LoggedEvent {
  return { ...row, body: JSON.parse(row.body) };
}

/** Rows that replace the derived state of these visitors under these versions; visitors without events get none. */
export function refold(eventsByVisitor: Map<string, LoggedEvent[]>, versions: readonly ModelVersion[]): Refolded {
  const refolded: Refolded = {
    visitors: [...eventsByVisitor.keys()],
    versions: versions.map(({ version }) => version),
    scores: [],
    slots: [],
  };
  for (const [visitor, events] of eventsByVisitor) {
    for (const [index, version] of versions.entries()) {
      const { standing, slots } = fold(events, compileModel(version));
      if (!standing) continue;
      const { heatByRule, ...rest } = standing;
      refolded.scores.push({
        version: version.version,
        visitor,
        ...rest,
        heatByRule: JSON.stringify(heatByRule),
      });
      for (const slot of slots) {
        // Sessions are the same under each version: written once.
        if (slot.version === 0 && index > 0) continue;
        refolded.slots.push([
          slot.version,
          visitor,
          slot.rule,
          slot.window,
          slot.ordinal,
          slot.device,
          slot.event,
        ]);
      }
    }
  }
  return refolded;
}
