// Which company a person belongs to: the domain of a work address, else the name that is known. Pure.

import { plainWords } from '../conditions/plain-text.ts';
import { cleanDomain } from '../identity/identifiers.ts';
import type { EmailKinds } from './email-kind.ts';

/** The most characters of a key: longer names are cut. */
export const maxKeyChars = 200;

/** A name of the internet, not an address such as `10.0.0.1` nor a host of the company's own network: all of these have a dot. */
const publicName = /\.[a-z][a-z0-9-]*$/;

/** Endings of websites that people give as a company's name. Not all that exist: `Dr.Oetker`, `St.Gallen` and `E.ON` are names. */
const website =
  /^(?:https?:\/\/)?(?:www\.)?([^\s/?#@:]+\.(?:com|net|org|info|biz|app|dev|cloud|tech|shop|store|agency|example|test)|[^\s/?#@:]{2,}\.[a-z]{2})(?:\/\S*)?$/;

/** Answers to a field that had to be filled in, by their words. */
const placeholders = new Set([
  ...['null', 'undefined', 'nan', 'none', 'n a', 'na', 'unknown', 'anonymous', 'guest', 'object object'],
  ...['private', 'privat'],
]);

/** Zeros, or a single character. Other numbers may be names. */
const nothingSaid = /^(?:0+|.)?$/u;

/**
 * What the person's company is known by: the domain of the address, unless it is a free or throw-away mailbox, else `name` folded,
 * which has no dots. Null: no company is known.
 */
export function companyKeyOf(
  { email, name }: { email: string | null; name: string | null },
  kindOf: EmailKinds,
): string | null {
  const domain = email === null ? null : email.slice(email.lastIndexOf('@') + 1);
  if (domain !== null && publicName.test(domain) && kindOf(domain) === 'work') return domain;
  const key = name === null ? null : companyKeyFrom(name);
  return key?.includes('.') && kindOf(key) !== 'work' ? null : key;
}

/** The keys that a text can mean that should name a company: a domain, a website, a name, or a key itself. */
export function companyKeysFor(text: string): string[] {
  const domain = cleanDomain(text.trim().toLowerCase());
  const keys = [domain !== null && publicName.test(domain) ? domain : null, companyKeyFrom(text)];
  return [...new Set(keys)].filter((key) => key !== null);
}

/** The key of a company known by this name or website; null if it says nothing. */
function companyKeyFrom(text: string): string | null {
  const given = text.trim().toLowerCase();
  const domain = cleanDomain(website.exec(given)?.[1] ?? '');
  if (domain !== null) return domain;
  const words = plainWords(text).replace(/[*?]+/g, ' ').replace(/\s+/g, ' ').trim();
  const key = [...words].slice(0, maxKeyChars).join('').trim();
  return nothingSaid.test(key) || placeholders.has(key) ? null : key;
}

/** The domain that a key is; null for a name. */
export function domainOfKey(key: string): string | null {
  return key.includes('.') ? key : null;
}
