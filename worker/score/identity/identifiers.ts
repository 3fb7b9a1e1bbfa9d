// What counts as an identifier of a person, and in which form it is compared. Pure; must never guess:
// an identifier wrongly accepted merges strangers, one wrongly refused leaves a visitor anonymous.

import { limits } from '../../../schema/event.ts';

/**
 * What browsers take before the `@` in `<input type="email">`, apostrophes and dots anywhere
 * (https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address), and the letters and digits of other scripts,
 * which mail servers deliver to as well (RFC 6531).
 */
const mailbox = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u;

/** What browsers take after it: labels of at most 63 characters. One without a dot is a host of the company's own network. */
const mailHost = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Control, format, unassigned and private-use characters, and lone surrogates: a sign of a broken or hostile sender. */
const invisible = /\p{C}/u;

/** What libraries and templates send for "nobody" (contract §5), in lower case. */
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
/** `0` among them. */
const zerosOrDashes = /^[0-]+$/;

/**
 * The email as it is stored and compared: trimmed, lower case, in Unicode's composed form (NFC), with the domain as IDNA writes
 * it (`eva@müller.de` is `eva@xn--mller-kva.de`), at most 254 characters. Null for anything else. Whether the mailbox exists is
 * not ours to know.
 */
export function cleanEmail(raw: unknown): string | null {
  // Twice the limit leaves room for spaces around it, and bounds what the shapes are asked of.
  if (typeof raw !== 'string' || raw.length > 2 * limits.maxEmailChars) return null;
  const email = raw.trim().toLowerCase().normalize('NFC');
  if (invisible.test(email)) return null;
  const at = email.indexOf('@');
  if (!mailbox.test(email.slice(0, Math.max(0, at)))) return null;
  const domain = cleanDomain(email.slice(at + 1));
  const clean = `${email.slice(0, at)}@${domain}`;
  return domain === null || clean.length > limits.maxEmailChars ? null : clean;
}

/** A domain in lower case as it is stored and compared: as IDNA writes it. Null where browsers take no email at it. */
export function cleanDomain(domain: string): string | null {
  let ascii = domain;
  // Only names of other scripts go through the URL parser, which would read `1.2` as an address.
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
 * The site's own id of a person: a trimmed string of at most 128 characters, case kept.
 * Null for what identifies nobody: the contract's placeholders, other types, an integer that JSON could not carry exactly.
 */
export function cleanUserId(raw: unknown): string | null {
  if (typeof raw === 'number' && (!Number.isFinite(raw) || Math.abs(raw) > Number.MAX_SAFE_INTEGER))
    return null;
  if (typeof raw !== 'string' && typeof raw !== 'number') return null;
  const id = String(raw).trim();
  if (id.length > limits.maxUserIdChars || invisible.test(id)) return null;
  return placeholders.has(id.toLowerCase()) || zerosOrDashes.test(id) ? null : id;
}
