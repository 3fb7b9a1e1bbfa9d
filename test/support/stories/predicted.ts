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

const dayMs = 86_400_000;
const begin = Date.UTC(2026, 5, 1);
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
  const wait = 3_600_000 + (visitor.length % 7) * 6 * 3_600_000;
  return [...history, eventOf(visitor, 'outcome', last + wait, { result, outcome: visitor })];
}

/** What is gathered of people with sales in their histories. */
export function gatheredOf(people: readonly { visitor: string; history: LoggedEvent[] }[]): {
  gathered: Gathered;
  examples: Example[];
} {
  const gathered = newGathered({ people: people.length, buyers: people.length });
  gathered.rates = { won: 1, others: 1 };
  const context = { compiled, kindOf: () => 'work' as const, now };
  const buyers = people.flatMap((one) => gatherBuyer(gathered, one, context) ?? []);
  closeBuyers(gathered);
  const others = people.flatMap((one) => gatherOther(gathered, one, context) ?? []);
  return { gathered, examples: [...buyers, ...others] };
}

/** The prediction made of people with sales in their histories. */
export function trainedOn(people: readonly { visitor: string; history: LoggedEvent[] }[]): Trained | null {
  const { gathered, examples } = gatheredOf(people);
  return train(examples, gathered.evidence, predictionParts);
}
