// People of a site made through the API, some of whom buy by a law that a prediction finds.

import { call } from '../api.ts';

const day = 86_400_000;

/** Every second one looks at more pages and compares. */
const isKeen = (person: number) => person % 2 === 0;

/** Of the keen, nine of ten buy; of the others, one of ten. */
export const buys = (person: number): boolean =>
  person % 20 === 2 ? false : person % 20 === 3 ? true : isKeen(person);

/** The address of a person, by number. */
export const buyerEmail = (person: number): string => `p${person}@acme.test`;

/** Sends what so many people did, a month before `now`, then outcomes of the first `decided` of them. */
export async function sendBuyers(
  site: string,
  { people, decided, now }: { people: number; decided: number; now: number },
): Promise<void> {
  const begun = now - 30 * day;
  const eventsOf = (person: number) => {
    const at = begun + person * 60_000;
    const email = buyerEmail(person);
    const traits = { plan: isKeen(person) ? 'team' : 'solo', gender: isKeen(person) ? 'f' : 'm' };
    const views = Array.from({ length: isKeen(person) ? 4 : 1 }, (_, page) => ({
      ...{ kind: 'page_view', email, url: `https://acme.test/p${page}`, at: at + page * 1000 },
    }));
    // Whoever reads the news buys as often as others.
    const news = { kind: 'page_view', email, url: 'https://acme.test/news', at: at + 9000 };
    return [{ kind: 'identify', email, traits, at }, ...views, ...(person % 3 === 0 ? [news] : [])];
  };
  for (let from = 0; from < people; from += 80) {
    const some = Array.from({ length: Math.min(80, people - from) }, (_, of) => eventsOf(from + of));
    const { body } = await call(`POST /v1/sites/${site}/events`, {
      body: { events: some.flat() },
      plan: 'paid',
    });
    if (body.rejected?.length !== 0) throw new Error(JSON.stringify(body));
  }
  const outcomes = Array.from({ length: decided }, (_, person) => ({
    ...{ id: `o${person}`, email: buyerEmail(person), result: buys(person) ? 'won' : 'lost' },
    at: begun + person * 60_000 + 3_600_000,
  }));
  const { body } = await call(`POST /v1/sites/${site}/outcomes`, { body: outcomes, plan: 'paid' });
  if (body.rejected?.length !== 0) throw new Error(JSON.stringify(body));
}
