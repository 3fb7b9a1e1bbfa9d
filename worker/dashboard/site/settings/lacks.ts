// What a site still lacks, as far as its settings show it.

import type { SiteConfig } from '../../../store/sites/site-config.ts';

/** Something to look at, the address that it is about, if any, and the section where it is set. */
export interface Lack {
  what: 'www' | 'secret' | 'timeZone' | 'fields';
  origin: string;
  section: 'site' | 'recording' | 'people';
}

/** All of them, the most urgent first. */
export function lacksOf({ origins, settings, identitySecret }: SiteConfig): Lack[] {
  const lacks: Lack[] = [];
  if (settings.claimed === 'separate' && identitySecret === null)
    lacks.push({ what: 'secret', origin: '', section: 'people' });
  for (const origin of origins) {
    const twin = twinOf(origin);
    if (twin !== null && !origins.includes(twin)) lacks.push({ what: 'www', origin: twin, section: 'site' });
  }
  if (settings.timeZone === 'UTC') lacks.push({ what: 'timeZone', origin: '', section: 'site' });
  if (settings.collectFields.length === 0) lacks.push({ what: 'fields', origin: '', section: 'recording' });
  return lacks;
}

/** The same address with `www.`, or without it; null for a subdomain, an IP address or a single word, which have none. */
function twinOf(origin: string): string | null {
  const { protocol, hostname, host } = new URL(origin);
  if (/^[\d.]+$|[:[]/.test(hostname)) return null;
  const labels = hostname.split('.').length;
  if (hostname.startsWith('www.') && labels > 2) return `${protocol}//${host.slice(4)}`;
  return labels === 2 ? `${protocol}//www.${host}` : null;
}
