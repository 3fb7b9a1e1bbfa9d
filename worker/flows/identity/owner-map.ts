// Who owns which stretch of which device, and what changes from one set of stints to the next.

import type { StintRow } from '../../store/identity/ties.ts';

/** Who owns what, by one set of stints. */
export interface OwnerMap {
  /** Devices and the stretches of them, as text, that a visitor owns. */
  stretches: Map<string, string>;
  /** Where the first of a visitor's stretches begins. */
  beginnings: Map<string, { device: string; at: number }>;
  ownerOf(device: string, at: number): string;
}

/** The owners by these stints; a device without any belongs to its anonymous visitor. */
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
    // Neighbours of one visitor are one stretch.
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

/** Visitors who own more, less or other than before. */
export function affectedVisitors({ before, after }: { before: OwnerMap; after: OwnerMap }): Set<string> {
  const all = new Set([...before.stretches.keys(), ...after.stretches.keys()]);
  return new Set(
    [...all].filter((visitor) => before.stretches.get(visitor) !== after.stretches.get(visitor)),
  );
}

/** Visitors who own nothing any more, and who has the beginning of what was theirs. */
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
