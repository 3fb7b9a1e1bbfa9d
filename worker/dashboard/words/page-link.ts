// URLs that browsers sent, as words and, where it is safe, as links. Nothing here trusts what it reads.

/** How a URL is shown: `text` always, `href` only for a page of the site itself. */
export interface ShownUrl {
  text: string;
  href: string | null;
}

/**
 * A URL for people. On one of the site's origins: its path, query and route, as a link. Elsewhere: host and path, and no link,
 * since anyone can send a beacon that holds the address of a trap. What is no http(s) URL is shown as it is.
 */
export function shownUrl(url: string, origins: readonly string[]): ShownUrl {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return { text: url, href: null };
  const path = parsed.pathname + parsed.search + parsed.hash;
  if (origins.includes(parsed.origin)) return { text: path, href: parsed.href };
  return { text: parsed.host + (path === '/' ? '' : path), href: null };
}

/** The host of a referrer, without `www.`, if it is not one of the site's own. */
export function foreignHost(url: string, origins: readonly string[]): string | null {
  if (!URL.canParse(url)) return null;
  const { host, origin } = new URL(url);
  return host === '' || origins.includes(origin) ? null : host.replace(/^www\./, '');
}
