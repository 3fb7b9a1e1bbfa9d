// Who owns which period of which device, and the differences between two sets of stints.

import type { StintRow } from '../../store/identity/ties.ts';

/** Ownership according to one set of stints. */
export interface OwnerMap {
  /** The devices and periods that a visitor owns, as text. */
  stretches: Map<string, string>;
  /** The start of a visitor's first period. */
  beginnings: Map<string, { device: string; at: number }>;
  ownerOf(device: string, at: number): string;
}

/** The owners according to these stints. A device without stints belongs to its anonymous visitor. */
export function ownerMap(stints: StintRow[], anonymous: Map<string, string>): OwnerMap {
  const byDevice = new Map<string, StintRow[]>();
  for (const stint of [...stints].sort((a, b) => a.startedAt - b.startedAt)) {
    byDevice.set(stint.device, [...(byDevice.get(stint.device) ?? []), stint]);
  }
  const stretches = new Map<string, string>();
  const beginnings = new Map<string, { device: string; at: number }>();
  const add = (visitor: string, device: string, [from, to]: [number, number | undefined]) => {
    stretches.set(visitor, `${stretches.get(visitor) ?? ''}${device} ${from}-${to ?? ''};`);
    if (!beginnings.has(visitor)) beginnings.set(visitor, { device, at: from });
  };
  for (const device of [...anonymous.keys()].sort()) {
    const own = byDevice.get(device) ?? [];
    if (own.length === 0) add(anonymous.get(device) as string, device, [0, undefined]);
    // Adjacent periods of one visitor are one stint.
    for (const [index, stint] of own.entries()) {
      if (own[index - 1]?.visitor === stint.visitor) continue;
      const next = own.slice(index).find(({ visitor }) => visitor !== stint.visitor);
      add(stint.visitor, device, [stint.startedAt, next?.startedAt]);
    }
  }
  return {
    stretches,
    beginnings,
    ownerOf: (device, at) =>
      byDevice.get(device)?.findLast(({ startedAt }) => startedAt <= at)?.visitor ??
      (anonymous.get(device) as string),
  };
}

/** Visitors who own more, less or other periods than before. */
export function affectedVisitors({ before, after }: { before: OwnerMap; after: OwnerMap }): Set<string> {
  const all = new Set([...before.stretches.keys(), ...after.stretches.keys()]);
  return new Set(
    [...all].filter((visitor) => before.stretches.get(visitor) !== after.stretches.get(visitor)),
  );
}

/** Visitors who no longer own anything, and the new owner of the start of their first period. */
export function absorbedBy(
  { before, after }: { before: OwnerMap; after: OwnerMap },
  named: Set<string>,
): { visitor: string; survivor: string }[] {
  return [...before.beginnings].flatMap(([visitor, { device, at }]) =>
    after.stretches.has(visitor) || named.has(visitor)
      ? []
      : [{ visitor, survivor: after.ownerOf(device, at) }],
  );
}
