// Facts about a person: a trait is one value, with its origin.

/** A value from a form field, an identify or a server event. */
export type TraitValue = string | number | boolean;

/**
 * Where a trait comes from: a form's field, an identify, or the site's own server; or, if none of these has it, the
 * person's email address, their job title, or the browser's connection.
 */
export const traitOrigins = ['form', 'identify', 'server', 'email', 'title', 'edge'] as const;

export type TraitOrigin = (typeof traitOrigins)[number];

/** Taken from the browser's connection when someone identifies themselves. Texts; unknown parts are omitted. */
export const placeKeys = ['country', 'region', 'city', 'timezone', 'language'] as const;

/** ISO 3166-1 country, region, city, IANA time zone, and the first tag of Accept-Language. */
export type Place = { [Key in (typeof placeKeys)[number]]?: string };

/** A trait as a lead stores it. */
export interface Trait {
  value: TraitValue;
  from: TraitOrigin;
  /** The site's server vouched for it. */
  verified: boolean;
  /** When it was stated, UTC ms. */
  at: number;
}
