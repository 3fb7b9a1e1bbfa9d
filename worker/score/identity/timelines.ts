// The owners of each device over time. Verified stints are written first and then settled: claims get only the time
// without a verified owner.

import type { Claim, Person, Stint } from './claim.ts';

/** The stints of all devices of one resolution. */
export class Timelines {
  readonly #byDevice = new Map<string, Stint[]>();
  readonly #settled = new Set<Stint>();

  /** By device, in order of time. */
  all(): Stint[] {
    return [...this.#byDevice.values()].flat();
  }

  /** The device's owner at a time (UTC ms). */
  at(device: string, at: number): Person | undefined {
    return this.#byDevice.get(device)?.findLast(({ startedAt }) => startedAt <= at)?.person;
  }

  /** Gives the person the device from the claim on, until its next stint; the first stint starts at 0. */
  give({ device, at, verified }: Claim, person: Person): void {
    const stints = this.#byDevice.get(device) ?? [];
    this.#byDevice.set(device, stints);
    let place = stints.findLastIndex(({ startedAt }) => startedAt <= at);
    const last = stints[place];
    if (last && this.#settled.has(last) && (last.person.moved === null || last.startedAt === at)) return;
    // Of two claims at the same time, the later in order wins; a stint without length is removed.
    if (last?.startedAt === at && last.person !== person) stints.splice(place--, 1);
    const current = stints[place];
    if (current?.person === person) current.verified ||= verified;
    else
      stints.splice(place + 1, 0, { device, startedAt: current ? at : 0, person, verified, claimedAt: at });
  }

  /** Afterwards, nothing takes time from its current owners. Only time that a split moved can still be claimed. */
  settle(): void {
    for (const stint of this.all()) this.#settled.add(stint);
  }
}
