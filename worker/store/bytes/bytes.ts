// Converts bytes to text and back: hex for SQL and comparisons, base64url for ids, secrets and cursors. Also hashes text.

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as lower-case hex. */
export function hexOfBytes(bytes: Uint8Array): string {
  let hex = '';
  for (let at = 0; at < bytes.length; at++) hex += hexOfByte[bytes[at] as number];
  return hex;
}

/** Bytes as base64url (RFC 4648 §5), without padding. */
export function base64urlOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Decodes base64url. Throws if it is invalid. */
export function bytesOfBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  // `Uint8Array.from` takes four times as long, and this runs for the ids of each event.
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** The SHA-256 of a text in UTF-8: 32 bytes. */
export async function sha256Of(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
