// Somebody whom the site's server names by a userId gets another email: the server's latest word is shown, and the old one
// still finds them.

import { env } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';

const origin = 'https://acme.test';
const day = 86_400_000;
const start = Date.now() - 30 * day;
const before = 'ann@old.test';
const after = 'ann@new.test';

let site: string;
beforeEach(async () => {
  site = await newSite();
});

/** Sent one by one, on these days, in this order. */
async function tell(...events: [onDay: number, event: Record<string, unknown>][]) {
  for (const [onDay, event] of events) {
    const body = { events: [{ kind: 'identify', at: start + onDay * day, ...event }] };
    expect((await call(`POST /v1/sites/${site}/events`, { body })).body).toEqual({
      accepted: 1,
      rejected: [],
    });
  }
}

async function browse(events: Record<string, unknown>[], device: string = crypto.randomUUID()) {
  const all = events.map((event) => ({
    id: crypto.randomUUID(),
    at: Date.now(),
    url: `${origin}/`,
    ...event,
  }));
  const body = { site, device, sentAt: Date.now(), events: all };
  expect((await call('POST /e', { token: null, headers: { origin }, body })).status).toBe(202);
  return device;
}

const list = async (query = '') => (await call(`GET /v1/sites/${site}/visitors${query}`)).body.data;
const idsBy = async (query: string) => (await list(query)).map(({ id }: { id: string }) => id);

/** Everybody as `userId: email, earlier emails`. */
async function people(): Promise<string[]> {
  const all = [];
  for (const { id } of await list()) {
    const { body } = await call(`GET /v1/sites/${site}/visitors/${id}`);
    const emails = body.identities.filter(({ kind }: { kind: string }) => kind === 'email');
    const others = emails
      .map(({ value }: { value: string }) => value)
      .filter((value: string) => value !== body.email);
    all.push([`${body.userId}: ${body.email}`, ...others.sort()].join(', '));
  }
  return all.sort();
}

describe('an email, a userId, and both, each from the server', () => {
  const E = { email: before };
  const U = { userId: '42' };
  const both = { ...E, ...U };
  const one = [`42: ${before}`];
  const two = ['42: null', `null: ${before}`];

  it.each<[string, Record<string, unknown>[], string[]]>([
    ['the email, then both', [E, both], one],
    ['the email, both, the userId', [E, both, U], one],
    ['the userId, then both', [U, both], one],
    ['the userId, both, the email', [U, both, E], one],
    ['both, then each', [both, U, E], one],
    ['each, then both, which merges nobody', [U, E, both], two],
  ])('%s', async (_, words, expected) => {
    // What browsers claim in between changes nothing, and neither does the order of arrival.
    const at = start + 1.5 * day;
    await browse([{ kind: 'identify', at, email: before, userId: '43' }]);
    for (const [n, word] of [...words.entries()].reverse()) await tell([n + 1, word]);
    await browse([{ kind: 'identify', at, userId: '42', email: 'eve@evil.test' }]);
    expect((await people()).filter((person) => one.includes(person) || two.includes(person))).toEqual(
      expected,
    );
    await expectFold(env.DB, (await readSite(env.DB, await keyOfSite())) as SiteConfig);
  });
});

describe('a userId that comes with another email', () => {
  const old = { userId: '42', email: before };
  const changed = { userId: '42', email: after };

  it('shows the new one, and is found by both and by the userId', async () => {
    await tell([1, old], [2, { kind: 'email_open', email: before }], [3, changed]);
    expect(await people()).toEqual([`42: ${after}, ${before}`]);
    const [{ id, verified }] = await list();
    expect(verified).toBe(true);
    for (const query of [
      `?email=${before}`,
      `?email=${after}`,
      '?userId=42',
      `?email=${before}&sort=coolsAt`,
    ])
      expect([query, await idsBy(query)]).toEqual([query, query.includes('coolsAt') ? [] : [id]]);
    expect(await idsBy('?email=ann@other.test')).toEqual([]);
    await expectFold(env.DB, (await readSite(env.DB, await keyOfSite())) as SiteConfig);
  });

  it('is one person with all that was done under either', async () => {
    await tell(
      [1, old],
      [2, { kind: 'note', email: before }],
      [3, changed],
      [4, { kind: 'note', email: after }],
      [5, { kind: 'note', email: before }],
      [6, { kind: 'note', userId: '42' }],
    );
    const [{ id }, ...others] = await list();
    expect(others).toEqual([]);
    expect((await call(`GET /v1/sites/${site}/visitors/${id}/events`)).body.data).toHaveLength(6);
    expect(await people()).toEqual([`42: ${after}, ${before}`]);
  });

  it('shows the one of the latest moment, whatever arrives last', async () => {
    await tell([3, changed], [1, old]);
    expect(await people()).toEqual([`42: ${after}, ${before}`]);
    await tell([4, old], [2, changed]);
    expect(await people()).toEqual([`42: ${before}, ${after}`]);
  });

  it('shows the latest, whatever device it was said of, though others repeat an earlier one', async () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    await tell([1, { ...old, device: one }], [2, { ...changed, device: two }]);
    expect(await people()).toEqual([`42: ${after}, ${before}`]);
    await tell([3, { ...old, device: one }]);
    expect(await people()).toEqual([`42: ${before}, ${after}`]);
    await tell([4, { ...changed, device: two }], [5, { ...changed, device: two }]);
    expect(await people()).toEqual([`42: ${after}, ${before}`]);
  });

  it('keeps all that it ever had', async () => {
    await tell([1, old], [2, changed], [3, { userId: '42', email: 'ann@third.test' }]);
    expect(await people()).toEqual([`42: ann@third.test, ${after}, ${before}`]);
  });

  it('is the same by a token', async () => {
    const { identitySecret } = (await call(`POST /v1/sites/${site}/identity-secret`)).body;
    const token = (email: string) =>
      new SignJWT({ sub: '42', email })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(identitySecret));
    const at = Date.now();
    await browse([{ kind: 'identify', at: at - 2_000, token: await token(before) }]);
    await browse([{ kind: 'identify', at: at - 1_000, token: await token(after) }]);
    expect(await people()).toEqual([`42: ${after}, ${before}`]);
  });

  it('takes what an email gives along: the company and the kind of mailbox', async () => {
    await tell([1, { userId: '42', email: 'ann@gmail.com' }], [2, changed]);
    const [{ id }] = await list();
    const { traits } = (await call(`GET /v1/sites/${site}/visitors/${id}`)).body;
    expect(traits.emailType.value).toBe('work');
  });

  it('is no news once it is known: nothing is resolved anew', async () => {
    await tell([1, old], [2, { kind: 'note', email: before }], [3, changed]);
    const attempt = () => env.DB.prepare('select max(attempt) as n, count(*) as leads from lead').first();
    const known = await attempt();
    await tell([4, changed], [5, { kind: 'note', email: before }], [6, { kind: 'note', email: after }]);
    await browse([{ kind: 'identify', email: before }]);
    expect(await attempt()).toEqual(known);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another email', { kind: 'identify', userId: '42', email: 'eve@evil.test' }],
    ['the old one', { kind: 'identify', userId: '42', email: before }],
    ['the old one in a form', { kind: 'form_fill', form: 'demo', email: before }],
    ['the old one without the userId', { kind: 'identify', email: before }],
  ])('is not changed by a browser that claims %s', async (_, event) => {
    await tell([1, old], [2, changed]);
    const [{ id }] = await list();
    await browse([event]);
    expect((await call(`GET /v1/sites/${site}/visitors/${id}`)).body).toMatchObject({
      email: after,
      userId: '42',
    });
    expect((await people()).filter((person) => person.startsWith('42'))).toEqual([`42: ${after}, ${before}`]);
  });

  it('takes a browser that gives the old email for them, as claimed', async () => {
    await tell([1, old], [2, changed]);
    const device = await browse([{ kind: 'form_fill', form: 'demo', email: before }]);
    const [{ id }, ...others] = await list();
    expect(others).toEqual([]);
    expect((await call(`GET /v1/sites/${site}/visitors/${id}`)).body.devices).toContain(device);
  });

  it('is not changed for a person whom only browsers have named', async () => {
    await browse([{ kind: 'identify', userId: '42', email: before }]);
    await browse([{ kind: 'identify', userId: '42', email: after }]);
    expect(await people()).toEqual([`42: ${before}`]);
  });

  it('takes outcomes by either email, and counts one of them once', async () => {
    await tell([1, old], [2, changed]);
    const of = (email: string) =>
      call(`POST /v1/sites/${site}/outcomes`, { body: { id: '1', email, result: 'won' } });
    expect((await of(before)).body).toEqual({ accepted: 1, rejected: [] });
    expect((await of(after)).body).toEqual({ accepted: 1, rejected: [] });
    expect(await list('?status=customer')).toMatchObject([{ email: after }]);
    const { n } = (await env.DB.prepare(
      "select count(*) as n from event where kind = 'outcome'",
    ).first()) as { n: number };
    expect(n).toBe(1);
  });
});

describe('erasing somebody whose email has changed', () => {
  it.each([
    ['the old email', { email: before }],
    ['the new email', { email: after }],
    ['the userId', { userId: '42' }],
    ['the visitor', null],
  ])('by %s erases all, and keeps it from coming back', async (_, body) => {
    await tell(
      [1, { userId: '42', email: before }],
      [2, { kind: 'note', email: before }],
      [3, { userId: '42', email: after }],
      [4, { kind: 'note', email: after }],
      [5, { userId: '7', email: 'bob@acme.test' }],
    );
    const [id] = await idsBy('?userId=42');
    const answer = body
      ? await call(`POST /v1/sites/${site}/erasures`, { body })
      : await call(`DELETE /v1/sites/${site}/visitors/${id}`);
    expect(answer).toMatchObject({ status: 200, body: { visitors: 1, events: 4 } });
    await tell(
      [6, { kind: 'note', email: before }],
      [7, { kind: 'note', email: after }],
      [8, { userId: '42' }],
    );
    expect(await people()).toEqual(['7: bob@acme.test']);
    const held = await env.DB.prepare(
      `select (select count(*) from event where site = ?1 and body like '%ann@%')
         + (select count(*) from identifier where site = ?1 and value like 'ann@%')
         + (select count(*) from naming where site = ?1 and value like 'ann@%')
         + (select count(*) from lead where site = ?1 and email like 'ann@%') as n`,
    )
      .bind(await keyOfSite())
      .first('n');
    expect(held).toBe(0);
  });
});

describe('an email of somebody else', () => {
  const a = 'a@acme.test';
  const b = 'b@acme.test';

  it('stays theirs while the server says it of both: a shared mailbox goes back and forth for nobody', async () => {
    await tell([1, { userId: '1', email: a }], [2, { userId: '2', email: b }]);
    for (let n = 3; n < 9; n += 2)
      await tell([n, { userId: '1', email: b }], [n + 1, { userId: '2', email: b }]);
    expect(await people()).toEqual([`1: ${a}`, `2: ${b}`]);
  });

  it('is theirs who has it now, once the other has another: two who swap', async () => {
    await tell([1, { userId: '1', email: a }], [2, { userId: '2', email: b }]);
    await tell([3, { kind: 'note', email: a }], [3, { kind: 'note', email: b }]);
    const [one] = await idsBy('?userId=1');
    await tell([4, { userId: '1', email: b }]);
    expect(await people()).toEqual([`1: ${a}`, `2: ${b}`]);
    await tell([5, { userId: '2', email: a }]);
    expect(await people()).toEqual([`1: ${b}`, `2: ${a}`]);
    expect(await idsBy(`?email=${b}`)).toEqual([one]);
    // What is said of an email alone is of whoever had it at that moment.
    await tell([6, { kind: 'note', email: b }], [3.5, { kind: 'note', email: b }]);
    const { data } = (await call(`GET /v1/sites/${site}/visitors/${one}/events`)).body;
    const days = data.map(({ occurredAt }: { occurredAt: number }) => (occurredAt - start) / day);
    expect(days.sort()).toEqual([1, 3, 4, 6]);
    await expectFold(env.DB, (await readSite(env.DB, await keyOfSite())) as SiteConfig);
  });

  it('is the same for a swap that arrives the other way round, or in one call', async () => {
    const swap: [number, Record<string, unknown>][] = [
      [1, { userId: '1', email: a }],
      [2, { userId: '2', email: b }],
      [4, { userId: '1', email: b }],
      [5, { userId: '2', email: a }],
    ];
    await tell(...swap.toReversed());
    expect(await people()).toEqual([`1: ${b}`, `2: ${a}`]);
    site = await newSite();
    const events = swap.map(([onDay, event]) => ({ kind: 'identify', at: start + onDay * day, ...event }));
    await call(`POST /v1/sites/${site}/events`, { body: { events } });
    expect(await people()).toEqual([`1: ${b}`, `2: ${a}`]);
  });

  it('that they had before goes to whom the server gives it now', async () => {
    await tell(
      [1, { userId: '1', email: a }],
      [2, { userId: '1', email: b }],
      [3, { userId: '2', email: a }],
    );
    expect(await people()).toEqual([`1: ${b}`, `2: ${a}`]);
  });

  it('who is known by nothing else stays theirs: nobody is merged', async () => {
    await tell([1, { email: b }], [2, { userId: '1', email: a }], [3, { userId: '1', email: b }]);
    expect(await people()).toEqual([`1: ${a}`, `null: ${b}`]);
  });
});

async function keyOfSite(): Promise<number> {
  return (await env.DB.prepare('select key from site where id = ?1').bind(site).first('key')) as number;
}
