// Signatures as Standard Webhooks lays them down, so that any of its libraries verifies our messages.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

const prefix = 'whsec_';

/** A new secret: `whsec_` and the base64 of 32 random bytes. */
export function newSecret(): string {
  return prefix + base64Of(crypto.getRandomValues(new Uint8Array(32)));
}

/** A message, signed by each of the secrets at `now` (UTC ms). */
export interface Unsigned {
  id: string;
  body: string;
  secrets: readonly string[];
  now: number;
}

/** The headers with the id, the time in Unix seconds, and a signature for each secret. */
export async function signedHeaders({ id, body, secrets, now }: Unsigned): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': (await Promise.all(signatures)).join(' '),
  };
}

async function signature(secret: string, content: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(prefix.length)), (char) => char.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(content));
  return `v1,${base64Of(new Uint8Array(signed))}`;
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
