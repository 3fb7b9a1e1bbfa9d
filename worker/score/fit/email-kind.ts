// What kind of mailbox an address is: at work, at a free provider, or one that is thrown away. By lists that others keep.

import { isMailboxAnywhere, moreMailboxes } from './more-mailboxes.ts';

/** What a mailbox may be; `work` is whatever is on neither list. */
export const emailTypes = ['work', 'free', 'disposable'] as const;

export type EmailKind = (typeof emailTypes)[number];

/** Tells the kind by the domain, as a clean email has it: lower case. */
export type EmailKinds = (domain: string) => EmailKind;

/** The list of providers has a name for examples (RFC 2606), and domains of employees. */
const notFree = ['example.com', 'bt.com'];

let kinds: EmailKinds | undefined;

/**
 * The lists, ready to be asked; a look-up costs the same however long they are. They are read when somebody first says who
 * they are: 17,000 names are nothing to make every start of a Worker wait for.
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
    // Throw-away mailers hand out names below their own; free ones do not, and a company may sit below one.
    if (parentsOf(domain).some((name) => disposable.has(name))) return 'disposable';
    return free.has(domain) || isMailboxAnywhere(domain) ? 'free' : 'work';
  };
}

/** The domain and those above it, but for the last label: at most 126 of them (RFC 1035). */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
