// What is kept between pages, as one JSON in localStorage; in memory, for the life of the page, where nothing may be stored
// or the browser refuses to.

import { storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { safely } from './safely.ts';

/** An event as it travels; schema/beacon.ts says which fields each kind has. `at` is UTC ms. */
export interface WireEvent {
  id: string;
  kind: string;
  at: number;
  url: string;
}

/** A beacon as it travels (schema/beacon.ts). */
export interface Beacon {
  site: string | null;
  device: string;
  session: string;
  automated: boolean;
  keep: boolean;
  /** UTC ms; 0 where that has failed. */
  sentAt: number;
  events: [WireEvent];
}

/** All of it. Times are UTC ms. */
export interface Kept {
  /** Mirror of the cookie. */
  device: string;
  session: string;
  /** When the session was last in use. */
  usedAt: number;
  /** Digest of the identity last told. */
  identity: number;
  /** This browser is left out. */
  isIgnored: boolean;
  /** The server asked not to be bothered before this. */
  retryAt: number;
  /** What has not been delivered, by the event's id, oldest first. */
  queue: Record<string, Beacon>;
}

let kept = { queue: {} } as Kept;

const stored = safely(() => mayStore() && JSON.parse(localStorage[storageName]));

/** What is kept, as the tabs of this site have left it, after this change; in memory only where storage is blocked or full. */
export function update(change: (kept: Kept) => void): Kept {
  kept = stored() || kept;
  change(kept);
  store();
  return kept;
}

const store = safely(() => {
  if (mayStore()) localStorage[storageName] = JSON.stringify(kept);
});

/** Erases it. */
export const erase = safely(() => {
  kept = { queue: {} } as Kept;
  delete localStorage[storageName];
});
