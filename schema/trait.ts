// What is known of a person: a trait is one value, with where it came from.

/** A value that a form field, an identify or a server event may give. */
export type TraitValue = string | number | boolean;

/**
 * Where a trait may come from: a form's field, an identify, the site's own server; or, where none of these said it, the
 * person's email address, their job title, or the connection of the browser.
 */
export const traitOrigins = ['form', 'identify', 'server', 'email', 'title', 'edge'] as const;

export type TraitOrigin = (typeof traitOrigins)[number];

/** Taken from the connection of a browser, where somebody said who they are. Texts; what is unknown is left out. */
export const placeKeys = ['country', 'region', 'city', 'timezone', 'language'] as const;

/** ISO 3166-1 country, region, city, IANA time zone, and the first tag of Accept-Language. */
export type Place = { [Key in (typeof placeKeys)[number]]?: string };

/** A trait as a lead keeps it. */
export interface Trait {
  value: TraitValue;
  from: TraitOrigin;
  /** The site's server vouched for it. */
  verified: boolean;
  /** When it was said, UTC ms. */
  at: number;
}
