// Lapses: a visitor began something, and neither continued nor began it again in time. Pure: from the events of one
// visitor, the lapse and a moment to the beginnings that have lapsed by then, and those that still may.

import { ownKeys } from '../../../schema/kinds.ts';
import type { Lapse } from '../../../schema/model/lapse.ts';
import type { Model } from '../../../schema/model/model.ts';
import { hourMs } from '../../../schema/time/durations.ts';
import { compareText } from '../conditions/compare-text.ts';
import type { EventBody, NewEvent } from '../event.ts';
import { compileWhere } from './condition.ts';
import { type Facts, factsOf } from './facts.ts';

/** A lapse with compiled conditions. Events of automated browsers begin and end nothing. */
export interface CompiledLapse {
  readonly lapse: Lapse;
  /** The time to continue, in ms. */
  readonly time: number;
  begins(event: NewEvent): boolean;
  ends(event: NewEvent): boolean;
}

const cache = new WeakMap<Model, readonly CompiledLapse[]>();

/** The lapses of these versions; for a repeated id, the first version counts. */
export function lapsesOf(versions: readonly { model: Model }[]): CompiledLapse[] {
  const byId = new Map<string, CompiledLapse>();
  for (const { model } of versions) {
    for (const each of compileLapses(model)) if (!byId.has(each.lapse.id)) byId.set(each.lapse.id, each);
  }
  return [...byId.values()];
}

function compileLapses(model: Model): readonly CompiledLapse[] {
  const known = cache.get(model);
  if (known) return known;
  const compiled = (model.lapses ?? []).map(compileLapse);
  cache.set(model, compiled);
  return compiled;
}

/** Compiles a lapse. */
export function compileLapse(lapse: Lapse): CompiledLapse {
  return {
    lapse,
    time: Math.round(lapse.hours * hourMs),
    begins: asker(lapse.after),
    ends: asker(lapse.unless),
  };
}

function asker({ on, where }: Lapse['after']): (event: NewEvent) => boolean {
  const holds: (facts: Facts) => boolean = compileWhere(where);
  return (event) => event.kind === on && event.origin !== 'automated' && holds(factsOf(event));
}

/** Beginnings without a follow-up in time: those whose time is over, and those with time left. */
export interface Judged<Event> {
  lapsed: Event[];
  open: Event[];
}

/**
 * Judges one visitor's beginnings at the moment `by` (UTC ms). A follow-up in the last millisecond is in time; one at the
 * moment of the beginning does not count. A further beginning replaces the one before; of several at one moment the last by
 * device and id counts. Events may come in any order.
 */
export function judge<Event extends NewEvent>(
  events: readonly Event[],
  { time, begins, ends }: CompiledLapse,
  by: number,
): Judged<Event> {
  const begun = events.filter(begins).sort(inTime);
  const ended = events
    .filter(ends)
    .map(({ occurredAt }) => occurredAt)
    .sort((a, b) => a - b);
  const judged: Judged<Event> = { lapsed: [], open: [] };
  let next = 0;
  for (const [index, event] of begun.entries()) {
    while ((ended[next] ?? Infinity) <= event.occurredAt) next++;
    const followedAt = Math.min(ended[next] ?? Infinity, begun[index + 1]?.occurredAt ?? Infinity);
    const end = event.occurredAt + time;
    if (followedAt <= end) continue;
    (end <= by ? judged.lapsed : judged.open).push(event);
  }
  return judged;
}

function inTime(a: NewEvent, b: NewEvent): number {
  return a.occurredAt - b.occurredAt || compareText(a.device, b.device) || compareText(a.id, b.id);
}

/** Fields that a lapse copies from its starting event, for rules; none that identifies a person. */
const carried: (keyof EventBody)[] = ['url', 'referrer', 'title', ...ownKeys, 'props'];

/**
 * The event logged when `begun` has lapsed, under this id. It has the device and the owner of its starting event. It
 * names nobody: a repeated identity would have another time.
 */
export function lapseEvent(begun: NewEvent, { lapse, time }: CompiledLapse, id: string): NewEvent {
  const kept = carried.map((key) => [key, begun.body[key]]);
  return {
    device: begun.device,
    id,
    kind: lapse.id,
    occurredAt: begun.occurredAt + time,
    ownedAt: begun.ownedAt ?? begun.occurredAt,
    session: null,
    origin: 'server',
    body: { ...Object.fromEntries(kept), label: lapse.label, after: begun.id },
  };
}
