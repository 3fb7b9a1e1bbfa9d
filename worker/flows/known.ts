// What this isolate remembers of devices and visitors: a guess that spares the reading, never the truth. The guard of each
// transaction (store/ingest/arrival-write.ts) refuses what is worked out from a guess that no longer holds.

import type { State } from '../score/standing/step.ts';
import type { OwnerStint, ReadLead } from '../store/ingest/arrival-read.ts';
import { Recent } from './recent.ts';

/** Where a visitor stands under a version, and which write of the row said so; null: there was no row. */
export interface KnownStanding {
  state: State | null;
  attempt: number | null;
  /** As the row has it: it may lag (schema/tables/log.ts). */
  lastSeen: number;
  /** Of who has no row yet. */
  lead: ReadLead | null;
}

/** What is known, by `deviceKey` and `visitorKey`. */
export interface Known {
  /** In order of time. */
  stints: { get(device: string): readonly OwnerStint[] | undefined };
  standings: { get(visitor: string): KnownStanding | undefined };
}

export const deviceKey = (site: number, device: string) => `${site}\n${device}`;
export const standingKey = (site: number, version: number, visitor: string) =>
  `${site}\n${version}\n${visitor}`;

/** Remembered at most. A state takes some 4 kB, and 18 kB at its bounds; an isolate has 128 MB for all that it does. */
const maxDevices = 5_000;
const maxStandings = 1_000;

/** Of this isolate. */
export const remembered = {
  stints: new Recent<readonly OwnerStint[]>(maxDevices),
  standings: new Recent<KnownStanding>(maxStandings),
};
