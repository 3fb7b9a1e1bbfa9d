// The awards that one event could earn under a model, with the places in windows that each needs (memory.ts).

import type { Kind } from '../../../schema/kinds.ts';
import { heatOfOnePoint } from '../decay.ts';
import type { NewEvent } from '../event.ts';
import { shortHash } from '../short-hash.ts';
import type { CompiledModel, CompiledRule } from './compile.ts';
import { type Facts, factsOf } from './facts.ts';
import { windowName } from './window.ts';

/** The rule id for manual adjustments; no model may use it. */
export const adjustmentRule = 'adjustment' satisfies Kind;

/** The label of summed adjustments; each has its own reason. */
export const adjustmentLabel = 'Adjusted by hand';

/** The rule id for a sale; no model may use it. */
export const outcomeRule = 'outcome' satisfies Kind;

/** Its label. */
export const saleLabel = 'Became a customer';

/** An award that an event requests. Granted if each window it names has room: visit, then nth, then cap, then group. */
export interface AwardRequest {
  readonly rule: string;
  /** The rule's name in a visitor's state. */
  readonly key: string;
  readonly label: string;
  readonly points: number;
  /** The points in forward-decay units. */
  readonly heat: number;
  /** Only for the event that opens its session. */
  readonly visit: boolean;
  /** Only for the match that takes place number `nth` in this window. */
  readonly nthWindow: string | null;
  readonly nth: number;
  /** Only while fewer than `times` are taken in this window. */
  readonly capWindow: string | null;
  readonly times: number;
  /** The name of the group that must have room in this window, for `groupTimes` events. */
  readonly group: string | null;
  readonly groupWindow: string | null;
  readonly groupTimes: number;
  readonly disqualifies: boolean;
  /** The visitor has bought. */
  readonly wins: boolean;
}

/**
 * The award requests of an event under a model, in the model's order. Automated browsers get none. `facts`: the event's, for a
 * caller that reads them as well.
 */
export function awardRequestsOf(
  event: NewEvent,
  compiled: CompiledModel,
  facts: Facts = factsOf(event),
): AwardRequest[] {
  if (event.origin === 'automated') return [];
  if (event.kind === adjustmentRule) return [adjustment(event, compiled)];
  const requests: AwardRequest[] = [];
  for (const candidate of compiled.rulesFor(event.kind)) {
    if (matches(candidate, event, facts)) requests.push(awardRequestOf(candidate, event, facts, compiled));
  }
  if (event.kind === outcomeRule && event.body.result === 'won') requests.push(sale());
  return requests;
}

/** Whether an event can open a session: it names one, and no automated browser sent it. */
export function opensSession(event: Pick<NewEvent, 'origin' | 'session'>): boolean {
  return event.origin !== 'automated' && event.session !== null;
}

function matches({ rule, holds }: CompiledRule, event: NewEvent, facts: Facts): boolean {
  if (rule.from === 'server' && event.origin !== 'server') return false;
  if (rule.on === 'visit' && !opensSession(event)) return false;
  return holds(facts);
}

function awardRequestOf(
  { rule, key, group, groupKey }: CompiledRule,
  event: NewEvent,
  facts: Facts,
  compiled: CompiledModel,
): AwardRequest {
  const points = rule.points ?? 0;
  const windowOf = (prefix: string, per: NonNullable<typeof rule.per>, by: string | undefined) => {
    // Values are compared exactly: 1 is not "1", and a missing value is neither.
    const value = by === undefined ? undefined : facts.read(by);
    const name = windowName(per, event.occurredAt, event.session, compiled.calendar);
    return `${prefix}${name}${value === undefined ? '' : `.${shortHash(JSON.stringify(value))}`}`;
  };
  const counts = points !== 0;
  return {
    rule: rule.id,
    key,
    label: rule.label,
    points,
    heat: points * heatOfOnePoint(compiled, event.occurredAt),
    visit: rule.on === 'visit',
    nthWindow: counts && rule.nth !== undefined && rule.per ? windowOf('n', rule.per, rule.by) : null,
    nth: rule.nth ?? 0,
    capWindow: counts && rule.cap ? windowOf('c', rule.cap.per, rule.cap.by) : null,
    times: rule.cap?.times ?? 0,
    group: counts && group ? groupKey : null,
    groupWindow: counts && group ? windowOf('c', group.cap.per, undefined) : null,
    groupTimes: group?.cap.times ?? 0,
    disqualifies: rule.disqualifies === true,
    wins: false,
  };
}

/** Granted for every request. */
const freely = {
  key: '',
  visit: false,
  nthWindow: null,
  nth: 0,
  capWindow: null,
  times: 0,
  group: null,
  groupWindow: null,
  groupTimes: 0,
  disqualifies: false,
};

function adjustment(event: NewEvent, compiled: CompiledModel): AwardRequest {
  const points = event.body.points ?? 0;
  const heat = points * heatOfOnePoint(compiled, event.occurredAt);
  const label = event.body.reason ?? adjustmentLabel;
  return { ...freely, rule: adjustmentRule, label, points, heat, wins: false };
}

function sale(): AwardRequest {
  return { ...freely, rule: outcomeRule, label: saleLabel, points: 0, heat: 0, wins: true };
}
