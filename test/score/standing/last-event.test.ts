// What somebody did last, in short: which events count, what they are called, and that the order of arrival does not matter.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { maxLabelChars } from '../../../worker/score/standing/done/last-event.ts';
import { fold } from '../../../worker/score/standing/fold.ts';
import { eventOf, modelOf, monday } from '../../support/checks/scoring.ts';

const model = modelOf([]);

const lastOf = (...events: Partial<LoggedEvent>[]) =>
  fold(
    events.map((event, index) => eventOf({ id: `e${index}`, arrival: index, ...event })),
    model,
  ).standing?.lastEvent;

const url = 'https://example.com/book/%C3%BCber?utm_source=x#part';

describe('what was done last is', () => {
  it.each([
    ['a page, by its path', 'page_view', { url }, '/book/über', null],
    ['a page of an app, with its route', 'page_view', { url: 'https://example.com/app#/a' }, '/app/a', null],
    ['a page without an address', 'page_view', { title: 'x' }, null, null],
    [
      'a file, by its name',
      'download',
      { url, file: 'https://cdn.example/a/guide.pdf?x' },
      'guide.pdf',
      null,
    ],
    [
      'a link, by its host',
      'outbound_click',
      { url, target: 'https://docs.example/a' },
      'docs.example',
      null,
    ],
    ['a form, by its words', 'form_fill', { form: 'f1', label: 'Send' }, 'Send', null],
    ['a form without words, by its name', 'form_fill', { form: 'poll' }, 'poll', null],
    ['a form, with what it is for', 'form_fill', { form: 'f1', label: 'Book a demo' }, 'Book a demo', 'demo'],
    ['an email', 'email_click', { target: url }, null, null],
    ['a custom event, by its name', 'plan_chosen', { label: 'Plan chosen' }, 'Plan chosen', null],
    ['a custom event without one, by its kind', 'plan_chosen', {}, 'plan_chosen', null],
  ])('%s', (_, kind, body, label, intent) => {
    expect(lastOf({ kind, body, session: null })).toEqual({ at: monday, kind, label, intent });
  });

  it.each([
    ['how long a page was read', { kind: 'engagement', body: { url, seconds: 3 } }],
    ['who somebody said to be', { kind: 'identify', body: { email: 'a@b.example' } }],
    ['an email that came back', { kind: 'email_bounce', origin: 'server' as const }],
    ['what others recorded', { kind: 'outcome', body: { result: 'open' as const } }],
    ['points by hand', { kind: 'adjustment', body: { points: 3 } }],
    ['what was not done', { kind: 'cart_left', body: { after: 'e0' } }],
    ['what an automated browser did', { origin: 'automated' as const }],
  ])('never %s', (_, event) => {
    expect(lastOf({ ...event, session: null, occurredAt: monday + 5 })).toBeNull();
    const view = { body: { url }, occurredAt: monday };
    expect(lastOf(view, { ...event, session: null, occurredAt: monday + 5 })?.at).toBe(monday);
  });

  it('not what arrived last, but what occurred last', () => {
    const [early, late] = [monday, monday + 1].map((occurredAt) => ({
      occurredAt,
      body: { url: `https://example.com/${occurredAt}` },
    }));
    expect(lastOf({ ...late }, { ...early })?.label).toBe(`/${monday + 1}`);
    expect(lastOf({ ...early }, { ...late })?.label).toBe(`/${monday + 1}`);
  });

  it.each([
    [maxLabelChars, maxLabelChars],
    [maxLabelChars + 1, maxLabelChars],
  ])('with at most so many characters, none of them cut in two: %i of them', (given, kept) => {
    expect(lastOf({ kind: 'x', body: { label: '😀'.repeat(given) } })?.label).toBe('😀'.repeat(kept));
  });
});

test('in every order of arrival, also of events at the same millisecond, the same was done last', () => {
  const event = fc.record({
    kind: fc.constantFrom('page_view', 'form_fill', 'engagement', 'identify', 'made_up'),
    occurredAt: fc.integer({ min: monday, max: monday + 3 }),
    body: fc.record({
      url: fc.constantFrom('https://a.example/x', 'https://a.example/y'),
      form: fc.constant('f'),
    }),
  });
  const someInTwoOrders = fc
    .array(event, { minLength: 1, maxLength: 8 })
    .chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
  fc.assert(
    fc.property(someInTwoOrders, ([one, other]) => {
      expect(lastOf(...one)).toEqual(lastOf(...other));
    }),
  );
});
