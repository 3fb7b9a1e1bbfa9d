// The device id: one cookie on the widest domain the browser accepts, so that www and app are one visitor, and its mirror
// in localStorage; each restores the other. And the session, shared by the tabs of a site.

import { cookieDays, sessionIdleMs, storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { type Kept, update } from './kept.ts';
import { option } from './options.ts';

/** A random UUID. A blob's URL ends in one (File API, section 8.3.1); crypto.randomUUID is missing on plain http. */
export function uuid(): string {
  const url = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(url);
  return url.slice(-36);
}

/** What is kept, brought up to date: with the device and the session, made where there is none. Needs consent. */
export function attend(): Kept {
  return update((kept) => {
    const now = Date.now();
    const id = mayStore() && document.cookie.match(`\\b${storageName}=([\\da-f-]{36})`)?.[1];
    kept.device = id || kept.device || uuid();
    if (mayStore() && !id) setCookie(kept.device);
    if (!(Math.abs(now - kept.usedAt) < sessionIdleMs)) kept.session = uuid();
    kept.usedAt = now;
  });
}

/** Makes this a new device, in a new session. What has not been delivered stays the old one's. */
export function reset(): void {
  update((kept) => {
    kept.device = uuid();
    kept.usedAt = 0;
    if (mayStore()) setCookie(kept.device);
  });
}

/** Sets the cookie on the widest domain that takes it, and nowhere else; with no id, nowhere. */
export function setCookie(id: string): void {
  let domain = '';
  // First none, which is where the server sets it, then the widest, and last the host.
  for (const label of ['', ...location.hostname.split('.').reverse()]) {
    domain = domain ? `${label}.${domain}` : label;
    const isWanted =
      domain && id && domain.endsWith(option('cookie-domain') ?? '') && !document.cookie.includes(id);
    const maxAgeSeconds = isWanted ? cookieDays * 86_400 : 0;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API cannot be told of a domain it may refuse, nor waited for.
    document.cookie = `${storageName}=${id};path=/;samesite=lax;max-age=${maxAgeSeconds};domain=${domain}`;
  }
}
