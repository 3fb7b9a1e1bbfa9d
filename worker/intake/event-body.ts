// The stored body of each kind of event: filters URLs, truncates texts, normalizes identifiers, flattens props. Pure.

import type * as z from 'zod';
import { customEvent } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { completeUrl } from '../../schema/event-fields.ts';
import { type BrowserKind, isServerOnly, kinds } from '../../schema/kinds.ts';
import type { EventBody } from '../score/event.ts';
import { cleanEmail, cleanUserId } from '../score/identity/identifiers.ts';
import { collectedFields } from './fields/form-fields.ts';
import { isRecord, shapeProps } from './fields/props.ts';
import { cleanLine, cleanText } from './fields/text.ts';
import { filterPage, filterReferrer, filterTarget } from './fields/url-filter.ts';
import { invalid, invalidBy, type Refused, type Warning, webUrl } from './refusal.ts';
import type { SiteRules } from './site-rules.ts';

/** A validated event. `at` is UTC ms by the sender's clock. */
export interface ShapedEvent {
  /** One of `schema/kinds.ts`, or the slug of a custom event's name. */
  kind: string;
  id: string;
  at: number;
  body: EventBody;
  /** The page's URL as sent: exclusions check its path before redaction. */
  page: string | undefined;
  /** The token of an identify, not verified yet. */
  token: string | undefined;
  /** What was sent and not kept. */
  warnings: Warning[];
}

type Draft = { [Key in keyof EventBody]: EventBody[Key] | undefined };
type Shaper = (raw: Record<string, unknown>, kind: string, rules: SiteRules) => ShapedEvent | Refused;

/** For each browser kind, a function that validates an event and keeps the allowed fields, or says what is wrong. */
export const shapeKnown: Record<BrowserKind, Shaper> = {
  page_view: shaper(kinds.page_view.fields, (event, rules) => ({
    ...commonOf(event, rules),
    props: shapeProps(event.props),
  })),
  download: shaper(kinds.download.fields, (event, rules) => ({
    ...commonOf(event, rules),
    file: filterTarget(event.file) ?? undefined,
  })),
  form_fill: shaper(kinds.form_fill.fields, (event, rules) => ({
    ...commonOf(event, rules),
    form: cleanText(event.form, limits.maxNameChars),
    label: (event.label && cleanLine(event.label, limits.maxNameChars)) || undefined,
    email: cleanEmail(event.email) ?? undefined,
    traits: collectedFields(event.fields, rules.collectFields),
  })),
  engagement: shaper(kinds.engagement.fields, (event, rules) => {
    const { view, seconds, scroll } = event;
    return { ...commonOf(event, rules), view, seconds, scroll };
  }),
  outbound_click: shaper(kinds.outbound_click.fields, (event, rules) => ({
    ...commonOf(event, rules),
    target: filterTarget(event.target) ?? undefined,
  })),
  identify: shaper(kinds.identify.fields, (event, rules) => {
    const { id: _id, at: _at, kind: _kind, url: _url, referrer: _referrer, title: _title, ...rest } = event;
    const { email, userId, token: _token, traits, ...more } = rest;
    return {
      ...commonOf(event, rules),
      email: cleanEmail(email) ?? undefined,
      userId: cleanUserId(userId) ?? undefined,
      traits: shapeProps(isRecord(traits) ? { ...more, ...traits } : more),
    };
  }),
};

/** The same for custom events and server-only kinds. The name of a custom event is its label. */
export const shapeNamed: Shaper = shaper(customEvent, (event, rules) => ({
  ...commonOf(event, rules),
  label: isServerOnly(event.kind) ? undefined : cleanText(event.kind, limits.maxNameChars),
  props: shapeProps(event.props),
}));

/**
 * Fields with a URL. A relative URL is rejected as a mistake of the sender, because a page view is useless without its URL.
 */
const urlFields = ['url', 'file', 'target'] as const;

interface Common {
  id: string;
  at: number;
  url?: string | undefined;
  file?: string;
  target?: string;
  referrer?: string | undefined;
  title?: string | undefined;
  token?: unknown;
}

function shaper<Event extends Common>(
  schema: z.ZodType<Event>,
  keep: (event: Event, rules: SiteRules) => Draft,
): Shaper {
  return (raw, kind, rules) => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) return invalidBy(parsed.error.issues);
    const { id, at, url, token } = parsed.data;
    const draft = keep(parsed.data, rules);
    const warnings: Warning[] = [];
    for (const path of urlFields) {
      const given = parsed.data[path];
      const isNeeded = path !== 'url' || kind === 'page_view';
      if (given === undefined || draft[path] !== undefined || (given === '' && !isNeeded)) continue;
      if (!URL.canParse(given)) return invalid(path, completeUrl);
      if (kind === 'page_view') return invalid(path, webUrl);
      warnings.push({ code: 'ignored', path, message: `was not kept: ${webUrl}` });
    }
    const body = compact(draft);
    return { kind, id, at, body, page: url, token: typeof token === 'string' ? token : undefined, warnings };
  };
}

function commonOf({ url, referrer, title }: Common, { keptQuery, isOwnOrigin }: SiteRules) {
  return {
    url: (url && filterPage(url, keptQuery)) || undefined,
    referrer: (referrer && filterReferrer(referrer, { kept: keptQuery, isOwn: isOwnOrigin })) || undefined,
    title: (title && cleanText(title, limits.maxTitleChars)) || undefined,
  };
}

/** Without keys that have no value, because the body is stored as JSON and read by presence. */
function compact(draft: Draft): EventBody {
  const entries = Object.entries(draft).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as EventBody;
}
