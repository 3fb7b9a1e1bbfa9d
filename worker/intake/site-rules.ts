// A site's settings compiled for its beacons, once per configuration and cached with it.

import { compileRange, parseAddress } from '../http/address.ts';
import { compileGlob } from '../score/conditions/glob.ts';
import type { EventBody } from '../score/event.ts';
import { excludedEmails } from '../score/identity/excluded-email.ts';
import { readablePath } from '../score/rules/facts.ts';
import { lapsesOf } from '../score/rules/lapse.ts';
import type { SiteConfig } from '../store/sites/site-config.ts';
import { pathOf } from './fields/url-filter.ts';

/** A site's settings as predicates for the hot path. */
export interface SiteRules {
  /** Whether beacons and own referrers can come from this origin (`https://example.com`). */
  isOwnOrigin(origin: string): boolean;
  /** Whether one of the site's origins is on this host (`example.com`, with the port if it has one). */
  isOwnHost(host: string): boolean;
  /** Query parameters to keep in addition to the built-in ones. */
  readonly keptQuery: ReadonlySet<string>;
  /** Form fields to keep in addition to the email. */
  readonly collectFields: ReadonlySet<string>;
  /** Kinds that Leadlight records itself when something lapses. Browsers cannot send them. */
  readonly lapses: ReadonlySet<string>;
  /** Takes a URL as sent, not yet redacted: whether one of the site's globs matches its path. */
  isExcludedPage(url: string): boolean;
  /** Takes a normalized email: whether its domain or a parent domain is on the list. */
  isExcludedEmail(email: string): boolean;
  /** Takes the text of an IP address, or null if unknown, which excludes nothing. */
  isExcludedAddress(address: string | null): boolean;
}

const cache = new WeakMap<SiteConfig, SiteRules>();

/** The rules of a site. The same configuration is compiled once. */
export function rulesOf(site: SiteConfig): SiteRules {
  const known = cache.get(site);
  if (known) return known;
  const rules = compileRules(site);
  cache.set(site, rules);
  return rules;
}

/**
 * The field for which the site excludes an event, or null: the event is on an excluded page, names someone at an excluded
 * domain, or is an outbound click to another origin of the site.
 */
export function excludedBy(
  { page, body }: { page?: string | undefined; body: EventBody },
  rules: SiteRules,
): 'target' | 'url' | 'email' | null {
  const { target, email } = body;
  if (target !== undefined && rules.isOwnOrigin(new URL(target).origin)) return 'target';
  if (page !== undefined && rules.isExcludedPage(page)) return 'url';
  return email !== undefined && rules.isExcludedEmail(email) ? 'email' : null;
}

function compileRules({ origins, settings, fed }: SiteConfig): SiteRules {
  const { keepQuery, collectFields, exclude } = settings;
  const own = new Set(origins);
  const hosts = new Set(origins.map((origin) => origin.slice(origin.indexOf('//') + 2)));
  // As in rules, a path can be written decoded, or as in a URL.
  const paths = exclude.paths.map((path) => compileGlob(readablePath(path)));
  const ranges = exclude.ips.map(compileRange);
  return {
    isOwnOrigin: (origin) => own.has(origin),
    isOwnHost: (host) => hosts.has(host),
    keptQuery: new Set(keepQuery),
    collectFields: new Set(collectFields),
    lapses: new Set(lapsesOf(fed).map(({ lapse }) => lapse.id)),
    isExcludedPage(url) {
      const path = paths.length > 0 ? pathOf(url) : null;
      if (path === null) return false;
      const readable = readablePath(path);
      return paths.some((matches) => matches(readable));
    },
    isExcludedEmail: excludedEmails(exclude.emailDomains),
    isExcludedAddress(text) {
      if (ranges.length === 0 || text === null) return false;
      const address = parseAddress(text);
      return address !== null && ranges.some((holds) => holds(address));
    },
  };
}
