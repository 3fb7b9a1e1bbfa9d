// Which lapses a model may have, and what is said of those it may not.

import { expect, it, test } from 'vitest';
import { defaultModel } from '../../schema/model/default-model.ts';
import { lapseLimits } from '../../schema/model/lapse.ts';
import { model } from '../../schema/model/model.ts';

const cartLeft = {
  id: 'cart_left',
  label: 'Left a cart',
  after: { on: 'added_to_cart' },
  unless: { on: 'order_placed' },
  hours: 24,
};

/** Places and messages of what is wrong with a model of these lapses. */
function issuesOf(lapses: unknown): [string, string][] {
  const { error } = model.safeParse({ ...defaultModel, lapses });
  return (error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);
}

const changed = (given: object) => issuesOf([{ ...cartLeft, ...given }]);

it.each(['cart_left', 'left', '3rd_day', 'übrig', 'x'.repeat(64)])(
  'an id is that of a custom event, such as %s',
  (id) => {
    expect(changed({ id })).toEqual([]);
  },
);

it.each([
  ['Cart_Left', /lower-case/],
  ['cart left', /joined by _/],
  ['cart-left', /joined by _/],
  ['_left', /joined by _/],
  ['left_', /joined by _/],
  ['cart__left', /joined by _/],
  ['', /lower-case/],
  ['x'.repeat(65), /64/],
  ['page_view', /already/],
  ['identify', /already/],
  ['visit', /already/],
  ['email_ignored', /already/],
  ['outcome', /already/],
  ['adjustment', /already/],
])('an id is not %j', (id, message) => {
  const [first] = changed({ id });
  expect(first).toEqual(['lapses.0.id', expect.stringMatching(message)]);
});

it.each([
  [0.25, true],
  [0.24, false],
  [0.26, true],
  [720, true],
  [719.9, true],
  [720.1, false],
  [0, false],
  [-24, false],
  ['24', false],
  [Number.NaN, false],
])('%j hours are within bounds: %s', (hours, isFine) => {
  expect(changed({ hours }).map(([path]) => path)).toEqual(isFine ? [] : ['lapses.0.hours']);
});

it.each(['after', 'unless'])('what it is about is named in `%s`, by one kind', (part) => {
  const withOn = (on: string) => changed({ [part]: { on } });
  expect(withOn('page_view')).toEqual([]);
  for (const on of ['*', 'visit', 'adjustment', '']) {
    expect([on, withOn(on).map(([path]) => path)]).toEqual([on, [`lapses.0.${part}.on`]]);
  }
  expect(withOn('cart_left')).toEqual([
    [`lapses.0.${part}.on`, 'lapse "cart_left": "cart_left" is a lapse itself; name a kind of event'],
  ]);
});

test('no lapse waits for another, whichever is first', () => {
  const other = { ...cartLeft, id: 'given_up', after: { on: 'cart_left' } };
  const message = 'lapse "given_up": "cart_left" is a lapse itself; name a kind of event';
  expect(issuesOf([cartLeft, other])).toEqual([['lapses.1.after.on', message]]);
  expect(issuesOf([other, cartLeft])).toEqual([['lapses.0.after.on', message]]);
});

test('one that is there twice is named', () => {
  expect(issuesOf([cartLeft, { ...cartLeft, hours: 48 }])).toEqual([
    ['lapses.1.id', 'lapse "cart_left": appears twice; use a different id for each'],
  ]);
});

test('conditions read what those of event rules read', () => {
  expect(changed({ after: { on: 'page_view', where: { path: '/checkout*' } } })).toEqual([]);
  expect(changed({ unless: { on: 'paid', where: { 'props.value': { gte: 100 } } } })).toEqual([]);
  expect(changed({ after: { on: 'page_view', where: { country: 'DE' } } })[0]?.[0]).toBe(
    'lapses.0.after.where.country',
  );
});

test('there are twenty at most', () => {
  const some = (count: number) => Array.from({ length: count }, (_, n) => ({ ...cartLeft, id: `left_${n}` }));
  expect(issuesOf(some(lapseLimits.maxLapses))).toEqual([]);
  expect(issuesOf(some(lapseLimits.maxLapses + 1)).map(([path]) => path)).toEqual(['lapses']);
});
