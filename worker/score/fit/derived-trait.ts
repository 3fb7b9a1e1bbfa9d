// Derived traits, from the email address and the job title. They only add traits that are not known otherwise. A claimed
// trait does not replace one that is derived from something verified.

import type { Trait } from '../../../schema/trait.ts';
import type { Person } from '../identity/claim.ts';
import type { EmailKinds } from './email-kind.ts';
import { departmentOf } from './title/department.ts';
import { seniorityOf } from './title/seniority.ts';

type Known = Pick<Person, 'email' | 'verified' | 'namedAt' | 'traits'>;

/**
 * The person's traits, plus `emailDomain` and `emailType` (`work`, `free`, `disposable`) if there is an email, and
 * `seniority` and `department` if a title names them.
 */
export function withDerivedTraits(person: Known, kindOf: EmailKinds): Record<string, Trait> {
  const { traits } = person;
  const derived = { ...fromTitle(traits), ...fromEmail(person, kindOf) };
  const filling = Object.entries(derived).filter(
    ([name, { verified }]) => !Object.hasOwn(traits, name) || (verified && !traits[name]?.verified),
  );
  return { ...traits, ...Object.fromEntries(filling) };
}

function fromEmail({ email, verified, namedAt }: Known, kindOf: EmailKinds): Record<string, Trait> {
  if (email === null) return {};
  const emailDomain = email.slice(email.lastIndexOf('@') + 1);
  const traitOf = (value: string): Trait => ({ value, from: 'email', verified, at: namedAt });
  return { emailDomain: traitOf(emailDomain), emailType: traitOf(kindOf(emailDomain)) };
}

/** Traits that contain a job title, named without spaces, `_` and `-`, the most certain first: `title` can also be a form of address. */
export const titleTraits = ['jobtitle', 'title', 'position', 'jobposition'];

/** Takes each trait from the first title that names it, verified titles first, with the title's time and verification. */
function fromTitle(traits: Readonly<Record<string, Trait>>): Record<string, Trait> {
  const titles = Object.entries(traits)
    .map(([name, trait]) => ({ trait, rank: titleTraits.indexOf(name.toLowerCase().replace(/[\s_-]/g, '')) }))
    .filter(({ rank, trait }) => rank >= 0 && typeof trait.value === 'string')
    .sort((one, other) => Number(other.trait.verified) - Number(one.trait.verified) || one.rank - other.rank);
  const readings = {
    seniority: seniorityOf,
    department: (title: string) => seniorityOf(title) && departmentOf(title),
  };
  const derived = Object.entries(readings).flatMap(([name, read]) => {
    const saying = titles.flatMap(({ trait: { value: title, verified, at } }) => {
      const value = read(String(title));
      return value === null ? [] : [{ value, from: 'title', verified, at } as const];
    });
    return saying.slice(0, 1).map((trait): [string, Trait] => [name, trait]);
  });
  return Object.fromEntries(derived);
}
