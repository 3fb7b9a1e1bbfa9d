// The device id: one cookie on the widest domain the browser accepts, so that www and app are one visitor, and its mirror
// in localStorage; each restores the other. And the session, shared by the tabs of a site.

import { cookieDays, sessionIdleMs, storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { options } from './options.ts';
import { stored } from './storage.ts';

/** A random UUID (RFC 9562, version 4). crypto.randomUUID is missing on plain http. */
export const uuid = (random = crypto.getRandomValues(new Uint8Array(36))) =>
  '00000000-0000-4000-8000-000000000000'.replace(/0/g, (_, place) =>
    ((random[place] as number) % 16).toString(16),
  );

/** Brings device and session up to date. Needs consent. */
export function refreshDevice(): void {
  stored.device =
    (mayStore() && document.cookie.match(`${storageName}=([\\da-f-]{36})`)?.[1]) || stored.device || uuid();
  if (isMissing()) saveDevice();
  if (!(Math.abs(Date.now() - stored.usedAt) < sessionIdleMs)) stored.session = uuid();
  stored.usedAt = Date.now();
}

/** Makes this a new device, in a new session. What has not been delivered stays the old one's. */
export function reset(): void {
  stored.usedAt = 0;
  stored.device = uuid();
  saveDevice();
}

/** Sets the cookie on the widest domain that takes it, and nowhere else; without consent, nowhere. */
export function saveDevice(): void {
  let domain = '';
  setCookie(domain, 0); // Where the server sets it.
  for (const label of options.domains) {
    domain = label + (domain && `.${domain}`);
    setCookie(domain);
  }
  // WebKit takes no domain on localhost.
  if (isMissing()) setCookie('');
}

function isMissing(): boolean {
  return mayStore() && !document.cookie.includes(stored.device);
}

/** Sets it on this domain, unless it is set already or must not be: then it is removed from there. */
function setCookie(domain: string, maxAgeSeconds = isMissing() ? cookieDays * 86_400 : 0): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API throws on a domain that it refuses, and is asynchronous.
  document.cookie = `${storageName}=${stored.device};max-age=${maxAgeSeconds};path=/;domain=${domain};samesite=lax`;
}
