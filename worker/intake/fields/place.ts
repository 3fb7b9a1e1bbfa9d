// Where a connection comes from, as Cloudflare and the browser tell with each request. Kept only with an event that says who
// somebody is; the address it is derived from never is.

import { isBrowserKind, kinds } from '../../../schema/kinds.ts';
import { type Place, placeKeys } from '../../../schema/trait.ts';
import type { EventBody } from '../../score/event.ts';
import { cleanText } from './text.ts';

/** Longer than any name of a region or city. */
const maxPlaceChars = 120;

/** Cloudflare's for an unknown country, and for Tor. */
const noCountry = new Set(['XX', 'T1']);

/** A language tag (RFC 5646), in as far as browsers send them. */
const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i;

/** What is known of it. `cf` is the request's (undefined where the platform sends none), `language` its Accept-Language. */
export function placeOf(cf: unknown, language: string | null): Place {
  const told: Record<string, unknown> = { ...(cf as object | undefined), language: firstLanguage(language) };
  const place: Place = {};
  for (const key of placeKeys) {
    const value = told[key];
    if (typeof value !== 'string' || value === '' || (key === 'country' && noCountry.has(value))) continue;
    place[key] = cleanText(value, maxPlaceChars);
  }
  return place;
}

/** The first tag, which is the one preferred: `de-AT` of `de-AT,de;q=0.9,en;q=0.8`. */
function firstLanguage(header: string | null): string | undefined {
  const tag = header?.split(/[,;]/, 1)[0]?.trim() ?? '';
  return tag.length <= 35 && languageTag.test(tag) ? tag : undefined;
}

/** Adds the place to an event that may give traits, if it names somebody; every other event goes without. */
export function addPlace(kind: string, body: EventBody, place: Place): void {
  const namesSomebody = body.email !== undefined || body.userId !== undefined;
  if (!namesSomebody || !isBrowserKind(kind) || kinds[kind].traitsFrom === null) return;
  if (Object.keys(place).length > 0) body.place = place;
}
