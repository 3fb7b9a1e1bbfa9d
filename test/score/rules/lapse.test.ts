// What somebody began, and did not go on with in time: to the millisecond, and against a model too simple to be wrong.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Lapse } from '../../../schema/model/lapse.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { compileLapse, judge, lapseEvent, lapsesOf } from '../../../worker/score/rules/lapse.ts';
import { isSighting } from '../../../worker/score/standing/standing.ts';
import { day, eventOf, hour, modelOf, monday } from '../../support/checks/scoring.ts';

const cartLeft: Lapse = {
  id: 'cart_left',
  label: 'Left a cart',
  after: { on: 'added_to_cart' },
  unless: { on: 'order_placed' },
  hours: 24,
};
const compiled = compileLapse(cartLeft);

const added = (at: number, given: Partial<LoggedEvent> = {}) =>
  eventOf({ kind: 'added_to_cart', occurredAt: monday + at, ...given });
const ordered = (at: number, given: Partial<LoggedEvent> = {}) =>
  eventOf({ kind: 'order_placed', occurredAt: monday + at, origin: 'server', ...given });

/** Moments, after Monday, of what has lapsed by `by`, and of what still may. */
function judged(events: LoggedEvent[], by: number, lapse = compiled) {
  const { lapsed, open } = judge(events, lapse, monday + by);
  const moments = (some: LoggedEvent[]) => some.map(({ occurredAt }) => occurredAt - monday);
  return { lapsed: moments(lapsed), open: moments(open) };
}

describe('a lapse', () => {
  it.each([
    [day - 1, { lapsed: [], open: [0] }],
    [day, { lapsed: [0], open: [] }],
    [day + 1, { lapsed: [0], open: [] }],
  ])('is there once its time is over: %d ms after', (by, expected) => {
    expect(judged([added(0)], by)).toEqual(expected);
  });

  it.each([
    ['before it', -1, true],
    ['at the very moment of it', 0, true],
    ['a moment after', 1, false],
    ['a moment before the end', day - 1, false],
    ['at the end, which is in time', day, false],
    ['a moment after the end', day + 1, true],
  ])('an order %s: %d ms after, lapsed: %s', (_, at, hasLapsed) => {
    expect(judged([added(0), ordered(at)], 9 * day).lapsed).toEqual(hasLapsed ? [0] : []);
  });

  it.each([
    ['within its time moves the end', [0, hour], 9 * day, { lapsed: [hour], open: [] }],
    ['at its end moves it', [0, day], 9 * day, { lapsed: [day], open: [] }],
    ['after its end is another', [0, day + 1], 9 * day, { lapsed: [0, day + 1], open: [] }],
    ['settles the one before at once', [0, hour], 2 * hour, { lapsed: [], open: [hour] }],
    ['may go on for long', [0, day, 2 * day, 3 * day], 3 * day, { lapsed: [], open: [3 * day] }],
    ['leaves what has lapsed before it', [0, 2 * day], 2 * day, { lapsed: [0], open: [2 * day] }],
  ])('a further cart %s', (_, moments, by, expected) => {
    expect(
      judged(
        moments.map((at) => added(at)),
        by,
      ),
    ).toEqual(expected);
  });

  it('is one of several carts at the same moment, the same in any order', () => {
    const same = ['a', 'b', 'c'].map((device) => added(0, { device, id: device }));
    for (const events of [same, same.toReversed()]) {
      expect(judge(events, compiled, monday + day).lapsed).toEqual([same[2]]);
    }
  });

  it('is not begun, moved or ended by automated browsers', () => {
    const automated = { origin: 'automated' as const };
    expect(judged([added(0, automated)], 9 * day)).toEqual({ lapsed: [], open: [] });
    expect(judged([added(0), added(hour, automated), ordered(hour, automated)], 9 * day).lapsed).toEqual([0]);
  });

  it('asks what a rule may ask, of what begins it and of what ends it', () => {
    const large = compileLapse({
      ...cartLeft,
      after: { on: 'added_to_cart', where: { 'props.value': { gte: 100 } } },
      unless: { on: 'order_placed', where: { 'props.paid': 'true' } },
    });
    const worth = (at: number, value: number) => added(at, { body: { props: { value } } });
    const paid = (at: number, isPaid: boolean) => ordered(at, { body: { props: { paid: isPaid } } });
    expect(judged([worth(0, 99.9), worth(2 * day, 100)], 9 * day, large).lapsed).toEqual([2 * day]);
    expect(judged([worth(0, 100), worth(hour, 99)], 9 * day, large).lapsed).toEqual([0]);
    expect(judged([worth(0, 100), paid(hour, false)], 9 * day, large).lapsed).toEqual([0]);
    expect(judged([worth(0, 100), paid(hour, true)], 9 * day, large).lapsed).toEqual([]);
  });

  it('may be ended by the kind that begins it', () => {
    const where = (path: string) => ({ on: 'page_view', where: { path } });
    const shop = compileLapse({ ...cartLeft, after: where('/cart'), unless: where('/thanks') });
    const view = (path: string, at: number) =>
      eventOf({ occurredAt: monday + at, body: { url: `https://example.com${path}` } });
    expect(judged([view('/cart', 0), view('/', 1), view('/thanks', day)], 9 * day, shop).lapsed).toEqual([]);
    expect(judged([view('/cart', 0), view('/', 1), view('/thanks', day + 1)], 9 * day, shop).lapsed).toEqual([
      0,
    ]);
  });

  it('has a time of whole milliseconds', () => {
    expect(compileLapse({ ...cartLeft, hours: 0.25 }).time).toBe(15 * 60_000);
    expect(compileLapse({ ...cartLeft, hours: 1 / 3 }).time).toBe(20 * 60_000);
    expect(compileLapse({ ...cartLeft, hours: 1.000000001 }).time).toBe(hour);
  });
});

test('for any acts in any order: each that nothing followed within its time, and no other', () => {
  const act = fc.record({
    at: fc.integer({ min: 0, max: 12 }),
    kind: fc.constantFrom('added_to_cart', 'order_placed', 'page_view'),
    device: fc.constantFrom('d1', 'd2'),
    origin: fc.constantFrom('browser', 'browser', 'browser', 'automated') as fc.Arbitrary<'browser'>,
  });
  const hours = compileLapse({ ...cartLeft, hours: 3 });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), fc.integer({ min: 0, max: 16 }), (acts, by) => {
      const events = acts.map(({ at, ...given }) => eventOf({ occurredAt: monday + at * hour, ...given }));
      const real = events.filter(({ origin }) => origin !== 'automated');
      const order = (event: LoggedEvent) => `${event.occurredAt} ${event.device} ${event.id}`;
      const isLeft = (begun: LoggedEvent) =>
        !real.some(
          (other) =>
            other.occurredAt <= begun.occurredAt + 3 * hour &&
            ((other.kind === 'order_placed' && other.occurredAt > begun.occurredAt) ||
              (other.kind === 'added_to_cart' && order(other) > order(begun))),
        );
      const left = real.filter((event) => event.kind === 'added_to_cart' && isLeft(event));
      const isOver = ({ occurredAt }: LoggedEvent) => occurredAt + 3 * hour <= monday + by * hour;
      const ids = (some: LoggedEvent[]) => some.map(({ id }) => id).sort();
      const { lapsed, open } = judge(events, hours, monday + by * hour);
      expect(ids(lapsed)).toEqual(ids(left.filter(isOver)));
      expect(ids(open)).toEqual(ids(left.filter((event) => !isOver(event))));
    }),
    { numRuns: 2_000 },
  );
});

test('of versions that have a lapse of the same id the first counts', () => {
  const version = (...lapses: Lapse[]) => modelOf([{ on: 'page_view', points: 1 }], { lapses });
  const later = { ...cartLeft, hours: 48 };
  const other = { ...cartLeft, id: 'other' };
  const found = lapsesOf([version(cartLeft), version(other, later)]);
  expect(found.map(({ lapse }) => lapse)).toEqual([cartLeft, other]);
  expect(lapsesOf([modelOf([{ on: 'page_view', points: 1 }])])).toEqual([]);
});

describe('the event of a lapse', () => {
  const begun = added(0, {
    body: {
      url: 'https://example.com/p/lamp?utm_source=ads',
      title: 'Lamp',
      label: 'Added To Cart',
      props: { value: 120 },
      email: 'ann@example.com',
      userId: '42',
      verified: true,
      traits: { title: 'CTO' },
      place: { country: 'DE' },
    },
  });

  it('stands where it began, at the end of its time, and says after what', () => {
    expect(lapseEvent(begun, compiled, 'the id')).toEqual({
      device: begun.device,
      id: 'the id',
      kind: 'cart_left',
      occurredAt: monday + day,
      ownedAt: monday,
      session: null,
      origin: 'server',
      body: {
        url: 'https://example.com/p/lamp?utm_source=ads',
        title: 'Lamp',
        props: { value: 120 },
        label: 'Left a cart',
        after: begun.id,
      },
    });
  });

  it('belongs to whoever what it began with belongs to', () => {
    expect(lapseEvent({ ...begun, ownedAt: 7 }, compiled, 'id').ownedAt).toBe(7);
  });

  it('does not show that anybody was there', () => {
    expect(isSighting(lapseEvent(begun, compiled, 'id'))).toBe(false);
    expect(isSighting(begun)).toBe(true);
  });
});
