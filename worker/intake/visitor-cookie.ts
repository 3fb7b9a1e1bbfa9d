// Renews the device cookie from the server, because Safari limits a cookie set by a script to 7 days.
// It only repeats the id from the beacon itself: no response ever contains visitor data.

import { cookieDays, storageName } from '../../schema/event.ts';

const maxAgeSeconds = cookieDays * 86_400;

/** Facts that decide whether and where the cookie can be set. `fetchSite` is the header Sec-Fetch-Site. */
export interface CookiePlace {
  /** Origin of the page, such as `https://www.example.com`. */
  page: string;
  /** URL of the request, on the Worker. */
  worker: string;
  fetchSite: string | null;
}

/**
 * The Set-Cookie header that renews `device`, a checked UUID; null if page and Worker are on different sites. On one host the
 * cookie is host-only. Across hosts of one site (www and t.example.com) it is set for their common suffix. If that is a
 * public suffix, browsers reject the cookie.
 */
export function renewedCookie(device: string, place: CookiePlace): string | null {
  const page = URL.parse(place.page);
  const worker = URL.parse(place.worker);
  if (!page || !worker || !mayShareSite(place.fetchSite)) return null;
  const domain = page.hostname === worker.hostname ? '' : sharedDomain(page.hostname, worker.hostname);
  if (domain === null) return null;
  const scope = domain === '' ? '' : `; Domain=${domain}`;
  const secure = worker.protocol === 'https:' ? '; Secure' : '';
  return `${storageName}=${device}; Max-Age=${maxAgeSeconds}; Path=/; SameSite=Lax${scope}${secure}`;
}

/** Safari before 16.4 does not send the header, so the host names decide. */
function mayShareSite(fetchSite: string | null): boolean {
  return fetchSite === null || fetchSite === 'same-origin' || fetchSite === 'same-site';
}

/** The longest common suffix of labels of both hosts: at least two, and never for an IP address. */
function sharedDomain(page: string, worker: string): string | null {
  if (page.endsWith(']') || /^[\d.]+$/.test(page)) return null;
  const labels: string[] = [];
  const [a, b] = [page.split('.').reverse(), worker.split('.').reverse()];
  for (let place = 0; place < a.length && a[place] === b[place]; place++) labels.unshift(a[place] as string);
  return labels.length >= 2 ? labels.join('.') : null;
}
