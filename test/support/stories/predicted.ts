// People whose histories follow a known law, and the prediction that is made of them.

import { defaultModel } from '../../../schema/model/default-model.ts';
import { predictionParts } from '../../../schema/site.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { probabilityOf } from '../../../worker/score/proof/fit/logistic.ts';
import {
  closeBuyers,
  type Example,
  type Gathered,
  gatherBuyer,
  gatherOther,
  newGathered,
} from '../../../worker/score/proof/predict/sample.ts';
import { type Trained, train } from '../../../worker/score/proof/predict/train.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { random } from '../checks/random.ts';

export const dayMs = 86_400_000;
export const begin = Date.UTC(2026, 5, 1);
export const now = begin + 200 * dayMs;

export const compiled = compileModel({ version: 1, landmark: begin, model: defaultModel });

/** Somebody of the made-up site, with the true probability to buy. */
export interface MadeUp {
  visitor: string;
  history: LoggedEvent[];
  truth: number;
  bought: boolean;
}

/** An event with what scoring reads. */
export function eventOf(
  visitor: string,
  kind: string,
  at: number,
  body: LoggedEvent['body'] = {},
): LoggedEvent {
  return {
    ...{
      device: visitor,
      id: `${visitor} ${kind} ${at}`,
      kind,
      occurredAt: at,
      ownedAt: null,
      session: visitor,
    },
    ...{ origin: 'server', arrival: at * 64, position: 0, body },
  };
}

/** So many people. They buy by how often they viewed pages and compared prices, and by their plan; their age says nothing. */
export function madeUpPeople(count: number, seed: number): MadeUp[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, place) => {
    const visitor = `${seed}-${place}`;
    const at = begin + Math.floor(next() * 100 * dayMs);
    const views = 1 + Math.floor(next() ** 2 * 12);
    const compares = Math.floor(next() * 4);
    const plan = next() < 0.4 ? 'team' : 'solo';
    const history = [
      eventOf(visitor, 'identify', at, { email: `${visitor}@example.com`, traits: { plan, age: views } }),
      ...Array.from({ length: views }, (_, nth) =>
        eventOf(visitor, 'page_view', at + (nth + 1) * 60_000, { url: `https://example.com/p${nth}` }),
      ),
      ...Array.from({ length: compares }, (_, nth) => eventOf(visitor, 'compared', at + (nth + 20) * 60_000)),
    ];
    const logit = -4 + 1.2 * Math.log1p(views) + 1.1 * Math.log1p(compares) + (plan === 'team' ? 1 : 0);
    const truth = probabilityOf(logit);
    return { visitor, history, truth, bought: next() < truth };
  });
}

/** The history with its sale, an hour to two days after the person was last seen. */
export function withSale(
  { visitor, history, bought }: MadeUp,
  result: 'won' | 'lost' = 'won',
): LoggedEvent[] {
  if (!bought && result === 'won') return history;
  const last = Math.max(...history.map(({ occurredAt }) => occurredAt));
  const at = last + waitDays({ visitor }) * dayMs;
  return [...history, eventOf(visitor, 'outcome', at, { result, outcome: visitor })];
}

/** The days from the last visit to the sale: an hour to two days. */
export function waitDays({ visitor }: Pick<MadeUp, 'visitor'>): number {
  return (1 + (visitor.length % 7) * 6) / 24;
}

/** What is gathered at a moment (UTC ms) of people with sales in their histories. */
export function gatheredOf(
  people: readonly { visitor: string; history: LoggedEvent[] }[],
  at = now,
): { gathered: Gathered; examples: Example[] } {
  const gathered = newGathered({ people: people.length, buyers: people.length });
  gathered.rates = { won: 1, others: 1 };
  const context = { compiled, kindOf: () => 'work' as const, now: at };
  const buyers = people.flatMap((one) => gatherBuyer(gathered, one, context));
  closeBuyers(gathered);
  const others = people.flatMap((one) => gatherOther(gathered, one, context));
  return { gathered, examples: [...buyers, ...others] };
}

/** The prediction made at a moment (UTC ms) of people with sales in their histories. */
export function trainedOn(
  people: readonly { visitor: string; history: LoggedEvent[] }[],
  at = now,
): Trained | null {
  const { gathered, examples } = gatheredOf(people, at);
  return train(examples, gathered.evidence, predictionParts);
}

/** People who come back days apart, and buy after one of their visits. Whoever does not come back any more buys no more. */
export function returningPeople(count: number, seed: number): Omit<MadeUp, 'truth' | 'bought'>[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, place) => {
    const visitor = `${seed}-${place}`;
    let at = begin + Math.floor(next() * 100 * dayMs);
    const [visits, between] = [1 + Math.floor(next() ** 2 * 10), 1 + next() * 8];
    const interest = next();
    const history: LoggedEvent[] = [];
    let [views, compares] = [0, 0];
    for (let visit = 0; visit < visits; visit++) {
      const seen = 1 + Math.floor(next() ** 2 * 6);
      for (let nth = 0; nth < seen; nth++) {
        history.push(
          eventOf(visitor, 'page_view', at + nth * 60_000, { url: `https://example.com/p${nth}` }),
        );
      }
      views += seen;
      if (next() < interest * 0.6) history.push(eventOf(visitor, 'compared', at + 20 * 60_000));
      compares = history.filter(({ kind }) => kind === 'compared').length;
      if (next() < probabilityOf(-5.5 + 0.9 * Math.log1p(views) + 1.6 * Math.log1p(compares))) {
        const soldAt = at + 3_600_000 + Math.floor(next() * dayMs);
        history.push(eventOf(visitor, 'outcome', soldAt, { result: 'won', outcome: visitor }));
        break;
      }
      at += Math.floor(between * dayMs * (0.5 + next()));
    }
    return { visitor, history };
  });
}

/** The same people, and the times of their sales given to others, drawn at random among those who were known by then. */
export function withSalesShuffled(
  people: readonly { visitor: string; history: LoggedEvent[] }[],
  seed: number,
): { visitor: string; history: LoggedEvent[] }[] {
  const next = random(seed);
  const times = people.flatMap(({ history }) =>
    history.flatMap(({ kind, occurredAt }) => (kind === 'outcome' ? [occurredAt] : [])),
  );
  const shuffled = people.map(({ visitor, history }) => ({
    visitor,
    history: history.filter(({ kind }) => kind !== 'outcome'),
  }));
  for (const at of times) {
    const known = shuffled.filter(({ history }) => {
      return (history[0]?.occurredAt ?? at) < at && history.at(-1)?.kind !== 'outcome';
    });
    const buyer = known[Math.floor(next() * known.length)];
    buyer?.history.push(eventOf(buyer.visitor, 'outcome', at, { result: 'won', outcome: buyer.visitor }));
  }
  return shuffled;
}
