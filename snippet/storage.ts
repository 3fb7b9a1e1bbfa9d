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

/** An event that has not been delivered. */
export interface Waiting {
  /** JSON of what its beacon says besides its events (schema/beacon.ts). */
  about: string;
  /** The event as JSON, and its moment in UTC ms. */
  event: string;
  at: number;
  /** UTC ms; 0 where it was not sent, that has failed, or nobody waits for the answer. */
  sentAt: number;
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
  queue: Record<string, Waiting>;
}

/** As the tabs of this site have left it, once we are entered. */
export let stored = { queue: {} } as Stored;

/** What localStorage held when it was last read or written. As long as it holds that, what is in memory is newer or the same. */
let seen: unknown = 0;

/** Reads what other tabs have written. What could not be written stays. */
export function load(): void {
  try {
    const text = mayStore() ? localStorage[storageName] : seen;
    if (text === seen) return;
    if (text) {
      // Whatever JSON another script has left there, it gets a queue.
      const kept = JSON.parse(text);
      stored = { ...kept, queue: { ...kept.queue, ...(JSON.stringify(stored) !== seen && stored.queue) } };
      // The page has emptied it; a denial in another tab takes the cookie as well.
    } else if (!document.cookie.includes(stored.device)) stored = { queue: {} } as Stored;
    seen = text;
  } catch {
    // It is not JSON, or storage is blocked: it stays in memory.
  }
}

/** Writes it down. */
export function store(): void {
  try {
    if (mayStore()) seen = localStorage[storageName] = JSON.stringify(stored);
  } catch {
    // Storage is full or blocked: it stays in memory.
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
