// A visitor's standing according to the log: the result of a fold, and its part in a `score` row.

import type { Channel } from '../../../schema/api/visitors/channel.ts';
import type { LeadState } from '../../../schema/api/visitors/lead.ts';
import { isKind, kinds } from '../../../schema/kinds.ts';
import type { LoggedEvent } from '../event.ts';
import type { SentSource } from '../source/first-visit.ts';
import { unseen } from '../source/source.ts';
import type { LastEvent } from './done/last-event.ts';
import { coldestLevel } from './level.ts';
import type { Outcome } from './outcome.ts';

/** The visitor's standing: the derived part of a `score` row. */
export interface Standing {
  heat: number;
  heatByRule: Record<string, number>;
  /** For the last days before `arrival`: see worker/score/standing/trend.ts. */
  heatByDay: Record<string, number>;
  /** 1–4 as of the last arrival, 5 outside: a customer, or disqualified. */
  level: number;
  arrival: number;
  device: string;
  firstSeen: number;
  lastSeen: number;
  visits: number;
  /** What the visitor did last; null: nothing that a list would show. */
  lastEvent: LastEvent | null;
  /** Of the earliest event, like the next four. Both are '' before one shows that the visitor was active. */
  source: string;
  channel: Channel | '';
  campaign: string | null;
  /** The path of its page. */
  landing: string | null;
  /** What was sent of the source, before it was given a name. */
  sent: SentSource | null;
  outcome: Outcome['result'] | null;
  outcomeAt: number | null;
  /** What sales said last: null is new. */
  leadState: LeadState | null;
  stateReason: string | null;
  owner: string | null;
}

/** Whether an event shows that the visitor was active. Facts recorded by others and lapses do not. */
export function isSighting({ kind, body }: Pick<LoggedEvent, 'kind' | 'body'>): boolean {
  return body.after === undefined && (!isKind(kind) || kinds[kind].isSighting);
}

/** The standing after a first batch, as long as none of its events shows that the visitor was active. */
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
    lastEvent: null,
    firstSeen: begun,
    lastSeen: begun,
    source: unseen,
    channel: unseen,
    campaign: null,
    landing: null,
    sent: null,
    outcome: null,
    outcomeAt: null,
    leadState: null,
    stateReason: null,
    owner: null,
  };
}

/** The fields of a standing. */
export const standingKeys = Object.keys(
  newStanding([{ device: '', arrival: 0, occurredAt: 0 }]),
) as (keyof Standing)[];
