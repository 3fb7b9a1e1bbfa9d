// Warnings about parts of an accepted event that are not stored, or that were probably meant otherwise. Pure.

import { customEvent } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { completeUrl } from '../../schema/event-fields.ts';
import { isBrowserKind, isKind, kinds } from '../../schema/kinds.ts';
import { cleanEmail, cleanUserId } from '../score/identity/identifiers.ts';
import { nearKind } from '../score/rules/near-kind.ts';
import type { ShapedEvent } from './event-body.ts';
import { flatEntries, isRecord } from './fields/props.ts';
import type { Warning } from './refusal.ts';
import type { SiteRules } from './site-rules.ts';

/** The most warnings for one event; a hostile event could have thousands. */
const maxWarnings = 8;

const fits =
  `was not kept: an event keeps ${limits.maxProps} of them, each a number, a boolean or a text of at most ` +
  `${limits.maxPropChars} characters, with a name of at most ${limits.maxNameChars}`;

/** Fields around an event. Server events also name the person. */
const around = {
  browser: new Set(['kind']),
  server: new Set(['kind', 'device', 'session', 'view', 'email', 'userId']),
} as const;

/** The warnings for an accepted event. `raw` is the event as sent. */
export function warningsOf(
  raw: Record<string, unknown>,
  event: ShapedEvent,
  { sender, rules }: { sender: 'browser' | 'server'; rules: SiteRules },
): Warning[] {
  const all = [
    ...kindWarnings(raw.kind as string, event.kind),
    ...hostWarnings(event, rules),
    ...fieldWarnings(raw, event, sender),
    ...(sender === 'server' ? identityWarnings(raw) : []),
    ...valueWarnings(raw, event, rules),
  ];
  return all.slice(0, maxWarnings);
}

function kindWarnings(sent: string, kind: string): Warning[] {
  if (sent === kind && isKind(kind)) return [];
  const near = isBrowserKind(kind) ? kind : nearKind(sent);
  // A server that writes `Email Open` has sent an `email_open`.
  if (near === null || (near === kind && !isBrowserKind(kind))) return [];
  const isTaken = near === kind;
  const { sender } = kinds[near];
  const mend = sender === 'route' ? `POST …/${near}s` : `the kind "${near}"`;
  const message = isTaken
    ? `was stored as "${near}": use this name`
    : `was stored as a custom event "${kind}": if you mean "${near}", use ${mend}`;
  return [{ code: 'near_kind', path: 'kind', message }];
}

/** A stored URL starts with its origin. */
function hostWarnings({ body: { url } }: ShapedEvent, rules: SiteRules): Warning[] {
  if (url === undefined) return [];
  const end = url.indexOf('/', 'https://'.length);
  const host = url.slice(url.indexOf('//') + 2, end);
  if (rules.isOwnHost(host)) return [];
  const message = `is on ${host}, which is none of the site's origins; rules for paths match it anyway. Add the origin, or fix the URL`;
  return [{ code: 'foreign_host', path: 'url', message }];
}

function fieldWarnings(
  raw: Record<string, unknown>,
  { kind }: ShapedEvent,
  sender: 'browser' | 'server',
): Warning[] {
  if (kind === 'identify') return [];
  const unknown = Object.keys(raw).filter(
    (name) => !carries(kind, name) && !around[sender].has(name) && isGiven(raw[name]),
  );
  return unknown
    .slice(0, maxWarnings)
    .map((name) => ignored(name.slice(0, limits.maxNameChars), whereto(name, kind)));
}

function ignored(path: string, message: string): Warning {
  return { code: 'ignored', path, message };
}

/** Where a field belongs that events of this kind do not have. */
function whereto(name: string, kind: string): string {
  switch (name) {
    case 'traits':
      return `was ignored: "${kind}" has no traits. Send them in an "identify"`;
    case 'fields':
      return `was ignored: only a "form_fill" has fields`;
    case 'props':
      return `was ignored: "${kind}" has no props. Send a custom event, which can have them`;
    case 'email':
    case 'userId':
    case 'token':
      return `was ignored: on a page, use "identify" to identify the visitor`;
    default: {
      const hasProps = isBrowserKind(kind) ? kinds[kind].hasProps : true;
      return `was ignored: unknown field. ${hasProps ? 'Put it into "props", or remove it' : 'Remove it'}`;
    }
  }
}

/** Only for servers: responses to beacons must not depend on what a visitor typed. */
function identityWarnings(raw: Record<string, unknown>): Warning[] {
  const warnings: Warning[] = [];
  if (isGiven(raw.email) && cleanEmail(raw.email) === null)
    warnings.push(ignored('email', 'was ignored: give an email address'));
  if (isGiven(raw.userId) && cleanUserId(raw.userId) === null)
    warnings.push(ignored('userId', 'was ignored: give an id that identifies a person'));
  return warnings;
}

function valueWarnings(
  raw: Record<string, unknown>,
  { kind, body }: ShapedEvent,
  rules: SiteRules,
): Warning[] {
  const warnings: Warning[] = [];
  if (typeof raw.referrer === 'string' && raw.referrer !== '' && !URL.canParse(raw.referrer))
    warnings.push(ignored('referrer', `was ignored: ${completeUrl}`));
  const bags = { props: body.props, traits: body.traits, fields: body.traits };
  for (const [name, kept] of Object.entries(bags)) {
    if (!isGiven(raw[name]) || !carries(kind, name)) continue;
    if (!isRecord(raw[name])) warnings.push(ignored(name, 'was ignored: give an object'));
    else warnings.push(...lostIn(raw[name], name, kept, name === 'fields' ? rules.collectFields : null));
  }
  return warnings;
}

/** Whether events of this kind have a field. */
function carries(kind: string, field: string): boolean {
  const { shape } = isBrowserKind(kind) ? kinds[kind].fields : customEvent;
  return Object.hasOwn(shape, field);
}

/** The values of an object that were not stored; `allowed`: the only allowed names. */
function lostIn(
  raw: Record<string, unknown>,
  bag: string,
  kept: Record<string, unknown> | undefined,
  allowed: ReadonlySet<string> | null,
): Warning[] {
  const warnings: Warning[] = [];
  for (const [name, value] of flatEntries(raw)) {
    if (warnings.length === maxWarnings) break;
    if (!isGiven(value) || Object.hasOwn(kept ?? {}, name)) continue;
    const path = `${bag}.${name.slice(0, limits.maxNameChars)}`;
    const isAllowed = !allowed || allowed.has(name.split('.', 1)[0] as string);
    warnings.push(ignored(path, isAllowed ? fits : "was not kept: the site's collectFields do not name it"));
  }
  return warnings;
}

/** Whether a value says anything: many senders write null or '' for unknown values. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
