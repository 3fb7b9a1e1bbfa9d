// The prediction, as a program gets it: made by the scheduled work, kept up with every event, explained, sorted and filtered by.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { leastEvidence } from '../../../worker/score/proof/predict/sample.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { plainMinute } from '../../support/schedule.ts';

const day = 86_400_000;
const begun = Date.now() - 30 * day;
let site: string;

/** Of the last twenty, no outcome is known. */
const people = 420;
const emailOf = (person: number) => `p${person}@acme.test`;
/** Every second looks at more pages and compares; of those nine of ten buy, of the others one of ten. */
const isKeen = (person: number) => person % 2 === 0;
const buys = (person: number) => (person % 20 === 2 ? false : person % 20 === 3 ? true : isKeen(person));

function eventsOf(person: number): Record<string, unknown>[] {
  const at = begun + person * 60_000;
  const email = emailOf(person);
  const views = Array.from({ length: isKeen(person) ? 4 : 1 }, (_, page) => ({
    ...{ kind: 'page_view', email, url: `https://acme.test/p${page}`, at: at + page * 1000 },
  }));
  const compared = { kind: 'compared', email, at: at + 9000 };
  const traits = { plan: isKeen(person) ? 'team' : 'solo', gender: isKeen(person) ? 'f' : 'm' };
  const named = { kind: 'identify', email, traits, at };
  return [named, ...views, ...(isKeen(person) ? [compared] : [])];
}

async function send(count: number) {
  for (let from = 0; from < count; from += 80) {
    const events = Array.from({ length: Math.min(80, count - from) }, (_, of) => eventsOf(from + of)).flat();
    const { body } = await call(`POST /v1/sites/${site}/events`, { body: { events } });
    expect(body.rejected).toEqual([]);
  }
}

const outcomeOf = (person: number, result: string) => ({
  ...{ id: `o${person}`, email: emailOf(person), result, at: begun + person * 60_000 + 3_600_000 },
});

const runSchedule = () =>
  runScheduled(env.DB, { now: plainMinute(Date.now()), deadline: Date.now() + 30_000 });

const report = async (query = '') => (await call(`GET /v1/sites/${site}/reports/prediction${query}`)).body;
const list = async (query: string) => (await call(`GET /v1/sites/${site}/visitors?${query}`)).body;

beforeAll(async () => {
  site = await newSite();
  await send(people);
}, 120_000);

describe('before there is evidence', () => {
  it('nobody has a probability, and the report says that none was made', async () => {
    const known = await report();
    expect([known.fittedAt, known.running, known.figures, known.data]).toEqual([null, null, null, []]);
    expect(known.notes[0]).toMatch(/No prediction was made yet/);
    const { data } = await list('sort=probability');
    expect(data).toEqual([]);
    expect((await list('minProbability=0')).data).toEqual([]);
    const [one] = (await list('limit=1')).data;
    expect(one.probability).toBeNull();
    // Those of a prediction that has ended, before they are removed.
    const stale =
      'update score set deed_odds = ?1, person_odds = 0 where site = (select key from site where id = ?2)';
    await env.DB.prepare(stale).bind(3, site).run();
    expect((await list('minProbability=0.1')).data).toEqual([]);
    await env.DB.prepare(stale).bind(null, site).run();
  });

  it('too few outcomes begin nothing, and asked for, it says what is missing', async () => {
    const few = Array.from({ length: 30 }, (_, place) => outcomeOf(place, buys(place) ? 'won' : 'lost'));
    await call(`POST /v1/sites/${site}/outcomes`, { body: few });
    await runSchedule();
    expect((await report()).evidence).toBeNull();
    const { status } = await call(`POST /v1/sites/${site}/reports/prediction`);
    expect(status).toBe(202);
    await runSchedule();
    const known = await report();
    expect(known.running).toBeNull();
    expect(known.missing.outcomes).toBe(leastEvidence.outcomes - 30);
    expect(known.notes.at(-1)).toMatch(/Missing: 170 more outcomes won or lost/);
    const [one] = (await list('limit=1')).data;
    const { body } = await call(`GET /v1/sites/${site}/visitors/${one.id}`);
    expect(body.prediction).toEqual({ for: [], against: [], missing: known.missing });
  });

  it('a reader cannot begin one', async () => {
    const token = await newToken('read', site);
    expect((await call(`POST /v1/sites/${site}/reports/prediction`, { token })).status).toBe(403);
  });

  it('the page says so as well, in both languages', async () => {
    const path = `/s/${site}/reports/prediction`;
    const cookie = await signIn();
    const { html } = await visit(path, { cookie });
    expect(html).toContain('There is no prediction yet.');
    expect(html).toContain('Missing: 170 more outcomes won or lost');
    const german = (await visit(path, { cookie, headers: { 'accept-language': 'de' } })).html;
    expect(german).toContain('Es fehlen: 170 gewonnene oder verlorene Abschlüsse');
  });
});

describe('with evidence', () => {
  beforeAll(async () => {
    const all = Array.from({ length: 400 }, (_, place) => outcomeOf(place, buys(place) ? 'won' : 'lost'));
    await call(`POST /v1/sites/${site}/outcomes`, { body: all });
    // Ten minutes pass before an attempt with too little is repeated.
    await env.DB.prepare('update prediction set begun_at = begun_at - 600001').run();
    await runSchedule();
  }, 120_000);

  it('the scheduled work makes a prediction that finds buyers it was not made of', async () => {
    const known = await report();
    expect(known.missing).toBeNull();
    expect(known.evidence).toEqual({ won: 200, lost: 200, undecided: 20 });
    expect(known.figures.auc).toBeGreaterThan(0.8);
    // Ten shares of 40 people are off by 0.04 on average, by chance alone.
    expect(known.figures.calibrationError).toBeLessThan(0.12);
    const features = known.data.map(({ feature }: { feature: string }) => feature);
    expect(features).toContain('trait:plan=team');
    expect(features.filter((name: string) => name.includes('gender'))).toEqual([]);
  });

  it('everybody who may buy has a probability, and customers have none', async () => {
    const { data } = await list('sort=probability&limit=200');
    const chances = data.map(({ probability }: { probability: number }) => probability);
    expect(chances).toEqual(chances.toSorted((a: number, b: number) => b - a));
    expect(data.every(({ outcome }: { outcome: string }) => outcome !== 'won')).toBe(true);
    const { body } = await call(`GET /v1/sites/${site}/visitors?email=${emailOf(0)}`);
    expect(body.data[0]).toMatchObject({ outcome: 'won', probability: null });
    expect((await call(`GET /v1/sites/${site}/visitors/${body.data[0].id}`)).body.prediction).toBeNull();
  });

  it('the list goes on page by page, and can ask for the least probability', async () => {
    const all = (await list('sort=probability&limit=200')).data.map(({ id }: { id: string }) => id);
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await list(`sort=probability&limit=70${cursor}`);
      paged.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
    } while (cursor);
    expect(paged.slice(0, 200)).toEqual(all);
    expect(paged).toHaveLength(220);
    const likely = await list('sort=probability&minProbability=0.5&limit=200');
    expect(likely.data.length).toBeGreaterThan(5);
    expect(likely.data.every(({ probability }: { probability: number }) => probability >= 0.5)).toBe(true);
    const least = likely.data.at(-1).probability;
    const same = await list(`minProbability=${least}&limit=200`);
    expect(same.data).toHaveLength(likely.data.length);
    const rising = await list('sort=probability&order=asc&limit=1');
    expect(rising.data[0].id).toBe(paged.at(-1));
    expect((await call(`GET /v1/sites/${site}/visitors?minProbability=1.1`)).status).toBe(400);
  });

  it('it is made of reasons', async () => {
    const [best] = (await list('sort=probability&limit=1')).data;
    const { body } = await call(`GET /v1/sites/${site}/visitors/${best.id}`);
    expect(body.prediction.for.length).toBeGreaterThan(0);
    expect(body.prediction.for.length).toBeLessThanOrEqual(3);
    expect(body.prediction.missing).toBeNull();
    expect(body.prediction.for[0].effect).toBeGreaterThan(0);
    expect(body.prediction.for[0].label).toMatch(/\w/);
    const { html } = await visit(`/s/${site}/visitors/${best.id}`, { cookie: await signIn() });
    expect(html).toMatch(/<h2 id="odds">Likely to buy: \d\d%<\/h2>/);
    expect(html.split('id="odds"')[1]?.split('</section>')[0]?.match(/<li>/g)).toHaveLength(
      body.prediction.for.length + body.prediction.against.length,
    );
  });

  it('what somebody does changes it at once, as if it had been known all along', async () => {
    const email = emailOf(401);
    const [before] = (await list(`email=${email}`)).data;
    const events = Array.from({ length: 6 }, (_, page) => ({
      ...{ kind: page % 2 ? 'compared' : 'page_view', email, at: Date.now() - 1000 + page },
      url: 'https://acme.test/',
    }));
    for (const event of events) await call(`POST /v1/sites/${site}/events`, { body: { events: [event] } });
    const [after] = (await list(`email=${email}`)).data;
    expect(after.probability).toBeGreaterThan(before.probability);
    const odds = () =>
      env.DB.prepare('select deed_odds as deed, person_odds as person from score where email = ?')
        .bind(email)
        .first<{ deed: number; person: number }>();
    const stepped = await odds();
    await env.DB.prepare('update score set deed_odds = 0, person_odds = 9 where email = ?').bind(email).run();
    await call(`POST /v1/sites/${site}/reports/prediction`);
    await runSchedule();
    const known = await odds();
    // The person is the same; the prediction was made anew of the same people, but for what this one has done.
    expect(known?.deed).toBeCloseTo(stepped?.deed ?? Number.NaN, 1);
    expect(known?.person).toBeCloseTo(stepped?.person ?? Number.NaN, 1);
  });

  it('what somebody is changes it as well', async () => {
    const email = emailOf(403);
    const [before] = (await list(`email=${email}`)).data;
    const named = { kind: 'identify', email, traits: { plan: 'team' }, at: Date.now() - 500 };
    await call(`POST /v1/sites/${site}/events`, { body: { events: [named] } });
    const [after] = (await list(`email=${email}`)).data;
    expect(after.probability).toBeGreaterThan(before.probability);
  });

  it('the weights are a file as well', async () => {
    const { status, headers, body } = await call(`GET /v1/sites/${site}/reports/prediction.csv`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toMatch(/-prediction/);
    const [header, ...rows] = String(body).trimEnd().split('\r\n');
    expect(header).toBe('part,feature,label,weight,weightLow,weightHigh,mean,people');
    expect(rows).toHaveLength((await report()).data.length);
  });

  it('the page draws how good it is, says what it is made of, and makes it anew', async () => {
    const path = `/s/${site}/reports/prediction`;
    const cookie = await signIn();
    const { html } = await visit(path, { cookie });
    const { figures, data } = await report();
    expect(html).toMatch(/A buyer is ranked above somebody else in \d\d% of pairs/);
    expect(html.match(/<circle /g)).toHaveLength(figures.curve.length);
    expect(html.match(/<th scope="row">/g)).toHaveLength(figures.curve.length + data.length);
    expect(html).toContain('<bdi>plan: team</bdi>');
    const file = await visit(`${path}.csv`, { cookie });
    expect(file.html).toBe((await call(`GET /v1/sites/${site}/reports/prediction.csv`)).body);
    const { fittedAt } = await report();
    expect((await visit(path, { cookie, form: {} })).status).toBe(303);
    await runSchedule();
    expect((await report()).fittedAt).toBeGreaterThan(fittedAt);
  });

  it('the owner decides what it is made of', async () => {
    await call(`PATCH /v1/sites/${site}`, { body: { settings: { predictFrom: ['events'] } } });
    await call(`POST /v1/sites/${site}/reports/prediction`);
    await runSchedule();
    const known = await report();
    expect(known.parts).toEqual(['events']);
    expect(known.data.length).toBeGreaterThan(0);
    expect(known.data.every(({ part }: { part: string }) => part === 'events')).toBe(true);
  });

  it('an erasure leaves nothing half gathered', async () => {
    await call(`POST /v1/sites/${site}/reports/prediction`);
    await call(`POST /v1/sites/${site}/erasures`, { body: { email: emailOf(7) } });
    await runSchedule();
    const known = await report();
    expect(known.running).toBeNull();
    expect(known.evidence.won + known.evidence.lost).toBe(399);
    const left = await env.DB.prepare('select count(*) as count from prediction_sample').first('count');
    expect(left).toBe(0);
  });
});
