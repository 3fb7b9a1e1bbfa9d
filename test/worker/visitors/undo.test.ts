// Undoing what people recorded by hand: afterwards everything is as if it had never been, and only what can be undone is.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { ingest } from '../../../worker/flows/ingest/ingest.ts';
import { recordOutcomeByHand } from '../../../worker/flows/ingest/outcome-by-hand.ts';
import { verifySite } from '../../../worker/flows/scores/verify.ts';
import { type SiteConfig, siteById } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { scoresOf } from '../../support/sites.ts';

const uuid = () => crypto.randomUUID();

interface Lead {
  site: string;
  path: string;
  id: string;
}

async function lead(more: object = {}): Promise<Lead> {
  const site = await newSite();
  const event = { kind: 'page_view', url: 'https://acme.test/pricing', device: uuid(), ...more };
  const { body } = await call(`POST /v1/sites/${site}/events`, { body: { events: [event] } });
  expect(body.rejected).toEqual([]);
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  return { site, id, path: `/v1/sites/${site}/visitors/${id}` };
}

const configOf = async (site: string) => (await siteById(env.DB, site, { maxAgeMs: 0 })) as SiteConfig;

/** Reports a sale as the page's form does; returns the event. */
async function sell({ site, id }: Lead, ownId: string = uuid()) {
  return await recordOutcomeByHand(env.DB, await configOf(site), {
    ...{ visitor: id, id: ownId, result: 'won', value: 10, currency: 'EUR' },
    ...{ actor: 'bootstrap', now: Date.now(), isExcludedEmail: () => false },
  });
}

/** Records it, in one of the ways there are, and returns the event. */
const ways: Record<string, (lead: Lead, id: string) => Promise<string>> = {
  points: (ann, id) => record(ann, 'adjustments', { id, points: 500, reason: 'Met' }),
  'a note': (ann, id) => record(ann, 'notes', { id, text: 'Called' }),
  'a state': (ann, id) => record(ann, 'state', { id, state: 'rejected', reason: 'No' }),
  'an owner': (ann, id) => record(ann, 'owner', { id, owner: 'Mia' }),
  'a sale': async (ann, id) => {
    const recorded = await sell(ann, id);
    return recorded.kind === 'recorded' ? recorded.event : recorded.kind;
  },
};

async function record({ path }: Lead, what: string, body: object): Promise<string> {
  const answer = await call(`POST ${path}/${what}`, { body });
  return answer.status === 200 ? answer.body.event : answer.body.code;
}

const undo = ({ path }: Lead, event: string, token?: string) =>
  call(`DELETE ${path}/events/${event}`, token ? { token } : {});

/** All that is stored of the site's scores, without what each write changes. */
async function stored(site: string) {
  const { key } = await configOf(site);
  return (await scoresOf(env.DB, key)).map((row) => ({ ...row, attempt: 0 }));
}

async function expectVerified(site: string): Promise<void> {
  const config = await configOf(site);
  await expectFold(env.DB, config);
  for (let cursor: string | null = ''; cursor !== null; ) {
    const step = await verifySite(env.DB, config, { actor: 'test', now: Date.now(), cursor });
    if (step === 'filling') throw new Error('a model is being filled');
    expect(step.differing).toEqual([]);
    cursor = step.nextCursor;
  }
}

test.each(Object.keys(ways))('undoing %s leaves everything as if it had never been', async (what) => {
  const ann = await lead({ email: 'ann@acme.test' });
  const before = await stored(ann.site);
  const event = await ways[what]?.(ann, uuid());
  expect(await stored(ann.site)).not.toEqual(before);
  const undone = await undo(ann, event as string);
  expect([undone.status, undone.body.id]).toEqual([200, ann.id]);
  expect(await stored(ann.site)).toEqual(before);
  expect((await call(`GET ${ann.path}/events`)).body.data).toHaveLength(1);
  await expectVerified(ann.site);
});

test.each(Object.keys(ways))(
  'undoing %s twice is recorded once, and its id does not bring it back',
  async (what) => {
    const ann = await lead();
    const id = uuid();
    const event = (await ways[what]?.(ann, id)) as string;
    const answers = [await undo(ann, event), await undo(ann, event)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { data } = (await call(`GET /v1/sites/${ann.site}/audit?action=visitor.undo`)).body;
    expect(data.map(({ detail }: { detail: object }) => detail)).toEqual([
      { visitor: ann.id, event, kind: expect.any(String) },
    ]);
    expect(await ways[what]?.(ann, id)).toMatch(/^(id_reused|withdrawn)$/);
    expect((await call(`GET ${ann.path}/events`)).body.data).toHaveLength(1);
    expect(await ways[what]?.(ann, uuid())).toMatch(/^[\da-f-]{36}$/);
    expect((await call(`GET ${ann.path}/events`)).body.data).toHaveLength(2);
  },
);

test('the state and the owner fall back to what was said before', async () => {
  const ann = await lead();
  await record(ann, 'state', { id: 'a', state: 'working' });
  await record(ann, 'owner', { id: 'b', owner: 'Mia' });
  await record(ann, 'state', { id: 'c', state: 'rejected', reason: 'No' });
  await record(ann, 'owner', { id: 'd', owner: null });
  await undo(ann, 'c');
  const { body } = await undo(ann, 'd');
  expect(body).toMatchObject({ state: 'working', stateReason: null, owner: 'Mia' });
  expect((await undo(ann, 'a')).body).toMatchObject({ state: 'new', owner: 'Mia' });
  await expectVerified(ann.site);
});

test('points by hand that made somebody hot are taken back, and the fall is told', async () => {
  const ann = await lead();
  const event = await record(ann, 'adjustments', { id: uuid(), points: 500, reason: 'Met' });
  const before = (await call(`GET /v1/sites/${ann.site}/crossings`)).body.data;
  expect(before).toMatchObject([{ to: 1 }]);
  await undo(ann, event);
  const { data } = (await call(`GET /v1/sites/${ann.site}/crossings`)).body;
  expect(data).toMatchObject([{ from: 1, to: 3 }, { to: 1 }]);
});

test('what the visitor or the site’s systems sent cannot be undone, nor what is not there', async () => {
  const ann = await lead({ email: 'ann@acme.test' });
  const outcome = { id: 'deal-1', email: 'ann@acme.test', result: 'won' };
  await call(`POST /v1/sites/${ann.site}/outcomes`, { body: outcome });
  const { data } = (await call(`GET ${ann.path}/events`)).body;
  expect(data.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['outcome', 'page_view']);
  for (const { id } of data) {
    const { status, body } = await undo(ann, id);
    expect([status, body.code, body.detail]).toEqual([409, 'conflict', expect.stringContaining('by hand')]);
  }
  for (const path of [`${ann.path}/events/${uuid()}`, `${ann.path}x/events/${uuid()}`])
    expect((await call(`DELETE ${path}`)).status).toBe(404);
  expect((await call(`GET ${ann.path}/events`)).body.data).toHaveLength(2);
});

test('what lapsed after a sale goes with it, and other lapses stay', async () => {
  const ann = await lead();
  const event = await ways['a sale']?.(ann, uuid());
  const [{ device }] = (await call(`GET ${ann.path}/events`)).body.data;
  const site = await configOf(ann.site);
  const now = Date.now();
  const arrivals = [event, uuid()].map((after) => ({
    site,
    event: {
      ...{ id: uuid(), kind: 'no_second_sale', device, occurredAt: now, ownedAt: now, session: null },
      ...{ origin: 'server' as const, body: { after: after as string } },
    },
  }));
  expect(await ingest(env.DB, arrivals, now)).toEqual({ kind: 'stored' });
  await undo(ann, event as string);
  const { data } = (await call(`GET ${ann.path}/events`)).body;
  expect(data.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['no_second_sale', 'page_view']);
  await expectVerified(ann.site);
});

test('what was recorded before two visitors were merged is undone under either id, and not recorded again', async () => {
  const [one, two] = [uuid(), uuid()];
  const ann = await lead({ kind: 'identify', url: undefined, email: 'ann@acme.test', device: one });
  const visit = { kind: 'page_view', url: 'https://acme.test/', device: two };
  await call(`POST /v1/sites/${ann.site}/events`, { body: { events: [visit] } });
  const { data } = (await call(`GET /v1/sites/${ann.site}/visitors`)).body;
  const old = data.find(({ id }: { id: string }) => id !== ann.id).id;
  const before = { ...ann, id: old, path: `/v1/sites/${ann.site}/visitors/${old}` };
  const notes = [
    { id: uuid(), text: 'Called' },
    { id: uuid(), text: 'Wrote' },
  ];
  for (const note of notes) await record(before, 'notes', note);
  const named = { kind: 'identify', email: 'ann@acme.test', device: two };
  await call(`POST /v1/sites/${ann.site}/events`, { body: { events: [named] } });
  expect((await call(`GET ${before.path}`)).body.id).toBe(ann.id);
  expect((await undo(before, notes[0]?.id ?? '')).status).toBe(200);
  expect((await undo(ann, notes[1]?.id ?? '')).status).toBe(200);
  for (const note of notes) expect(await record(ann, 'notes', note)).toBe('id_reused');
  const events = (await call(`GET ${ann.path}/events`)).body.data;
  expect(events.map(({ kind }: { kind: string }) => kind)).not.toContain('lead_note');
  await expectVerified(ann.site);
});

test('an event of another visitor is not found', async () => {
  const [ann, bob] = [await lead(), await lead()];
  const event = await record(ann, 'notes', { id: uuid(), text: 'Called' });
  expect((await undo(bob, event)).status).toBe(404);
  expect((await call(`GET ${ann.path}/events`)).body.data).toHaveLength(2);
});

test('what alone ties the person to the log stays, and the answer says so', async () => {
  const device = uuid();
  const ann = await lead({ kind: 'identify', url: undefined, email: 'ann@acme.test', device });
  await call(`POST ${ann.path}/split`, { body: { device } });
  const event = await record(ann, 'notes', { id: uuid(), text: 'Called' });
  const { status, body } = await undo(ann, event);
  expect([status, body.code]).toEqual([409, 'conflict']);
  await expectVerified(ann.site);
});

test('only who may edit can undo, and it is recorded with who did', async () => {
  const ann = await lead();
  const event = await record(ann, 'notes', { id: uuid(), text: 'Called' });
  for (const role of ['read', 'write'])
    expect((await undo(ann, event, await newToken(role, ann.site))).status).toBe(403);
  expect((await undo(ann, event, await newToken('editor', ann.site))).status).toBe(200);
  const { data } = (await call(`GET /v1/sites/${ann.site}/audit?action=visitor.undo`)).body;
  expect(data).toMatchObject([{ actor: { label: 'editor of a test' }, detail: { kind: 'lead_note' } }]);
});

test('events that arrive while something is undone are all there afterwards', async () => {
  const device = uuid();
  const ann = await lead({ device });
  const events = [];
  for (let n = 0; n < 5; n++)
    events.push(await record(ann, 'adjustments', { id: uuid(), points: 10, reason: 'Met' }));
  const view = { kind: 'page_view', url: 'https://acme.test/', device };
  const send = () => call(`POST /v1/sites/${ann.site}/events`, { body: { events: [view] } });
  const done = (answers: { status: number }[]) => answers.filter(({ status }) => status === 200).length;
  const [undone, sent] = await Promise.all([
    Promise.all(events.map((event) => undo(ann, event))),
    Promise.all(events.map(send)),
  ]);
  expect(done(undone)).toBeGreaterThan(0);
  expect((await call(`GET ${ann.path}/events`)).body.data).toHaveLength(6 - done(undone) + done(sent));
  await expectVerified(ann.site);
});
