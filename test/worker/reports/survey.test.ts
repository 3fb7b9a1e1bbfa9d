// The survey behind the reports: what the log says, counted in steps that can stop anywhere.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { erase } from '../../../worker/flows/privacy/erase.ts';
import {
  askSurvey,
  continueSurvey,
  type Survey,
  surveyKey,
  surveyOnce,
} from '../../../worker/flows/reports/survey.ts';
import { runScheduled } from '../../../worker/jobs/schedule.ts';
import { emailKinds } from '../../../worker/score/fit/email-kind.ts';
import { addBuyer, addPerson, closeSales, newTally } from '../../../worker/score/proof/survey/tally.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { maxSurveys, readSurvey } from '../../../worker/store/models/surveys.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { random } from '../../support/checks/random.ts';
import { plainMinute } from '../../support/schedule.ts';
import { logByVisitor, makeSite } from '../../support/sites.ts';

const day = 86_400_000;
const hour = 3_600_000;
const now = Date.UTC(2026, 10, 20);
const from = now - 60 * day;

/** Visitors with page views on random days, every fifth identified, of whom every second buys. */
async function fill(site: SiteConfig, howMany: number, seed = 1): Promise<void> {
  const next = random(seed);
  const events = Array.from({ length: howMany }, (_, person) => {
    const device = crypto.randomUUID();
    const event = (occurredAt: number, given: object) => ({
      ...{ device, id: crypto.randomUUID(), kind: 'page_view', occurredAt, ownedAt: null, session: device },
      ...{ origin: 'browser' as const, body: { url: 'https://example.com/pricing' } },
      ...given,
    });
    const moments = Array.from(
      { length: 1 + Math.floor(next() * 5) },
      () => from + Math.floor(next() * 50 * day),
    );
    const views = moments.map((at) => event(at, {}));
    const last = Math.max(...moments);
    const body = { email: `p${person}@acme.test`, traits: { title: 'CTO' } };
    if (person % 5 === 0) views.push(event(last + 1, { kind: 'identify', body }));
    if (person % 10 === 0)
      views.push(
        event(last + hour, { kind: 'outcome', origin: 'server', body: { result: 'won', email: body.email } }),
      );
    return views;
  }).flat();
  for (let begin = 0; begin < events.length; begin += 200)
    await ingest(
      env.DB,
      events.slice(begin, begin + 200).map((event) => ({ site, event })),
      now,
    );
}

async function survey(
  site: SiteConfig,
  asked = {},
  at = now,
  deadline = Date.now() + 20_000,
): Promise<Survey> {
  const answer = await askSurvey(env.DB, site, { about: 'standing', asked, now: at, deadline });
  if (answer.kind !== 'survey') throw new Error(JSON.stringify(answer));
  return answer.survey;
}

const model = {
  ...defaultModel,
  fit: {
    rules: [{ id: 'tech', label: 'Technical', where: { title: 'CTO' }, points: 80 }],
    grades: { A: 70, B: 45, C: 20 },
  },
};

/** Where the visitors of `fill` come from. */
const firstVisits = { source: ['direct'], campaign: [], landing: ['/pricing'] };

const smallSite = async (people = 40) => {
  const site = await makeSite(env.DB, model, { landmark: from });
  await fill(site, people);
  return site;
};

describe('a survey', () => {
  it('counts what the log says of everybody, and of the fit that was known then', async () => {
    const site = await smallSite(60);
    const { counted, counting } = await survey(site);
    expect(counting).toBeNull();
    const period = { from: now - 90 * day, to: now };
    const compiled = compileModel({ ...site.served, landmark: period.from });
    const options = { period, now, compiled, kindOf: await emailKinds() };
    const tally = newTally(firstVisits);
    const people = [...(await logByVisitor(env.DB, site))].map(([visitor, history]) => ({
      visitor,
      history,
    }));
    for (const person of people) addBuyer(tally, person, options);
    closeSales(tally);
    for (const person of people) addPerson(tally, person, options);
    expect(tally).toMatchObject({ buyers: 6, unseen: 0, people: 60, cohort: { people: 60 } });
    expect(Object.keys(tally.won).filter((band) => /^[A-D]\d$/.test(band))).not.toEqual([]);
    expect(counted).toEqual({ ...period, at: now, tally });
  });

  it('gives the same in one go, in single steps, and in two runs at the same time', async () => {
    const site = await smallSite(450);
    const whole = (await survey(site)).counted?.tally;
    expect(whole?.people).toBe(450);
    const key = surveyKey(site, { to: now });
    await survey(site, { to: now }, now, 0);
    let steps = 0;
    while (await surveyOnce(env.DB, key, 0)) steps++;
    expect(steps).toBe(3);
    expect((await survey(site, { to: now })).counted?.tally).toEqual(whole);
    const other = { from: now - 90 * day };
    await survey(site, other, now, 0);
    const both = () => continueSurvey(env.DB, surveyKey(site, other), Date.now() + 20_000);
    await Promise.all([both(), both()]);
    expect((await survey(site, other)).counted?.tally).toEqual(whole);
  });

  it('says how far it is, and the scheduled work ends it', async () => {
    const site = await smallSite();
    expect(await survey(site, {}, now, 0)).toMatchObject({ counted: null, counting: { done: 0, total: 40 } });
    await runScheduled(env.DB, { now: plainMinute(now), deadline: Date.now() + 20_000 });
    expect(await survey(site, {}, now, 0)).toMatchObject({
      counting: null,
      counted: { tally: { people: 40 } },
    });
  });

  it('is good for an hour; then the last one is shown until the next is counted', async () => {
    const site = await smallSite();
    const first = await survey(site);
    // Two of these ten turn out to be known people.
    await fill(site, 10, 2);
    expect(await survey(site, {}, now + hour - 1)).toEqual(first);
    const later = await survey(site, {}, now + hour, 0);
    expect(later).toMatchObject({ to: now + hour, counted: first.counted, counting: { total: 48 } });
    expect((await survey(site, {}, now + hour)).counted).toMatchObject({
      at: now + hour,
      tally: { people: 48 },
    });
  });

  it('begins again after an erasure of the person at its cursor, and never names anybody when it is finished', async () => {
    const site = await smallSite(250);
    const key = surveyKey(site, {});
    await survey(site, {}, now, 0);
    while ((await readSurvey(env.DB, key))?.done === 0) await surveyOnce(env.DB, key, 0);
    const { cursor = '' } = (await readSurvey(env.DB, key)) ?? {};
    expect(cursor).not.toBe('');
    await erase(env.DB, site, { asked: { visitor: cursor }, actor: 'test', now });
    expect(await readSurvey(env.DB, key)).toBeNull();
    await survey(site);
    const row = await readSurvey(env.DB, key);
    expect(row).toMatchObject({ cursor: '', tally: '{}', finishedAt: expect.any(Number) });
    const ids = [...(await logByVisitor(env.DB, site)).keys()];
    expect(ids.filter((id) => row?.result?.includes(id))).toEqual([]);
  });

  it('keeps those of the periods that were asked for last', async () => {
    const site = await smallSite(3);
    for (let day = 1; day <= maxSurveys + 3; day++) await survey(site, { to: now - day }, now + day);
    const { results } = await env.DB.prepare('select span from survey where site = ?1 order by begun_at')
      .bind(site.key)
      .all();
    expect(results.map(({ span }) => span)).toEqual(
      Array.from({ length: maxSurveys }, (_, place) => `-${now - place - 4}`),
    );
  });

  it('of a version that is served no more is removed by the scheduled work', async () => {
    const site = await smallSite(3);
    const key = { ...surveyKey(site, {}), version: 7 };
    await env.DB.prepare(
      `insert into survey (site, version, about, span, starts_at, ends_at, begun_at, cursor, saves, done, total, tally)
       values (?1, 7, 'standing', ?2, 0, 1, 1, '', 0, 0, 1, '{}')`,
    )
      .bind(site.key, key.span)
      .run();
    await runScheduled(env.DB, { now: plainMinute(now), deadline: Date.now() + 20_000 });
    expect(await readSurvey(env.DB, key)).toBeNull();
  });

  it.each([
    [{ from: now }, 'from'],
    [{ to: 0 }, 'to'],
    [{ from: now - day, to: now - day }, 'from'],
    [{ from: now - 731 * day - 1 }, 'from'],
  ])('of %j is refused, and says why', async (asked, path) => {
    const site = await makeSite(env.DB, defaultModel);
    const answer = await askSurvey(env.DB, site, { about: 'standing', asked, now, deadline: 0 });
    expect(answer).toMatchObject({
      kind: 'invalid',
      errors: [{ path, message: expect.stringMatching(/give a/) }],
    });
  });

  it('of exactly the longest period is counted, and one that ends in the future ends now', async () => {
    const site = await smallSite(2);
    expect(await survey(site, { from: now - 731 * day })).toMatchObject({ from: now - 731 * day, to: now });
    expect(await survey(site, { to: now + day })).toMatchObject({ to: now });
  });
});
