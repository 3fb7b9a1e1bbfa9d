// Every kind of event, described once: who can send it, its fields, the keys that rules read, and how it is stored.
// Other code that depends on kinds uses a `Record<Kind, …>`, so that a new kind does not compile without an entry.
// The snippet does not import this file, because that would bundle zod.

import * as z from 'zod';
import { limits } from './event.ts';
import { commonFields, identityFields, looseProps, url, uuidOf } from './event-fields.ts';

/** The keys that rules can read from every kind of event, besides `query.NAME`. */
export const commonKeys = [
  'path',
  'hash',
  'topic',
  'host',
  'url',
  'referrer',
  'title',
  'email',
  'source',
] as const;

/** Keys whose values are computed from an event's fields when a rule reads them (worker/score/rules/facts.ts). */
const derivedKeys = ['path', 'hash', 'topic', 'host', 'source', 'formText', 'intent'] as const;

export type DerivedKey = (typeof derivedKeys)[number];

interface Description {
  /** Further keys that rules can read: fields of the body (worker/score/event.ts), or derived from them. */
  readonly keys: readonly string[];
  /** Whether rules can read `props.NAME`. */
  readonly hasProps: boolean;
  /** Whether it shows that the visitor was active at that time. Facts that others record about a visitor do not. */
  readonly isSighting: boolean;
  /** Whether lists show it as what the visitor did last: not how long a page was read, who said who they are, or an email that came back. */
  readonly isAct: boolean;
}

/** A kind that browsers and the site's server can send. */
interface BrowserDescription extends Description {
  readonly sender: 'browser';
  /** A unique capital letter, which the log stores instead of the name. */
  readonly stored: string;
  /** All fields of the event on the wire. Unknown ones are dropped. */
  readonly fields: z.ZodObject;
  /** Whether the visitor did not mean to identify themselves: Global Privacy Control drops such events. */
  readonly isPassive: boolean;
  /** The origin of the traits that it sets; null: it sets none. */
  readonly traitsFrom: 'form' | 'identify' | null;
}

/** A kind that only the site's server can send, as a custom event, or only a separate route of the API creates. */
interface OtherDescription extends Description {
  readonly sender: 'server' | 'route';
}

const passive = {
  sender: 'browser',
  hasProps: false,
  isPassive: true,
  traitsFrom: null,
  isSighting: true,
  isAct: true,
} as const;
const email = { sender: 'server', keys: [], hasProps: true, isSighting: true, isAct: true } as const;
const route = { sender: 'route', hasProps: false, isSighting: false, isAct: false } as const;

/** All kinds that Leadlight knows. Any other name is a custom event. */
export const kinds = {
  page_view: {
    ...passive,
    stored: 'V',
    fields: z.object({ ...commonFields, url, props: looseProps }),
    keys: [],
    hasProps: true,
  },
  download: {
    ...passive,
    stored: 'D',
    fields: z.object({ ...commonFields, file: url }),
    keys: ['file'],
  },
  form_fill: {
    sender: 'browser',
    stored: 'F',
    fields: z.object({
      ...commonFields,
      form: z.string('give the name of the form').trim().default(''),
      /** The form's accessible name or title, or else the text of its button. */
      label: z.string('give a text').optional(),
      email: identityFields.email,
      fields: looseProps,
    }),
    keys: ['form', 'label', 'formText', 'intent'],
    hasProps: false,
    isPassive: false,
    traitsFrom: 'form',
    isSighting: true,
    isAct: true,
  },
  engagement: {
    ...passive,
    stored: 'E',
    fields: z.object({
      ...commonFields,
      view: uuidOf('the id of the page view that it belongs to'),
      seconds: z
        .number('give the active seconds since the page view')
        .min(0, 'give 0 seconds or more')
        .max(limits.maxSeconds, `give at most ${limits.maxSeconds} seconds`),
      scroll: z
        .number('give the deepest scroll in percent')
        .min(0, 'give 0 percent or more')
        .max(100, 'give at most 100 percent'),
    }),
    keys: ['view', 'seconds', 'scroll'],
    isAct: false,
  },
  outbound_click: {
    ...passive,
    stored: 'C',
    fields: z.object({ ...commonFields, target: url }),
    keys: ['target'],
  },
  identify: {
    sender: 'browser',
    stored: 'I',
    // Loose: unknown top-level keys are traits.
    fields: z.looseObject({
      ...commonFields,
      ...identityFields,
      traits: looseProps,
      token: z.string('give a JWT').optional(),
    }),
    keys: [],
    hasProps: false,
    isPassive: false,
    traitsFrom: 'identify',
    isSighting: true,
    isAct: false,
  },
  email_open: email,
  email_click: email,
  email_reply: email,
  email_bounce: { ...email, isAct: false },
  outcome: { ...route, keys: ['result', 'value'] },
  // No rule scores it, because it has its own points (worker/score/rules/award-request.ts).
  adjustment: { ...route, keys: [] },
  // What sales do with a lead. The prefix keeps the names free for a site's own events.
  lead_note: { ...route, keys: [] },
  lead_state: { ...route, keys: ['state', 'reason'] },
  lead_owner: { ...route, keys: ['owner'] },
} as const satisfies Record<string, BrowserDescription | OtherDescription>;

export type Kind = keyof typeof kinds;

/** The kinds that a browser can send; each has its own fields. */
export type BrowserKind = { [K in Kind]: (typeof kinds)[K]['sender'] extends 'browser' ? K : never }[Kind];

/** A field that only some browser kinds have, and that rules can read. */
type OwnKey = Exclude<(typeof kinds)[BrowserKind]['keys'][number], DerivedKey>;

type Checked<Key> = {
  [K in BrowserKind]: Key extends (typeof kinds)[K]['keys'][number]
    ? z.output<(typeof kinds)[K]['fields']>[Key & keyof z.output<(typeof kinds)[K]['fields']>]
    : never;
}[BrowserKind];

/** The fields that only some kinds have, after validation: a file, a form's name, an engagement's seconds. */
export type OwnFields = { [Key in OwnKey]?: Checked<Key> };

/** A key that rules can read, besides `query.NAME` and `props.NAME`. */
export type EventKey = (typeof commonKeys)[number] | (typeof kinds)[Kind]['keys'][number];

/** The names of all kinds, in the order above. */
export const allKinds = Object.keys(kinds) as Kind[];

/** The names of the kinds that a browser can send. */
export const browserKinds = allKinds.filter((kind): kind is BrowserKind => kinds[kind].sender === 'browser');

/** The keys of `OwnFields`. */
export const ownKeys = browserKinds
  .flatMap<EventKey>((kind) => kinds[kind].keys)
  .filter((key): key is OwnKey => !derivedKeys.some((derived) => derived === key));

/** Whether Leadlight knows the kind. Any other name is a custom event. */
export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}

/** Whether it is one of `browserKinds`. */
export function isBrowserKind(kind: string): kind is BrowserKind {
  return isKind(kind) && kinds[kind].sender === 'browser';
}

/** Whether browsers cannot send this kind: every `email_*`, and kinds with a separate route. They are rejected as `server_only`. */
export function isServerOnly(kind: string): boolean {
  return kind.startsWith('email_') || (isKind(kind) && kinds[kind].sender !== 'browser');
}
