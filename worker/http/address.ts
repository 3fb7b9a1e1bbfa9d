// Compares IP addresses with ranges, for IPv4 and IPv6. Addresses are never stored.

/** An address as 16 bytes. IPv4 is mapped (`::ffff:a.b.c.d`), so that both notations are the same address. */
export type Address = Uint8Array;

const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Parses an address; null if it is invalid. A zone (`%eth0`) is not part of the address. */
export function parseAddress(text: string): Address | null {
  const bytes = text.includes(':') ? parseV6(text) : parseV4(text);
  if (!bytes) return null;
  if (bytes.length === 16) return Uint8Array.from(bytes);
  return Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...bytes]);
}

/** A predicate for an address or a CIDR range such as `10.0.0.0/8` or `2001:db8::/32`. Always false for anything else. */
export function compileRange(text: string): (address: Address) => boolean {
  const [base = '', length] = text.split('/');
  const network = parseAddress(base);
  const bits = length === undefined ? 128 : Number.parseInt(length, 10) + (base.includes(':') ? 0 : 96);
  if (!network || !(bits >= 0 && bits <= 128)) return () => false;
  const whole = bits >> 3;
  const mask = (0xff00 >> (bits & 7)) & 0xff;
  return (address) => {
    for (let place = 0; place < whole; place++) if (address[place] !== network[place]) return false;
    return mask === 0 || ((address[whole] ?? 0) & mask) === ((network[whole] ?? 0) & mask);
  };
}

function parseV4(text: string): number[] | null {
  const bytes = v4.exec(text)?.slice(1).map(Number);
  return bytes?.every((byte) => byte <= 255) ? bytes : null;
}

function parseV6(text: string): number[] | null {
  const [head = '', tail, excess] = text.replace(/%.*$/, '').split('::');
  if (excess !== undefined) return null;
  const front = parseGroups(head, tail === undefined);
  const back = parseGroups(tail ?? '', true);
  if (!front || !back) return null;
  const missing = 16 - front.length - back.length;
  if (tail === undefined) return missing === 0 ? front : null;
  return missing >= 2 ? [...front, ...new Array<number>(missing).fill(0), ...back] : null;
}

/** The bytes of colon-separated groups. The last group can be in dotted notation at the end of the address. */
function parseGroups(text: string, isEnd: boolean): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const dotted = isEnd && index === groups.length - 1 ? parseV4(group) : null;
    if (dotted) bytes.push(...dotted);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return null;
  }
  return bytes;
}
