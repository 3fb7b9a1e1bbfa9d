// Scheduled work by itself, without a run of the clock around it.

import type { Units } from '../../worker/flows/units.ts';

/** Lets a job do all of its units. Answers the statements that it said each takes. */
export async function drain(units: Units): Promise<number[]> {
  const said: number[] = [];
  for await (const statements of units) said.push(statements);
  return said;
}
