// An explanation in sentences: how often, when, for how many points, and what did not count.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { explain, type OwnedEvent } from '../../../worker/score/standing/explain.ts';
import { englishWords } from '../../../worker/score/words/score-words.ts';
import { sentencesOf } from '../../../worker/score/words/sentences.ts';
import { day, eventOf, modelOf, monday, type RuleLike } from '../../support/checks/scoring.ts';
import { anyEvent, anyModel } from '../../support/stories/models.ts';

/** Friday noon: Monday is within a week. */
const friday = monday + 4.5 * day;
const names = new Map([['abc', 'CRM']]);

const pricing: RuleLike = {
  on: 'page_view',
  label: 'Viewed pricing',
  points: 10,
  cap: { times: 1, per: 'day' },
};
const form: RuleLike = { on: 'form_fill', label: 'Asked for a demo', points: 30 };
const careers: RuleLike = { on: 'careers', label: 'Looked at careers', points: -10 };
const rival: RuleLike = { on: 'bad', label: 'Competitor', disqualifies: true };

interface Case {
  rules?: RuleLike[];
  now?: number;
  at?: number;
  maxLines?: number;
}

/** Sentences about these events under a model without fading, unless a case says otherwise. */
function tell(
  events: OwnedEvent[],
  { rules = [pricing, form, careers, rival], now = friday, at = now, maxLines }: Case = {},
) {
  const compiled = modelOf(rules, { halfLifeDays: null });
  const explained = explain(events, compiled, at, maxLines);
  return sentencesOf(explained, { at, now, zone: 'UTC', words: englishWords, model: compiled.model, names });
}

const did = (kind: string, days: number, given: Partial<LoggedEvent> = {}, claimed = false): OwnedEvent => ({
  ...eventOf({ kind, occurredAt: monday + days * day, ...given }),
  claimed,
});
const view = (days: number, claimed = false) => did('page_view', days, {}, claimed);
const byHand = (points: number, body: LoggedEvent['body'] = {}, days = 1) =>
  did('adjustment', days, { origin: 'server', body: { points, ...body } });

describe('a rule', () => {
  it.each<[string, OwnedEvent[], string]>([
    ['once', [view(1)], 'Viewed pricing once, on Tuesday: 10 of 10 points'],
    ['once today', [view(4)], 'Viewed pricing once, today: 10 of 10 points'],
    ['twice', [view(1), view(3)], 'Viewed pricing twice, last yesterday: 20 of 20 points'],
    ['thrice', [view(2), view(1), view(0)], 'Viewed pricing 3 times, last on Wednesday: 30 of 30 points'],
    ['long ago', [view(-10)], 'Viewed pricing once, on 6 November: 10 of 10 points'],
    ['years ago', [view(-400)], 'Viewed pricing once, on 12 October 2025: 10 of 10 points'],
  ])('that scored %s says so', (_often, events, sentence) => {
    expect(tell(events)).toEqual([sentence]);
  });

  it('comes by weight, of equal weight the newest first', () => {
    expect(tell([view(0), view(1), did('form_fill', -20), did('form_fill', -21)])).toEqual([
      'Asked for a demo twice, last on 27 October: 60 of 80 points',
      'Viewed pricing twice, last on Tuesday: 20 of 80 points',
    ]);
    const even = [{ ...form, points: 10 }, { ...form, on: 'page_view', label: 'Viewed' }, pricing];
    expect(
      tell([did('form_fill', 3), view(1)], { rules: even }).map((text) => text.split(' once')[0]),
    ).toEqual(['Viewed', 'Asked for a demo', 'Viewed pricing']);
  });

  it('is, of equal weight, as new as the newest that counted', () => {
    const rules = [
      { ...pricing, cap: { times: 1, per: 'ever' as const } },
      { ...form, points: 10 },
    ];
    expect(tell([view(1), did('form_fill', 2), view(3)], { rules })).toEqual([
      'Asked for a demo once, on Wednesday: 10 of 20 points',
      'Viewed pricing once, on Tuesday: 10 of 20 points (1 more did not count, yesterday: at most 1 in all)',
    ]);
  });

  it.each<[string, RuleLike['cap'], string]>([
    ['day', { times: 1, per: 'day' }, 'at most 1 a day'],
    ['week', { times: 1, per: 'week' }, 'at most 1 a week'],
    ['month', { times: 1, per: 'month' }, 'at most 1 a month'],
    ['session', { times: 1, per: 'session' }, 'at most 1 a visit'],
    ['ever', { times: 1, per: 'ever' }, 'at most 1 in all'],
    ['value', { times: 1, per: 'ever', by: 'form' }, 'at most 1 in all for each form'],
    ['page', { times: 1, per: 'ever', by: 'path' }, 'at most 1 in all for each page'],
    ['view', { times: 1, per: 'ever', by: 'view' }, 'at most 1 in all for each page view'],
    ['address', { times: 1, per: 'ever', by: 'url' }, 'at most 1 in all for each page'],
    ['target', { times: 1, per: 'ever', by: 'target' }, 'at most 1 in all for each link'],
    ['prop', { times: 1, per: 'ever', by: 'props.plan' }, 'at most 1 in all for each plan'],
    ['parameter', { times: 1, per: 'ever', by: 'query.utm_source' }, 'at most 1 in all for each utm_source'],
  ])('that a cap by %s held back says what did not count, and why', (_by, cap, words) => {
    const rules = [{ ...pricing, cap }];
    expect(tell([view(1), view(1), view(1)], { rules })).toEqual([
      `Viewed pricing once, on Tuesday: 10 of 10 points (2 more did not count: ${words})`,
    ]);
  });

  it('of which nothing counted, by the moment, says only that, and comes last', () => {
    // The one that took the place of the day arrived first and occurred last.
    const events = [view(1.9), view(1.1), view(1.2), did('form_fill', 1)];
    expect(tell(events, { at: monday + 1.5 * day, now: monday + 1.5 * day })).toEqual([
      'Asked for a demo once, today: 30 of 30 points',
      'Viewed pricing twice, last today: did not count (at most 1 a day)',
    ]);
  });

  it('is told its own cap, and none where it has none', () => {
    const rules = [form, { ...careers, points: 4, cap: { times: 1, per: 'month' as const } }, pricing];
    const events = [did('form_fill', 1), did('form_fill', 1), did('careers', 1), did('careers', 1)];
    expect(tell(events, { rules })).toEqual([
      'Asked for a demo twice, last on Tuesday: 60 of 64 points',
      'Looked at careers once, on Tuesday: 4 of 64 points (1 more did not count: at most 1 a month)',
    ]);
  });

  it('that takes points off is no share of the score, and what all come to is said', () => {
    expect(tell([did('form_fill', 1), did('careers', 2)])).toEqual([
      'Asked for a demo once, on Tuesday: 30 points',
      'Looked at careers once, on Wednesday: −10 points',
      'Together 20 points',
    ]);
    expect(tell([did('careers', 2)])).toEqual([
      'Looked at careers once, on Wednesday: −10 points',
      'Together −10 points, shown as 0: a score is never below 0',
    ]);
  });

  it.each([
    ['Viewed pricing', 'Viewed pricing once'],
    ['Read a guide (PDF)', 'Read a guide (PDF) once'],
    ['Besuchte Preisübersicht', 'Besuchte Preisübersicht once'],
    ['料金を見た', '料金を見た once'],
    ['Plan 2', '“Plan 2” once'],
    ['100+ pages read', '“100+ pages read” once'],
    ['Sign-up: begun', '“Sign-up: begun” once'],
    ['Really?', '“Really?” once'],
    ['two\nlines', 'two lines once'],
    [' \u202A wide \n gap \u202C ', 'wide gap once'],
    ['\u202Ereversed\u202C', 'reversed once'],
    ['<b>bold</b>', '“<b>bold</b>” once'],
  ])('labelled %j stays intelligible', (label, beginning) => {
    expect(tell([view(1)], { rules: [{ ...pricing, label }] })).toEqual([
      `${beginning}, on Tuesday: 10 of 10 points`,
    ]);
  });
});

it.each([
  [44.99, 'Adjusted by hand: +44.99, today: 44 of 44 points'],
  [45, 'Adjusted by hand: +45, today: 45 of 45 points'],
  [45.99, 'Adjusted by hand: +45.99, today: 46 of 46 points'],
])('a score of %d is not said to have reached the hottest level at 45 before it has', (points, sentence) => {
  expect(tell([byHand(points, {}, 4)])).toEqual([sentence]);
});

describe('points given by hand', () => {
  it('say how many, why, by whom and when, each apart', () => {
    const events = [
      byHand(10, { reason: 'met at fair', actor: 'abc' }),
      byHand(20, { reason: 'call', actor: 'bootstrap' }, 0),
      byHand(2.5, { actor: 'gone' }, 4),
      byHand(1),
    ];
    expect(tell(events)).toEqual([
      'Adjusted by hand: +20, “call”, by the administrator, on Monday: 20 of 34 points',
      'Adjusted by hand: +10, “met at fair”, by CRM, on Tuesday: 10 of 34 points',
      'Adjusted by hand: +2.5, by a token that was revoked since, today: 3 of 34 points',
      'Adjusted by hand: +1, on Tuesday: 1 of 34 points',
    ]);
  });

  it('that are taken, or none, are told as well', () => {
    expect(tell([byHand(-5, { reason: 'a\u202Estudent' }), byHand(0, { reason: 'checked' })])).toEqual([
      'Adjusted by hand: −5, “astudent”, on Tuesday: −5 points',
      'Adjusted by hand: 0, “checked”, on Tuesday: 0 points',
      'Together −5 points, shown as 0: a score is never below 0',
    ]);
  });

  it('that are summed with older lines are told together', () => {
    const events = [view(3), byHand(3, { reason: 'a' }), byHand(4, { reason: 'b' })];
    expect(tell(events, { maxLines: 1 })).toEqual([
      'Viewed pricing once, yesterday: 10 of 17 points',
      'Adjusted by hand twice, last on Tuesday: 7 of 17 points',
    ]);
  });
});

describe('who is disqualified', () => {
  it('is so before all else, by which rule and since it happened how often', () => {
    expect(tell([view(1), did('bad', -20)])).toEqual([
      'Disqualified: Competitor, on 27 October',
      'Viewed pricing once, on Tuesday: 10 of 10 points',
    ]);
    expect(tell([did('bad', 1), did('bad', 3), did('bad', 2)])).toEqual([
      'Disqualified: Competitor, 3 times, last yesterday',
    ]);
  });

  it('by a rule with points has both told, and what was capped disqualifies too', () => {
    const rules = [{ ...careers, disqualifies: true, cap: { times: 1, per: 'ever' } } satisfies RuleLike];
    expect(tell([did('careers', 1), did('careers', 2)], { rules })).toEqual([
      'Disqualified: Looked at careers, twice, last on Wednesday',
      'Looked at careers once, on Tuesday: −10 points (1 more did not count, on Wednesday: at most 1 in all)',
      'Together −10 points, shown as 0: a score is never below 0',
    ]);
  });

  it('by a match that is not the nth has no points told for it, also where lines are summed', () => {
    const rules = [{ ...form, disqualifies: true, nth: 2, per: 'ever' } satisfies RuleLike];
    const events = [1, 2, 3].map((days) => did('form_fill', days));
    for (const maxLines of [3, 0]) {
      expect(tell(events, { rules, maxLines })).toEqual([
        'Disqualified: Asked for a demo, 3 times, last yesterday',
        'Asked for a demo once, on Wednesday: 30 of 30 points',
      ]);
    }
  });
});

describe('a cap that held back what was done later', () => {
  const once = [{ ...pricing, cap: { times: 1, per: 'ever' } } satisfies RuleLike];

  it.each<[string, OwnedEvent[], string]>([
    ['yesterday', [view(1), view(3)], '1 more did not count, yesterday: at most 1 in all'],
    ['today, too', [view(1), view(3), view(4)], '2 more did not count, last today: at most 1 in all'],
    ['the same day', [view(1), view(1.5)], '1 more did not count: at most 1 in all'],
  ])('does not hide that somebody came again %s', (_when, events, note) => {
    expect(tell(events, { rules: once })).toEqual([
      `Viewed pricing once, on Tuesday: 10 of 10 points (${note})`,
    ]);
  });
});

describe('what is claimed', () => {
  it('is said once, where all that counted is', () => {
    expect(tell([view(1, true), did('form_fill', 1, {}, true), byHand(5)])).toEqual([
      'Asked for a demo once, on Tuesday: 30 of 45 points',
      'Viewed pricing once, on Tuesday: 10 of 45 points',
      'Adjusted by hand: +5, on Tuesday: 5 of 45 points',
      'All of this was done under an unverified identity',
    ]);
  });

  it('is said with the rule, where it is some of it', () => {
    expect(tell([view(1, true), did('form_fill', 1), view(1, true)])).toEqual([
      'Asked for a demo once, on Tuesday: 30 of 40 points',
      'Viewed pricing once, on Tuesday: 10 of 40 points (1 more did not count: at most 1 a day; under an unverified identity)',
    ]);
    expect(tell([view(1, true), view(2), view(3, true)])).toEqual([
      'Viewed pricing 3 times, last yesterday: 30 of 30 points (2 of them under an unverified identity)',
    ]);
  });

  it('is not said where nothing counted', () => {
    const at = monday + 1.5 * day;
    const [first, second] = [view(1.9, true), view(1.1, true)];
    expect(tell([first, second], { at, now: at })).toEqual([
      'Viewed pricing once, today: did not count (at most 1 a day)',
    ]);
  });

  it('is not said of points given by hand, nor of what did not count', () => {
    const given = { ...byHand(5), claimed: true };
    expect(tell([given])).toEqual(['Adjusted by hand: +5, on Tuesday: 5 of 5 points']);
    expect(tell([given, given], { maxLines: 0 })).toEqual([
      'Adjusted by hand twice, last on Tuesday: 10 of 10 points',
    ]);
    expect(tell([view(1), view(1, true)])).toEqual([
      'Viewed pricing once, on Tuesday: 10 of 10 points (1 more did not count: at most 1 a day)',
    ]);
  });
});

describe('the moment', () => {
  it('is named, with the score it had, where it is past or to come, and days are dates then', () => {
    expect(tell([view(0), view(9)], { at: monday + day, now: monday + 20 * day })).toEqual([
      'As of 17 November: 10 points',
      'Viewed pricing once, on 16 November: 10 of 10 points',
    ]);
    expect(tell([view(0), did('careers', 0)], { at: monday + 50 * day, now: monday })).toEqual([
      'By 5 January 2027, if nothing more happens: 0 points',
      'Looked at careers once, on 16 November 2026: −10 points',
      'Viewed pricing once, on 16 November 2026: 10 points',
    ]);
  });

  it('at which there is nothing to tell says that', () => {
    expect(tell([])).toEqual(['Nothing that this visitor did has earned points yet']);
    expect(tell([view(1)], { at: monday, now: friday })).toEqual([
      'As of 16 November: nothing that this visitor did has earned points',
    ]);
    expect(tell([], { at: friday + day, now: friday })).toEqual([
      'By 21 November, if nothing more happens: nothing that this visitor did has earned points',
    ]);
  });
});

it('any explanation has one sentence for each rule that scored, whose points sum to the score', () => {
  const owned = fc
    .tuple(anyEvent, fc.boolean())
    .map(([event, claimed], index = 0) => ({ event, claimed, index }));
  let told = 0;
  fc.assert(
    fc.property(
      anyModel,
      fc.array(owned, { maxLength: 25 }),
      fc.integer({ min: -20, max: 60 }),
      (model, acts, days) => {
        const events = acts.map(({ event, claimed }, index) => ({
          ...event,
          id: `e${index}`,
          arrival: monday * 64 + index,
          position: 0,
          claimed,
        }));
        const at = monday + days * day;
        const explained = explain(events, compileModel({ version: 1, landmark: monday, model }), at);
        const sentences = sentencesOf(explained, {
          at,
          now: at,
          zone: 'UTC',
          words: englishWords,
          model,
          names,
        });
        const scored = new Set(explained.lines.filter(({ points }) => points !== 0).map(({ rule }) => rule));
        const counting = sentences.filter((text) => /^“?r\d/.test(text));
        expect(counting.length).toBe(scored.size);
        const points = counting.map((text) => {
          const [, amount = '0'] =
            /: (less than )?(−?[\d.,]+)( of [\d.,]+)? points?( \(|$)/.exec(text)?.slice(1) ?? [];
          return text.includes('less than') ? 0 : Number(amount.replace('−', '-').replaceAll(',', ''));
        });
        const sum = points.reduce((total, each) => total + each, 0);
        expect(Math.abs(sum - explained.rawScore)).toBeLessThan(
          Math.abs(explained.rawScore) >= 9.99 ? 1.01 : 0.11,
        );
        told += counting.length;
      },
    ),
    { numRuns: 150 },
  );
  expect(told).toBeGreaterThan(50);
});

describe('a sale', () => {
  const won = (days: number) =>
    did('outcome', days, { origin: 'server', session: null, body: { result: 'won', deal: 'D1' } });

  it('comes first, and earns nothing', () => {
    expect(tell([view(1), won(2)])).toEqual([
      'Became a customer on Wednesday',
      'Viewed pricing once, on Tuesday: 10 of 10 points',
    ]);
  });

  it('is all there is to tell of who did nothing else', () => {
    expect(tell([won(2), won(3)])).toEqual(['Became a customer twice, last yesterday']);
  });
});

it('what a shared cap holds back is told with that cap, besides that of the rule', () => {
  const rules = [pricing, { ...form, cap: undefined }].map((rule, n) => ({
    id: `r${n}`,
    label: '',
    ...rule,
  }));
  const compiled = modelOf(JSON.parse(JSON.stringify(rules)), {
    halfLifeDays: null,
    groups: [{ id: 'g', rules: ['r0', 'r1'], cap: { times: 1, per: 'week' } }],
  });
  const explained = explain([did('form_fill', 0), did('form_fill', 1), view(2)], compiled, friday);
  expect(
    sentencesOf(explained, {
      at: friday,
      now: friday,
      zone: 'UTC',
      words: englishWords,
      model: compiled.model,
      names,
    }),
  ).toEqual([
    'Asked for a demo once, on Monday: 30 of 30 points (1 more did not count, on Tuesday: at most 1 a week together with others)',
    'Viewed pricing once, on Wednesday: did not count (at most 1 a day, and at most 1 a week together with others)',
  ]);
});
