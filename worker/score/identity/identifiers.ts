// What counts as an identifier of a person, and in which form it is compared. Pure; must never guess:
// an identifier wrongly accepted merges strangers, one wrongly refused leaves a visitor anonymous.

import { limits } from '../../../schema/event.ts';

/** One `@`, no space, quote or bracket, and a domain of dotted labels whose last has two characters or more. */
const emailShape =
  /^[^\s@"'(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;

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
 * The email as it is stored and compared: trimmed, lower case, at most 254 characters and plausible in shape.
 * Null for anything else. Whether the mailbox exists is not ours to know.
 */
export function cleanEmail(raw: unknown): string | null {
  // Twice the limit leaves room for spaces around it, and bounds what the shape is asked of.
  if (typeof raw !== 'string' || raw.length > 2 * limits.maxEmailChars) return null;
  const email = raw.trim().toLowerCase();
  if (email.length > limits.maxEmailChars || invisible.test(email)) return null;
  const local = email.slice(0, email.indexOf('@'));
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  return emailShape.test(email) ? email : null;
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
