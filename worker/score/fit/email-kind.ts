// The kind of an email's domain: a company's, a free provider's, or a disposable one. Uses lists that others maintain.

/** The kinds of domain; `work`: on neither list. */
export const emailTypes = ['work', 'free', 'disposable'] as const;

export type EmailKind = (typeof emailTypes)[number];

/** Returns the kind of a domain. Expects it normalized: in lower case. */
export type EmailKinds = (domain: string) => EmailKind;

/** Providers that are missing from the list. */
const moreFree = [
  'duck.com',
  'fastmail.com',
  'posteo.de',
  'posteo.net',
  'tuta.com',
  'tuta.io',
  'tutamail.com',
  'tutanota.com',
  'tutanota.de',
  'ziggo.nl',
];

/** Reserved for examples by RFC 2606, but on the list of providers. */
const notFree = 'example.com';

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
  kinds = kindsOf([...free.default, ...moreFree], disposable.default);
  return kinds;
}

function kindsOf(freeDomains: readonly string[], disposableDomains: readonly string[]): EmailKinds {
  const free = new Set(freeDomains);
  free.delete(notFree);
  const disposable = new Set(disposableDomains);
  return (domain) => {
    // Disposable providers also hand out subdomains. Free ones do not, and a subdomain of theirs may belong to a company.
    if (parentsOf(domain).some((name) => disposable.has(name))) return 'disposable';
    return free.has(domain) ? 'free' : 'work';
  };
}

/** The domain and its parent domains, without the top-level one: at most 126 (RFC 1035). */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
