// One event of the wire made into what the log holds, or the code that says why not. Pure, shared by beacons and the
// server API. It looks at nothing below the second level of an event, so that no depth of nesting can hurt it.

import type { EventCode } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { isBrowserKind, isKind, isServerOnly, kinds } from '../../schema/kinds.ts';
import { type ShapedEvent, shapeKnown, shapeNamed } from './event-body.ts';
import { isRecord } from './fields/props.ts';
import { slugOf } from './fields/text.ts';
import type { SiteRules } from './site-rules.ts';

/** Whether a name means something else to rules: a custom event of that name would earn what it is not. */
function isReserved(slug: string): boolean {
  return slug === '' || slug === 'visit' || isBrowserKind(slug);
}

/** Checks and shapes one event, or says why not. `sender` decides which kinds it may be of. */
export function shapeEvent(
  raw: unknown,
  sender: 'browser' | 'server',
  rules: SiteRules,
): ShapedEvent | EventCode {
  if (!isRecord(raw) || typeof raw.kind !== 'string') return 'invalid_event';
  const { kind } = raw;
  if (isBrowserKind(kind)) return shapeKnown[kind](raw, kind, rules) ?? 'invalid_event';
  // The schema refuses longer names; the slug need not look at all of them.
  const slug = slugOf(kind.slice(0, 2 * limits.maxNameChars), limits.maxNameChars);
  if (isReserved(slug)) return 'invalid_event';
  if (sender === 'browser' && (isServerOnly(slug) || rules.lapses.has(slug))) return 'server_only';
  // These have routes of their own, with more to check.
  if (isKind(slug) && kinds[slug].sender === 'route') return 'invalid_event';
  return shapeNamed(raw, slug, rules) ?? 'invalid_event';
}

/** An event is inside of two brackets of its call. */
const maxEventDepth = limits.maxDepth - 2;

/** Whether an event nests deeper than it may. Goes level by level: whatever recurses would overflow the stack. */
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
  // A UTF-16 unit is 3 bytes at most; an escape that JSON.parse has undone was longer.
  if (bodyChars * 3 <= limits.maxEventBytes) return false;
  return encoder.encode(JSON.stringify(raw)).byteLength > limits.maxEventBytes;
}
