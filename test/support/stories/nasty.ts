// Hostile inputs: values that break parsers, stores and templates, and ways to corrupt valid inputs.

import fc from 'fast-check';

/** Values for any field. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff\ud800',
      '\u202e\ufeff',
      '<script>alert(1)</script>',
      "'; drop table event; --",
      '=cmd|calc',
      '__proto__',
      `${'a'.repeat(40_000)}@acme.com`,
      'x'.repeat(7_000),
      '%'.repeat(500),
      '*'.repeat(200),
      'http://[::1',
      1e308,
      Number.MAX_SAFE_INTEGER,
      2 ** 53,
      -0,
      -1,
      0.5,
      null,
      true,
      [],
      {},
      [[[[[[[[]]]]]]]],
    ),
  },
);

/** Values for a path or a query: any text, encoded, and some that no encoder produces. */
export const nastySegment: fc.Arbitrary<string> = fc.oneof(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
    .map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    '%',
    '%00',
    '%ff',
    '%ed%a0%80',
    '..',
    '%2e%2e',
    '%2f',
    "'",
    '%27--',
    '*',
    ':site',
    '{site}',
    '__proto__',
  ),
  fc.constantFrom('-1', '1e9', '9'.repeat(30), '0x10', 'NaN', 'x'.repeat(2_000)),
);

/** A value to put, with this key, at the position chosen by `place`; or a text there to cut, double or fill. */
export interface Spoiling {
  place: number;
  key: string;
  value: unknown;
}

/** `keys` are names that some code reads. */
export const spoiling = (keys: readonly string[]): fc.Arbitrary<Spoiling> =>
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    key: fc.constantFrom(...keys, '__proto__', 'constructor', 'toString', ''),
    value: nastyValue,
  });

/** A copy of a JSON value in which one value is replaced, or a key is added to an object. */
export function spoil(sound: unknown, { place, key, value }: Spoiling): unknown {
  const copy = structuredClone(sound);
  const places = placesOf(copy);
  const [holder, name] = places[Math.floor(place * places.length)] ?? [];
  if (holder === undefined || name === undefined) return value;
  const at = holder[name as never] as unknown;
  const isAdding = typeof at === 'object' && at !== null && !Array.isArray(at) && place > 0.5;
  set(isAdding ? at : holder, isAdding ? key : name, value);
  return copy;
}

/** Like JSON.parse: `__proto__` becomes an ordinary key. */
function set(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function placesOf(value: unknown): [holder: object, name: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [value, name] as [object, string],
    ...placesOf(inner),
  ]);
}

/** A text in which one piece is cut out and another is put in. */
export const mutation = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(30),
  put: fc.oneof(
    fc.string({ maxLength: 10 }),
    fc.constantFrom('"', '}', '[', '\\', '\\ud800', '\\u0000', '1e999', ''),
  ),
});

/** Applies a mutation. */
export function mutate(text: string, { from, cut, put }: { from: number; cut: number; put: string }): string {
  const start = Math.floor(from * text.length);
  return text.slice(0, start) + put + text.slice(start + cut);
}
