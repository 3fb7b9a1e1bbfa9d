// The kind of an email's domain: a company's, a free provider's, or a disposable one. Uses lists that others maintain.

import { isMailboxAnywhere, moreMailboxes } from './more-mailboxes.ts';

/** The kinds of domain; `work`: on neither list. */
export const emailTypes = ['work', 'free', 'disposable'] as const;

export type EmailKind = (typeof emailTypes)[number];

/** Returns the kind of a domain. Expects it normalized: in lower case. */
export type EmailKinds = (domain: string) => EmailKind;

/** On the list of providers, but reserved for examples (RFC 2606), or a domain of employees. */
const notFree = ['example.com', 'bt.com'];

let kinds: EmailKinds | undefined;

/**
 * The lists, loaded for lookups; a lookup takes the same time for any length of list. Loaded when a visitor is first
 * identified: 17,000 names would slow down every start of a Worker.
 */
export async function emailKinds(): Promise<EmailKinds> {
  if (kinds) return kinds;
  const [free, disposable] = await Promise.all([
    import('email-providers/all.json', { with: { type: 'json' } }),
    import('disposable-email-domains-js/dist/dict/disposable_email_blocklist.json', {
      with: { type: 'json' },
    }),
  ]);
  kinds = kindsOf([...free.default, ...moreMailboxes], disposable.default);
  return kinds;
}

function kindsOf(freeDomains: readonly string[], disposableDomains: readonly string[]): EmailKinds {
  const free = new Set(freeDomains);
  for (const domain of notFree) free.delete(domain);
  const disposable = new Set(disposableDomains);
  return (domain) => {
    // Disposable providers also hand out subdomains. Free ones do not, and a subdomain of theirs may belong to a company.
    if (parentsOf(domain).some((name) => disposable.has(name))) return 'disposable';
    return free.has(domain) || isMailboxAnywhere(domain) ? 'free' : 'work';
  };
}

/** The domain and its parent domains, without the top-level one: at most 126 (RFC 1035). */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
