// Random models, events and streams for property tests: small alphabets, so that rules match and caps fill.

import fc from 'fast-check';
import type { Model, Rule } from '../../schema/model.ts';
import type { NewEvent } from '../../worker/score/event.ts';

const paths = ['/', '/pricing', '/docs', '/careers'];
const kinds = ['page_view', 'download', 'form_fill', 'signed_up'];
const start = Date.UTC(2026, 10, 16);
const day = 86_400_000;

const window = fc.constantFrom('session', 'day', 'week', 'month', 'ever') as fc.Arbitrary<'day'>;

/** The value once in `oneIn` times, else undefined. (`fc.option` leaves it *out* once in `freq`.) */
const rarely = <T>(oneIn: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const rule = (id: string): fc.Arbitrary<Rule> =>
  fc
    .record({
      on: fc.constantFrom(...kinds, '*', 'visit'),
      where: rarely(
        3,
        fc.constantFrom(
          { path: '/pricing*' },
          { path: { not: ['/docs', '/c*'] } },
          { form: '*demo*' },
          { seconds: { gte: 5 } },
        ),
      ),
      from: rarely(8, fc.constant('server' as const)),
      points: fc.integer({ min: -20, max: 50 }),
      cap: rarely(
        2,
        fc.record(
          { times: fc.integer({ min: 1, max: 3 }), per: window, by: fc.constantFrom('path', 'form') },
          { requiredKeys: ['times', 'per'] },
        ),
      ),
      counting: rarely(
        4,
        fc.record(
          { nth: fc.integer({ min: 1, max: 3 }), per: window, by: fc.constantFrom('path', 'form') },
          { requiredKeys: ['nth', 'per'] },
        ),
      ),
      disqualifies: rarely(30, fc.constant(true as const)),
    })
    .map(({ counting, ...rest }) => ({ id, label: id, ...rest, ...counting }) as Rule)
    .map((made) => JSON.parse(JSON.stringify(made)) as Rule);

/** A valid model of one to six rules. */
export const anyModel: fc.Arbitrary<Model> = fc
  .record({
    halfLifeDays: fc.option(fc.constantFrom(1, 7, 30, 3650), { nil: null }),
    size: fc.integer({ min: 1, max: 6 }),
    at: fc.constantFrom(45, 30, 12),
  })
  .chain(({ halfLifeDays, size, at }) =>
    fc.tuple(...Array.from({ length: size }, (_, index) => rule(`r${index}`))).map((rules) => ({
      halfLifeDays,
      rules,
      levels: [
        { name: 'hot', at, keep: at - 4 },
        { name: 'warm', at: at / 2, keep: at / 2 - 2 },
        { name: 'cool', at: 3, keep: 2 },
        { name: 'cold' },
      ],
    })),
  );

/** A small set of devices and sessions, so that they meet. Ids are unique within a run. */
export const uuidOf = (kind: string, n: number) =>
  `${kind
    .padEnd(8, '0')
    .slice(0, 8)
    .replace(/[^0-9a-f]/g, 'a')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** An event without identity; `n` makes its id. */
export const anyEvent: fc.Arbitrary<NewEvent> = fc
  .record({
    n: fc.integer({ min: 0, max: 60 }),
    device: fc.integer({ min: 0, max: 2 }),
    session: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null, freq: 6 }),
    kind: fc.constantFrom(...kinds),
    offset: fc.oneof(fc.integer({ min: 0, max: day }), fc.integer({ min: -40 * day, max: 20 * day })),
    origin: fc.constantFrom(
      'browser',
      'browser',
      'browser',
      'browser',
      'automated',
      'server',
    ) as fc.Arbitrary<'browser'>,
    path: fc.constantFrom(...paths),
    form: fc.constantFrom('demo', 'contact'),
    seconds: fc.integer({ min: 0, max: 9 }),
    referrer: fc.constantFrom(undefined, 'https://www.google.com/', 'https://news.example/'),
  })
  .map(({ n, device, session, kind, offset, origin, path, form, seconds, referrer }) => ({
    device: uuidOf('d', device),
    id: uuidOf('e', n),
    kind,
    occurredAt: start + offset,
    ownedAt: null,
    session: session === null ? null : uuidOf('5e', session),
    origin,
    body: {
      url: `https://example.com${path}`,
      ...(referrer ? { referrer } : {}),
      ...(kind === 'form_fill' ? { form } : {}),
      ...(kind === 'signed_up' ? { seconds } : {}),
    },
  }));

/** Batches of events with the moment each arrives, sometimes the same one and sometimes earlier. */
export const anyStream: fc.Arbitrary<{ events: NewEvent[]; now: number }[]> = fc
  .array(
    fc.record({
      events: fc.array(anyEvent, { minLength: 1, maxLength: 8 }),
      wait: fc.constantFrom(0, 0, 1, 1_000, day, 9 * day, -5),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((batches) => {
    let now = start + 20 * day;
    return batches.map(({ events, wait }) => {
      now += wait;
      return { events, now };
    });
  });

export const streamStart = start;
