// Checks tokens for the API and the sign-in page, and links for colleagues, with a shared rate limit on guesses.

import { Recent } from '../flows/common/recent.ts';
import { hexOfBytes, sha256Of } from '../store/bytes/bytes.ts';
import { findActor } from '../store/sites/tokens.ts';
import { parseAddress } from './address.ts';
import type { Env } from './env.ts';

/** The period of the rate-limit bindings (wrangler.toml). */
const limitPeriodSeconds = 60;

/**
 * Valid tokens that this isolate has seen, each with its caller, as a SHA-256 of both. Every token is still looked up, but only
 * unknown pairs count as attempts. So a working program is never limited, and guessing from elsewhere reveals nothing, not
 * even whether a token is in use.
 */
const right = new Recent<true>(1_000);

/** Too many attempts from this address. */
export interface Braked {
  kind: 'braked';
  retryAfterSeconds: number;
}

type Checked = Awaited<ReturnType<typeof findActor>> | Braked;

/** Checks a token at `now` (UTC ms). `address` is the caller's: a key of the rate limit, never stored in plain form. */
export function checkPresented(
  env: Env,
  { presented, address, now }: Attempt & { now: number },
): Promise<Checked> {
  const find = () => findActor(env.DB, { presented, adminToken: env.ADMIN_TOKEN, now });
  return checkAttempt(env, { presented, address }, { find, isRight: ({ kind }) => kind === 'actor' });
}

/** A secret, and the address of who presents it. */
export interface Attempt {
  presented: string;
  address: string | undefined;
}

/** Looks a secret up with `find`, unless its address has presented too many that were not right. */
export async function checkAttempt<Found>(
  env: Env,
  { presented, address }: Attempt,
  { find, isRight }: { find: () => Promise<Found>; isRight: (found: Found) => boolean },
): Promise<Found | Braked> {
  const caller = callerOf(address ?? '');
  const name = hexOfBytes(await sha256Of(`${caller}\n${presented}`));
  if (!right.get(name) && !(await mayTry(env, caller))) {
    return { kind: 'braked', retryAfterSeconds: limitPeriodSeconds };
  }
  const found = await find();
  if (isRight(found)) right.set(name, true);
  else right.delete(name);
  return found;
}

async function mayTry({ LIMITS, TOKEN_LIMIT }: Env, caller: string): Promise<boolean> {
  if (LIMITS !== 'on' || !TOKEN_LIMIT) return true;
  return (await TOKEN_LIMIT.limit({ key: caller })).success;
}

/** An IPv4 address, or the /64 of an IPv6 address, because a connection gets at least a /64 and can use any address in it. */
function callerOf(address: string): string {
  const bytes = parseAddress(address);
  return bytes && address.includes(':') && !isMapped(bytes)
    ? `${hexOfBytes(bytes.subarray(0, 8))}/64`
    : address;
}

/** An IPv4 address in IPv6 notation: `::ffff:192.0.2.7`. All of them share a /64. */
function isMapped(bytes: Uint8Array): boolean {
  return hexOfBytes(bytes.subarray(0, 12)) === '00000000000000000000ffff';
}
