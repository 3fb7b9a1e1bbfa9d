// The address that a reader's own visits come from, as a range that stays theirs for longer than one visit.

import { compileRange, parseAddress } from '../../../http/address.ts';

/**
 * The range to exclude: an IPv4 address alone; of an IPv6 address its /64, because browsers change the other half every day
 * (RFC 8981). Null: the edge has named no address, as on your own machine.
 */
export function ownRange(address: string | undefined): string | null {
  const bytes = address === undefined ? null : parseAddress(address);
  if (!address || !bytes) return null;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (isMapped) return bytes.slice(12).join('.');
  const groups = [0, 2, 4, 6].map((at) => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
  return `${groups.join(':')}::/64`;
}

/** Whether one of the excluded ranges has such a range, as `ownRange` returns it. */
export function isLeftOut(excluded: readonly string[], range: string): boolean {
  const address = parseAddress(range.split('/')[0] ?? '');
  return address !== null && excluded.some((each) => compileRange(each)(address));
}
