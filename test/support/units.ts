// Runs scheduled work directly, without a timer.

import type { Units } from '../../worker/flows/common/units.ts';

/** Runs all units of a job. Returns the number of statements that each one declared. */
export async function drain(units: Units): Promise<number[]> {
  const said: number[] = [];
  for await (const statements of units) said.push(statements);
  return said;
}
