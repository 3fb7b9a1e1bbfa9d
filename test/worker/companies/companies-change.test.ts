// Companies follow their people: through new emails and names, splits, separate claims, erasures and new models.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { companyDetailQuery } from '../../../schema/api/company.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { findCompany } from '../../../worker/flows/companies/company-detail.ts';
import { split } from '../../../worker/flows/identity/split.ts';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { continuePublishing, startPublishing } from '../../../worker/flows/models/publish.ts';
import { erase } from '../../../worker/flows/privacy/erase.ts';
import type { NewEvent } from '../../../worker/score/event.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { allCompanies, expectCompanies } from '../../support/checks/company-check.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { makeSite } from '../../support/sites.ts';
import { streamStart, uuidOf } from '../../support/stories/models.ts';

const hour = 3_600_000;
const later = streamStart + 30 * 24 * hour;
const model = {
  ...defaultModel,
  halfLifeDays: null,
  rules: [{ id: 'page', label: 'Page', on: 'page_view', points: 10 }],
};
const shop = (changes = {}) => makeSite(env.DB, model, { landmark: streamStart, changes });

let n = 0;
const act = (device: number, at: number, body: NewEvent['body'] = {}): NewEvent => ({
  ...{ device: uuidOf('d', device), id: uuidOf('e', ++n), ownedAt: null, session: null },
  kind: body.email || body.userId ? 'identify' : 'page_view',
  origin: body.verified ? 'server' : 'browser',
  occurredAt: streamStart + at * hour,
  body,
});

async function send(site: SiteConfig, events: NewEvent[]): Promise<void> {
  const arrivals = events.map((event) => ({ site, event }));
  expect(await ingest(env.DB, arrivals, later)).toEqual({ kind: 'stored' });
}

/** Each company, with how many people and points it has. */
async function companies(site: SiteConfig): Promise<Record<string, string>> {
  const listed = await allCompanies(env.DB, site, { sort: 'people' }, later);
  return Object.fromEntries(listed.map(({ key, people, score }) => [key, `${people}: ${score}`]));
}

it('takes in what somebody did before they said who they are, and adds up people of one domain', async () => {
  const site = await shop();
  await send(site, [act(1, 0), act(1, 1), act(2, 0), act(3, 0)]);
  expect(await companies(site)).toEqual({});
  await send(site, [act(1, 2, { email: 'ann@acme.test' }), act(2, 2, { email: 'bob@acme.test' })]);
  expect(await companies(site)).toEqual({ 'acme.test': '2: 30' });
  await send(site, [act(3, 2, { email: 'ann@acme.test' })]);
  expect(await companies(site)).toEqual({ 'acme.test': '2: 40' });
});

it('moves with a corrected email, from a private mailbox to work and from one employer to the next', async () => {
  const site = await shop();
  const say = (at: number, email: string, traits = {}) =>
    act(1, at, { userId: '7', email, verified: true, traits });
  await send(site, [act(1, 0), say(1, 'ann@gmail.com')]);
  expect(await companies(site)).toEqual({});
  await send(site, [say(2, 'ann@gmail.com', { company: 'Acme, Inc.' })]);
  expect(await companies(site)).toEqual({ 'acme inc': '1: 10' });
  await send(site, [say(3, 'ann@acme.test')]);
  expect(await companies(site)).toEqual({ 'acme.test': '1: 10' });
  await send(site, [say(4, 'ann@globex.test'), act(1, 5)]);
  expect(await companies(site)).toEqual({ 'globex.test': '1: 20' });
  await expectFold(env.DB, site);
});

it('loses what a split takes away', async () => {
  const site = await shop();
  const ann = { email: 'ann@acme.test' };
  await send(site, [act(1, 0), act(1, 1, ann), act(2, 0), act(2, 1), act(2, 2, ann)]);
  expect(await companies(site)).toEqual({ 'acme.test': '1: 30' });
  const visitor = (await allCompanies(env.DB, site, {}, later))[0]?.topPeople[0]?.id as string;
  await split(env.DB, site, { visitor, device: uuidOf('d', 2), actor: 'test', now: later });
  expect(await companies(site)).toEqual({ 'acme.test': '1: 10' });
  await expectFold(env.DB, site);
});

it('has a claimed person apart where the site keeps claims apart, and one once the server has said it', async () => {
  const site = await shop({ claimed: 'separate' });
  const ann = { email: 'ann@acme.test' };
  await send(site, [act(1, 0), act(1, 1, { ...ann, verified: true }), act(2, 0), act(2, 1, ann)]);
  expect(await companies(site)).toEqual({ 'acme.test': '2: 20' });
  await send(site, [act(2, 2, { ...ann, verified: true })]);
  expect((await companies(site))['acme.test']).toMatch(/: 20$/);
  await expectFold(env.DB, site);
});

it('forgets an erased person entirely, and the company with its last one', async () => {
  const site = await shop();
  const traits = { company: 'Solitude Works', name: 'Ann Lonely' };
  await send(site, [
    ...[act(1, 0), act(1, 1, { email: 'ann@solitude.test', traits })],
    ...[act(2, 0), act(2, 1, { email: 'bob@acme.test' }), act(3, 0), act(3, 1, { email: 'cyd@acme.test' })],
  ]);
  expect(await companies(site)).toEqual({ 'acme.test': '2: 20', 'solitude.test': '1: 10' });
  for (const email of ['ann@solitude.test', 'cyd@acme.test']) {
    const asked = { email };
    await erase(env.DB, site, { asked, actor: 'test', now: later, deadline: Date.now() + 20_000 });
  }
  const fresh = (await readSite(env.DB, site.key)) as SiteConfig;
  expect(await companies(fresh)).toEqual({ 'acme.test': '1: 10' });
  const asked = { name: 'solitude.test', query: companyDetailQuery.parse({}), now: later };
  expect(await findCompany(env.DB, fresh, asked)).toEqual({ kind: 'none' });
  for (const table of ['score', 'lead', 'event', 'naming', 'identifier']) {
    const { results } = await env.DB.prepare(`select * from ${table} where site = ?1`).bind(site.key).all();
    expect(JSON.stringify(results)).not.toMatch(/solitude|lonely|cyd@/i);
  }
  await expectFold(env.DB, fresh);
});

it('shows under a new model what its scores say, and refuses a cursor of the old one', async () => {
  const site = await shop();
  await send(site, [
    ...[act(1, 0), act(1, 1, { email: 'ann@acme.test' }), act(2, 0), act(2, 1, { email: 'bob@globex.test' })],
  ]);
  const first = await findCompany(env.DB, site, {
    ...{ name: 'acme.test', query: companyDetailQuery.parse({ limit: '1' }), now: later },
  });
  expect(first).toMatchObject({ kind: 'company', company: { score: 10 } });
  const rules = [{ ...model.rules[0], points: 25 }];
  await env.DB.prepare('insert into model (site, version, body, created_at) values (?1, 2, ?2, 0)')
    .bind(site.key, JSON.stringify({ ...model, rules }))
    .run();
  const deadline = Date.now() + 10_000;
  const by = { actor: 'test', now: later, deadline };
  await startPublishing(env.DB, { site: site.key, version: 2 }, by);
  await send((await readSite(env.DB, site.key)) as SiteConfig, [
    ...[act(3, 0), act(3, 1, { email: 'cyd@acme.test' })],
  ]);
  expect(await companies((await readSite(env.DB, site.key)) as SiteConfig)).toEqual({
    ...{ 'acme.test': '2: 20', 'globex.test': '1: 10' },
  });
  expect(await continuePublishing(env.DB, site.key, deadline)).toBe('served');
  const served = (await readSite(env.DB, site.key)) as SiteConfig;
  expect(await companies(served)).toEqual({ 'acme.test': '2: 50', 'globex.test': '1: 25' });
  await expectCompanies(env.DB, served, later);
});
