// The devices and visitors that this isolate remembers: guesses that save reads. The guard of each transaction
// (store/ingest/arrival-write.ts) rejects results based on an outdated guess.

import type { State } from '../../score/standing/step.ts';
import type { OwnerStint, ReadLead } from '../../store/ingest/arrival-read.ts';
import type { carriedOf, StoredFit } from '../../store/scores/score-lead.ts';
import type { WatchedRow } from '../../store/scores/standings.ts';
import { Recent } from './recent.ts';

/** What a row has that its log alone does not say: the copies of the lead's fields, the grade, and what was told. */
export type KnownRow = ReturnType<typeof carriedOf> & Pick<StoredFit, 'grade'> & WatchedRow;

/** A visitor's standing under a version, and the attempt number of its row; null: there was no row. */
export interface KnownStanding {
  state: State | null;
  attempt: number | null;
  /** As stored, so it may lag (schema/tables/log.ts). */
  lastSeen: number;
  /** For a visitor without a row. */
  lead: ReadLead | null;
  /** Null: there was no row. */
  row: KnownRow | null;
}

/** The remembered state, by `deviceKey` and `visitorKey`. */
export interface Known {
  /** In order of time. */
  stints: { get(device: string): readonly OwnerStint[] | undefined };
  standings: { get(visitor: string): KnownStanding | undefined };
}

export const deviceKey = (site: number, device: string) => `${site}\n${device}`;
export const standingKey = (site: number, version: number, visitor: string) =>
  `${site}\n${version}\n${visitor}`;

/** Maximum number of remembered states. A state takes about 4 kB, at most 18 kB; an isolate has 128 MB in total. */
const maxDevices = 5_000;
const maxStandings = 1_000;

/** This isolate's memory. */
export const remembered = {
  stints: new Recent<readonly OwnerStint[]>(maxDevices),
  standings: new Recent<KnownStanding>(maxStandings),
};
