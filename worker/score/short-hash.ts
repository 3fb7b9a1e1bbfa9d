// Shortens long names, for uses in which a rare collision does little harm.

/**
 * Eight characters of base 36, or 41 bits, to distinguish texts within one visitor's state. With about 200 of them, one state in a
 * hundred million has a collision. Not for secrets. Two rounds of FNV-1a with Murmur3's final mixing, like cyrb53 (bryc, public
 * domain).
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
