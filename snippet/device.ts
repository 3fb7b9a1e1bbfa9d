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
  const kept = mayStore() && document.cookie.match(`${storageName}=([\\da-f-]{36})`);
  // biome-ignore lint/complexity/useOptionalChain: TypeScript allows none on `false`.
  stored.device = (kept && kept[1]) || stored.device || uuid();
  if (kept === null) saveDevice();
  if (!(Math.abs(Date.now() - stored.usedAt) < sessionIdleMs)) stored.session = uuid();
  stored.usedAt = Date.now();
}

/** Makes this a new device, in a new session. What has not been delivered stays the old one's. */
export function reset(): void {
  stored.usedAt = 0;
  stored.device = uuid();
  saveDevice();
}

/** Sets the cookie on the widest domain that takes it, and nowhere else; without consent, nowhere. Each look at it costs time. */
export function saveDevice(): void {
  let domain = '';
  let maxAgeSeconds = 0;
  const set = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API throws on a domain that it refuses, and is asynchronous.
    document.cookie = `${storageName}=${stored.device};max-age=${maxAgeSeconds};path=/;domain=${domain};samesite=lax`;
    if (maxAgeSeconds && document.cookie.includes(stored.device)) maxAgeSeconds = 0;
  };
  set(); // Where the server sets it.
  if (mayStore()) maxAgeSeconds = cookieDays * 86_400;
  for (const label of options.domains) {
    domain = label + (domain && `.${domain}`);
    set();
  }
  // WebKit takes no domain on localhost.
  domain = '';
  if (maxAgeSeconds) set();
}
