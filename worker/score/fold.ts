// The specification: what a visitor's events are worth under a model, from nothing but the events, in order of arrival.
// Pure. The transaction in store/append.ts is held to it by a property test; refolds and explanations run it.

import { type Ask, asksOf, opensSession } from './ask.ts';
import { compareText } from './compare-text.ts';
import type { CompiledModel } from './compile.ts';
import type { LoggedEvent } from './event.ts';
import { factsOf } from './facts.ts';
import { heatThresholds, outsideLevel, settled } from './level.ts';
import { outranks } from './outcome.ts';
import { unseen } from './source.ts';
import { isSighting, newStanding, type Standing } from './standing.ts';
import { dayOf, lastDays } from './trend.ts';

/** Ticks (event.arrival) in a millisecond. */
export const ticksPerMs = 256;

/** A slot taken by an event: see schema/tables-log.ts `slot`. Version 0 and rule '' are sessions. */
export interface Slot {
  readonly version: number;
  readonly rule: string;
  readonly window: string;
  readonly ordinal: number;
  readonly device: string;
  readonly event: string;
}

/** An award asked for by an event; a capped one brought nothing. */
export interface Award {
  readonly event: LoggedEvent;
  readonly ask: Ask;
  readonly capped: boolean;
}

/** The outcome of a fold. `standing` is null when there are no events. */
export interface Folded {
  readonly standing: Standing | null;
  readonly awards: Award[];
  readonly slots: Slot[];
}

/** Order of arrival: by tick, then place in the batch; the rest makes the order total across devices. */
export function byArrival(a: LoggedEvent, b: LoggedEvent): number {
  return (
    a.arrival - b.arrival ||
    a.position - b.position ||
    compareText(a.device, b.device) ||
    compareText(a.id, b.id)
  );
}

/** Folds the events of one visitor, in any order, under one model version. */
export function fold(events: readonly LoggedEvent[], compiled: CompiledModel): Folded {
  const folding = new Folding(compiled);
  const ordered = [...events].sort(byArrival);
  for (const together of Map.groupBy(ordered, ({ arrival }) => arrival).values()) folding.batch(together);
  folding.end();
  return folding;
}

class Folding implements Folded {
  standing: Standing | null = null;
  readonly awards: Award[] = [];
  readonly slots: Slot[] = [];
  readonly #compiled: CompiledModel;
  readonly #taken = new Map<string, number>();
  /** Events that have a place in a group. */
  readonly #inGroup = new Set<string>();

  constructor(compiled: CompiledModel) {
    this.#compiled = compiled;
  }

  /** Events that arrived together: the level is settled once, after all of them. */
  batch(events: readonly LoggedEvent[]): void {
    const first = events[0] as LoggedEvent;
    this.standing ??= newStanding(events);
    const standing = this.standing;
    const before = standing.heat;
    let isOut = false;
    for (const event of events) {
      this.#see(event, standing);
      this.#end(event, standing);
      if (this.#award(event, standing)) isOut = true;
    }
    const { model } = this.#compiled;
    const thresholds = heatThresholds(model.levels, this.#compiled, Math.floor(first.arrival / ticksPerMs));
    standing.level = isOut ? outsideLevel : settled(standing.level, before, standing.heat, thresholds);
    standing.arrival = first.arrival;
  }

  /** After the last batch: only the last days are kept. */
  end(): void {
    if (!this.standing) return;
    const { heatByDay, arrival } = this.standing;
    this.standing.heatByDay = lastDays(heatByDay, Math.floor(arrival / ticksPerMs));
  }

  #see(event: LoggedEvent, standing: Standing): void {
    if (!isSighting(event)) return;
    const isFirst = standing.source === unseen;
    standing.lastSeen = isFirst ? event.occurredAt : Math.max(standing.lastSeen, event.occurredAt);
    if (!isFirst && event.occurredAt >= standing.firstSeen) return;
    standing.firstSeen = event.occurredAt;
    standing.source = String(factsOf(event).read('source'));
  }

  #end({ kind, occurredAt, body: { result } }: LoggedEvent, standing: Standing): void {
    if (kind !== 'outcome' || !result) return;
    const { outcome, outcomeAt } = standing;
    const known = outcome === null || outcomeAt === null ? null : { result: outcome, at: outcomeAt };
    if (!outranks({ result, at: occurredAt }, known)) return;
    standing.outcome = result;
    standing.outcomeAt = occurredAt;
  }

  /** Grants what the event asks for; returns whether it puts the visitor outside the levels. */
  #award(event: LoggedEvent, standing: Standing): boolean {
    const isVisit = opensSession(event) && this.#take(event, 0, '', event.session as string, 1) === 1;
    if (isVisit) standing.visits++;
    let isOut = false;
    for (const ask of asksOf(event, this.#compiled)) {
      if (ask.visit && !isVisit) continue;
      if (ask.disqualifies || ask.wins) isOut = true;
      const verdict = this.#grant(event, ask);
      if (verdict === 'not its turn') {
        // It disqualifies all the same, and an explanation has to say so.
        if (ask.disqualifies) this.awards.push({ event, ask: { ...ask, points: 0, heat: 0 }, capped: false });
        continue;
      }
      this.awards.push({ event, ask, capped: verdict === 'capped' });
      if (verdict === 'capped' || ask.heat === 0) continue;
      standing.heat += ask.heat;
      standing.heatByRule[ask.rule] = (standing.heatByRule[ask.rule] ?? 0) + ask.heat;
      const day = dayOf(event.occurredAt);
      standing.heatByDay[day] = (standing.heatByDay[day] ?? 0) + ask.heat;
    }
    return isOut;
  }

  #grant(event: LoggedEvent, ask: Ask): 'granted' | 'not its turn' | 'capped' {
    const { version } = this.#compiled;
    if (ask.nthWindow !== null && this.#take(event, version, ask.rule, ask.nthWindow, ask.nth) !== ask.nth) {
      return 'not its turn';
    }
    if (ask.capWindow !== null && this.#take(event, version, ask.rule, ask.capWindow, ask.times) === null) {
      return 'capped';
    }
    return this.#takeInGroup(event, ask) ? 'granted' : 'capped';
  }

  /** An event takes one place in a group, whatever it earns by the group's rules. */
  #takeInGroup(event: LoggedEvent, { group, groupWindow, groupTimes }: Ask): boolean {
    if (group === null || groupWindow === null) return true;
    const { version } = this.#compiled;
    const place = `${group}\n${event.device}\n${event.id}`;
    if (this.#inGroup.has(place)) return true;
    if (this.#take(event, version, group, groupWindow, groupTimes) === null) return false;
    this.#inGroup.add(place);
    return true;
  }

  /** Takes the next of `places` slots in a window; returns its ordinal, or null when all are taken. */
  #take(event: LoggedEvent, version: number, rule: string, window: string, places: number): number | null {
    const key = `${version}\n${rule}\n${window}`;
    const ordinal = (this.#taken.get(key) ?? 0) + 1;
    if (ordinal > places) return null;
    this.#taken.set(key, ordinal);
    this.slots.push({ version, rule, window, ordinal, device: event.device, event: event.id });
    return ordinal;
  }
}
