// The state that is stored between pages, as one JSON in localStorage; or in memory, for the life of the page, if storing is not
// allowed or the browser blocks it. All calls from the page enter here.

import { storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';

/** An undelivered event (schema/kinds.ts). */
export interface Waiting {
  /** JSON of the rest of its beacon (schema/beacon.ts). */
  about: string;
  /** The event as JSON, and its time in UTC ms. */
  event: string;
  at: number;
  /** UTC ms when it was sent; 0 or none if it was not sent, if that failed, or if nobody waits for the response. */
  sentAt?: number;
}

/** The whole state. Times are UTC ms. */
export interface Stored {
  /** Copy of the cookie. */
  device: string;
  session: string;
  /** When the session was last used. */
  usedAt: number;
  /** Digest of the last sent identity. */
  identity: number;
  /** Whether this browser is excluded. */
  isIgnored: boolean;
  /** The server asked to wait until then. */
  retryAt: number;
  /** Undelivered events by event id, oldest first. */
  queue: Record<string, Waiting>;
}

/** The state that the tabs of this site share, current inside `enter`. */
export let stored = { queue: {} } as Stored;

/** The content of localStorage when last read or written. While it is unchanged, the state in memory is the same or newer. */
let seen: unknown;

/** What a page may add to all objects. */
type Shared = { toJSON?: unknown };

/** JSON, also if the page adds `toJSON` to all objects. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key, written) {
    const original = this[key] as Shared | undefined;
    return original?.toJSON === ({} as Shared).toJSON ? original : written;
  });

/** Reads changes of other tabs. Keeps what could not be written. */
export function load(): void {
  try {
    const text = mayStore() ? localStorage[storageName] : seen;
    if (text !== seen) {
      if (text) {
        // If another script wrote JSON there, add a queue to it.
        const kept = JSON.parse(text);
        stored = { ...kept, queue: { ...kept.queue, ...(toJson(stored) !== seen && stored.queue) } };
        // The page cleared it. A denial in another tab removes the cookie as well.
      } else if (!`${document.cookie}`.includes(stored.device)) stored = { queue: {} } as Stored;
      seen = text;
    }
  } catch {
    // Not JSON, or storage is blocked: the state stays in memory.
  }
}

/** Erases the state; without consent, permanently. */
export function erase(): void {
  stored = { queue: {} } as Stored;
  delete localStorage[storageName];
}

/** Wraps a function that the page can call: it works on the stored state, and never throws into the page. */
export function guarded<Args extends unknown[], Result>(act: (...args: Args) => Result) {
  return (...args: Args): Result | undefined => {
    load();
    try {
      return act(...args);
    } catch {
      // Not reported: the page is not ours.
    } finally {
      try {
        if (mayStore()) seen = localStorage[storageName] = toJson(stored);
      } catch {
        // Storage is full or blocked: the state stays in memory.
      }
    }
  };
}
