// The colleagues on a visitor's page: their number, and who decides where the visitor is hot and does not fit.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../../schema/model/default-model.ts';
import { findColleagues } from '../../../../worker/flows/companies/colleagues.ts';
import { siteById } from '../../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

type Traits = Record<string, string>;

/** A site whose model grades by seniority, with these people by the name before the `@`; `hot` gives them a demo form. */
async function siteWith(people: Record<string, { traits: Traits; hot?: boolean }>): Promise<string> {
  const site = await newSite();
  const where = (seniority: string) => ({
    id: seniority,
    label: seniority,
    where: { seniority },
    points: 80,
  });
  const fit = { rules: [where('executive'), where('director')], grades: { A: 70, B: 45, C: 20 } };
  await call(`POST /v1/sites/${site}/models`, { body: { ...defaultModel, fit } });
  await call(`POST /v1/sites/${site}/models/2/publish`, { body: {}, plan: 'paid' });
  const events = Object.entries(people).flatMap(([name, { traits, hot }]) => {
    const email = `${name}@initech.test`;
    const event = (kind: string, more: object) => ({ id: crypto.randomUUID(), kind, email, ...more });
    const demo = event('form_fill', { form: 'demo', url: 'https://acme.test/' });
    return [event('identify', { traits }), ...(hot ? [demo] : [])];
  });
  const sent = await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect([sent.status, sent.body.rejected]).toEqual([200, []]);
  return site;
}

async function visitorOf(site: string, name: string) {
  const { body } = await call(`GET /v1/sites/${site}/visitors?email=${name}@initech.test`);
  return body.data[0] as { id: string; cell: string | null; companyKey: string | null };
}

/** The line on the person's page, and its links. */
async function lineOf(site: string, name: string) {
  const { id } = await visitorOf(site, name);
  const { html } = await visit(`/s/${site}/visitors/${id}`, { cookie: await signIn() });
  const line = html.match(/<p class="colleagues">[\s\S]*?<\/p>/)?.[0] ?? '';
  return {
    text: textOf(line).replace(/ ,/, ','),
    links: [...line.matchAll(/href="([^"]*)"/g)].map(([, href]) => href),
  };
}

const clerk = { traits: { name: 'Bob', title: 'Clerk' }, hot: true };

test('who is hot and does not fit is shown with the most senior colleague, however cold', async () => {
  const site = await siteWith({
    bob: clerk,
    dan: { traits: { name: 'Dan', title: 'Director of Sales' }, hot: true },
    mei: { traits: { name: 'Mei Tanaka', title: 'COO' } },
  });
  expect((await visitorOf(site, 'bob')).cell).toBe('D1');
  const mei = await visitorOf(site, 'mei');
  expect(await lineOf(site, 'bob')).toEqual({
    text: '2 colleagues · Senior colleague: Mei Tanaka, COO',
    links: [`/s/${site}/companies/initech.test`, `/s/${site}/visitors/${mei.id}`],
  });
  // Those who decide themselves need no other, nor do those who are not hot.
  expect((await lineOf(site, 'dan')).text).toBe('2 colleagues');
  expect((await lineOf(site, 'mei')).text).toBe('2 colleagues');
});

test('a director is named where there is no executive, and nobody where no title says so', async () => {
  const site = await siteWith({
    bob: clerk,
    dan: { traits: { name: 'Dan', jobTitle: 'Director of Sales' } },
  });
  expect((await lineOf(site, 'bob')).text).toBe('1 colleague · Senior colleague: Dan, Director of Sales');
  const other = await siteWith({
    bob: clerk,
    ann: { traits: { name: 'Ann', title: 'Assistant to the CEO' } },
  });
  expect((await lineOf(other, 'bob')).text).toBe('1 colleague');
});

test('who has no colleague has no such line, and what colleagues say of themselves is only text', async () => {
  expect(await lineOf(await siteWith({ bob: clerk }), 'bob')).toEqual({ text: '', links: [] });
  const name = '"><script>hacked=1</script>';
  const site = await siteWith({ bob: clerk, eve: { traits: { name, title: `CEO ${name}` } } });
  const { text } = await lineOf(site, 'bob');
  expect(text).toContain(`Senior colleague: ${name}`);
});

test('a company of thousands costs few rows', async () => {
  const people = Object.fromEntries(
    Array.from({ length: 120 }, (_, n) => [`p${n}`, { traits: { name: `P ${n}`, title: 'CEO' } }]),
  );
  const site = await siteWith({ bob: clerk, ...people });
  const visitor = await visitorOf(site, 'bob');
  const config = await siteById(env.DB, site, { maxAgeMs: 0 });
  if (!config) throw new Error('no site');
  let rowsRead = 0;
  const db = new Proxy(env.DB, {
    get: (target, name) =>
      name === 'batch'
        ? async (statements: D1PreparedStatement[]) => {
            const results = await target.batch(statements);
            rowsRead += results.reduce((sum, { meta }) => sum + meta.rows_read, 0);
            return results;
          }
        : (target[name as keyof D1Database] as (...all: unknown[]) => unknown).bind(target),
  });
  const found = await findColleagues(db, config, visitor);
  expect(found).toMatchObject({ count: 100, isMore: true, senior: { title: 'CEO' } });
  expect(rowsRead).toBeGreaterThan(100);
  expect(rowsRead).toBeLessThanOrEqual(300);
});
