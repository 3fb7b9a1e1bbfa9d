// Events as sentences: verb, object and details. And the origin of a trait in words.

import type { TimelineEvent } from '../../../schema/api/visitor.ts';
import { isKind, type Kind, kinds } from '../../../schema/kinds.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { EventBody, OutcomeResult } from '../../score/event.ts';
import { fileName } from '../../score/standing/done/file-name.ts';
import { foreignHost, type ShownUrl, shownUrl } from './page-link.ts';
import { gainText } from './points.ts';

/** `Viewed` + `/pricing` + [`from google.com`]. `about` is text from the browser, displayed differently from ours. */
export interface Sentence {
  did: string;
  about: ShownUrl | null;
  details: string[];
}

const plain = (text: string): ShownUrl => ({ text, href: null });
const said = (text: string | undefined): ShownUrl | null => (text ? plain(text) : null);

function details(...parts: (string | false | null | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '');
}

/** `plan: team`, for each. */
function pairs(values: EventBody['props']): string[] {
  return Object.entries(values ?? {}).map(([name, value]) => `${traitName(name)}: ${traitText(name, value)}`);
}

function onPage(url: string | undefined, origins: readonly string[]): string | null {
  return url ? `on ${shownUrl(url, origins).text}` : null;
}

const ended: Partial<Record<OutcomeResult, string>> = {
  won: 'Deal won',
  lost: 'Deal lost',
};

/** The object and the details. `did` only if it differs from schema/kinds.ts. */
type Telling = (body: EventBody, origins: readonly string[]) => Omit<Sentence, 'did'> & { did?: string };

const tellings: Record<Kind, Telling> = {
  page_view: ({ url, title, referrer }, origins) => {
    const host = referrer ? foreignHost(referrer, origins) : null;
    return {
      about: url ? shownUrl(url, origins) : plain('a page'),
      details: details(title, host && `from ${host}`),
    };
  },
  engagement: ({ url, seconds, scroll }, origins) => ({
    about: url ? shownUrl(url, origins) : null,
    details: details(
      seconds !== undefined && `for ${duration(seconds)}`,
      scroll !== undefined && `down to ${Math.round(scroll)} %`,
    ),
  }),
  download: ({ file, url }, origins) => ({
    about: file ? { text: fileName(file), href: shownUrl(file, origins).href } : plain('a file'),
    details: details(onPage(url, origins)),
  }),
  form_fill: ({ form, label, email, traits, url }, origins) => ({
    ...(form && { did: 'Filled in the form' }),
    about: said(form),
    details: details(label, email, ...pairs(traits), onPage(url, origins)),
  }),
  outbound_click: ({ target, url }, origins) => ({
    about: target ? shownUrl(target, origins) : plain('another site'),
    details: details(onPage(url, origins)),
  }),
  identify: ({ email, userId, verified, traits }) => ({
    about: said(email ?? userId),
    details: details(email && userId, verified ? 'verified' : 'claimed', ...pairs(traits)),
  }),
  adjustment: ({ points, reason, actor }) => ({
    about: points === undefined ? null : plain(gainText(points)),
    details: details(reason, byWhom(actor)),
  }),
  lead_note: ({ text, actor }) => ({ about: said(text), details: details(byWhom(actor)) }),
  lead_state: ({ state, reason, actor }) => ({
    about: said(state),
    details: details(reason, byWhom(actor)),
  }),
  lead_owner: ({ owner, actor }) => ({
    ...(owner === '' && { did: 'Owner removed' }),
    about: said(owner),
    details: details(byWhom(actor)),
  }),
  outcome: ({ result, deal, value, currency, actor }) => ({
    ...(result && ended[result] && { did: ended[result] }),
    about: said(deal),
    details: details(
      value !== undefined && [String(value), currency].filter(Boolean).join(' '),
      byWhom(actor),
    ),
  }),
  email_open: ofEmail,
  email_click: ofEmail,
  email_reply: ofEmail,
  email_bounce: ofEmail,
};

function byWhom(actor: string | undefined): string | undefined {
  return actor && `by ${actor}`;
}

/** Who recorded something by hand: the label of the token, or its id if there is none. */
export function actorName(actor: string, labels: ReadonlyMap<string, string>): string {
  return actor === 'bootstrap' ? 'the administrator' : (labels.get(actor) ?? actor);
}

function ofEmail({ target, url, props }: EventBody, origins: readonly string[]): ReturnType<Telling> {
  const at = target ?? url;
  return { about: at ? shownUrl(at, origins) : null, details: pairs(props) };
}

/**
 * Describes an event; a custom event by its name. Links only to pages of the site's `origins`. `actors`: the labels of tokens by id.
 */
export function tell(
  { kind, body }: TimelineEvent,
  origins: readonly string[],
  actors: ReadonlyMap<string, string> = new Map(),
): Sentence {
  const { actor, ...said } = body as EventBody;
  const known: EventBody = { ...said, ...(actor !== undefined && { actor: actorName(actor, actors) }) };
  if (isKind(kind)) return { did: kinds[kind].did, ...tellings[kind](known, origins) };
  const { label, url, props } = known;
  return {
    did: 'Event',
    about: plain(label ?? kind),
    details: details(...pairs(props), onPage(url, origins)),
  };
}

const origins: Readonly<Record<Trait['from'], string>> = {
  form: 'in a form',
  identify: 'on the page',
  server: 'by your server',
  email: 'from the email address',
  title: 'from the job title',
  edge: 'from the connection',
};

/** `claimed in a form`, `verified by your server`, `derived from the email address`. */
export function whoseWord({ from, verified }: Pick<Trait, 'from' | 'verified'>): string {
  const isDerived = from === 'email' || from === 'title' || from === 'edge';
  return `${isDerived ? 'derived' : verified ? 'verified' : 'claimed'} ${origins[from]}`;
}

const traitNames: Readonly<Record<string, string>> = {
  emailType: 'Kind of email address',
  emailDomain: 'Email domain',
  timezone: 'Time zone',
};
const emailTypeNames: Readonly<Record<string, string>> = {
  work: 'at work',
  free: 'free mailbox',
  disposable: 'throw-away mailbox',
};

/** A trait’s name for people: `jobTitle`, `job_title` and `JOB-TITLE` are `Job title`. */
export function traitName(name: string): string {
  if (Object.hasOwn(traitNames, name)) return traitNames[name] as string;
  const words = name
    .replace(/[_\s-]+/g, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .trim();
  if (words === '') return name;
  // An abbreviation keeps its capitals: `VAT ID`.
  const lower = words
    .split(' ')
    .map((word) => (/^\p{Lu}+$/u.test(word) && words !== words.toUpperCase() ? word : word.toLowerCase()));
  const text = lower.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A trait’s value for people. */
export function traitText(name: string, value: Trait['value']): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const known = name === 'emailType' ? emailTypeNames[String(value)] : undefined;
  return known ?? String(value);
}

/** `42 s`, `3 min`, `1 h 5 min`. */
function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
