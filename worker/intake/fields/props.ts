// Props and traits as stored: flat, few, plain. Invalid entries are dropped, never the event.

import { limits } from '../../../schema/event.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { cleanText } from './text.ts';

/**
 * The valid entries: strings, finite numbers and booleans; one level is flattened with dots (`plan.name`); names of at most 64
 * characters and texts of at most 500; the first 32. Undefined if none is left, or if `raw` is not an object.
 */
export function shapeProps(raw: unknown): Record<string, TraitValue> | undefined {
  if (!isRecord(raw)) return undefined;
  const shaped: Record<string, TraitValue> = {};
  let room: number = limits.maxProps;
  for (const [key, value] of flatEntries(raw)) {
    if (room === 0) break;
    if (key.length > limits.maxNameChars) continue;
    const name = cleanText(key, limits.maxNameChars);
    const plain = plainOf(value);
    // `__proto__` would set the record's prototype, not a key.
    if (plain === undefined || name === '' || name === '__proto__') continue;
    if (!Object.hasOwn(shaped, name)) room--;
    shaped[name] = plain;
  }
  return room < limits.maxProps ? shaped : undefined;
}

/** Whether a value is a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of an object, one level flattened with dots. */
export function* flatEntries(raw: Record<string, unknown>): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(raw)) {
    if (!isRecord(value)) yield [key, value];
    else for (const [inner, deep] of Object.entries(value)) yield [`${key}.${inner}`, deep];
  }
}

function plainOf(value: unknown): TraitValue | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      // JSON parses 1e999 as Infinity and would write it as null; it parses -0 and writes 0.
      return Number.isFinite(value) ? value + 0 : undefined;
    case 'string':
      return value.length <= limits.maxPropChars ? cleanText(value, limits.maxPropChars) : undefined;
    default:
      return undefined;
  }
}
