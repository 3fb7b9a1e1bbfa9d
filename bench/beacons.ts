// The beacons that the snippet would have sent for the pages of an access log.

import { createHash } from 'node:crypto';
import { downloadExtensions, sessionIdleMs } from '../schema/event.ts';
import type { LogRequest } from './trace/access-log.ts';
import type { ReplayedBeacon } from './workers/replay.ts';

/** Assets that a browser loads by itself, which the snippet would not report. */
const asset = /\.(?:css|js|map|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|eot|otf)$/i;
const download = new RegExp(`\\.(?:${downloadExtensions.join('|')})$`, 'i');

/** Whether a request is for a page or a download, not for an asset of a page. */
export function isPage({ path }: LogRequest): boolean {
  return !asset.test(pathOf(path));
}

/** The site's origins, with and without `www.`: the most frequent origin of a referrer, which is always the site's own. */
export function ownOrigins(requests: LogRequest[]): string[] {
  const counts = new Map<string, number>();
  for (const { referrer } of requests) {
    const origin = URL.parse(referrer)?.origin.replace('://www.', '://');
    if (origin?.startsWith('http')) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  const origin = most?.[0] ?? 'https://example.com';
  return [origin, origin.replace('://', '://www.')];
}

/**
 * One beacon with one event for each request, in order. A device is an address with an agent; its sessions end after 30
 * minutes without a request. Times are shifted by `shiftMs`. A beacon arrives when it is sent, never before an earlier one.
 */
export function beaconsOf(
  requests: LogRequest[],
  { site, origin, shiftMs }: { site: string; origin: string; shiftMs: number },
): ReplayedBeacon[] {
  const last = new Map<string, { at: number; visit: number }>();
  let arrival = Number.NEGATIVE_INFINITY;
  return requests.map((request, line) => {
    const device = uuidOf(`${request.address} ${request.agent}`);
    const known = last.get(device);
    const isNewVisit = known !== undefined && request.at - known.at > sessionIdleMs;
    const visit = (known?.visit ?? 0) + (isNewVisit ? 1 : 0);
    last.set(device, { at: Math.max(request.at, known?.at ?? 0), visit });
    arrival = Math.max(arrival, request.at + shiftMs);
    const event = { id: uuidOf(`line ${line}`), at: request.at + shiftMs, ...whatWasDone(request, origin) };
    const session = uuidOf(`${device} ${visit}`);
    const body = { site, device, session, sentAt: arrival, automated: false, keep: true, events: [event] };
    return { arrival, agent: request.agent, origin, body: JSON.stringify(body) };
  });
}

function whatWasDone({ path, referrer }: LogRequest, origin: string): Record<string, string> {
  const url = origin + path;
  if (download.test(pathOf(path))) return { kind: 'download', url: referrer || `${origin}/`, file: url };
  return { kind: 'page_view', url, ...(referrer && { referrer }) };
}

function pathOf(path: string): string {
  return path.split(/[?#]/, 1)[0] ?? '';
}

/** A UUID derived from the text: the same text gives the same UUID. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
