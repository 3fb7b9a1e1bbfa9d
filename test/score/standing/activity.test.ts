// What a state counts of all that somebody did: events by kind, and active seconds.

import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import {
  activityLimits,
  countActivity,
  emptyActivity,
  readActivity,
  storedActivity,
} from '../../../worker/score/standing/done/activity.ts';
import { eventOf } from '../../support/checks/scoring.ts';

/** What these events come to. */
function counted(events: Partial<LoggedEvent>[]) {
  const activity = emptyActivity();
  for (const event of events) countActivity(activity, eventOf(event));
  return activity;
}

const read = (view: string | undefined, seconds: number) => ({
  kind: 'engagement',
  body: { url: 'https://example.com/', seconds, ...(view && { view }) },
});

describe('events', () => {
  it('are counted by kind, but for those of automated browsers', () => {
    const { kinds } = counted([{}, {}, { kind: 'download' }, { origin: 'automated' }]);
    expect(Object.fromEntries(kinds)).toEqual({ page_view: 2, download: 1 });
  });

  it.each([
    [activityLimits.kinds - 1, 0],
    [activityLimits.kinds, 0],
    [activityLimits.kinds + 1, 1],
    [activityLimits.kinds + 9, 9],
  ])('of %i kinds are counted apart but for %i', (made, others) => {
    const { kinds } = counted(Array.from({ length: made }, (_, n) => ({ kind: `made_up_${n}` })));
    expect(kinds.get('') ?? 0).toBe(others);
    expect(kinds.size).toBe(Math.min(made, activityLimits.kinds) + (others > 0 ? 1 : 0));
  });
});

describe('active seconds', () => {
  it.each([
    ['of a view are its last total', [read('a', 10), read('a', 25)], 25],
    [
      'of a view do not fall, nor count twice, whatever arrives in which order',
      [read('a', 25), read('a', 10), read('a', 25)],
      25,
    ],
    ['of a view do not fall', [read('a', 25), read('a', 10)], 25],
    ['of two views are added', [read('a', 10), read('b', 5), read('a', 12)], 17],
    [
      'of views that are not named are told apart by their address',
      [read(undefined, 3), read(undefined, 5)],
      5,
    ],
    ['are none of another kind', [{ kind: 'signed_up', body: { seconds: 9 } }], 0],
    ['are none where none are told', [{ kind: 'engagement' }], 0],
  ])('%s', (_, events, seconds) => {
    expect(counted(events).seconds).toBe(seconds);
  });

  it('of a view count anew once eight others were heard of', () => {
    const others = (count: number) => Array.from({ length: count }, (_, n) => read(`other ${n}`, 1));
    const { views } = activityLimits;
    expect(counted([read('a', 10), ...others(views - 1), read('a', 10)]).seconds).toBe(10 + views - 1);
    expect(counted([read('a', 10), ...others(views), read('a', 10)]).seconds).toBe(20 + views);
  });
});

it('what was done comes back from where it is stored', () => {
  const activity = counted([{}, read('a', 10), read('7', 3)]);
  expect(readActivity(JSON.parse(JSON.stringify(storedActivity(activity))))).toEqual(activity);
});

it('the page view heard of last is the last to be forgotten, if it was read for longer by then', () => {
  const first = Array.from({ length: activityLimits.views }, (_, n) => read(`v${n}`, 1));
  const { views } = counted([...first, read('v0', 9), read('v1', 1), read('new', 1)]);
  const kept = counted([...first.slice(2), read('v0', 9), read('new', 1)]).views;
  expect([...views]).toEqual([...kept]);
});

it('an engagement without a view or an address is of one without either', () => {
  const nowhere = { kind: 'engagement', body: { seconds: 5 } };
  const { seconds, views } = counted([nowhere, { ...nowhere, body: { seconds: 7, url: '' } }]);
  expect([seconds, views.size]).toEqual([7, 1]);
});
