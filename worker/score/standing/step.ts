// The only code that scores: takes a visitor's state under a model version and events that arrive together, and returns the next
// state. Pure. fold.ts runs this step over a whole log.

import { firstVisitLimits } from '../../../schema/api/visitors/channel.ts';
import type { Kind } from '../../../schema/kinds.ts';
import type { LoggedEvent } from '../event.ts';
import { type AwardRequest, awardRequestsOf, opensSession } from '../rules/award-request.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { type EventFacts, type Facts, factsOf } from '../rules/facts.ts';
import { copyMemory, emptyMemory, forget, type Memory, openSession, takePlace } from '../rules/memory.ts';
import { unseen } from '../source/source.ts';
import { type Activity, copyActivity, countActivity, emptyActivity } from './done/activity.ts';
import { laterOf } from './done/last-event.ts';
import { heatThresholds, outsideLevel, settled } from './level.ts';
import { outranks } from './outcome.ts';
import { isSighting, newStanding, type Standing } from './standing.ts';
import { lastDays } from './trend.ts';

/** Ticks (event.arrival) in a millisecond. */
export const ticksPerMs = 64;

/** A visitor's complete state under one model version. Bounded, however long the history. */
export interface State {
  readonly standing: Standing;
  readonly memory: Memory;
  readonly activity: Activity;
}

/** An award for an event; a capped one gave no points. */
export interface Award {
  readonly event: LoggedEvent;
  readonly request: AwardRequest;
  readonly capped: boolean;
}

/** The state of a visitor without known events; `first` has the source and time of the first contact. */
export function emptyState(...first: Parameters<typeof newStanding>[0]): State {
  return { standing: newStanding(first), memory: emptyMemory(), activity: emptyActivity() };
}

/** Runs the step without changing `state` (null: nothing is known yet). The events share an `arrival` and are in order. */
export function step(state: State | null, events: readonly LoggedEvent[], compiled: CompiledModel): State {
  const stepper = new Stepper(compiled, state);
  stepper.arrive(events);
  return stepper.state as State;
}

/** Runs step after step on its own state. */
export class Stepper {
  /** All awards in order, if `keepsAwards`. */
  readonly awards: Award[] = [];
  readonly #compiled: CompiledModel;
  readonly #keepsAwards: boolean;
  #state: State | null;

  constructor(compiled: CompiledModel, state: State | null, { keepsAwards = false } = {}) {
    this.#compiled = compiled;
    this.#keepsAwards = keepsAwards;
    this.#state = state && copyOf(state);
  }

  /** Null: no events yet. */
  get state(): State | null {
    return this.#state;
  }

  /** Events that arrive together: the level is updated once, after all of them. */
  arrive(events: readonly LoggedEvent[]): void {
    const { arrival } = events[0] as LoggedEvent;
    this.#state ??= emptyState(...events);
    const { standing, memory, activity } = this.#state;
    const before = standing.heat;
    let isOut = false;
    for (const event of events) {
      // Read by several below: a URL is parsed once.
      const facts = factsOf(event);
      see(standing, event, facts);
      end(standing, event);
      work(standing, event);
      countActivity(activity, event);
      if (this.#award(this.#state, event, facts)) isOut = true;
    }
    forget(memory);
    const now = Math.floor(arrival / ticksPerMs);
    const thresholds = heatThresholds(this.#compiled.model.levels, this.#compiled, now);
    standing.level = isOut ? outsideLevel : settled(standing.level, before, standing.heat, thresholds);
    standing.arrival = arrival;
    standing.heatByDay = lastDays(standing.heatByDay, now, this.#compiled.calendar);
  }

  /** Grants the awards of an event; returns whether it disqualifies the visitor. */
  #award({ standing, memory }: State, event: LoggedEvent, facts: Facts): boolean {
    const isVisit = opensSession(event) && openSession(memory, event.session as string);
    if (isVisit) standing.visits++;
    let isOut = false;
    const inGroup = new Set<string>();
    for (const request of awardRequestsOf(event, this.#compiled, facts)) {
      if (request.visit && !isVisit) continue;
      if (request.disqualifies || request.wins) isOut = true;
      const verdict = grant(memory, request, inGroup);
      if (verdict === 'not its turn') {
        // It still disqualifies, and the explanation must show that.
        if (request.disqualifies)
          this.#keep({ event, request: { ...request, points: 0, heat: 0 }, capped: false });
        continue;
      }
      this.#keep({ event, request, capped: verdict === 'capped' });
      if (verdict === 'capped' || request.heat === 0) continue;
      standing.heat += request.heat;
      // A rule's id may be `constructor`.
      const known = Object.hasOwn(standing.heatByRule, request.rule) ? standing.heatByRule[request.rule] : 0;
      standing.heatByRule[request.rule] = (known ?? 0) + request.heat;
      const day = this.#compiled.calendar.dayOf(event.occurredAt);
      standing.heatByDay[day] = (standing.heatByDay[day] ?? 0) + request.heat;
    }
    return isOut;
  }

  #keep(award: Award): void {
    if (this.#keepsAwards) this.awards.push(award);
  }
}

function copyOf({ standing, memory, activity }: State): State {
  const heats = { heatByRule: { ...standing.heatByRule }, heatByDay: { ...standing.heatByDay } };
  return {
    standing: { ...standing, ...heats },
    memory: copyMemory(memory),
    activity: copyActivity(activity),
  };
}

function see(standing: Standing, event: LoggedEvent, facts: EventFacts): void {
  if (!isSighting(event)) return;
  const isFirst = standing.source === unseen;
  standing.lastEvent = laterOf(standing.lastEvent, event, facts);
  standing.lastSeen = isFirst ? event.occurredAt : Math.max(standing.lastSeen, event.occurredAt);
  if (!isFirst && event.occurredAt >= standing.firstSeen) return;
  standing.firstSeen = event.occurredAt;
  const path = facts.read('path');
  const landing =
    path === undefined ? null : String(path).slice(0, firstVisitLimits.maxTextChars).toWellFormed();
  const { source, channel, campaign, sent } = facts.origin();
  standing.source = source;
  standing.channel = channel;
  standing.campaign = campaign;
  standing.landing = landing;
  standing.sent = sent;
}

function end(standing: Standing, { kind, occurredAt, body: { result } }: LoggedEvent): void {
  if (kind !== ('outcome' satisfies Kind) || !result) return;
  const { outcome, outcomeAt } = standing;
  const known = outcome === null || outcomeAt === null ? null : { result: outcome, at: outcomeAt };
  if (!outranks({ result, at: occurredAt }, known)) return;
  standing.outcome = result;
  standing.outcomeAt = occurredAt;
}

/** The last to arrive counts: people write with the server's clock, and see what stands before they change it. */
function work(standing: Standing, { kind, body: { state, reason, owner } }: LoggedEvent): void {
  if (kind === ('lead_state' satisfies Kind) && state) {
    standing.leadState = state === 'new' ? null : state;
    standing.stateReason = reason ?? null;
  }
  if (kind === ('lead_owner' satisfies Kind)) standing.owner = owner || null;
}

/** `inGroup`: groups in which the event already uses a place. It uses only one, whatever it earns by the group's rules. */
function grant(
  memory: Memory,
  request: AwardRequest,
  inGroup: Set<string>,
): 'granted' | 'not its turn' | 'capped' {
  const { key: rule, nthWindow, nth, capWindow, times, group, groupWindow, groupTimes } = request;
  // With a separate name: forged values that `nth` counts separately must not displace the rule's cap (memory.ts).
  const nthRule = `n${rule}`;
  if (nthWindow !== null && takePlace(memory, { rule: nthRule, window: nthWindow, places: nth }) !== nth)
    return 'not its turn';
  if (capWindow !== null && takePlace(memory, { rule, window: capWindow, places: times }) === null)
    return 'capped';
  if (group === null || groupWindow === null || inGroup.has(group)) return 'granted';
  if (takePlace(memory, { rule: group, window: groupWindow, places: groupTimes }) === null) return 'capped';
  inGroup.add(group);
  return 'granted';
}
