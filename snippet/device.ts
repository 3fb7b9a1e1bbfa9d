// The device id: a cookie on the widest domain that the browser accepts, so that www and app share a visitor, and a copy in
// localStorage. Each restores the other. Also the session, which the tabs of a site share.

import { cookieDays, sessionIdleMs, storageName } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { options } from './options.ts';
import { stored } from './storage.ts';

/** A random UUID (RFC 9562, version 4). crypto.randomUUID is missing on plain http. */
export const uuid = (random = crypto.getRandomValues(new Uint8Array(36))) =>
  '00000000-0000-4000-8000-000000000000'.replace(/0/g, (_, place) =>
    ((random[place] as number) & 15).toString(16),
  );

/** Creates or renews device and session. Needs consent. */
export function refreshDevice(): void {
  const kept = mayStore() && `${document.cookie}`.match(`${storageName}=([\\da-f-]{36})`);
  // biome-ignore lint/complexity/useOptionalChain: TypeScript allows none on `false`.
  stored.device = (kept && kept[1]) || stored.device || uuid();
  if (kept === null) saveDevice();
  if (!(Math.abs(Date.now() - stored.usedAt) < sessionIdleMs)) stored.session = uuid();
  stored.usedAt = Date.now();
}

/** Starts a new device with a new session. Undelivered events keep the old device. */
export function reset(): void {
  stored.device = uuid();
  stored.usedAt = 0;
  saveDevice();
}

/** Sets the cookie only on the widest domain that accepts it, and removes it from all others; without consent, from every one. */
export function saveDevice(): void {
  let domain = '';
  /** 0 removes it. */
  let maxAgeSeconds = 0;
  const set = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and throws if it rejects a domain.
    document.cookie = `${storageName}=${stored.device};max-age=${maxAgeSeconds};path=/;domain=${domain};samesite=lax`;
    // Reading a cookie after a change is slow: not once it is set.
    if (maxAgeSeconds && `${document.cookie}`.includes(stored.device)) maxAgeSeconds = 0;
  };
  set(); // Removes the host-only cookie, which the server sets.
  if (mayStore()) maxAgeSeconds = cookieDays * 86_400;
  for (const label of options.domains) {
    domain = label + (domain && `.${domain}`);
    set();
  }
  // WebKit accepts no domain on localhost.
  domain = '';
  if (maxAgeSeconds) set();
}
