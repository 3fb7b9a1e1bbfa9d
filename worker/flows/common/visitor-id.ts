// Ids from keyed hashes, so that browsers cannot choose or guess a visitor.

import { base64urlOf, hexOfBytes } from '../../store/bytes/bytes.ts';
import { uuidFrom } from '../../store/ids.ts';
import { Recent } from './recent.ts';

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();

/** Cache of recent devices: a visit needs the same hash many times. */
const anonymous = new Recent<string>(5_000);

/** The anonymous visitor of a device: 22 base64url characters of the first 16 bytes of HMAC-SHA256(key, "device:…"). */
export async function anonymousVisitor(key: string, device: string): Promise<string> {
  const name = `${key}\n${device}`;
  const known = anonymous.get(name);
  if (known !== undefined) return known;
  const visitor = await visitorOf(key, `device:${device}`);
  anonymous.set(name, visitor);
  return visitor;
}

/** No id sent by a browser or a server starts like this, because those are UUIDs. */
const standIn = 'server:';

/** The device that stands for a person named by the site's server without a device: `server:` and 43 characters. */
export async function serverDevice(key: string, kind: 'email' | 'userId', value: string): Promise<string> {
  return standIn + (await keyedHash(key, `${kind}:${value}`));
}

/** Whether a device stands for a person. Each identifying event on it has the identifier from which the device was derived. */
export function isStandIn(device: string): boolean {
  return device.startsWith(standIn);
}

/** A visitor that an identification creates: always the same for the same event. */
export function identifiedVisitor(key: string, device: string, event: string): Promise<string> {
  return visitorOf(key, `person:${device}:${event}`);
}

/** The id of the event for a lapse that started with an event on a device. */
export function lapseEventId(
  key: string,
  { lapse, device, id }: { lapse: string; device: string; id: string },
): Promise<string> {
  return eventId(key, `lapse:${lapse}:${device}:${id}`);
}

/** The id of the event that records the outcome with this id. */
export function outcomeEventId(key: string, outcome: string): Promise<string> {
  return eventId(key, `outcome:${outcome}`);
}

/** The UUID that an id of a site's own system becomes, as in an event that its server sends: the same for the same id. */
export function eventIdOf(key: string, ownId: string): Promise<string> {
  return eventId(key, `event:${ownId}`);
}

/**
 * A deterministic UUID (RFC 9562, version 8). Nobody else can send an event with this id first.
 */
async function eventId(key: string, text: string): Promise<string> {
  const hash = new Uint8Array(await signed(key, text)).slice(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return uuidFrom(hexOfBytes(hash));
}

/** The hash stored for an erased identifier or device. The prefix distinguishes it from the ids of server devices. */
export function erasedHash(key: string, kind: 'email' | 'userId' | 'device', value: string): Promise<string> {
  return keyedHash(key, `erased:${kind}:${value}`);
}

/** HMAC-SHA256 of the text: 43 base64url characters. */
export async function keyedHash(key: string, text: string): Promise<string> {
  return base64urlOf(new Uint8Array(await signed(key, text)));
}

async function visitorOf(key: string, text: string): Promise<string> {
  return base64urlOf(new Uint8Array(await signed(key, text)).slice(0, 16));
}

async function signed(key: string, text: string): Promise<ArrayBuffer> {
  return crypto.subtle.sign('HMAC', await imported(key), encoder.encode(text));
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
