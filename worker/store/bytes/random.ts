// Random names and secrets, from the platform's cryptographic source.

import { base64urlOf, hexOfBytes } from './bytes.ts';

/** Lower-case hex of `bytes` random bytes. */
export function randomHex(bytes: number): string {
  return hexOfBytes(randomBytes(bytes));
}

/** 43 base64url characters: 256 random bits. */
export function randomSecret(): string {
  return base64urlOf(randomBytes(32));
}

/** 32 letters and digits, so that a byte maps to one without bias; no 0, 1, l or o to misread. */
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';

/** A short name of `length` characters (5 bits each) for people to read and type. */
export function randomName(length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
