// The place of a connection, from Cloudflare and the browser. Stored only with an event that identifies somebody; the IP address
// is never stored.

import { isBrowserKind, kinds } from '../../../schema/kinds.ts';
import { type Place, placeKeys } from '../../../schema/trait.ts';
import type { EventBody } from '../../score/event.ts';
import { cleanText } from './text.ts';

/** Longer than any name of a region or city. */
const maxPlaceChars = 120;

/** Cloudflare's codes for an unknown country, and for Tor. */
const noCountry = new Set(['XX', 'T1']);

/** A language tag (RFC 5646), as far as browsers send it. */
const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i;

/** The known parts of the place. `cf` belongs to the request (undefined if the platform sends none), `language` is Accept-Language. */
export function placeOf(cf: unknown, language: string | null): Place {
  const known: Record<string, unknown> = { ...(cf as object | undefined), language: firstLanguage(language) };
  const place: Place = {};
  for (const key of placeKeys) {
    const value = known[key];
    if (typeof value !== 'string' || value === '' || (key === 'country' && noCountry.has(value))) continue;
    place[key] = cleanText(value, maxPlaceChars);
  }
  return place;
}

/** The first tag, which is the preferred one: `de-AT` of `de-AT,de;q=0.9,en;q=0.8`. */
function firstLanguage(header: string | null): string | undefined {
  const tag = header?.split(/[,;]/, 1)[0]?.trim() ?? '';
  return tag.length <= 35 && languageTag.test(tag) ? tag : undefined;
}

/** Adds the place to an event that can set traits, if it identifies somebody; other events stay without. */
export function addPlace(kind: string, body: EventBody, place: Place): void {
  const namesSomebody = body.email !== undefined || body.userId !== undefined;
  if (!namesSomebody || !isBrowserKind(kind) || kinds[kind].traitsFrom === null) return;
  if (Object.keys(place).length > 0) body.place = place;
}
