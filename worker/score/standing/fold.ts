// The specification: scores a visitor's events under a model, from the events alone, in order of arrival. Pure.

import { compareText } from '../conditions/compare-text.ts';
import type { LoggedEvent } from '../event.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { Standing } from './standing.ts';
import { type Award, type State, Stepper } from './step.ts';

/** The result of a fold. `state` and its `standing` are null without events. */
export interface Folded {
  readonly state: State | null;
  readonly standing: Standing | null;
  readonly awards: readonly Award[];
}

/** Order of arrival: by tick, then index in the batch. The other criteria make the order total across devices. */
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
  const stepper = new Stepper(compiled, null, { keepsAwards: true });
  const ordered = [...events].sort(byArrival);
  for (const together of Map.groupBy(ordered, ({ arrival }) => arrival).values()) stepper.arrive(together);
  const { state, awards } = stepper;
  return { state, standing: state?.standing ?? null, awards };
}
