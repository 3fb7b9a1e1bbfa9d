// Identity verified by the site's server: an HS256 JWT (RFC 7519) signed with the site's `identitySecret`.

import type { JWTPayload } from 'jose';
import { jwtVerify } from 'jose/jwt/verify';
import { cleanEmail, cleanUserId } from '../score/identity/identifiers.ts';

/** The identity in the token; at least one of the two. */
export interface VouchedIdentity {
  email?: string;
  userId?: string;
}

/** Tolerance for a server clock ahead of ours. Beyond it, `iat` and `nbf` are in the future. */
export const clockSkewSeconds = 60;

const encoder = new TextEncoder();

/**
 * The identifiers that a token vouches for: claims `email` and `sub` (the userId), either or both, and `exp`. Null if it is
 * forged, not HS256, expired at `now` (UTC ms), without `exp`, not valid yet, for another audience than the site (its id), or
 * without an identifier.
 */
export async function vouchedIdentity(
  token: string,
  { secret, site, now }: { secret: string; site: string; now: number },
): Promise<VouchedIdentity | null> {
  try {
    const { payload } = await jwtVerify(token, encoder.encode(secret), {
      // Pinned, because the token's own `alg` is not trusted.
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(now),
      clockTolerance: clockSkewSeconds,
    });
    if (!isFor(site, payload) || !isTimely(payload, now / 1_000)) return null;
    const email = cleanEmail(payload.email);
    const userId = cleanUserId(payload.sub);
    if (email === null && userId === null) return null;
    return { ...(email !== null && { email }), ...(userId !== null && { userId }) };
  } catch {
    return null;
  }
}

/** RFC 7519 §4.1.3: one name or a list. A token without an audience is valid for every site with the secret. */
function isFor(site: string, { aud }: JWTPayload): boolean {
  return aud === undefined || (Array.isArray(aud) ? aud.includes(site) : aud === site);
}

/** The tolerance is only for clocks ahead of ours. jose also applies it to `exp`, which would make tokens live longer. */
function isTimely({ iat = 0, exp = 0 }: JWTPayload, nowSeconds: number): boolean {
  return iat <= nowSeconds + clockSkewSeconds && exp > nowSeconds;
}
