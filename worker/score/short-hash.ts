// Long names in few characters, where a rare coincidence does little harm.

/**
 * Eight characters of base 36: 41 bits that tell texts apart within one visitor's state (some 200 of them: a coincidence
 * in one of a hundred million states). Not for secrets. Two rounds of FNV-1a with Murmur3's mixing at the end, as
 * cyrb53 does it (bryc, public domain).
 */
export function shortHash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x9e3779b1);
    high = Math.imul(high ^ code, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return ((high & 0x1ff) * 2 ** 32 + (low >>> 0)).toString(36).padStart(8, '0');
}
