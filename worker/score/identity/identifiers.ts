// Recognizes identifiers of a person, and normalizes them for comparison. Pure. It must never guess: a wrongly accepted
// identifier merges strangers, a wrongly rejected one leaves a visitor anonymous.

import { limits } from '../../../schema/event.ts';

/**
 * Browsers accept this before the `@` in `<input type="email">`, with apostrophes and dots anywhere
 * (https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address). Letters and digits of other scripts are also
 * accepted, because mail servers deliver to them (RFC 6531).
 */
const mailbox = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u;

/**
 * Browsers accept this after the `@`: labels of at most 63 characters. A name without a dot is a host in a company's network.
 */
const mailHost = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Control, format, unassigned and private-use characters, and lone surrogates: a sign of a broken or hostile sender. */
const invisible = /\p{C}/u;

/** Values that libraries and templates send for "nobody", in lower case. */
const placeholders = new Set([
  '',
  'null',
  'undefined',
  '-1',
  'nan',
  'none',
  'anonymous',
  'guest',
  '[object object]',
]);
/** This includes `0`. */
const zerosOrDashes = /^[0-]+$/;

/**
 * The normalized email, for storing and comparing: trimmed, lower case, in Unicode's composed form (NFC), with the domain in
 * IDNA form (`eva@müller.de` is `eva@xn--mller-kva.de`), at most 254 characters. Null for anything else. Does not check that
 * the mailbox exists.
 */
export function cleanEmail(raw: unknown): string | null {
  // Twice the limit leaves room for surrounding spaces, and bounds the work of the patterns.
  if (typeof raw !== 'string' || raw.length > 2 * limits.maxEmailChars) return null;
  const email = raw.trim().toLowerCase().normalize('NFC');
  if (invisible.test(email)) return null;
  const at = email.indexOf('@');
  if (!mailbox.test(email.slice(0, Math.max(0, at)))) return null;
  const domain = cleanDomain(email.slice(at + 1));
  const clean = `${email.slice(0, at)}@${domain}`;
  return domain === null || clean.length > limits.maxEmailChars ? null : clean;
}

/** Normalizes a lower-case domain for storing and comparing: to its IDNA form. Null if browsers accept no email with it. */
export function cleanDomain(domain: string): string | null {
  let ascii = domain;
  // Only names in other scripts go through the URL parser, which would read `1.2` as an address.
  if (/[^\0-\x7f]/.test(domain) && !/[^a-z0-9.\x80-\uffff-]/.test(domain)) {
    try {
      ascii = new URL(`https://${domain}`).hostname;
    } catch {
      return null;
    }
  }
  return mailHost.test(ascii) ? ascii : null;
}

/**
 * The site's own id of a person: a trimmed string of at most 128 characters, case kept. Null for values that identify nobody:
 * placeholders, other types, and integers that JSON cannot represent exactly.
 */
export function cleanUserId(raw: unknown): string | null {
  if (typeof raw === 'number' && (!Number.isFinite(raw) || Math.abs(raw) > Number.MAX_SAFE_INTEGER))
    return null;
  if (typeof raw !== 'string' && typeof raw !== 'number') return null;
  const id = String(raw).trim();
  if (id.length > limits.maxUserIdChars || invisible.test(id)) return null;
  return placeholders.has(id.toLowerCase()) || zerosOrDashes.test(id) ? null : id;
}
