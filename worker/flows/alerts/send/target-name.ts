// Whether a name leads to public addresses only, by DNS over HTTPS (RFC 8484, in Cloudflare's JSON form). workerd looks a name up by
// itself and shows no addresses. Between this look-up and its own, a name can change; on Cloudflare, its own never leads into
// somebody's network.
// https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json/

import { Recent } from '../../common/recent.ts';
import type { Outside } from './outside.ts';
import { isPublicAddress } from './public-address.ts';

/** `unknown`: it leads nowhere. `unavailable`: the resolver did not answer. */
export type NameKind = 'public' | 'private' | 'unknown' | 'unavailable';

/** A and AAAA, as DNS numbers them. */
const addressTypes = [1, 28] as const;

/** Look-ups of a name: one for each type of address. */
export const lookUps = addressTypes.length;

/** How long an isolate trusts what it has found. */
const trustedMs = 30_000;

const resolverTimeoutMs = 5_000;

const known = new Recent<{ kind: NameKind; at: number }>(1_000);

/** Look-ups in progress. By invocation, because none can wait for what another one fetches. */
const started = new WeakMap<Outside, Map<string, Promise<NameKind>>>();

/** Looks a host up, at most once within 30 s in an isolate, and once at a time in an invocation: two fetches. `now` is UTC ms. */
export async function kindOfName(outside: Outside, host: string, now: number): Promise<NameKind> {
  const key = `${outside.resolver} ${host}`;
  const before = known.get(key);
  if (before && now - before.at < trustedMs) return before.kind;
  const own = started.get(outside) ?? new Map<string, Promise<NameKind>>();
  started.set(outside, own);
  const looking = own.get(host) ?? lookUp(outside, host).finally(() => own.delete(host));
  own.set(host, looking);
  const kind = await looking;
  if (kind !== 'unavailable') known.set(key, { kind, at: now });
  return kind;
}

/** Why a message cannot be sent to a name of this kind; null: it can. */
export function nameFault(kind: NameKind): string | null {
  switch (kind) {
    case 'public':
      return null;
    case 'private':
      return 'give a public name: this one leads to a private address';
    case 'unknown':
      return 'check the name: it leads to no address';
    case 'unavailable':
      return 'the name could not be looked up; try again';
  }
}

async function lookUp(outside: Outside, host: string): Promise<NameKind> {
  const answers = await Promise.all(addressTypes.map((type) => addressesOf(outside, host, type)));
  if (answers.some((found) => found === null)) return 'unavailable';
  const addresses = answers.flatMap((found) => found ?? []);
  if (addresses.length === 0) return 'unknown';
  return addresses.every(isPublicAddress) ? 'public' : 'private';
}

/** The addresses of one type, also those behind other names; null: the resolver did not answer. */
async function addressesOf(outside: Outside, host: string, type: number): Promise<string[] | null> {
  const url = new URL(outside.resolver);
  url.searchParams.set('name', host);
  url.searchParams.set('type', String(type));
  try {
    const answer = await outside.fetch(url.href, {
      headers: { accept: 'application/dns-json' },
      signal: AbortSignal.timeout(resolverTimeoutMs),
    });
    if (!answer.ok) return null;
    const { Status, Answer = [] } = (await answer.json()) as DnsAnswer;
    // 3: there is no such name.
    if (Status !== 0 && Status !== 3) return null;
    return Answer.flatMap((record) => (record.type === type ? [record.data] : []));
  } catch {
    return null;
  }
}

interface DnsAnswer {
  Status: number;
  Answer?: { type: number; data: string }[];
}
