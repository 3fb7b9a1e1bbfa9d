// From the event to the receiver, with the real sender: within what the free plan allows an invocation, quiet towards people, by email,
// and not to names that have become private.

import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Env } from '../../../worker/http/env.ts';
import worker from '../../../worker/index.ts';
import { base, call, newSite } from '../../support/api.ts';
import { limitedDatabase } from '../../support/database/limited-database.ts';
import { plainMinute } from '../../support/schedule.ts';
import { keyOf } from '../../support/sites.ts';

/** What an invocation of the free plan may do: statements and fetches together. */
const allowed = 50;

let count = 0;

/** A name of a receiver that nobody has asked before. */
const newHost = () => `r${++count}-${crypto.randomUUID().slice(0, 8)}.receiver.example.com`;

interface Received {
  path: string;
  id: string;
  body: string;
}

const receivedBy = async (host: string) => (await (await fetch(`https://${host}/`)).json()) as Received[];

async function webhookTo(site: string, host: string, more: object = {}) {
  const body = { url: `https://${host}/hook`, events: ['visitor.hot'], ...more };
  const made = await call(`POST /v1/sites/${site}/webhooks`, { body });
  expect([made.status, made.body.errors]).toEqual([201, undefined]);
  return { id: made.body.id as string, path: `/v1/sites/${site}/webhooks/${made.body.id}` };
}

const hot = (more: object = {}) => ({
  ...{ id: crypto.randomUUID(), kind: 'form_fill', device: crypto.randomUUID() },
  ...{ form: 'demo', url: 'https://acme.test/demo', ...more },
});

const takeAway = (email: string) => ({ id: crypto.randomUUID(), points: -60, reason: 'a test', email });

/** Sends events to the API, and waits for what comes after the response. */
async function send(site: string, ...events: object[]): Promise<void> {
  const context = createExecutionContext();
  const request = new Request(`${base}/v1/sites/${site}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    body: JSON.stringify({ events }),
  });
  const { db } = limitedDatabase(env.DB, allowed);
  const answer = await worker.fetch(request, { ...env, DB: db, PLAN: 'free' }, context);
  expect(await answer.json()).toMatchObject({ accepted: events.length, rejected: [] });
  await waitOnExecutionContext(context);
}

/** A scheduled run as on the free plan, at a minute without other jobs. Returns its statements and fetches. */
async function run(more: Partial<Env> = {}): Promise<{ statements: number; fetches: number }> {
  let fetches = 0;
  const original = globalThis.fetch;
  globalThis.fetch = ((...asked: Parameters<typeof fetch>) => {
    fetches += 1;
    return original(...asked);
  }) as typeof fetch;
  const { db, asked } = limitedDatabase(env.DB, allowed);
  try {
    const scheduledTime = new Date(plainMinute(Date.now() - (Date.now() % 60_000)));
    const context = createExecutionContext();
    const controller = createScheduledController({ scheduledTime, cron: '* * * * *' });
    await worker.scheduled(controller, { ...env, DB: db, PLAN: 'free', ...more } as Env);
    await waitOnExecutionContext(context);
  } finally {
    globalThis.fetch = original;
  }
  return { statements: asked.statements, fetches };
}

/** Makes what waits due now, as time does. */
const passTime = () =>
  env.DB.prepare(`update delivery set due = 1 where state = 'waiting' and due is not null`).run();

const statesOf = async ({ path }: { path: string }) =>
  ((await call(`GET ${path}/deliveries?limit=200`)).body.data as { state: string; type: string }[]).map(
    ({ type, state }) => `${type} ${state}`,
  );

beforeEach(async () => {
  await env.DB.batch(['delivery', 'webhook'].map((table) => env.DB.prepare(`delete from ${table}`)));
});

describe('on the free plan, a run', () => {
  /** Writes deliveries as a transaction that moves a visitor does. */
  async function due(site: string, webhooks: readonly { id: string }[], each: number) {
    const one = env.DB.prepare(
      `insert into delivery (site, webhook, id, type, at, visitor, detail, state, due, attempts)
       values (${keyOf('?1')}, ?2, ?3, 'visitor.hot', 1, (select visitor from score where site = ${keyOf('?1')} limit 1),
         '{"previous":null}', 'waiting', ?4, 0)`,
    );
    const ids = webhooks.flatMap(({ id }) => Array.from({ length: each }, () => ({ id, message: ++count })));
    await env.DB.batch(
      ids.map(({ id, message }) =>
        one.bind(site, id, `msg_${String(message).padStart(29, '0')}`, Date.now() - 120_000),
      ),
    );
  }

  it.each([
    ['one receiver', 1, 60],
    ['as many receivers as a site may have', 20, 3],
  ])(
    'sends to %s within 50 statements and fetches, and the next minutes send the rest, each once',
    async (_, hooks, each) => {
      const site = await newSite();
      await send(site, hot());
      const hosts = Array.from({ length: hooks }, newHost);
      const webhooks = await Promise.all(hosts.map((host) => webhookTo(site, host)));
      await due(site, webhooks, each);
      const arrived = async () => (await Promise.all(hosts.map(receivedBy))).flat();
      const perRun: number[] = [];
      for (let before = 0; before < hooks * each && perRun.length < 40; ) {
        const { statements, fetches } = await run();
        expect(statements + fetches).toBeLessThanOrEqual(allowed);
        const after = (await arrived()).length;
        perRun.push(after - before);
        before = after;
      }
      const all = await arrived();
      expect(all).toHaveLength(hooks * each);
      expect(new Set(all.map(({ id }) => id)).size).toBe(hooks * each);
      // docs/limits.md says it.
      expect(perRun[0]).toBeGreaterThanOrEqual(9);
      for (const webhook of webhooks)
        expect(new Set(await statesOf(webhook))).toEqual(new Set(['visitor.hot delivered']));
    },
  );

  it('sends after the response what a request has caused', async () => {
    const site = await newSite();
    const host = newHost();
    const webhook = await webhookTo(site, host);
    await send(site, hot({ email: 'ann@acme.test' }));
    await expect.poll(async () => (await receivedBy(host)).length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => statesOf(webhook), { timeout: 10_000 }).toEqual(['visitor.hot delivered']);
    const [one] = await receivedBy(host);
    expect(JSON.parse(one?.body ?? '').data.visitor.email).toBe('ann@acme.test');
  });
});

describe('people', () => {
  const slackSite = async () => {
    const site = await newSite();
    const host = newHost();
    return { site, host, webhook: await webhookTo(site, host, { format: 'slack' }) };
  };

  const linesOf = ({ body }: Received) => JSON.stringify(JSON.parse(body));

  it('are told in one post of what happens within a minute', async () => {
    const { site, host, webhook } = await slackSite();
    await send(site, hot({ email: 'ann@acme.test' }));
    await send(site, hot({ email: 'bob@acme.test' }));
    await run();
    expect(await receivedBy(host)).toEqual([]);
    await passTime();
    await run();
    const [post, ...others] = await receivedBy(host);
    expect(others).toEqual([]);
    for (const name of ['ann@acme.test', 'bob@acme.test']) expect(linesOf(post as Received)).toContain(name);
    expect(await statesOf(webhook)).toEqual(['visitor.hot delivered', 'visitor.hot delivered']);
  });

  it('are told once in 24 hours that somebody is hot; what was quiet can be sent by hand', async () => {
    const { site, host, webhook } = await slackSite();
    const email = 'ann@acme.test';
    const again = async () => {
      const [{ id }] = (await call(`GET /v1/sites/${site}/visitors?email=${email}`)).body.data;
      const { email: _, ...less } = takeAway(email);
      expect(
        (await call(`POST /v1/sites/${site}/visitors/${id}/adjustments`, { body: less })).status,
      ).toBeLessThan(300);
      const more = { ...less, id: crypto.randomUUID(), points: 60 };
      expect(
        (await call(`POST /v1/sites/${site}/visitors/${id}/adjustments`, { body: more })).status,
      ).toBeLessThan(300);
      await passTime();
      await run();
    };
    await send(site, hot({ email }));
    await passTime();
    await run();
    await again();
    expect(await receivedBy(host)).toHaveLength(1);
    expect(await statesOf(webhook)).toEqual(['visitor.hot quiet', 'visitor.hot delivered']);

    const [quiet] = (await call(`GET ${webhook.path}/deliveries?state=quiet`)).body.data;
    expect((await call(`POST ${webhook.path}/deliveries/${quiet.id}/replay`)).status).toBeLessThan(300);
    await passTime();
    await run();
    expect((await receivedBy(host)).map(({ id }) => id)).toContain(quiet.id);
    expect(await receivedBy(host)).toHaveLength(2);

    await env.DB.prepare('update delivery set at = at - 86400000').run();
    await again();
    expect(await receivedBy(host)).toHaveLength(3);
  });
});

describe('an email', () => {
  it('goes through the binding, with subject, text and HTML, and what that says is listed', async () => {
    const site = await newSite();
    const webhook = await webhookTo(site, newHost());
    const asEmail = `update webhook set format = 'email', url = ?1 where id = ?2`;
    await env.DB.prepare(asEmail).bind('mailto:sales@example.com', webhook.id).run();
    await send(site, hot({ email: 'ann@acme.test', traits: { name: 'Ann <b>' } }));
    const sent: unknown[] = [];
    const EMAIL = {
      send: (message: Parameters<SendEmail['send']>[0]) => {
        sent.push(message);
        return (env.EMAIL as SendEmail).send(message as never);
      },
    } as SendEmail;
    await passTime();
    await run({ EMAIL, MAIL_FROM: 'alerts@example.com' });
    expect(sent).toEqual([
      {
        ...{ from: 'alerts@example.com', to: 'sales@example.com' },
        subject: expect.stringContaining('is hot'),
        text: expect.stringContaining('ann@acme.test'),
        html: expect.stringContaining('ann@acme.test'),
      },
    ]);
    expect((sent[0] as { html: string }).html).not.toContain('<b>Ann');
    const [one] = (await call(`GET ${webhook.path}/deliveries`)).body.data;
    expect([one.state, one.status, one.answer]).toEqual([
      'delivered',
      null,
      expect.stringContaining('@example.com'),
    ]);

    await env.DB.prepare(asEmail).bind('mailto:elsewhere@example.com', webhook.id).run();
    await send(site, hot({ email: 'bob@acme.test' }));
    await passTime();
    await run({ EMAIL, MAIL_FROM: 'alerts@example.com' });
    const [refused] = (await call(`GET ${webhook.path}/deliveries`)).body.data;
    expect([refused.state, refused.answer]).toEqual([
      'waiting',
      expect.stringMatching(/^Not accepted: .*not allowed/),
    ]);

    await passTime();
    await run({ EMAIL, MAIL_FROM: '' });
    const [unset] = (await call(`GET ${webhook.path}/deliveries`)).body.data;
    expect([unset.state, unset.answer]).toEqual(['waiting', 'Not sent: EMAIL and MAIL_FROM are not set']);
    expect(sent).toHaveLength(2);
  });
});

it('a name that has become private is refused when it is sent to, which is listed, and sent to once it is public', async () => {
  const site = await newSite();
  const host = newHost();
  const leadTo = (addresses: string[] | null) =>
    fetch(`https://cloudflare-dns.com/dns-query?name=${host}`, {
      method: 'PUT',
      body: JSON.stringify(addresses),
    });
  const webhook = await webhookTo(site, newHost());
  await send(site, hot());
  await expect.poll(() => statesOf(webhook), { timeout: 10_000 }).toEqual(['visitor.hot delivered']);
  await env.DB.prepare('update webhook set url = ?1 where id = ?2')
    .bind(`https://${host}/`, webhook.id)
    .run();
  const [{ id }] = (await call(`GET ${webhook.path}/deliveries`)).body.data;
  await env.DB.prepare(`update delivery set state = 'waiting', due = 1, attempts = 0 where id = ?1`)
    .bind(id)
    .run();
  const listed = async () => {
    const [one] = (await call(`GET ${webhook.path}/deliveries`)).body.data;
    return [one.state, one.status, one.answer];
  };
  await leadTo(null);
  await run();
  expect(await listed()).toEqual(['waiting', null, 'Not sent: the name could not be looked up; try again']);
  await leadTo(['8.8.8.8']);
  await passTime();
  await run();
  expect(await listed()).toEqual(['delivered', 204, '']);
  expect(await receivedBy(host)).toHaveLength(1);

  const inside = newHost();
  await fetch(`https://cloudflare-dns.com/dns-query?name=${inside}`, { method: 'PUT', body: '["10.0.0.1"]' });
  await env.DB.prepare('update webhook set url = ?1 where id = ?2')
    .bind(`https://${inside}/`, webhook.id)
    .run();
  await env.DB.prepare(`update delivery set state = 'waiting', due = 1 where id = ?1`).bind(id).run();
  await run();
  expect(await listed()).toEqual([
    'waiting',
    null,
    'Not sent: give a public name: this one leads to a private address',
  ]);
  expect(await receivedBy(inside)).toEqual([]);
});
