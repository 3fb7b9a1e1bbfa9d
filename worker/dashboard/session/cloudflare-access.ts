// Cloudflare Access: who it says has signed in. Its JWT is checked in full, because a Worker can also be reached at addresses
// that Access does not protect, where anybody can send such a header.
// https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/

import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createRemoteJWKSet } from 'jose/jwks/remote';
import { jwtVerify } from 'jose/jwt/verify';
import { signInEmail } from '../../../schema/api/sites/token.ts';
import type { Env, SiteEnv } from '../../http/env.ts';

/** Tolerance for a clock of Access that differs from ours. */
const clockToleranceSeconds = 10;

/** How long a team's keys are kept. A key that Access has withdrawn is accepted for this long. */
const keysMaxAgeMs = 10 * 60_000;

/** At most one fetch in this time for tokens with an unknown key: an attacker can make up as many as they like. */
const keysCooldownMs = 30_000;

/** Longer than any JWT of Access: more is not parsed. */
const maxTokenChars = 16_384;

/** The team's origin, and the audience tag of the Access application. */
export interface AccessSettings {
  issuer: string;
  audience: string;
}

/** The settings; null where Access is not set up. The team may be given as `acme`, as a host, or as an address. */
export function accessSettings({ ACCESS_TEAM_DOMAIN = '', ACCESS_AUD = '' }: Env): AccessSettings | null {
  const [team, audience] = [ACCESS_TEAM_DOMAIN.trim().toLowerCase(), ACCESS_AUD.trim()];
  const host = team.replace(/^https:\/\//, '').replace(/\/$/, '');
  if (host === '' || audience === '') return null;
  const url = `https://${host.includes('.') ? host : `${host}.cloudflareaccess.com`}`;
  return URL.canParse(url) && new URL(url).origin === url ? { issuer: url, audience } : null;
}

/** Each team's keys, which jose fetches when they are needed. */
const keysOf = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

function keysFrom(issuer: string) {
  const known = keysOf.get(issuer);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`), {
    cooldownDuration: keysCooldownMs,
    cacheMaxAge: keysMaxAgeMs,
  });
  keysOf.set(issuer, keys);
  return keys;
}

/**
 * The email, as roles are kept (`signInEmail`), of the person whom Access has signed in to this application. Null: nobody, or the
 * token is forged, of another team or application, not RS256, expired, not valid yet, or of a program (a service token has no
 * email).
 */
export async function accessEmail(c: Context<SiteEnv>): Promise<string | null> {
  const settings = accessSettings(c.env);
  const token = accessToken(c);
  if (!settings || token === undefined || token.length > maxTokenChars) return null;
  try {
    const { payload } = await jwtVerify(token, keysFrom(settings.issuer), {
      ...settings,
      // Pinned, because the token's own `alg` is not trusted.
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'email'],
      currentDate: new Date(),
      clockTolerance: clockToleranceSeconds,
    });
    return signInEmail.safeParse(payload.email).data ?? null;
  } catch (error) {
    // Anybody can send a forged token, but only Cloudflare can fail to serve keys: that is worth a line.
    if (!isForged(error)) console.error('cannot check a token of Cloudflare Access', error);
    return null;
  }
}

/** What Access adds to each request; browsers that it has signed in also have it as a cookie. */
function accessToken(c: Context<SiteEnv>): string | undefined {
  return c.req.header('cf-access-jwt-assertion') ?? getCookie(c, 'CF_Authorization');
}

/** Errors of the token itself: https://github.com/panva/jose/tree/main/docs/util/errors */
function isForged(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^ERR_(JWT|JWS|JOSE_ALG|JOSE_NOT_SUPPORTED)/.test(code) || code === 'ERR_JWKS_NO_MATCHING_KEY';
}

/** Where a browser signs out of Access. */
export const accessSignOut = '/cdn-cgi/access/logout';
