// Traits that nobody said: derived from the email address. They only fill what is not known otherwise; what is
// claimed of a verified person does not replace them.

import type { Trait } from '../../../schema/trait.ts';
import type { Person } from '../identity/claim.ts';
import type { EmailKinds } from './email-kind.ts';

/** The person's traits, with `emailDomain` and `emailType` (`work`, `free`, `disposable`) where there is an email. */
export function withDerivedTraits(
  { email, verified, namedAt, traits }: Pick<Person, 'email' | 'verified' | 'namedAt' | 'traits'>,
  kindOf: EmailKinds,
): Record<string, Trait> {
  if (email === null) return traits;
  const emailDomain = email.slice(email.lastIndexOf('@') + 1);
  const told = Object.entries({ emailDomain, emailType: kindOf(emailDomain) })
    .filter(([name]) => !Object.hasOwn(traits, name) || (verified && !traits[name]?.verified))
    .map(([name, value]): [string, Trait] => [name, { value, from: 'email', verified, at: namedAt }]);
  return { ...traits, ...Object.fromEntries(told) };
}
