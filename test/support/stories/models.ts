// Random models, events and streams for property tests: small alphabets, so that rules match and caps fill.

import fc from 'fast-check';
import type { Group, Model, Rule } from '../../../schema/model/model.ts';
import type { Place, TraitValue } from '../../../schema/trait.ts';
import type { NewEvent, OutcomeResult } from '../../../worker/score/event.ts';

const paths = ['/', '/pricing', '/docs', '/careers'];
const kinds = ['page_view', 'download', 'form_fill', 'signed_up'];
const start = Date.UTC(2026, 10, 16);
const day = 86_400_000;

const window = fc.constantFrom('session', 'day', 'week', 'month', 'ever') as fc.Arbitrary<'day'>;

/** The value in one of `oneIn` cases, otherwise undefined. (`fc.option` *omits* it in one of `freq` cases.) */
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

/** Fit rules for the traits of `anyNaming`; half of the grades are at the points of a single rule. */
const anyFit: fc.Arbitrary<NonNullable<Model['fit']>> = fc.record({
  rules: fc.subarray(
    [
      { id: 'boss', label: 'Decision maker', where: { title: ['*chief*', 'c?o'] }, points: 40 },
      { id: 'size', label: '100+ people', where: { employees: { gte: 100 } }, points: 35.5 },
      { id: 'firm', label: 'Acme', where: { company: 'acme' }, points: 45 },
      { id: 'small', label: 'Under ten people', where: { employees: { lt: 10 } }, points: -30 },
      { id: 'seats', label: 'By hundreds', each: { trait: 'employees', of: 100 }, points: 7, max: 20 },
      { id: 'near', label: 'Nearby', where: { country: 'Germany' }, points: 15 },
      { id: 'work', label: 'A mailbox at work', where: { emailType: 'work' }, points: 5 },
    ],
    { minLength: 1 },
  ),
  grades: fc.constantFrom({ A: 80, B: 45, C: 20 }, { A: 60, B: 35, C: 1 }),
});

const groupsOf = (size: number, cap: Group['cap']): Group[] => [
  { id: 'first', rules: ['r0', 'r1'], cap },
  ...(size > 3 ? [{ id: 'last', rules: [`r${size - 1}`, `r${size - 2}`], cap: { ...cap, times: 2 } }] : []),
];

/** A valid model of one to six rules; half also have fit rules. */
export const anyModel: fc.Arbitrary<Model> = fc
  .record({
    halfLifeDays: fc.option(fc.constantFrom(1, 7, 30, 3650), { nil: null }),
    size: fc.integer({ min: 1, max: 6 }),
    at: fc.constantFrom(45, 30, 12),
    fit: rarely(2, anyFit),
    shared: rarely(2, fc.record({ times: fc.integer({ min: 1, max: 3 }), per: window })),
  })
  .chain(({ halfLifeDays, size, at, fit, shared }) =>
    fc.tuple(...Array.from({ length: size }, (_, index) => rule(`r${index}`))).map((rules) => ({
      halfLifeDays,
      rules,
      levels: [
        { name: 'hot', at, keep: at - 4 },
        { name: 'warm', at: at / 2, keep: at / 2 - 2 },
        { name: 'cool', at: 3, keep: 2 },
        { name: 'cold' },
      ],
      ...(fit ? { fit } : {}),
      // The first two rules share a cap; with four rules, the last two share another.
      ...(shared && size > 1 ? { groups: groupsOf(size, shared) } : {}),
    })),
  );

/** A small set of devices and sessions, so that they meet. Ids are unique within a run. */
export const uuidOf = (kind: string, n: number) =>
  `${kind
    .padEnd(8, '0')
    .slice(0, 8)
    .replace(/[^0-9a-f]/g, 'a')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** An event without identity; its id is made from `n`. */
export const anyEvent: fc.Arbitrary<NewEvent> = fc
  .record({
    n: fc.integer({ min: 0, max: 60 }),
    device: fc.integer({ min: 0, max: 2 }),
    session: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null, freq: 6 }),
    kind: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...kinds) },
      { weight: 1, arbitrary: fc.constant('outcome') },
    ),
    result: fc.constantFrom('won', 'lost', 'open') as fc.Arbitrary<OutcomeResult>,
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
  .map(({ n, device, session, kind, result, offset, origin, path, form, seconds, referrer }) => ({
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
      ...(kind === 'outcome' ? { result } : {}),
    },
  }));

/** Someone identifies themselves on a device, with some traits. */
export interface Naming {
  n: number;
  device: number;
  hour: number;
  email: string | undefined;
  userId: string | undefined;
  verified: boolean;
  traits: Record<string, TraitValue>;
  place?: Place;
}

/** A naming; `n` distinguishes it. */
export const anyNaming: fc.Arbitrary<Naming> = fc
  .record({
    n: fc.integer({ min: 0, max: 1_000_000 }),
    device: fc.integer({ min: 0, max: 2 }),
    hour: fc.integer({ min: 0, max: 24 }),
    email: fc.option(fc.constantFrom('ann', 'bob', 'cyd'), { nil: undefined }),
    userId: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
    verified: fc.boolean(),
    traits: fc.record(
      {
        title: fc.constantFrom<TraitValue>('CTO', 'Chief Technology Officer', 'Intern'),
        employees: fc.constantFrom<TraitValue>(5, 99, 100, '1,000+'),
        country: fc.constantFrom<TraitValue>('DE', 'France'),
        company: fc.constantFrom<TraitValue>('Acme', 'Umbrella'),
        firstName: fc.constantFrom<TraitValue>('Ann', 'Bob'),
      },
      { requiredKeys: [] },
    ),
    place: fc.record(
      { country: fc.constantFrom('DE', 'US'), city: fc.constantFrom('Berlin', 'Bonn') },
      { requiredKeys: [] },
    ),
  })
  .filter(({ email, userId }) => email !== undefined || userId !== undefined);

/** The naming as an event. */
export const identify = ({ n, device, hour, email, userId, verified, traits, place }: Naming): NewEvent => ({
  device: uuidOf('d', device),
  id: uuidOf('1d', n),
  kind: 'identify',
  occurredAt: start + hour * 3_600_000,
  ownedAt: null,
  session: null,
  origin: 'browser',
  body: {
    ...(email ? { email: `${email}@example.com` } : {}),
    ...(userId ? { userId } : {}),
    ...(verified ? { verified: true as const } : {}),
    traits,
    ...(place ? { place } : {}),
  },
});

/** Batches of events with their arrival times, sometimes the same and sometimes earlier. */
export type Stream = { events: NewEvent[]; now: number }[];

/** Turns days into minutes: then events that arrive out of order are hardly late. */
const prompt = (event: NewEvent): NewEvent => ({
  ...event,
  occurredAt: start + Math.floor((event.occurredAt - start) / 5_000),
});

const streamOf = (event: fc.Arbitrary<NewEvent>): fc.Arbitrary<Stream> =>
  fc
    .tuple(
      fc.array(
        fc.record({
          events: fc.array(event, { minLength: 1, maxLength: 8 }),
          wait: fc.constantFrom(0, 0, 1, 1_000, day, 9 * day, -5),
        }),
        { minLength: 1, maxLength: 7 },
      ),
      fc.boolean(),
    )
    .map(([batches, isPrompt]) => {
      let now = start + (isPrompt ? 420_000 : 20 * day);
      return batches.map(({ events, wait }) => {
        now += wait;
        return { events: isPrompt ? events.map(prompt) : events, now };
      });
    });

/** A stream in which nobody identifies themselves. */
export const anyStream = streamOf(anyEvent);

/** A stream in which people also identify themselves. */
export const anyNamingStream = streamOf(
  fc.oneof({ weight: 3, arbitrary: anyEvent }, { weight: 1, arbitrary: anyNaming.map(identify) }),
);

export const streamStart = start;
