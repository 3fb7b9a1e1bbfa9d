// An event as it is stored in the log and read by the rules.

import type { LeadState } from '../../schema/api/visitors/lead.ts';
import type { OwnFields } from '../../schema/kinds.ts';
import type { Place, TraitValue } from '../../schema/trait.ts';

/** The fields of an event of any kind. All are optional, because each kind's fields were validated on arrival (schema/kinds.ts). */
export interface EventBody extends OwnFields {
  /** Filtered: no fragment but a route, no user info, only kept parameters (worker/intake/fields/url-filter.ts). */
  url?: string;
  referrer?: string;
  title?: string;
  /** Its name for people: a custom event's name as sent (the kind is its slug), or a form's label on the page. */
  label?: string;
  /** The collected fields of a form, or the traits of an identify, by name. Values are strings, numbers or booleans. */
  traits?: Record<string, TraitValue>;
  props?: Record<string, TraitValue>;
  /** Trimmed, in lower case (worker/score/identity/identifiers.ts). */
  email?: string;
  /** Never a placeholder. */
  userId?: string;
  /** Derived from the connection, only for events that identify somebody. Never an IP address (worker/intake/fields/place.ts). */
  place?: Place;
  /** Whether the site's server vouches for the identity, by a signed token or the server API. */
  verified?: true;
  /** Who recorded it by hand: a token id, or `bootstrap`. */
  actor?: string;
  /** Adjustments: the points. */
  points?: number;
  /** Adjustments and states: the reason. */
  reason?: string;
  /** Notes: the text. */
  text?: string;
  /** States: the state. */
  state?: LeadState;
  /** Owners: the name; '' means nobody. */
  owner?: string;
  /** Outcomes: the result, and the ids of the report and the deal in the site's own system. */
  result?: OutcomeResult;
  outcome?: string;
  deal?: string;
  /** The deal's value in this currency (ISO 4217). */
  value?: number;
  currency?: string;
  /** Lapses: the id of the event that started it, on the same device. Senders cannot set it. */
  after?: string;
}

/** The state of a deal. */
export type OutcomeResult = 'won' | 'lost' | 'open';

/** The sender. Events of automated browsers are stored but earn no points. */
export type EventOrigin = 'browser' | 'automated' | 'server';

/** An event before it is stored. Times are UTC ms. */
export interface NewEvent {
  device: string;
  id: string;
  kind: string;
  occurredAt: number;
  /** The time that determines its owner, if it is not `occurredAt` (adjustments, lapses). */
  ownedAt: number | null;
  session: string | null;
  origin: EventOrigin;
  /** The tag's consent state (consent.ts); none if no tag sent it. */
  consent?: number | null;
  body: EventBody;
}

/** A stored event. The order of arrival is (arrival, position, device, id). */
export interface LoggedEvent extends NewEvent {
  /** The tick of its batch, in 1/64 ms. */
  arrival: number;
  position: number;
}
