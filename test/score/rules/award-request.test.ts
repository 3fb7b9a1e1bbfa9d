// What an event asks of a model: which rules it matches, and in which windows it must take a place to earn them.

import { describe, expect, it } from 'vitest';
import type { LoggedEvent, OutcomeResult } from '../../../worker/score/event.ts';
import { awardRequestsOf, opensSession } from '../../../worker/score/rules/award-request.ts';
import { windowName } from '../../../worker/score/rules/window.ts';
import { shortHash } from '../../../worker/score/short-hash.ts';
import { day, eventOf, hour, modelOf, monday, type RuleLike } from '../../support/checks/scoring.ts';

const rulesAsked = (rules: RuleLike[], given: Partial<LoggedEvent>) =>
  awardRequestsOf(eventOf(given), modelOf(rules)).map(({ rule }) => rule);

describe('a rule', () => {
  it.each<[string, RuleLike, Partial<LoggedEvent>, boolean]>([
    ['of the same kind', { on: 'page_view', points: 1 }, {}, true],
    ['of another kind', { on: 'download', points: 1 }, {}, false],
    ['of any kind', { on: '*', points: 1 }, { kind: 'anything' }, true],
    ['whose condition holds', { on: 'page_view', where: { path: '/' }, points: 1 }, {}, true],
    ['whose condition fails', { on: 'page_view', where: { path: '/x' }, points: 1 }, {}, false],
    ['for servers, of a browser', { on: '*', from: 'server', points: 1 }, {}, false],
    ['for servers, of a server', { on: '*', from: 'server', points: 1 }, { origin: 'server' }, true],
    ['of visits, in a session', { on: 'visit', points: 1 }, {}, true],
    ['of visits, without a session', { on: 'visit', points: 1 }, { session: null }, false],
    ['of visits, in a session that a server names', { on: 'visit', points: 1 }, { origin: 'server' }, true],
    ['from an automated browser', { on: '*', points: 1 }, { origin: 'automated' }, false],
    ['without points', { on: '*', points: 0 }, {}, false],
    ['that names no points', { on: '*' }, {}, false],
    ['without points that disqualifies', { on: '*', disqualifies: true }, {}, true],
    ['with less than no points', { on: '*', points: -1 }, {}, true],
  ])('%s is asked: %s', (_what, rule, event, isAsked) => {
    expect(rulesAsked([rule], event)).toEqual(isAsked ? ['r0'] : []);
  });

  it('is asked in the order of the model, each that matches', () => {
    const rules: RuleLike[] = [
      { on: 'visit', points: 1 },
      { on: 'page_view', points: 1 },
      { on: 'download', points: 1 },
      { on: '*', points: 1 },
      { on: 'page_view', where: { path: '/' }, points: 1 },
    ];
    expect(rulesAsked(rules, {})).toEqual(['r0', 'r1', 'r3', 'r4']);
    expect(rulesAsked(rules, { kind: 'never_named' })).toEqual(['r0', 'r3']);
  });
});

describe('an ask', () => {
  const ask = (rule: Partial<RuleLike>, given: Partial<LoggedEvent> = {}) =>
    awardRequestsOf(eventOf(given), modelOf([{ on: '*', points: 8, ...rule }]))[0];

  it('brings its points in the heat of the moment at which it occurred', () => {
    expect(ask({}, { occurredAt: monday + day })).toMatchObject({ points: 8, heat: 16, label: 'Rule 0' });
    expect(ask({}, { occurredAt: monday - day })).toMatchObject({ points: 8, heat: 4 });
  });

  it('names the window of its cap, and within it the value that is counted apart', () => {
    expect(
      ask({ cap: { times: 3, per: 'week' } }, { occurredAt: monday + 6 * day + 23 * hour }),
    ).toMatchObject({
      capWindow: `c${windowName('week', monday, null)}`,
      times: 3,
      nthWindow: null,
    });
    expect(ask({ cap: { times: 1, per: 'ever', by: 'path' } })).toMatchObject({
      capWindow: `c.${shortHash('"/"')}`,
    });
    expect(ask({ cap: { times: 1, per: 'session' } })).toMatchObject({
      capWindow: `c${shortHash('s1')}`,
    });
  });

  it('counts a missing value as one value, and tells values apart exactly', () => {
    const by = (body: LoggedEvent['body']) =>
      ask({ cap: { times: 1, per: 'ever', by: 'form' } }, { body })?.capWindow;
    expect(by({})).toBe(by({ title: 'Home' }));
    expect(by({})).not.toBe(by({ form: '' }));
    expect(by({ form: 'a' })).not.toBe(by({ form: 'A' }));
    const byProp = (plan: string | number | boolean) =>
      ask({ cap: { times: 1, per: 'ever', by: 'props.plan' } }, { body: { props: { plan } } })?.capWindow;
    expect(new Set([byProp('1'), byProp(1), byProp('true'), byProp(true)]).size).toBe(4);
  });

  it('names the window of its nth', () => {
    expect(ask({ nth: 3, per: 'day', by: 'path' })).toMatchObject({
      nthWindow: `n${windowName('day', monday, null)}.${shortHash('"/"')}`,
      nth: 3,
      capWindow: null,
    });
  });

  it('takes no place when it only disqualifies', () => {
    const rule = { on: '*', disqualifies: true, cap: { times: 1, per: 'ever' }, nth: 2, per: 'day' } as const;
    const [only] = awardRequestsOf(eventOf(), modelOf([rule]));
    expect(only).toMatchObject({ points: 0, heat: 0, capWindow: null, nthWindow: null, disqualifies: true });
  });

  it('of an adjustment is its own points and reason, whatever the model', () => {
    const body = { points: -20, reason: 'A student' };
    const asks = awardRequestsOf(
      eventOf({ kind: 'adjustment', origin: 'server', body, occurredAt: monday + day }),
      modelOf([{ on: '*', points: 1 }]),
    );
    expect(asks).toMatchObject([
      {
        rule: 'adjustment',
        label: 'A student',
        points: -20,
        heat: -40,
        capWindow: null,
        disqualifies: false,
        wins: false,
      },
    ]);
  });

  it('of a sale brings no points and wins, whatever the model; of another outcome there is none', () => {
    const outcome = (kind: string, result: OutcomeResult) =>
      awardRequestsOf(eventOf({ kind, origin: 'server', body: { result } }), modelOf([]));
    expect(outcome('outcome', 'won')).toMatchObject([
      { rule: 'outcome', label: 'Became a customer', points: 0, heat: 0, disqualifies: false, wins: true },
    ]);
    expect([outcome('outcome', 'lost'), outcome('outcome', 'open'), outcome('won', 'won')]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('a session', () => {
  it.each([
    ['browser', 's1', true],
    ['browser', null, false],
    ['automated', 's1', false],
    ['server', 's1', true],
    ['server', null, false],
  ] as const)('is opened by a %s with session %s: %s', (origin, session, opens) => {
    expect(opensSession(eventOf({ origin, session }))).toBe(opens);
  });
});
