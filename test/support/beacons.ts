// Sends beacons like the script, for tests in workerd.

import { exports } from 'cloudflare:workers';
import type { SiteConfig } from '../../worker/store/sites/site-config.ts';

export const page = 'https://example.com';

/** A current browser, no crawler. */
export const browserAgent =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** An event of a kind with the required fields; `more` replaces and adds fields. */
export function wireEvent(kind: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: crypto.randomUUID(), kind, at: Date.now() - 1_000, url: `${page}/`, ...more };
}

/** A beacon with these events. */
export function beaconOf(
  site: Pick<SiteConfig, 'id'>,
  events: unknown[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { site: site.id, device: crypto.randomUUID(), sentAt: Date.now(), events, ...more };
}

/** Sends a body to `POST /e` of the real Worker. A header with the value null is omitted. */
export function post(
  body: BodyInit | Record<string, unknown>,
  headers: Record<string, string | null> = {},
  url = 'https://t.example.com/e',
): Promise<Response> {
  const all = { origin: page, 'user-agent': browserAgent, 'content-type': 'text/plain', ...headers };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return exports.default.fetch(
    new Request(url, { method: 'POST', headers: sent, body: isPlain(body) ? JSON.stringify(body) : body }),
  );
}

function isPlain(body: BodyInit | Record<string, unknown>): body is Record<string, unknown> {
  return Object.getPrototypeOf(body) === Object.prototype;
}
