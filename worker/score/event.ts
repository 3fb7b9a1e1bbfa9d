// An event as the log holds it and as the rules read it.

import type { LeadState } from '../../schema/api/lead.ts';
import type { OwnFields } from '../../schema/kinds.ts';
import type { Place, TraitValue } from '../../schema/trait.ts';

/** The fields of an event, of whatever kind; all optional here because the wire has checked them per kind (schema/kinds.ts). */
export interface EventBody extends OwnFields {
  /** Filtered: no fragment but a route, no user info, only kept parameters (worker/intake/fields/url-filter.ts). */
  url?: string;
  referrer?: string;
  title?: string;
  /** What people call it: a custom event's name as it was sent (its kind is the slug of it), a form's words on the page. */
  label?: string;
  /** The form's collected fields, by name; in an identify its traits. Values are strings, numbers or booleans. */
  traits?: Record<string, TraitValue>;
  props?: Record<string, TraitValue>;
  /** Clean: trimmed, lower case (worker/score/identity/identifiers.ts). */
  email?: string;
  /** Clean: never a placeholder. */
  userId?: string;
  /** Taken from the connection, where the event names somebody: never an address (worker/intake/fields/place.ts). */
  place?: Place;
  /** The site's server vouches for the identity: a signed token, or the server API. */
  verified?: true;
  /** Who recorded it by hand: a token id, or `bootstrap`. */
  actor?: string;
  /** Of an adjustment: the points. */
  points?: number;
  /** Of an adjustment, or a state: why. */
  reason?: string;
  /** Of a note. */
  text?: string;
  /** Of a state. */
  state?: LeadState;
  /** Of an owner: the name; '' means nobody. */
  owner?: string;
  /** Of an outcome: how it ended, and what the site's own system calls the report and the deal. */
  result?: OutcomeResult;
  outcome?: string;
  deal?: string;
  /** What it is worth, in this currency (ISO 4217). */
  value?: number;
  currency?: string;
  /** Of a lapse: the id of the event it began with, on the same device. No sender can set it. */
  after?: string;
}

/** How a deal stands. */
export type OutcomeResult = 'won' | 'lost' | 'open';

/** Who sent it; what an automated browser does is stored and earns nothing. */
export type EventOrigin = 'browser' | 'automated' | 'server';

/** An event on its way to the log. Times are UTC ms. */
export interface NewEvent {
  device: string;
  id: string;
  kind: string;
  occurredAt: number;
  /** The moment that decides who owns it, where that is not `occurredAt` (adjustments, lapses). */
  ownedAt: number | null;
  session: string | null;
  origin: EventOrigin;
  /** What the tag knew of consent (consent.ts); none where no tag sent it. */
  consent?: number | null;
  body: EventBody;
}

/** An event in the log. Order of arrival is (arrival, position, device, id). */
export interface LoggedEvent extends NewEvent {
  /** Tick of its batch, 1/64 ms. */
  arrival: number;
  position: number;
}
