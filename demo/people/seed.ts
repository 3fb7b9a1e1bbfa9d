// Creates the demo's site and its visitors through the public API, as a site's own server would.

import { limits } from '../../schema/event.ts';
import { toldPath } from '../site.ts';
import { historyOf, outcomeOf, type PastEvent } from './histories.ts';
import { demoModel } from './model.ts';
import { people } from './people.ts';
import { randomFrom } from './random.ts';

/** The API's URL, the token, the origin of the demo site, and the time at which the histories end. */
export interface SeedOptions {
  api: string;
  token: string;
  origin: string;
  now: number;
}

interface Answer {
  rejected: { index: number; code: string }[];
}

/** The id of the demo's site. */
export const demoSite = 'demo';

/**
 * Creates the demo's site and its visitors if they are missing, and allows the origin that is served now.
 * Throws with the API's error message if a call fails.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const path = `/v1/sites/${demoSite}`;
  const site = await call<{ origins: string[] }>(options, 'GET', path);
  const { origin } = options;
  if (!site) await createSite(options);
  else if (!site.origins.includes(origin)) {
    await call(options, 'PATCH', path, { origins: [...site.origins.slice(-8), origin] });
  }
  await moveWebhook(options);
  const list = await call<{ data: unknown[] }>(options, 'GET', `${path}/visitors?limit=1`);
  if (list?.data.length) return;
  const { events: all, outcomes } = history(origin, options.now);
  for (const events of batches(all)) {
    const answer = await call<Answer>(options, 'POST', `${path}/events`, { events });
    const [first] = answer?.rejected ?? [];
    if (first) {
      throw new Error(`A demo event was rejected: ${first.code} ${JSON.stringify(events[first.index])}`);
    }
  }
  await call<Answer>(options, 'POST', `${path}/outcomes`, outcomes);
  // After the histories, which are no news.
  await call(options, 'POST', webhooks, {
    ...{ label: webhookLabel, url: options.origin + toldPath },
    events: ['visitor.hot', 'visitor.warm', 'visitor.identified', 'visitor.outcome'],
  });
}

const webhooks = `/v1/sites/${demoSite}/webhooks`;
const webhookLabel = 'Console of npm start';

/** Sends its messages to the origin that is served now. Whoever has deleted it does not get it back. */
async function moveWebhook(options: SeedOptions): Promise<void> {
  const list = await call<{ data: { id: string; label: string; url: string }[] }>(options, 'GET', webhooks);
  const url = options.origin + toldPath;
  const found = list?.data.find(({ label }) => label === webhookLabel);
  if (found && found.url !== url) await call(options, 'PATCH', `${webhooks}/${found.id}`, { url });
}

/** Creates the site, and publishes its model. */
async function createSite(options: SeedOptions): Promise<void> {
  await call(options, 'POST', '/v1/sites', { id: demoSite, name: 'Rotafern', origins: [options.origin] });
  const models = `/v1/sites/${demoSite}/models`;
  const draft = await call<{ version: number }>(options, 'POST', models, demoModel);
  await call(options, 'POST', `${models}/${draft?.version}/publish`, {});
}

/** The events of all demo visitors, oldest first, and how deals ended. */
function history(origin: string, now: number) {
  const random = randomFrom(2_026);
  const histories = people.map((person) => ({ person, events: historyOf(person, random, origin, now) }));
  return {
    events: histories.flatMap(({ events }) => events).sort((one, other) => one.at - other.at),
    outcomes: histories.flatMap(({ person, events }) => outcomeOf(person, events, now) ?? []),
  };
}

function* batches(events: PastEvent[]): Generator<PastEvent[]> {
  for (let from = 0; from < events.length; from += limits.maxServerEvents) {
    yield events.slice(from, from + limits.maxServerEvents);
  }
}

/** Calls the API and returns the response body, or null if a GET responds with 404. */
async function call<Answered>(
  { api, token }: SeedOptions,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answered | null> {
  const response = await fetch(api + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 404 && method === 'GET') return null;
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} responded ${response.status}: ${text}`);
  return JSON.parse(text) as Answered;
}
