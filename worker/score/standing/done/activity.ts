// The counts in a visitor's state that do not depend on the model: events by kind, and active seconds.

import type { Kind } from '../../../../schema/kinds.ts';
import type { LoggedEvent } from '../../event.ts';
import { shortHash } from '../../short-hash.ts';

/** Limits for separately counted kinds, and for page views with remembered seconds. Browsers can invent any number of kinds. */
export const activityLimits = { kinds: 32, views: 8 } as const;

/** The key for events whose kind is beyond the limit. */
export const otherKinds = '';

export interface Activity {
  /** Events by kind. */
  readonly kinds: Map<string, number>;
  /** Total active seconds. */
  seconds: number;
  /** Seconds of the last page views, by their hashes, because an engagement has the total since its view began. */
  readonly views: Map<string, number>;
}

export function emptyActivity(): Activity {
  return { kinds: new Map(), seconds: 0, views: new Map() };
}

/** A mutable copy. */
export function copyActivity({ kinds, seconds, views }: Activity): Activity {
  return { kinds: new Map(kinds), seconds, views: new Map(views) };
}

/** Counts an event. Events of automated browsers do not count. */
export function countActivity(activity: Activity, { kind, origin, body }: LoggedEvent): void {
  if (origin === 'automated') return;
  const { kinds, views } = activity;
  const counted = kinds.has(kind) || kinds.size < activityLimits.kinds ? kind : otherKinds;
  kinds.set(counted, (kinds.get(counted) ?? 0) + 1);
  const { seconds, view } = body;
  if (kind !== ('engagement' satisfies Kind) || seconds === undefined) return;
  const name = shortHash(view ?? body.url ?? '');
  const known = views.get(name) ?? 0;
  if (seconds <= known) return;
  activity.seconds += seconds - known;
  views.delete(name); // The most recently updated view is dropped last.
  views.set(name, seconds);
  if (views.size > activityLimits.views) views.delete(views.keys().next().value as string);
}

/** As stored: `[kinds, seconds, views]`. */
export type StoredActivity = [Record<string, number>, number, [string, number][]];

export function storedActivity({ kinds, seconds, views }: Activity): StoredActivity {
  return [Object.fromEntries(kinds), seconds, [...views]];
}

export function readActivity([kinds, seconds, views]: StoredActivity): Activity {
  return { kinds: new Map(Object.entries(kinds)), seconds, views: new Map(views) };
}
