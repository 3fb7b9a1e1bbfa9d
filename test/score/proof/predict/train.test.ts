// A prediction finds the law by which histories were made, says chance where there is none, and knows nothing of what came later.

import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../../schema/model/prediction.ts';
import { predictionParts } from '../../../../schema/site.ts';
import type { LoggedEvent } from '../../../../worker/score/event.ts';
import { probabilityOf } from '../../../../worker/score/proof/fit/logistic.ts';
import { figuresOf } from '../../../../worker/score/proof/predict/figures.ts';
import { deedOddsOf, oddsAt, personOddsOf } from '../../../../worker/score/proof/predict/prediction.ts';
import { leastEvidence, missingIn } from '../../../../worker/score/proof/predict/sample.ts';
import { train } from '../../../../worker/score/proof/predict/train.ts';
import { fold } from '../../../../worker/score/standing/fold.ts';
import { random } from '../../../support/checks/random.ts';
import {
  begin,
  compiled,
  dayMs,
  eventOf,
  gatheredOf,
  madeUpPeople,
  returningPeople,
  trainedOn,
  waitDays,
  withSale,
  withSalesShuffled,
} from '../../../support/stories/predicted.ts';

const people = madeUpPeople(4000, 5);
const returning = returningPeople(4000, 5);
const sold = people.map((one) => ({ visitor: one.visitor, history: withSale(one) }));
const trained = trainedOn(sold);

/** The logit that a list shows of somebody at a moment (UTC ms) by what had occurred before; without one, 18 hours after the last visit. */
function logitOf(
  { history }: { history: readonly LoggedEvent[] },
  prediction = trained?.prediction ?? null,
  at?: number,
): number {
  const { state } = fold(
    history.filter(({ occurredAt }) => at === undefined || occurredAt < at),
    compiled,
  );
  if (!state || !prediction) return Number.NaN;
  const traits = history[0]?.body.traits;
  const person = traits && {
    traits: Object.fromEntries(Object.entries(traits).map(([name, value]) => [name, { value }])),
    fitScore: null,
  };
  const odds =
    (deedOddsOf(prediction, state, compiled) ?? 0) + (personOddsOf(prediction, person ?? null) ?? 0);
  return oddsAt(prediction, odds, at ?? state.standing.lastSeen + 18 * 3_600_000);
}

const isSaleBefore =
  (at: number) =>
  ({ kind, occurredAt }: LoggedEvent): boolean =>
    kind === 'outcome' && occurredAt < at;

describe('a prediction', () => {
  it('ranks people whom it has never seen as well as the law itself, within 0.02', () => {
    const others = madeUpPeople(4000, 6);
    const aucOf = (score: (one: (typeof others)[number]) => number) =>
      figuresOf(
        others.map((one) => ({ probability: score(one), outcome: one.bought ? 1 : 0, weight: 1 }) as const),
      ).auc;
    const truth = aucOf(({ truth: probability }) => probability);
    expect(truth).toBeGreaterThan(0.7);
    expect(aucOf(logitOf)).toBeGreaterThan(truth - 0.02);
    expect(trained?.figures.auc).toBeGreaterThan(truth - 0.035);
    expect(trained?.figures.auc).toBeLessThan(truth + 0.035);
  });

  it('says probabilities that come true', () => {
    // Ten shares of 400 people are off by 0.016 on average, by chance alone.
    expect(trained?.figures.calibrationError).toBeLessThan(0.03);
    const off = madeUpPeople(500, 8).map((one) => Math.abs(probabilityOf(logitOf(one)) - one.truth));
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(0.04);
    const share = people.filter(({ bought }) => bought).length / people.length;
    const { curve = [] } = trained?.figures ?? {};
    const mean = curve.reduce((sum, point) => sum + point.predicted * point.people, 0) / people.length;
    expect(mean).toBeCloseTo(share, 3);
  });

  it('says chance of sales drawn at random', () => {
    const next = random(9);
    const drawn = people.map((one) => ({
      visitor: one.visitor,
      history: withSale({ ...one, bought: next() < 0.2 }),
    }));
    expect(Math.abs((trainedOn(drawn)?.figures.auc ?? 0) - 0.5)).toBeLessThan(0.04);
  });

  it('is the same whatever happens after each sale', () => {
    const later = sold.map(({ visitor, history }) => {
      const sale = history.find(({ kind }) => kind === 'outcome');
      if (!sale) return { visitor, history };
      const after = sale.occurredAt + 1;
      const thanks = [
        eventOf(visitor, 'page_view', after, { url: 'https://example.com/thanks' }),
        eventOf(visitor, 'welcomed', after + 1),
        eventOf(visitor, 'identify', after + 2, {
          email: `${visitor}@example.com`,
          traits: { customer: 'yes' },
        }),
      ];
      return { visitor, history: [...history, ...thanks] };
    });
    expect(trainedOn(later)).toEqual(trained);
  });

  it('never uses protected traits, nor parts that the owner has taken away', () => {
    const names = Object.keys(trained?.prediction.weights ?? {});
    expect(names.filter((name) => name.startsWith('trait:age'))).toEqual([]);
    expect(names).toContain('trait:plan=team');
    const { gathered, examples } = gatheredOf(sold);
    const parts = predictionParts.filter((part) => part !== 'traits' && part !== 'rules');
    const fewer = train(examples, gathered.evidence, parts);
    const left = Object.keys(fewer?.prediction.weights ?? {});
    expect(left).toContain('event:compared');
    expect(left.filter((name) => /^(trait|rule):/.test(name))).toEqual([]);
  });

  it('says chance of the same sales given to others, of people who come back over weeks', () => {
    const shuffled = withSalesShuffled(returning, 12);
    expect(Math.abs((trainedOn(shuffled)?.figures.auc ?? 0) - 0.5)).toBeLessThan(0.04);
    expect(trainedOn(returning)?.figures.auc).toBeGreaterThan(0.7);
  });

  it('finds who of those known at a moment buys later, and how many', () => {
    const at = begin + 70 * dayMs;
    const known = returning.filter(({ history }) => (history[0]?.occurredAt ?? at) < at);
    const taught = trainedOn(
      known.map((one) => ({ ...one, history: one.history.filter(({ occurredAt }) => occurredAt < at) })),
      at,
    );
    const prospects = known.filter(({ history }) => !history.some(isSaleBefore(at)));
    const judgedBy = (prediction: Prediction | null = null) =>
      figuresOf(
        prospects.map((one) => ({
          probability: probabilityOf(logitOf(one, prediction, at)),
          outcome: one.history.some(({ kind }) => kind === 'outcome') ? 1 : 0,
          weight: 1,
        })),
      );
    const found = judgedBy(taught?.prediction);
    const unfading = judgedBy(taught && { ...taught.prediction, fallPerDay: 0 });
    expect(found.auc).toBeGreaterThan(unfading.auc + 0.1);
    expect(found.calibrationError).toBeLessThan(unfading.calibrationError / 2);
  });

  it('falls as buyers stay away', () => {
    const waits = people.filter(({ bought }) => bought).map(waitDays);
    const mean = waits.reduce((sum, one) => sum + one, 0) / waits.length;
    expect(trained?.prediction.fallPerDay).toBeCloseTo(1 / (mean + 30), 6);
  });

  it('does not fall where everybody is decided and time tells nobody apart', () => {
    const decided = people.map((one) => ({
      visitor: one.visitor,
      history: withSale({ ...one, bought: true }, one.bought ? 'won' : 'lost'),
    }));
    expect(trainedOn(decided)?.prediction.fallPerDay).toBe(0);
  });

  it('falls with time where those who were lost had been silent for longer', () => {
    const decided = people.map((one, place) => {
      const history = withSale({ ...one, bought: true }, one.bought ? 'won' : 'lost');
      const wait = one.bought ? 0 : (5 + (place % 20)) * 86_400_000;
      const moved = history.map((event) =>
        event.kind === 'outcome' ? { ...event, occurredAt: event.occurredAt + wait } : event,
      );
      return { visitor: one.visitor, history: moved };
    });
    const taught = trainedOn(decided);
    expect(taught?.isOfDecided).toBe(true);
    expect(taught?.prediction.fallPerDay).toBeGreaterThan(0.01);
  });
});

describe('evidence', () => {
  const { outcomes, won, others } = leastEvidence;
  it.each([
    [{ won: outcomes, lost: 0, undecided: others }, null],
    [
      { won: outcomes - 1, lost: 0, undecided: others },
      { outcomes: 1, won: 0, others: 0 },
    ],
    [{ won, lost: outcomes - won, undecided: 0 }, null],
    [
      { won: won - 1, lost: outcomes, undecided: 0 },
      { outcomes: 0, won: 1, others: 0 },
    ],
    [
      { won: outcomes, lost: 0, undecided: others - 1 },
      { outcomes: 0, won: 0, others: 1 },
    ],
  ])('of %o lacks %o', (evidence, missing) => {
    expect(missingIn(evidence, evidence.undecided)).toEqual(missing);
  });

  it('that is too little makes no prediction', () => {
    expect(trainedOn(sold.slice(0, 300))).toBeNull();
  });

  it('counts as undecided only those whose time has come', () => {
    const [one] = people;
    const recent = {
      visitor: 'new',
      history: [eventOf('new', 'page_view', Date.now() * 2, { url: 'https://example.com/' })],
    };
    expect(one && gatheredOf([...sold.slice(0, 500), recent]).gathered.evidence).toEqual(
      gatheredOf(sold.slice(0, 500)).gathered.evidence,
    );
  });
});
