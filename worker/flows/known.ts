// What this isolate remembers of devices and visitors: a guess that spares the reading, never the truth. The guard of each
// transaction (store/append.ts) refuses what is worked out from a guess that no longer holds.

import type { State } from '../score/step.ts';
import type { OwnerStint, ReadLead, Writing } from '../store/append.ts';
import { Recent } from './recent.ts';
import { stateOf } from './standing-row.ts';

/**
 * Where a visitor stands under a version, and which write of the row said so; null: there was no row. As in the row,
 * `lastSeen` may lag (schema/tables-log.ts).
 */
export interface KnownStanding {
  state: State | null;
  attempt: number | null;
  /** Of who has no row yet. */
  lead: ReadLead | null;
}

/** What is known, by `deviceKey` and `visitorKey`. */
export interface Known {
  /** In order of time. */
  stints: { get(device: string): readonly OwnerStint[] | undefined };
  standings: { get(visitor: string): KnownStanding | undefined };
}

export const deviceKey = (site: string, device: string) => `${site}\n${device}`;
export const standingKey = (site: string, version: number, visitor: string) =>
  `${site}\n${version}\n${visitor}`;

/** Devices, and rows, remembered at most: some 18 MB of busy visitors, 50 MB where all remember as much as they may. */
const maxRemembered = 5_000;

/** Rows as the database has them: a quarter of the memory that states take, and nobody can change one by mistake. */
const rows = new Recent<Row>(maxRemembered);

type Row = Parameters<typeof stateOf>[0] & { attempt: number };

/** Of this isolate. */
export const remembered = {
  stints: new Recent<readonly OwnerStint[]>(maxRemembered),
  standings: { get: (key: string) => standingOf(rows.get(key)) },
};

/** Remembers the rows that were written. */
export function remember({ standings, attempt }: Writing): void {
  for (const { carried: _, moved: __, ...row } of standings) {
    rows.set(standingKey(row.site, row.version, row.visitor), { ...row, attempt });
  }
}

/** What a row says. */
export function standingOf(row: Row | undefined): KnownStanding | undefined {
  return row && { state: stateOf(row), attempt: row.attempt, lead: null };
}
