// Ids made by keyed hashes, so that no browser can choose or guess a visitor.

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();

/** The anonymous visitor of a device: 22 base64url characters, the first 16 bytes of HMAC-SHA256(key, "device:…"). */
export async function anonymousVisitor(key: string, device: string): Promise<string> {
  return (await keyedHash(key, `device:${device}`)).slice(0, 22);
}

/** The device that stands for a person named by the site's server, whose events have none: `server:` and 43 characters. */
export async function serverDevice(key: string, kind: 'email' | 'userId', value: string): Promise<string> {
  return `server:${await keyedHash(key, `${kind}:${value}`)}`;
}

/** A visitor that begins with an identification: the same for the same event, however often it is worked out. */
export async function identifiedVisitor(key: string, device: string, event: string): Promise<string> {
  return (await keyedHash(key, `person:${device}:${event}`)).slice(0, 22);
}

/** HMAC-SHA256 of the text: 43 base64url characters. */
export async function keyedHash(key: string, text: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await imported(key), encoder.encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(signature)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function imported(key: string): Promise<CryptoKey> {
  let known = keys.get(key);
  if (!known) {
    known = crypto.subtle.importKey('raw', encoder.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]);
    keys.set(key, known);
  }
  return known;
}
