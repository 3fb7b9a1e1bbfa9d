// One event of the wire made into what the log holds, or the code that says why not. Pure, shared by beacons and the
// server API. It looks at nothing below the second level of an event, so that no depth of nesting can hurt it.

import type { EventCode } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { isBrowserKind, isKind, isServerOnly, kinds } from '../../schema/kinds.ts';
import { type ShapedEvent, shapeKnown, shapeNamed } from './event-body.ts';
import { isRecord } from './fields/props.ts';
import { slugOf } from './fields/text.ts';
import type { SiteRules } from './site-rules.ts';

/** Whether rules use this name for something else. A custom event with such a name would earn points that it should not. */
function isReserved(slug: string): boolean {
  return slug === '' || slug === 'visit' || isBrowserKind(slug);
}

/** Validates and shapes an event, or returns the error code. `sender` decides which kinds are allowed. */
export function shapeEvent(
  raw: unknown,
  sender: 'browser' | 'server',
  rules: SiteRules,
): ShapedEvent | EventCode {
  if (!isRecord(raw) || typeof raw.kind !== 'string') return 'invalid_event';
  const { kind } = raw;
  if (isBrowserKind(kind)) return shapeKnown[kind](raw, kind, rules) ?? 'invalid_event';
  // The schema rejects longer names, so the slug need not process all of them.
  const slug = slugOf(kind.slice(0, 2 * limits.maxNameChars), limits.maxNameChars);
  if (isReserved(slug)) return 'invalid_event';
  if (sender === 'browser' && (isServerOnly(slug) || rules.lapses.has(slug))) return 'server_only';
  // These have separate routes with more validation.
  if (isKind(slug) && kinds[slug].sender === 'route') return 'invalid_event';
  return shapeNamed(raw, slug, rules) ?? 'invalid_event';
}

/** An event is nested in two brackets of its call. */
const maxEventDepth = limits.maxDepth - 2;

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
 * Whether an event is over the limit, counted as JSON in UTF-8. `bodyChars` is the length of the text it came in: in a
 * short one nothing needs to be measured.
 */
export function isTooLarge(raw: unknown, bodyChars: number): boolean {
  // A UTF-16 unit has at most 3 bytes; an escape that JSON.parse decoded was longer.
  if (bodyChars * 3 <= limits.maxEventBytes) return false;
  return encoder.encode(JSON.stringify(raw)).byteLength > limits.maxEventBytes;
}
