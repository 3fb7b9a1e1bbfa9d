// Where a visitor stands by the log: what a fold works out, and what a `score` row holds of it.

import { isKind, kinds } from '../../../schema/kinds.ts';
import type { LoggedEvent } from '../event.ts';
import { unseen } from '../source.ts';
import { coldestLevel } from './level.ts';
import type { Outcome } from './outcome.ts';

/** Where the visitor stands: the derived part of a `score` row. */
export interface Standing {
  heat: number;
  heatByRule: Record<string, number>;
  /** Of the last days before `arrival`: see worker/score/standing/trend.ts. */
  heatByDay: Record<string, number>;
  /** 1–4 as of the last arrival, 5 outside: a customer, or disqualified. */
  level: number;
  arrival: number;
  device: string;
  firstSeen: number;
  lastSeen: number;
  visits: number;
  source: string;
  outcome: Outcome['result'] | null;
  outcomeAt: number | null;
}

/** Whether an event shows that the visitor was there: what is recorded about them, and what they did not do, does not. */
export function isSighting({ kind, body }: Pick<LoggedEvent, 'kind' | 'body'>): boolean {
  return body.after === undefined && (!isKind(kind) || kinds[kind].isSighting);
}

/** Of someone of whom these were the first to arrive, as long as none of them shows that the visitor was there. */
export function newStanding(
  events: readonly Pick<LoggedEvent, 'device' | 'arrival' | 'occurredAt'>[],
): Standing {
  const { device, arrival } = events[0] as LoggedEvent;
  const begun = Math.min(...events.map(({ occurredAt }) => occurredAt));
  return {
    heat: 0,
    heatByRule: {},
    heatByDay: {},
    level: coldestLevel,
    arrival,
    device,
    visits: 0,
    firstSeen: begun,
    lastSeen: begun,
    source: unseen,
    outcome: null,
    outcomeAt: null,
  };
}

/** The fields of a standing. */
export const standingKeys = Object.keys(
  newStanding([{ device: '', arrival: 0, occurredAt: 0 }]),
) as (keyof Standing)[];
