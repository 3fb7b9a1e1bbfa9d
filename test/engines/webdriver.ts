// Classic WebDriver: each call is an HTTP request. https://www.w3.org/TR/webdriver2/

import { setTimeout as sleep } from 'node:timers/promises';

/** A call to a driver: method, path and body. Returns the value. Throws the driver's error, or if it does not respond. */
export type Call = <Value = unknown>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Value>;

/** Maximum time of a call: longer than the driver's own limits, whose errors say more. */
const patienceMs = 30_000;

/** The calls to the driver at this address. */
export function callerOf(address: string): Call {
  return async <Value>(method: string, path: string, body?: object) => {
    const what = `${method} ${path.replace(/^\/session\/[^/]+/, '')} ${JSON.stringify(body) ?? ''}`;
    const response = await fetch(address + path, {
      method,
      signal: AbortSignal.timeout(patienceMs),
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error) => {
      throw new Error(`${what}: ${error}`);
    });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value as Value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${what}: ${error} ${message}`);
  };
}

/** Waits until a newly started driver responds; throws after 10 seconds. */
export async function answering(call: Call): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await call('GET', '/status').catch(() => null)) return;
    await sleep(20);
  }
  throw new Error('The driver does not answer.');
}
