// Which addresses belong to the public internet. Everything that the registries reserve is not: private networks, loopback,
// link-local, shared by carriers, multicast, documentation, and IPv6 addresses that stand for an IPv4 one.
// https://www.iana.org/assignments/iana-ipv4-special-registry/ and …/iana-ipv6-special-registry/

/** Reserved ranges of IPv4. */
const reserved4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** The only range of IPv6 that is given out. Mapped addresses, NAT64 and all private ones are outside. */
const global6 = ['2000::', 3] as const;

/** Reserved ranges within it: protocols with Teredo, documentation (two), 6to4. */
const reserved6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Whether an address, as DNS writes it, is a public one. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const four = bitsOf4(address);
  if (four !== null) return !reserved4.some(([start, length]) => isIn(four, bitsOf4(start), length));
  const six = bitsOf6(address);
  if (six === null || !isIn(six, bitsOf6(global6[0]), global6[1])) return false;
  return !reserved6.some(([start, length]) => isIn(six, bitsOf6(start), length));
}

/** Bits as text: numbers of 128 bits are not worth it here. */
function isIn(bits: string, start: string | null, length: number): boolean {
  return start !== null && bits.slice(0, length) === start.slice(0, length);
}

function bitsOf4(address: string): string | null {
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(address)) return null;
  const bytes = address.split('.').map(Number);
  return bytes.every((byte) => byte < 256) ? bytes.map((byte) => binary(byte, 8)).join('') : null;
}

function bitsOf6(address: string): string | null {
  // The URL parser writes each address in one way: in lower case, without dots, the longest run of zeros left out.
  if (!/^[\da-f:.]+$/i.test(address) || !URL.canParse(`http://[${address}]`)) return null;
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text = '') => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

function binary(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}
