// How well points rank the buyers of a file of shop sessions: the default model's, and a count of pages. By the scoring code alone.

import { defaultModel } from '../../../schema/model/default-model.ts';
import type { LoggedEvent } from '../../../worker/score/event.ts';
import { figuresOf } from '../../../worker/score/proof/predict/figures.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { fold } from '../../../worker/score/standing/fold.ts';

/** A session: pages viewed and seconds spent on them, by kind of page, and whether it ended with a purchase. */
export interface ShopSession {
  pages: { views: number; seconds: number }[];
  bought: boolean;
}

const at = Date.UTC(2026, 0, 5);
const compiled = compileModel({ version: 1, landmark: at, model: defaultModel });

/** The AUC of both over all sessions. */
export function rankedByPoints(sessions: readonly ShopSession[]): { points: number; pages: number } {
  const aucOf = (score: (session: ShopSession) => number) =>
    figuresOf(sessions.map((one) => ({ probability: score(one), outcome: one.bought ? 1 : 0, weight: 1 })))
      .auc;
  return {
    points: aucOf((one) => fold(historyOf(one), compiled).state?.standing.heat ?? 0),
    pages: aucOf(({ pages }) => pages.reduce((sum, { views }) => sum + views, 0)),
  };
}

/** Views one after the other. The file has only the time of all views of a kind: they share it as waiting times do, long ones rarely. */
function historyOf({ pages }: ShopSession): LoggedEvent[] {
  const history: LoggedEvent[] = [];
  for (const [kind, { views, seconds }] of pages.entries()) {
    for (let nth = 0; nth < views; nth++) {
      const id = `${kind}-${nth}`;
      history.push(eventOf(id, 'page_view', { url: `https://shop.example/${id}` }));
      const share = -Math.log(1 - (nth + 0.5) / views);
      const read = Math.round((share * seconds) / views);
      if (read > 0)
        history.push(eventOf(`${id} read`, 'engagement', { view: id, seconds: read, scroll: 50 }));
    }
  }
  return history;
}

function eventOf(id: string, kind: string, body: LoggedEvent['body']): LoggedEvent {
  return {
    ...{ device: 'd', id, kind, occurredAt: at, ownedAt: null, session: 's', origin: 'browser' },
    ...{ arrival: at * 64, position: 0, body },
  };
}
