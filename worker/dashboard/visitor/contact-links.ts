// Links to call and to write to a person. What they are made of comes from strangers, so only plain numbers and addresses become links.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import type { Trait } from '../../../schema/trait.ts';

/** A link, and what it leads to as a person reads it. */
export interface ContactLink {
  href: string;
  text: string;
}

/** Names of traits that hold a phone number, in lower case without spaces, `_` and `-`. */
const phoneName =
  /^(?:(?:your|contact|direct|work|business|office|company|home|mobile|cell)?(?:phone|telephone|t[ée]l[ée]phone|telefon|tel[ée]fono)(?:number|nummer|no)?|(?:mobile|cell|tel)(?:number|no)?|(?:handy|mobil|ruf)(?:nummer)?)$/;

/** A number as people write it. Letters, `*` and `#` are no part of it: a phone can take codes with those for commands. */
const number = /^\+?\d[\d ()./\u00a0\u2010-\u2013-]{3,30}$/;
const numberInBrackets = /^\(\+?\d[\d ()./\u00a0\u2010-\u2013-]{3,30}$/;
const extension = /[\s,;]*(?:ext\.?|x|#|durchwahl)\s*\d{1,6}$/i;

/** The phone number that is known, verified ones first; null: none that can be called. */
export function phoneLink({ traits }: Pick<VisitorDetail, 'traits'>): ContactLink | null {
  const links = Object.entries(traits)
    .filter(([name]) =>
      phoneName.test(
        name
          .normalize('NFC')
          .toLowerCase()
          .replace(/[\s_-]/g, ''),
      ),
    )
    .sort(([, one], [, other]) => Number(other.verified) - Number(one.verified))
    .flatMap(([, { value }]) => phoneLinkOf(value) ?? []);
  return links[0] ?? null;
}

function phoneLinkOf(value: Trait['value']): ContactLink | null {
  const written = typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : '';
  if (written.length > 60) return null;
  const text = written.trim().replace(extension, '');
  if (!number.test(text) && !numberInBrackets.test(text)) return null;
  // `+49 (0)30`: the zero is dialled only without the country code.
  const dialled = (/^\(?\+/.test(text) ? text.replace(/\(0\)/, '') : text).replace(/[^\d+]/g, '');
  // E.164 allows 15 digits; some countries add a prefix of two or three to dial abroad.
  return /^(?:\+\d{6,15}|\d{5,18})$/.test(dialled) ? { href: `tel:${dialled}`, text: dialled } : null;
}

/** The email address; null: none, or one that a mail program might not take as an address alone. */
export function emailLink({ email }: Pick<VisitorDetail, 'email'>): ContactLink | null {
  const [, name, host] = /^([^\s@"(),:;<>[\]\\]+)@([a-z0-9.-]+)$/.exec(email ?? '') ?? [];
  if (!email || name === undefined || host === undefined) return null;
  // `?`, `&` and `%` would begin or change headers of the mail (RFC 6068).
  return { href: `mailto:${encodeURIComponent(name)}@${host}`, text: email };
}
