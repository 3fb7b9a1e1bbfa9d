// Converts one event of the wire to its logged form, or says why it is invalid. Pure, shared by beacons and the server API.
// It only reads the first two levels of an event, so deep nesting cannot harm it.

import { limits } from '../../schema/event.ts';
import { isBrowserKind, isKind, isServerOnly, kinds } from '../../schema/kinds.ts';
import { type ShapedEvent, shapeKnown, shapeNamed } from './event-body.ts';
import { isRecord } from './fields/props.ts';
import { slugOf } from './fields/text.ts';
import { warningsOf } from './ignored-fields.ts';
import { invalid, maxEventDepth, noObject, type Refused } from './refusal.ts';
import type { SiteRules } from './site-rules.ts';

/** Validates and shapes an event, or says what is wrong. `sender` decides which kinds are allowed. */
export function shapeEvent(
  raw: unknown,
  sender: 'browser' | 'server',
  rules: SiteRules,
): ShapedEvent | Refused {
  if (!isRecord(raw)) return noObject;
  if (typeof raw.kind !== 'string') return invalid('kind', 'give the kind of the event, such as "page_view"');
  const event = shapeKind(raw, raw.kind, { sender, rules });
  if ('id' in event) event.warnings.push(...warningsOf(raw, event, { sender, rules }));
  return event;
}

function shapeKind(
  raw: Record<string, unknown>,
  name: string,
  { sender, rules }: { sender: 'browser' | 'server'; rules: SiteRules },
): ShapedEvent | Refused {
  // The schema rejects longer names, so the slug need not process all of them.
  const kind = isBrowserKind(name)
    ? name
    : slugOf(name.slice(0, 2 * limits.maxNameChars), limits.maxNameChars);
  // Rules treat `Page View` as `page_view`, so it must be one.
  if (isBrowserKind(kind)) return shapeKnown[kind](raw, kind, rules);
  if (kind === '') return invalid('kind', 'give a name with a letter or a digit');
  if (kind === 'visit')
    return invalid('kind', 'a visit starts automatically with the first event of a session: do not send it');
  if (sender === 'browser' && (isServerOnly(kind) || rules.lapses.has(kind))) return serverOnly(kind);
  // These have separate routes with more validation.
  if (isKind(kind) && kinds[kind].sender === 'route')
    return invalid('kind', routeOf[kind as keyof typeof routeOf]);
  return shapeNamed(raw, kind, rules);
}

const routeOf = {
  outcome: 'send outcomes to POST /v1/sites/{site}/outcomes',
  adjustment: 'give points with POST /v1/sites/{site}/visitors/{id}/adjustments',
  lead_note: 'write notes with POST /v1/sites/{site}/visitors/{id}/notes',
  lead_state: 'set the state with POST /v1/sites/{site}/visitors/{id}/state',
  lead_owner: 'set the owner with POST /v1/sites/{site}/visitors/{id}/owner',
} as const;

function serverOnly(kind: string): Refused {
  const message = `pages cannot send "${kind}": send it from your server`;
  return { code: 'server_only', path: 'kind', message };
}

/** Whether an event nests too deeply. Goes level by level, because recursion could overflow the stack. */
export function isTooDeep(raw: unknown): boolean {
  let level = [raw].filter(isNest);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === maxEventDepth) return true;
    level = level.flatMap((each) => Object.values(each).filter(isNest));
  }
  return false;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const encoder = new TextEncoder();

/**
 * Whether an event is over the limit, counted as JSON in UTF-8. `bodyChars` is the length of the text that contained it: if
 * that is short, nothing needs to be measured.
 */
export function isTooLarge(raw: unknown, bodyChars: number): boolean {
  // A UTF-16 unit has at most 3 bytes; an escape that JSON.parse decoded was longer.
  if (bodyChars * 3 <= limits.maxEventBytes) return false;
  return encoder.encode(JSON.stringify(raw)).byteLength > limits.maxEventBytes;
}
