// What is known of a person: a trait is one value, with where it came from.

/** A value that a form field, an identify or a server event may give. */
export type TraitValue = string | number | boolean;

/** A trait as a lead keeps it. */
export interface Trait {
  value: TraitValue;
  /** The site's server vouched for it. */
  verified: boolean;
  /** When it was said, UTC ms. */
  at: number;
}
