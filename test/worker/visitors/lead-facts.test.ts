// What sales say of a lead: notes, the state and the owner; who may say it, how it repeats, and where it goes when visitors merge.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { siteById } from '../../../worker/store/sites/site-config.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { expectFold } from '../../support/checks/fold-check.ts';

interface Lead {
  site: string;
  path: string;
  id: string;
}

const uuid = () => crypto.randomUUID();

async function send(site: string, ...events: object[]): Promise<void> {
  const { status, body } = await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect([status, body.rejected]).toEqual([200, []]);
}

const view = (device: string) => ({ kind: 'page_view', url: 'https://acme.test/pricing', device });

/** The visitor of a device. */
async function lead(site: string, device = uuid(), more: object = {}): Promise<Lead> {
  await send(site, { ...view(device), ...more });
  const { data } = (await call(`GET /v1/sites/${site}/visitors?sort=firstSeen`)).body;
  const [{ id }] = data;
  return { site, id, path: `/v1/sites/${site}/visitors/${id}` };
}

const say = ({ path }: Lead, what: string, body: object, token?: string) =>
  call(`POST ${path}/${what}`, { body: { id: uuid(), ...body }, ...(token && { token }) });

async function expectRefolds(site: string): Promise<void> {
  const config = await siteById(env.DB, site, { maxAgeMs: 0 });
  if (config) await expectFold(env.DB, config);
}

const timelineOf = async ({ path }: Lead) => (await call(`GET ${path}/events`)).body.data;

test('a lead is new and nobody’s until somebody says otherwise', async () => {
  const ann = await lead(await newSite());
  expect((await call(`GET ${ann.path}`)).body).toMatchObject({
    state: 'new',
    stateReason: null,
    owner: null,
  });
});

test('the state and the owner are what was said last, and the timeline tells each with who said it', async () => {
  const site = await newSite();
  const ann = await lead(site);
  const token = await newToken('editor', site);
  const actor = token.split('_')[1];
  const said = [
    await say(ann, 'state', { state: 'working' }, token),
    await say(ann, 'owner', { owner: 'Mia' }, token),
    await say(ann, 'notes', { text: 'Called.\r\nWants a demo.' }, token),
    await say(ann, 'state', { state: 'rejected', reason: 'No budget' }, token),
  ];
  expect(said.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(said[3]?.body).toMatchObject({ state: 'rejected', stateReason: 'No budget', owner: 'Mia' });
  expect((await timelineOf(ann)).slice(0, 4)).toMatchObject([
    { id: said[3]?.body.event, kind: 'lead_state', body: { state: 'rejected', reason: 'No budget', actor } },
    { id: said[2]?.body.event, kind: 'lead_note', body: { text: 'Called.\nWants a demo.', actor } },
    { id: said[1]?.body.event, kind: 'lead_owner', body: { owner: 'Mia', actor } },
    { id: said[0]?.body.event, kind: 'lead_state', body: { state: 'working', actor } },
  ]);
  const cleared = [await say(ann, 'state', { state: 'new' }), await say(ann, 'owner', { owner: null })];
  expect(cleared[1]?.body).toMatchObject({ state: 'new', stateReason: null, owner: null });
  const { data } = (await call(`GET /v1/sites/${site}/audit?action=visitor`)).body;
  expect(data.map(({ action, detail }: { action: string; detail: object }) => [action, detail])).toEqual([
    ['visitor.owner', { visitor: ann.id, event: cleared[1]?.body.event }],
    ['visitor.state', { visitor: ann.id, event: cleared[0]?.body.event, state: 'new' }],
    ['visitor.state', { visitor: ann.id, event: said[3]?.body.event, state: 'rejected' }],
    ['visitor.note', { visitor: ann.id, event: said[2]?.body.event }],
    ['visitor.owner', { visitor: ann.id, event: said[1]?.body.event }],
    ['visitor.state', { visitor: ann.id, event: said[0]?.body.event, state: 'working' }],
  ]);
  await expectRefolds(site);
});

test('what sales say is no visit and earns no points, unless a rule names it', async () => {
  const rules = [
    { id: 'good', label: 'Accepted', on: 'lead_state', where: { state: 'accepted' }, points: 30 },
  ];
  const site = await newSite();
  const ann = await lead(site);
  const before = (await call(`GET ${ann.path}`)).body;
  await say(ann, 'notes', { text: 'Called' });
  await say(ann, 'owner', { owner: 'Mia' });
  const after = (await say(ann, 'state', { state: 'accepted' })).body;
  const { lastSeen, visits, firstSeen, source } = before;
  expect(after).toMatchObject({ lastSeen, visits, firstSeen, source });
  expect(after.score).toBeCloseTo(before.score, 1);
  const { groups: _, ...model } = defaultModel;
  const made = await call(`POST /v1/sites/${site}/models`, { body: { ...model, rules } });
  expect(made.status).toBe(201);
  await call(`POST /v1/sites/${site}/models/${made.body.version}/publish`, { body: {} });
  await expect
    .poll(async () => (await call(`GET ${ann.path}`)).body.topReasons)
    .toMatchObject([{ rule: 'good' }]);
});

test.each([
  ['notes', { text: 'Called' }, { text: 'Called twice' }],
  ['state', { state: 'rejected', reason: 'Too small' }, { state: 'rejected', reason: 'Too far' }],
  ['state', { state: 'working' }, { state: 'accepted' }],
  ['owner', { owner: 'Mia' }, { owner: null }],
])('%s count once for an id, and other content is refused', async (what, body, other) => {
  const ann = await lead(await newSite());
  const id = 'crm-7';
  const sent = [
    await say(ann, what, { ...body, id }),
    await say(ann, what, { ...body, id }),
    await say(ann, what, { ...other, id }),
    await say(ann, 'adjustments', { points: 1, reason: 'x', id }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 409, 409]);
  expect(sent[2]?.body.code).toBe('id_reused');
  expect(sent[0]?.body.event).toBe(sent[1]?.body.event);
  expect(await timelineOf(ann)).toHaveLength(2);
});

test.each([
  ['notes', { text: ' \n ' }, 'text'],
  ['notes', { text: 'x'.repeat(4_001) }, 'text'],
  ['notes', { text: 'bell \u0007' }, 'text'],
  ['state', { state: 'rejected' }, 'reason'],
  ['state', { state: 'rejected', reason: '  ' }, 'reason'],
  ['state', { state: 'lost' }, 'state'],
  ['state', { state: 'working', reason: 'two\nlines' }, 'reason'],
  ['owner', { owner: '' }, 'owner'],
  ['owner', { owner: 'x'.repeat(65) }, 'owner'],
  ['owner', {}, 'owner'],
])('%s %j is refused, and the answer says where', async (what, body, path) => {
  const ann = await lead(await newSite());
  const { status, body: problem } = await say(ann, what, body);
  expect([status, problem.errors.map((error: { path: string }) => error.path)]).toEqual([400, [path]]);
});

test.each(['lead_note', 'lead_state', 'lead_owner'])('nobody can send %s as an event', async (kind) => {
  const site = await newSite();
  const device = uuid();
  const event = { id: uuid(), kind, text: 'x', state: 'accepted', owner: 'x' };
  const beacon = await call('POST /e', {
    token: null,
    body: { site, device, session: uuid(), sentAt: Date.now(), events: [{ ...event, at: Date.now() }] },
    headers: { origin: 'https://acme.test' },
  });
  expect(beacon.body.rejected).toMatchObject([{ code: 'server_only' }]);
  const server = await call(`POST /v1/sites/${site}/events`, { body: { events: [{ ...event, device }] } });
  expect(server.body.rejected).toMatchObject([{ code: 'invalid_event', path: 'kind' }]);
});

test('an anonymous visitor keeps note, state and owner when it becomes a person', async () => {
  const site = await newSite();
  const device = uuid();
  const ann = await lead(site, device);
  await say(ann, 'state', { state: 'accepted' });
  await say(ann, 'owner', { owner: 'Mia' });
  await say(ann, 'notes', { text: 'Rang, would not give a name' });
  await send(site, { kind: 'identify', email: 'ann@acme.test', device });
  const { data } = (await call(`GET /v1/sites/${site}/visitors`)).body;
  expect(data).toMatchObject([{ email: 'ann@acme.test', state: 'accepted', owner: 'Mia' }]);
  await expectRefolds(site);
});

test('of two visitors who turn out to be one, the last that was said counts, and all notes stay', async () => {
  const site = await newSite();
  const [first, second] = [uuid(), uuid()];
  const one = await lead(site, first);
  await say(one, 'state', { state: 'rejected', reason: 'No budget' });
  await say(one, 'owner', { owner: 'Mia' });
  await say(one, 'notes', { text: 'First note' });
  const two = await lead(site, second);
  await say(two, 'notes', { text: 'Second note' });
  await say(two, 'state', { state: 'working' });
  for (const device of [second, first])
    await send(site, { kind: 'identify', email: 'ann@acme.test', device });
  const { data } = (await call(`GET /v1/sites/${site}/visitors`)).body;
  expect(data).toMatchObject([{ state: 'working', stateReason: null, owner: 'Mia' }]);
  const notes = (await timelineOf(one)).filter(({ kind }: { kind: string }) => kind === 'lead_note');
  expect(notes.map(({ body }: { body: { text: string } }) => body.text)).toEqual([
    'Second note',
    'First note',
  ]);
  await expectRefolds(site);
});

test('a split takes along what was recorded on the device, as it does points, and nothing else', async () => {
  const site = await newSite();
  const [laptop, phone] = [uuid(), uuid()];
  const anonymous = await lead(site, phone);
  await say(anonymous, 'owner', { owner: 'Mia' });
  await send(site, { kind: 'identify', email: 'ann@acme.test', device: laptop });
  await send(site, { kind: 'identify', email: 'ann@acme.test', device: phone });
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors?email=ann@acme.test`)).body.data;
  const path = `/v1/sites/${site}/visitors/${id}`;
  expect((await call(`GET ${path}`)).body.owner).toBe('Mia');
  const { body } = await call(`POST ${path}/split`, { body: { device: phone } });
  expect((await call(`GET ${path}`)).body.owner).toBeNull();
  expect((await call(`GET /v1/sites/${site}/visitors/${body.visitor}`)).body.owner).toBe('Mia');
  await expectRefolds(site);
});

test('the list and its file filter by state and owner', async () => {
  const site = await newSite();
  const ann = await lead(site);
  const bob = await lead(site);
  await lead(site);
  await say(ann, 'state', { state: 'rejected', reason: '=1+1' });
  await say(bob, 'state', { state: 'working' });
  await say(bob, 'owner', { owner: 'Mia Ö' });
  const ids = async (query: string) =>
    (await call(`GET /v1/sites/${site}/visitors?${query}`)).body.data.map(({ id }: { id: string }) => id);
  expect(await ids('state=rejected')).toEqual([ann.id]);
  expect(await ids('state=working&owner=mia%20Ö')).toEqual([bob.id]);
  expect(await ids('state=accepted')).toEqual([]);
  expect(await ids('state=new')).toHaveLength(1);
  expect(await ids('owner=Mia&sort=lastSeen')).toEqual([]);
  for (const sort of ['score', 'priority', 'lastSeen', 'firstSeen'])
    expect([sort, await ids(`state=working&sort=${sort}`)]).toEqual([sort, [bob.id]]);
  const file = (await call(`GET /v1/sites/${site}/visitors.csv?state=rejected`)).body as string;
  const [head = '', row = ''] = file.split('\r\n');
  expect(head.split(',').slice(7, 10)).toEqual(['state', 'stateReason', 'owner']);
  expect(row).toContain("rejected,'=1+1,");
  const wrong = await call(`GET /v1/sites/${site}/visitors?state=lost`);
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'state']);
});

test('the export holds what sales said, and an erasure removes it', async () => {
  const site = await newSite();
  const ann = await lead(site, uuid(), { email: 'ann@acme.test' });
  await say(ann, 'notes', { text: 'A secret of Ann' });
  const { event } = (await say(ann, 'notes', { text: 'Another' })).body;
  await call(`DELETE ${ann.path}/events/${event}`);
  const { body } = await call(`GET ${ann.path}/export`);
  expect(JSON.stringify(body)).toContain('A secret of Ann');
  expect(JSON.stringify(body)).not.toContain('Another');
  expect((await call(`DELETE ${ann.path}`)).status).toBe(200);
  const key = (await siteById(env.DB, site, { maxAgeMs: 0 }))?.key;
  for (const table of ['event', 'withdrawn', 'score']) {
    const count = await env.DB.prepare(`select count(*) as n from ${table} where site = ?1`)
      .bind(key)
      .first('n');
    expect([table, count]).toEqual([table, 0]);
  }
  const audit = JSON.stringify((await call(`GET /v1/sites/${site}/audit`)).body);
  expect(audit).not.toMatch(/secret|Another/);
});
