// What was sent about somebody is in the export, goes with an erasure, and goes by age.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { jobs } from '../../../worker/jobs/schedule.ts';
import { firstMessageId } from '../../../worker/store/alerts/moves.ts';
import { call, newSite } from '../../support/api.ts';
import { keyOf } from '../../support/sites.ts';
import { drain } from '../../support/units.ts';

const dayMs = 86_400_000;

async function setUp() {
  const site = await newSite();
  const people = ['ann@acme.test', 'bob@acme.test'].map((email) => ({
    ...{ kind: 'page_view', url: 'https://acme.test/', device: crypto.randomUUID(), email },
  }));
  await call(`POST /v1/sites/${site}/events`, { body: { events: people } });
  const { data } = (await call(`GET /v1/sites/${site}/visitors`)).body;
  const idOf = (email: string) => data.find((one: { email: string }) => one.email === email).id as string;
  const hook = { url: 'https://hooks.example.com/', events: ['visitor.hot', 'digest'] };
  const webhook = (await call(`POST /v1/sites/${site}/webhooks`, { body: hook })).body.id as string;
  const add = (
    id: string,
    email: string | null,
    { head = null as string | null, body = null as string | null },
  ) =>
    env.DB.prepare(
      `insert into delivery (site, webhook, id, type, at, visitor, detail, state, attempts, head, body)
       values (${keyOf('?1')}, ?2, ?3, ?4, 5, (select visitor from lead where email = ?5 and site = ${keyOf('?1')}), '{}',
         'delivered', 1, ?6, ?7)`,
    )
      .bind(site, webhook, id, email ? 'visitor.hot' : 'digest', email, head, body)
      .run();
  return { site, webhook, add, ann: idOf('ann@acme.test') };
}

const left = async (webhook: string) =>
  (
    await env.DB.prepare('select id, body from delivery where webhook = ? order by id')
      .bind(webhook)
      .all<{ id: string; body: string | null }>()
  ).results.map(({ id, body }) => `${id} ${body}`);

test('an export lists them, and an erasure leaves no word of the person in any', async () => {
  const { site, webhook, add, ann } = await setUp();
  await add('msg_1', 'ann@acme.test', { body: '{"name":"ann"}' });
  await add('msg_2', 'bob@acme.test', { head: 'msg_2', body: '{"text":"bob and ann"}' });
  await add('msg_3', 'ann@acme.test', { head: 'msg_2' });
  await add('msg_4', null, { body: '{"text":"a day with ann"}' });
  await add('msg_5', 'bob@acme.test', { body: '{"name":"bob"}' });
  const { deliveries } = (await call(`GET /v1/sites/${site}/visitors/${ann}/export`)).body;
  const common = { webhook, type: 'visitor.hot', at: 5, state: 'delivered' };
  expect(deliveries).toEqual([
    { ...common, id: 'msg_1', payload: { name: 'ann' } },
    { ...common, id: 'msg_3', payload: { text: 'bob and ann' } },
  ]);
  expect((await call(`DELETE /v1/sites/${site}/visitors/${ann}`)).status).toBe(200);
  expect(await left(webhook)).toEqual(['msg_2 null', 'msg_4 null', 'msg_5 {"name":"bob"}']);
});

test('a delivery is kept for 30 days, and not longer', async () => {
  const { webhook, add } = await setUp();
  const now = Date.UTC(2026, 11, 31, 10, 5);
  const ages = [29 * dayMs, 30 * dayMs - 1, 30 * dayMs + 1, 400 * dayMs];
  const ids = ages.map((age) => `${firstMessageId(now - age)}${'0'.repeat(20)}`);
  for (const id of ids) await add(id, 'bob@acme.test', {});
  const job = jobs.find(({ name }) => name === 'remove old deliveries');
  await drain(
    job?.work({ db: env.DB, now, deadline: Date.now() + 10_000, sending: null }) ?? (async function* () {})(),
  );
  expect(await left(webhook)).toEqual([ids[1], ids[0]].map((id) => `${id} null`));
});
