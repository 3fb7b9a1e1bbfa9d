// What is kept between pages, as one JSON in localStorage; in memory, for the life of the page, where nothing may be stored
// or the browser refuses to. Whatever comes from the page enters here.

import { storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';

/** An event as it travels; schema/kinds.ts says which fields each kind has. `at` is UTC ms. */
export interface WireEvent {
  id: string;
  kind: string;
  at: number;
  url?: string | undefined;
}

/** A beacon as it travels (schema/beacon.ts). */
export interface Beacon {
  site: string | undefined;
  device: string;
  session: string;
  automated: boolean;
  keep: boolean;
  /** What the tag asks for, and what then was decided: a record of consent, as is `gpc`. */
  mode: string;
  consent: string;
  gpc: boolean | undefined;
  /** UTC ms; none or 0 where it was not sent or that has failed. */
  sentAt?: number;
  events: [WireEvent];
}

/** All of it. Times are UTC ms. */
export interface Stored {
  /** Mirror of the cookie. */
  device: string;
  session: string;
  /** When the session was last in use. */
  usedAt: number;
  /** Digest of the identity last sent. */
  identity: number;
  /** This browser is left out. */
  isIgnored: boolean;
  /** The server asked not to be bothered before this. */
  retryAt: number;
  /** What has not been delivered, by the event's id, oldest first. */
  queue: Record<string, Beacon>;
}

/** As the tabs of this site have left it, once we are entered. */
export let stored = { queue: {} } as Stored;

/** Reads it. */
export function load(): void {
  try {
    // Whatever JSON another script has left there, it gets a queue.
    if (mayStore()) stored = { queue: {}, ...JSON.parse(localStorage[storageName] ?? null) };
  } catch {
    // It is not JSON, or storage is blocked: it stays in memory.
  }
}

/** Writes it down. */
export function store(): void {
  try {
    if (mayStore()) localStorage[storageName] = JSON.stringify(stored);
  } catch {
    // Storage is full or blocked.
  }
}

/** Forgets it; without consent, for ever. */
export function erase(): void {
  stored = { queue: {} } as Stored;
  delete localStorage[storageName];
}

/** The same function as the page may call it: it works on what is kept, and never throws into the page. */
export function guarded<Args extends unknown[], Result>(act: (...args: Args) => Result) {
  return (...args: Args): Result | undefined => {
    load();
    try {
      return act(...args);
    } catch {
      // Nobody to tell: the page is not ours.
    } finally {
      store();
    }
  };
}
