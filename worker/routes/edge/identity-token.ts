// Identity that the site's server vouches for: an HS256 JWT (RFC 7519) made with the site's `identitySecret`.

import { jwtVerify } from 'jose/jwt/verify';
import { cleanEmail, cleanUserId } from '../../score/identifiers.ts';

/** Who the token names; at least one of the two. */
export interface VouchedIdentity {
  email?: string;
  userId?: string;
}

const encoder = new TextEncoder();

/**
 * The identifiers that a token vouches for: claims `email` and `sub` (the userId), either or both, and `exp`.
 * Null when it is forged, expired at `now` (UTC ms), not HS256, without `exp`, or names nobody.
 */
export async function vouchedIdentity(
  token: string,
  { secret, now }: { secret: string; now: number },
): Promise<VouchedIdentity | null> {
  try {
    const { payload } = await jwtVerify(token, encoder.encode(secret), {
      // Pinned: what the token says of its own algorithm is not believed.
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    });
    const email = cleanEmail(payload.email);
    const userId = cleanUserId(payload.sub);
    if (email === null && userId === null) return null;
    return { ...(email !== null && { email }), ...(userId !== null && { userId }) };
  } catch {
    return null;
  }
}
