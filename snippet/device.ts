// The device id: one cookie on the widest domain the browser accepts, so that www and app are one visitor, and its mirror
// in localStorage; each restores the other. And the session, shared by the tabs of a site.

import { cookieDays, sessionIdleMs, storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { kept } from './kept.ts';
import { option } from './options.ts';

/** Random, this page's own: a blob's URL ends in a UUID (File API, 8.3.1). crypto.randomUUID is missing on plain http. */
const ofPage = URL.createObjectURL(new Blob()).slice(-36, -12);
let count = 1e11;

/** A UUID: 74 random bits of this page's, and a count. */
export function uuid(): string {
  return ofPage + ++count;
}

/** Brings device and session up to date. Needs consent. */
export function attend(): void {
  const now = Date.now();
  const { cookie } = document;
  kept.device = (mayStore() && cookie.match(`${storageName}=([\\da-f-]{36})`)?.[1]) || kept.device || uuid();
  if (mayStore() && !cookie.includes(kept.device)) saveDevice();
  if (!(Math.abs(now - kept.usedAt) < sessionIdleMs)) kept.session = uuid();
  kept.usedAt = now;
}

/** Makes this a new device, in a new session. What has not been delivered stays the old one's. */
export function reset(): void {
  kept.usedAt = 0;
  kept.device = uuid();
  saveDevice();
}

/** Sets the cookie on the widest domain that takes it, and nowhere else; without consent, nowhere. */
export function saveDevice(): void {
  let domain = '';
  // First none, which is where the server sets it, then the widest, and last the host.
  for (const label of ['', ...location.hostname.split('.').reverse()]) {
    domain = label + (domain && `.${domain}`);
    const isWanted =
      domain &&
      mayStore() &&
      domain.endsWith(option('cookie-domain') ?? '') &&
      !document.cookie.includes(kept.device);
    const maxAgeSeconds = isWanted ? cookieDays * 86_400 : 0;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API cannot be told of a domain it may refuse, nor waited for.
    document.cookie = `${storageName}=${kept.device};path=/;samesite=lax;max-age=${maxAgeSeconds};domain=${domain}`;
  }
}
