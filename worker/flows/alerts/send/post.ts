// One exchange with a receiver: bounded in time and in what is read, never redirected.

import { webhookLimits } from '../../../../schema/api/alerts/webhook.ts';
import type { Outside } from './outside.ts';

/** What came of it. `status` null: there was no answer; `answer` then says why. */
export interface Outcome {
  isDelivered: boolean;
  status: number | null;
  /** The first characters of the answer. */
  answer: string;
  /** For how long the receiver asks to be left alone; null: it does not say. */
  retryAfterMs: number | null;
  milliseconds: number;
}

/** A request to send. */
export interface Parcel {
  url: string;
  headers: Record<string, string>;
  body: string;
}

const { maxAnswerBytes, maxExchangeSeconds } = webhookLimits;

/** Posts it and waits for the answer, ten seconds for everything. Never throws. */
export async function post(outside: Outside, { url, headers, body }: Parcel): Promise<Outcome> {
  const start = Date.now();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), maxExchangeSeconds * 1_000);
  const took = () => ({ milliseconds: Date.now() - start });
  try {
    const response = await outside.fetch(url, {
      ...{ method: 'POST', headers, body, redirect: 'manual', signal: stop.signal },
    });
    const { status } = response;
    const isRedirect = status >= 300 && status < 400;
    const read = await startOf(response, stop.signal);
    const answer = isRedirect ? redirected(response.headers.get('location')) : read;
    return { isDelivered: response.ok, status, answer, retryAfterMs: retryAfter(response, start), ...took() };
  } catch (error) {
    const answer = stop.signal.aborted ? `No answer within ${maxExchangeSeconds} s` : failure(error);
    return { isDelivered: false, status: null, answer, retryAfterMs: null, ...took() };
  } finally {
    clearTimeout(timer);
    // Ends what was not read.
    stop.abort();
  }
}

/** The outcome of a message that was not sent. */
export function unsent(answer: string): Outcome {
  return { isDelivered: false, status: null, answer, retryAfterMs: null, milliseconds: 0 };
}

/** The start of the answer. An answer that breaks off or takes too long has answered nevertheless: its status counts. */
async function startOf({ body }: Response, signal: AbortSignal): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const late = new Promise<{ done: true; value?: undefined }>((end) => {
    signal.addEventListener('abort', () => end({ done: true }), { once: true });
  });
  const bytes = new Uint8Array(maxAnswerBytes);
  let length = 0;
  try {
    while (length < maxAnswerBytes) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) break;
      const kept = value.subarray(0, maxAnswerBytes - length);
      bytes.set(kept, length);
      length += kept.length;
    }
  } catch {
    // It broke off: what came before is kept.
  }
  reader.cancel().catch(() => undefined);
  return visible(new TextDecoder().decode(bytes.subarray(0, length)));
}

/** Text from outside as one line, without control characters and those that reverse what follows. */
export function visible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, maxAnswerBytes);
}

function redirected(location: string | null): string {
  return visible(`Redirects are not followed${location === null ? '' : `: ${location}`}`);
}

function failure(error: unknown): string {
  return visible(`No answer: ${error instanceof Error ? error.message : String(error)}`);
}

/** Seconds, or a date (RFC 9110, 10.2.3), of an answer that asks to come later. */
function retryAfter({ status, headers }: Response, now: number): number | null {
  const given = headers.get('retry-after')?.trim();
  if ((status !== 429 && status !== 503) || !given) return null;
  const ms = /^\d{1,9}$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
