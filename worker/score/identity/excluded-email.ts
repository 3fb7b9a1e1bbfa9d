// Whom a site leaves out by the domain of their email.

import { cleanDomain } from './identifiers.ts';

/** Takes a normalized email: whether its domain or a parent domain is on the list. People write `@acme.com` and `*.acme.com` for the same. */
export function excludedEmails(emailDomains: readonly string[]): (email: string) => boolean {
  const domains = emailDomains.flatMap((domain) => {
    const plain = domain.trim().toLowerCase().normalize('NFC');
    return cleanDomain(plain.replace(/^(?:@|\*\.)/, '')) ?? [];
  });
  return (email) => domains.some((domain) => email.endsWith(`@${domain}`) || email.endsWith(`.${domain}`));
}
