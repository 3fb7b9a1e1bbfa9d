// Looks up sources by host, by app, and by name. The lists are parsed once, when the first visitor comes from somewhere.

import { listedHosts } from './listed-sources.ts';
import { ambiguousNames, apps, mailers, ownHosts, spellings } from './own-sources.ts';
import type { SourceKind } from './source.ts';

/** A source by its name. */
export interface KnownSource {
  readonly name: string;
  readonly kind: SourceKind;
}

/** The entries of a list: `google: google.com google.de; bing: bing.com`. */
export function entriesOf(list: string): [name: string, values: string[]][] {
  return list.split(';').flatMap((entry): [string, string[]][] => {
    const [, name, values] = /^\s*(\S+):\s(.*)$/s.exec(entry) ?? [];
    return name && values ? [[name, values.trim().split(/\s+/)]] : [];
  });
}

/** A subdomain of a search engine with such a name searches as well. Others do not: `docs.google.com`, `blog.naver.com`. */
const searching =
  /^(www\d*|m|mobile|wap|touch|lite|amp|search\d*|suche|images?|news|blogsearch|videos?|[a-z]{1,2}\d?(-[a-z]{2}\d?)?)$/;

/** A webmail on a domain that no list has. */
const webmail = /^(webmail|mail)[^.]*\.[^.]+\./;

type Hosts = ReadonlyMap<string, KnownSource>;

/**
 * The source of a host in lower case: its own entry, or that of a domain that it belongs to. Null: unknown. Takes whole labels only,
 * so that `google.com.evil.com` and `notgoogle.com` are unknown.
 */
export function sourceOfHost(hosts: Hosts, host: string): KnownSource | null {
  let isSearching = true;
  for (let rest = host; rest.includes('.'); ) {
    const found = hosts.get(rest);
    if (found) return found.kind === 'search' && !isSearching ? { name: found.name, kind: 'site' } : found;
    const dot = rest.indexOf('.');
    isSearching &&= searching.test(rest.slice(0, dot));
    rest = rest.slice(dot + 1);
  }
  return null;
}

/** Hosts by name, of several lists. The first that has a host decides. */
export function hostsOf(
  lists: readonly Readonly<Partial<Record<SourceKind, string>>>[],
): Map<string, KnownSource> {
  const hosts = new Map<string, KnownSource>();
  for (const list of lists) {
    for (const [kind, text] of Object.entries(list) as [SourceKind, string][]) {
      for (const [name, values] of entriesOf(text)) {
        for (const host of values) if (!hosts.has(host)) hosts.set(host, { name, kind });
      }
    }
  }
  return hosts;
}

/** A spelling without what people vary: `Face-Book` is `facebook`. */
export function plainName(text: string): string {
  return text.toLowerCase().replace(/[\s_.+!&/|-]+/g, '');
}

interface Known {
  hosts: Hosts;
  apps: Hosts;
  names: ReadonlyMap<string, KnownSource>;
}

let loaded: Known | null = null;

function known(): Known {
  loaded ??= load();
  return loaded;
}

function load(): Known {
  const hosts = hostsOf([ownHosts, listedHosts]);
  const names = new Map<string, KnownSource>();
  for (const name of mailers.split(' ')) names.set(plainName(name), { name, kind: 'email' });
  // The first host with a name decides what the name is: an own list's, or else a search engine's.
  for (const source of hosts.values()) {
    const plain = plainName(source.name);
    if (!names.has(plain) && !ambiguousNames.has(source.name)) names.set(plain, source);
  }
  for (const [name, values] of entriesOf(spellings)) {
    const source = names.get(plainName(name));
    for (const value of values) if (source) names.set(value, source);
  }
  return { hosts, apps: hostsOf([apps]), names };
}

/** The source of a host, as `URL` gives it, or null. */
export function knownHost(host: string): KnownSource | null {
  const { hosts } = known();
  const found = sourceOfHost(hosts, host);
  if (found) return found;
  return webmail.test(host) ? { name: host.replace(/^www\./, ''), kind: 'email' } : null;
}

/** The source of an app by its id in lower case (`com.linkedin.android`), or null. */
export function knownApp(id: string): KnownSource | null {
  const ids = known().apps;
  for (let rest = id; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('.')))) {
    const found = ids.get(rest);
    if (found) return found;
  }
  return null;
}

/** The source with this name or spelling, however it is punctuated, or null. */
export function knownName(text: string): KnownSource | null {
  return known().names.get(plainName(text)) ?? null;
}

/** All hosts and apps that a list has, with their sources. For warnings and tests. */
export function knownHosts(): Hosts {
  return known().hosts;
}
