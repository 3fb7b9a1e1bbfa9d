// The stored fields of a form: only those in the site's settings, and never a card number.

import type { TraitValue } from '../../../schema/trait.ts';
import { isRecord, shapeProps } from './props.ts';

/** The allowed fields as props; undefined if none is left. `allowed` is the site's `collectFields`. */
export function collectedFields(
  raw: unknown,
  allowed: ReadonlySet<string>,
): Record<string, TraitValue> | undefined {
  if (allowed.size === 0 || !isRecord(raw)) return undefined;
  const kept = Object.entries(raw).filter(([name]) => allowed.has(name));
  const shaped = shapeProps(Object.fromEntries(kept));
  if (!shaped) return undefined;
  const harmless = Object.entries(shaped).filter(([, value]) => !holdsCardNumber(String(value)));
  return harmless.length > 0 ? Object.fromEntries(harmless) : undefined;
}

/** 13 to 19 digits, alone or in groups (ISO/IEC 7812-1), anywhere in the text. */
const digitRun = /(?<!\d)\d(?:[ .-]?\d){12,18}(?!\d)/g;

/** Whether a text has a number with a valid checksum of payment cards. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(digitRun) ?? []).some((found) => passesLuhn(found.replace(/\D/g, '')));
}

/** ISO/IEC 7812-1 annex B: double every second digit from the right; the digits of the results sum to a multiple of 10. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
