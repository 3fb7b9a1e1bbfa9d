// Events as sentences: what somebody did, on what, and what else is known of it. And whose word a trait is.

import type { TimelineEvent } from '../../../schema/api/visitor.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { EventBody, OutcomeResult } from '../../score/event.ts';
import { fileName, foreignHost, type ShownUrl, shownUrl } from '../frame/page-link.ts';
import { gainText } from './points.ts';

/** `Viewed` + `/pricing` + [`from google.com`]. `about` is what a browser said, and shown apart from our own words. */
export interface Sentence {
  did: string;
  about: ShownUrl | null;
  details: string[];
}

type Telling = (body: EventBody, origins: readonly string[], kind: string) => Sentence;

const plain = (text: string): ShownUrl => ({ text, href: null });
const said = (text: string | undefined): ShownUrl | null => (text ? plain(text) : null);

function details(...parts: (string | false | null | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '');
}

/** `plan: team`, for each. */
function pairs(values: EventBody['props']): string[] {
  return Object.entries(values ?? {}).map(([name, value]) => `${name}: ${value}`);
}

function onPage(url: string | undefined, origins: readonly string[]): string | null {
  return url ? `on ${shownUrl(url, origins).text}` : null;
}

const results: Record<OutcomeResult, string> = {
  won: 'Became a customer',
  lost: 'Was lost as a deal',
  open: 'Is being talked to about a deal',
};

const tellings: Record<string, Telling> = {
  page_view: ({ url, title, referrer }, origins) => {
    const host = referrer ? foreignHost(referrer, origins) : null;
    return {
      did: 'Viewed',
      about: url ? shownUrl(url, origins) : plain('a page'),
      details: details(title, host && `from ${host}`),
    };
  },
  engagement: ({ url, seconds, scroll }, origins) => ({
    did: 'Read',
    about: url ? shownUrl(url, origins) : null,
    details: details(
      seconds !== undefined && `for ${duration(seconds)}`,
      scroll !== undefined && `down to ${Math.round(scroll)} %`,
    ),
  }),
  download: ({ file, url }, origins) => ({
    did: 'Downloaded',
    about: file ? { text: fileName(file), href: shownUrl(file, origins).href } : plain('a file'),
    details: details(onPage(url, origins)),
  }),
  form_fill: ({ form, email, traits, url }, origins) => ({
    did: form ? 'Filled in the form' : 'Filled in a form',
    about: said(form),
    details: details(email, ...pairs(traits), onPage(url, origins)),
  }),
  outbound_click: ({ target, url }, origins) => ({
    did: 'Left for',
    about: target ? shownUrl(target, origins) : plain('another site'),
    details: details(onPage(url, origins)),
  }),
  identify: ({ email, userId, verified, traits }) => ({
    did: 'Was identified as',
    about: said(email ?? userId),
    details: details(email && userId, verified ? 'verified' : 'claimed', ...pairs(traits)),
  }),
  adjustment: ({ points, reason, actor }) => ({
    did: 'Was adjusted by hand',
    about: points === undefined ? null : plain(gainText(points)),
    details: details(reason, actor && `by ${actor}`),
  }),
  outcome: ({ result, deal, value, currency }) => ({
    did: results[result ?? 'open'],
    about: said(deal),
    details: details(value !== undefined && [String(value), currency].filter(Boolean).join(' ')),
  }),
  email_open: (body, origins) => ofEmail('Opened an email', body, origins),
  email_click: (body, origins) => ofEmail('Clicked in an email', body, origins),
  email_reply: (body, origins) => ofEmail('Replied to an email', body, origins),
  email_bounce: (body, origins) => ofEmail('An email bounced', body, origins),
};

function ofEmail(did: string, { target, url, props }: EventBody, origins: readonly string[]): Sentence {
  const at = target ?? url;
  return { did, about: at ? shownUrl(at, origins) : null, details: pairs(props) };
}

/** A custom event says its own name. */
const telling: Telling = ({ label, url, props }, origins, kind) => ({
  did: 'Event',
  about: plain(label ?? kind),
  details: details(...pairs(props), onPage(url, origins)),
});

/** Tells an event. `origins` are the site's, whose pages are linked to. */
export function tell({ kind, body }: TimelineEvent, origins: readonly string[]): Sentence {
  const own = Object.hasOwn(tellings, kind) ? tellings[kind] : undefined;
  return (own ?? telling)(body as EventBody, origins, kind);
}

const origins: Readonly<Record<Trait['from'], string>> = {
  form: 'in a form',
  identify: 'on the page',
  server: 'by your server',
  email: 'by the email address',
  edge: 'by the connection',
};

/** `claimed in a form`, `verified by your server`, `told by the email address`. */
export function whoseWord({ from, verified }: Pick<Trait, 'from' | 'verified'>): string {
  const isTold = from === 'email' || from === 'edge';
  return `${isTold ? 'told' : verified ? 'verified' : 'claimed'} ${origins[from]}`;
}

/** `42 s`, `3 min`, `1 h 5 min`. */
function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
