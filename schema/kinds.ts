// Every kind of event, described once: who may send it, what a browser sends with it, what rules read of it, and how it is
// stored and shown. Whatever else must know of a kind is a `Record<Kind, …>`, so that a new one does not compile without it.
// The snippet does not import this file: it would bundle zod.

import * as z from 'zod';
import { limits } from './event.ts';
import { commonFields, identityFields, looseProps, url, uuidOf } from './event-fields.ts';

/** The keys that rules read of events of every kind, besides `query.NAME`. */
export const commonKeys = ['path', 'hash', 'host', 'url', 'referrer', 'title', 'email', 'source'] as const;

/** Keys whose values are worked out of an event's fields when a rule asks for them (worker/score/rules/facts.ts). */
const derivedKeys = ['path', 'hash', 'host', 'source', 'intent'] as const;

export type DerivedKey = (typeof derivedKeys)[number];

interface Description {
  /** The keys that rules read of this kind, besides `commonKeys`: fields of its body (worker/score/event.ts), or derived of them. */
  readonly keys: readonly string[];
  /** Whether rules read `props.NAME` of it. */
  readonly hasProps: boolean;
  /** Whether it shows that the visitor was there at that time. What is only recorded about them does not. */
  readonly isSighting: boolean;
  /** What the visitor did, in the timeline; worker/dashboard/words/wording.ts says on what. */
  readonly did: string;
}

/** A kind that a browser may send, and the site's server too. */
interface BrowserDescription extends Description {
  readonly sender: 'browser';
  /** A capital letter of its own, which the log stores instead of the name. */
  readonly stored: string;
  /** All fields of its event on the wire. Unknown ones are dropped. */
  readonly fields: z.ZodObject;
  /** Whether it happens without anyone meaning to be known: such events are left out under Global Privacy Control. */
  readonly isPassive: boolean;
  /** Where the traits that it gives come from; null: it gives none. */
  readonly traitsFrom: 'form' | 'identify' | null;
}

/** A kind that only the site's server may send, as a custom event; or nobody: the API has a route of its own for it. */
interface OtherDescription extends Description {
  readonly sender: 'server' | 'route';
}

const passive = {
  sender: 'browser',
  hasProps: false,
  isPassive: true,
  traitsFrom: null,
  isSighting: true,
} as const;
const email = { sender: 'server', keys: [], hasProps: true, isSighting: true } as const;

/** All kinds that mean something to Leadlight; any other name is a custom event's. */
export const kinds = {
  page_view: {
    ...passive,
    stored: 'V',
    fields: z.object({ ...commonFields, url, props: looseProps }),
    keys: [],
    hasProps: true,
    did: 'Viewed',
  },
  download: {
    ...passive,
    stored: 'D',
    fields: z.object({ ...commonFields, file: url }),
    keys: ['file'],
    did: 'Downloaded',
  },
  form_fill: {
    sender: 'browser',
    stored: 'F',
    fields: z.object({
      ...commonFields,
      form: z.string('give the name of the form').trim().default(''),
      /** What the form is called on the page: its accessible name, else the words of its button. */
      label: z.string('give a text').optional(),
      email: identityFields.email,
      fields: looseProps,
    }),
    keys: ['form', 'label', 'intent'],
    hasProps: false,
    isPassive: false,
    traitsFrom: 'form',
    isSighting: true,
    did: 'Filled in a form',
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
    did: 'Read',
  },
  outbound_click: {
    ...passive,
    stored: 'C',
    fields: z.object({ ...commonFields, target: url }),
    keys: ['target'],
    did: 'Left for',
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
    did: 'Was identified as',
  },
  email_open: { ...email, did: 'Opened an email' },
  email_click: { ...email, did: 'Clicked in an email' },
  email_reply: { ...email, did: 'Replied to an email' },
  email_bounce: { ...email, did: 'An email bounced' },
  outcome: {
    sender: 'route',
    keys: ['result', 'value'],
    hasProps: false,
    isSighting: false,
    did: 'Is being talked to about a deal',
  },
  // No rule scores it: it brings its own points (worker/score/rules/award-request.ts).
  adjustment: { sender: 'route', keys: [], hasProps: false, isSighting: false, did: 'Was adjusted by hand' },
} as const satisfies Record<string, BrowserDescription | OtherDescription>;

export type Kind = keyof typeof kinds;

/** The kinds that a browser may send; each has fields of its own. */
export type BrowserKind = { [K in Kind]: (typeof kinds)[K]['sender'] extends 'browser' ? K : never }[Kind];

/** A field that only some kinds of browsers' events have, and that rules read. */
type OwnKey = Exclude<(typeof kinds)[BrowserKind]['keys'][number], DerivedKey>;

type Checked<Key> = {
  [K in BrowserKind]: Key extends (typeof kinds)[K]['keys'][number]
    ? z.output<(typeof kinds)[K]['fields']>[Key & keyof z.output<(typeof kinds)[K]['fields']>]
    : never;
}[BrowserKind];

/** The fields that only some kinds have, as they are once the wire is checked: a file, a form's name, an engagement's seconds. */
export type OwnFields = { [Key in OwnKey]?: Checked<Key> };

/** A key that rules read, besides `query.NAME` and `props.NAME`. */
export type EventKey = (typeof commonKeys)[number] | (typeof kinds)[Kind]['keys'][number];

/** The names of all kinds, in the order above. */
export const allKinds = Object.keys(kinds) as Kind[];

/** The names of those that a browser may send. */
export const browserKinds = allKinds.filter((kind): kind is BrowserKind => kinds[kind].sender === 'browser');

/** The keys of `OwnFields`. */
export const ownKeys = browserKinds
  .flatMap<EventKey>((kind) => kinds[kind].keys)
  .filter((key): key is OwnKey => !derivedKeys.some((derived) => derived === key));

/** Whether Leadlight knows the kind. Any other name is a custom event's. */
export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}

/** Whether it is one of `browserKinds`. */
export function isBrowserKind(kind: string): kind is BrowserKind {
  return isKind(kind) && kinds[kind].sender === 'browser';
}

/** Whether browsers may not send this kind: every `email_*`, and what has a route of its own. They get `server_only`. */
export function isServerOnly(kind: string): boolean {
  return kind.startsWith('email_') || (isKind(kind) && kinds[kind].sender !== 'browser');
}
