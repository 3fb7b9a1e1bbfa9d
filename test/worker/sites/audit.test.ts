// Who did what and when: every change has its row, the list is paged and filtered, and a site's stays with the site.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { auditActions } from '../../../schema/api/sites/audit.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';
import { keyOf } from '../../support/sites.ts';

interface Entry {
  at: number;
  actor: { id: string; label: string | null };
  action: string;
  detail: Record<string, unknown>;
}

const auditOf = async (site: string, query = ''): Promise<Entry[]> =>
  (await call(`GET /v1/sites/${site}/audit?limit=200${query}`)).body.data;

const actionsOf = (entries: Entry[]) => entries.map(({ action }) => action);

/** Ann, known by her email on one device. */
async function ann(site: string): Promise<{ visitor: string; device: string }> {
  const device = crypto.randomUUID();
  const events = [{ kind: 'page_view', url: 'https://acme.test/pricing', device, email: 'ann@acme.test' }];
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const { body } = await call(`GET /v1/sites/${site}/visitors?email=ann@acme.test`);
  return { visitor: body.data[0].id, device };
}

test('every change that a person makes is recorded: by whom, when, and what it was done to', async () => {
  const begun = Date.now();
  const admin = await newToken('admin');
  const actor = { id: admin.split('_')[1], label: 'admin of a test' };
  const by = (body?: unknown) => ({ token: admin, body });
  const made = await call('POST /v1/sites', by({ name: 'Acme', origins: ['https://acme.test'] }));
  const site: string = made.body.id;
  const path = `/v1/sites/${site}`;
  const { visitor, device } = await ann(site);

  await call(`PATCH ${path}`, by({ name: 'Acme Inc.', settings: { gpc: 'ignore', keepQuery: ['q'] } }));
  await call(`POST ${path}/identity-secret`, by());
  const token = (await call('POST /v1/tokens', by({ role: 'read', label: 'CRM', site }))).body.id;
  await call(`DELETE /v1/tokens/${token}`, by());
  const { model } = (await call(`GET ${path}/model`)).body;
  const draft = { ...model, name: 'trial' };
  expect((await call(`POST ${path}/models`, by(draft))).body.version).toBe(2);
  expect((await call(`POST ${path}/models/2/publish`, { ...by(), plan: 'paid' })).status).toBe(200);
  expect((await call(`POST ${path}/models/2/retire`, by())).status).toBe(200);
  const segment = (await call(`POST ${path}/segments`, by({ name: 'Hot', filters: { status: 'hot' } }))).body
    .id;
  await call(`PATCH ${path}/segments/${segment}`, by({ name: 'Very hot' }));
  await call(`DELETE ${path}/segments/${segment}`, by());
  const adjustment = { id: crypto.randomUUID(), points: 7, reason: 'Ann called us' };
  await call(`POST ${path}/visitors/${visitor}/adjustments`, by(adjustment));
  const [note, state, owner] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  await call(`POST ${path}/visitors/${visitor}/notes`, by({ id: note, text: 'Ann called us' }));
  await call(
    `POST ${path}/visitors/${visitor}/state`,
    by({ id: state, state: 'rejected', reason: 'Ann left' }),
  );
  await call(`POST ${path}/visitors/${visitor}/owner`, by({ id: owner, owner: 'Joanna' }));
  await call(`DELETE ${path}/visitors/${visitor}/events/${note}`, by());
  const share = (await call(`POST ${path}/visitors/${visitor}/shares`, by({ days: 1 }))).body;
  expect((await call(`DELETE ${path}/visitors/${visitor}/shares/${share.id}`, by())).status).toBe(204);
  // On the visitor's page: from the site's systems it is an event like others.
  const form = { form: 'outcome', id: crypto.randomUUID(), result: 'lost' };
  const cookie = await signIn(admin);
  expect((await visit(`/s/${site}/visitors/${visitor}`, { cookie, form })).status).toBe(303);
  const moved = (await call(`POST ${path}/visitors/${visitor}/split`, by({ device }))).body.visitor;
  const hook = { url: 'https://hooks.example.com/', events: ['visitor.hot'], label: 'CRM' };
  const webhook = (await call(`POST ${path}/webhooks`, by(hook))).body.id;
  await env.DB.prepare(
    `insert into delivery (site, webhook, id, type, at, detail, state, attempts)
     values (${keyOf('?1')}, ?2, 'msg_1', 'digest', 1, '{}', 'failed', 1)`,
  )
    .bind(site, webhook)
    .run();
  await call(`PATCH ${path}/webhooks/${webhook}`, by({ events: ['digest'] }));
  await call(`POST ${path}/webhooks/${webhook}/test`, by());
  await call(`POST ${path}/webhooks/${webhook}/secret`, by());
  await call(`POST ${path}/webhooks/${webhook}/deliveries/msg_1/replay`, by());
  expect((await call(`DELETE ${path}/webhooks/${webhook}`, by())).status).toBe(204);

  const entries = await auditOf(site);
  // By name: of two that come within a millisecond, either may be the first.
  expect(entries.map(({ action, detail }) => [action, detail]).toSorted()).toEqual(
    [
      ['site.update', { changed: 'name, settings.gpc, settings.keepQuery' }],
      ['site.identity_secret', {}],
      ['token.create', { id: token, role: 'read', label: 'CRM', expiresAt: null }],
      ['token.revoke', { id: token, label: 'CRM' }],
      ['model.draft', { rules: draft.rules.length, version: 2 }],
      ['model.publish', { version: 2 }],
      ['model.retire', { version: 2, name: 'trial' }],
      ['segment.create', { segment, name: 'Hot' }],
      ['segment.update', { segment, name: 'Very hot', filters: false }],
      ['segment.delete', { segment, name: 'Very hot' }],
      ['visitor.adjust', { visitor, event: adjustment.id, points: 7 }],
      ['visitor.note', { visitor, event: note }],
      ['visitor.state', { visitor, event: state, state: 'rejected' }],
      ['visitor.owner', { visitor, event: owner }],
      ['visitor.undo', { visitor, event: note, kind: 'lead_note' }],
      ['visitor.outcome', { visitor, event: expect.any(String), result: 'lost' }],
      ['visitor.share', { visitor, share: share.id, expiresAt: share.expiresAt }],
      ['visitor.unshare', { visitor, share: share.id }],
      ['visitor.split', { visitor, moved }],
      ['webhook.create', { webhook, label: 'CRM', format: 'standard' }],
      ['webhook.update', { webhook, label: 'CRM', changed: 'events' }],
      ['webhook.test', { webhook, label: 'CRM' }],
      ['webhook.secret', { webhook, label: 'CRM' }],
      ['webhook.replay', { webhook, label: 'CRM', message: 'msg_1' }],
      ['webhook.delete', { webhook, label: 'CRM' }],
    ].toSorted(),
  );
  for (const entry of entries) {
    expect(entry).toEqual({
      ...{ at: expect.any(Number), actor, action: expect.any(String), detail: expect.any(Object) },
    });
    expect(entry.at).toBeGreaterThanOrEqual(begun);
  }
  // Nothing of the person but the id: no email, no device, no word of the reason.
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`ann|${device}`, 'i'));

  await env.DB.prepare(`update score set visits = 7 where site = ${keyOf('?')}`)
    .bind(site)
    .run();
  let cursor: string | null = '';
  while (cursor !== null) cursor = (await call(`POST ${path}/verify?cursor=${cursor}`, by())).body.nextCursor;
  const mended = await auditOf(site, '&action=score');
  expect(mended[0]).toMatchObject({ actor, detail: { visitor: expect.any(String), differences: 1 } });

  // Once they are erased, the audit says that these things were done, and no longer to whom.
  expect((await call(`DELETE ${path}/visitors/${visitor}`, by())).status).toBe(200);
  expect((await call(`DELETE ${path}/visitors/${moved}`, by())).status).toBe(200);
  const [{ id: erasure }] = (await call(`GET ${path}/erasures`)).body.data;
  expect((await call(`DELETE ${path}/erasures/${erasure}`, by())).status).toBe(204);
  const after = await auditOf(site);
  expect(after.filter(({ action }) => /adjust|split|lift/.test(action)).map(({ detail }) => detail)).toEqual([
    { erasure },
    {},
    { points: 7 },
  ]);
  expect(JSON.stringify(after)).not.toMatch(new RegExp(`${visitor}|${moved}`));
  expect((await call(`DELETE ${path}`, { ...by(), plan: 'paid' })).status).toBe(204);
  const { data } = (await call(`GET /v1/audit?actor=${actor.id}`)).body;
  expect(data.map(({ action, detail }: Entry) => [action, detail])).toEqual([
    ['site.delete', { site }],
    ['site.create', { site, name: 'Acme' }],
  ]);

  const { results } = await env.DB.prepare('select distinct action from audit').all<{ action: string }>();
  const seen = new Set([...actionsOf([...after, ...mended]), ...results.map(({ action }) => action)]);
  // A prediction that waits for its fit takes a whole history: test/worker/reports/prediction-fit.test.ts sends one.
  const here = auditActions.filter((action) => action !== 'model.predict');
  expect([...seen].toSorted()).toEqual(here.toSorted());
});

test('an adjustment that is sent twice is recorded once', async () => {
  const site = await newSite();
  const { visitor } = await ann(site);
  const adjustment = { id: crypto.randomUUID(), points: 7, reason: 'x' };
  const send = () => call(`POST /v1/sites/${site}/visitors/${visitor}/adjustments`, { body: adjustment });
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await send();
  expect(actionsOf(await auditOf(site))).toEqual(['visitor.adjust']);
});

test('of several who revoke a token at once, one has done it', async () => {
  const site = await newSite();
  const [, id] = (await newToken('read', site)).split('_');
  const token = await newToken('admin');
  const answers = await Promise.all([1, 2, 3].map(() => call(`DELETE /v1/tokens/${id}`, { token })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404]);
  expect(actionsOf(await auditOf(site, '&action=token.revoke'))).toEqual(['token.revoke']);
});

test('pages follow one another without a gap or a repeat, and a cursor is good for its own list only', async () => {
  const site = await newSite();
  const path = `/v1/sites/${site}/audit`;
  for (let n = 0; n < 5; n++) await call(`PATCH /v1/sites/${site}`, { body: { name: `Acme ${n}` } });
  // All within one millisecond.
  await env.DB.prepare(`update audit set at = 1000 where site = ${keyOf('?')}`)
    .bind(site)
    .run();
  const pages: Entry[][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await call(`GET ${path}?limit=2${cursor && `&cursor=${cursor}`}`);
    pages.push(body.data);
    cursor = body.nextCursor;
  }
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
  const { results } = await env.DB.prepare(`select id from audit where site = ${keyOf('?')}`)
    .bind(site)
    .all();
  expect(results).toHaveLength(5);

  const { nextCursor } = (await call(`GET ${path}?limit=2`)).body;
  const other = await newSite();
  for (const asked of [
    `${path}?cursor=${nextCursor}&action=site`,
    `${path}?cursor=${nextCursor}x`,
    `/v1/sites/${other}/audit?cursor=${nextCursor}`,
    `/v1/audit?cursor=${nextCursor}`,
  ]) {
    const { status, body } = await call(`GET ${asked}`);
    expect([asked, status, body.code]).toEqual([asked, 400, 'invalid_cursor']);
  }
});

test('what belongs to no site is paged, too', async () => {
  await newSite();
  await newSite();
  const first = (await call('GET /v1/audit?limit=1')).body;
  const second = (await call(`GET /v1/audit?limit=1&cursor=${first.nextCursor}`)).body;
  expect([first.data.length, second.data.length]).toEqual([1, 1]);
  expect(second.data[0].detail.site).not.toBe(first.data[0].detail.site);
});

test('the list is filtered by action, by kind of action, by actor and by moment', async () => {
  const site = await newSite();
  const editor = await newToken('editor', site);
  const { model } = (await call(`GET /v1/sites/${site}/model`)).body;
  await call(`POST /v1/sites/${site}/models`, { token: editor, body: model });
  await call(`PATCH /v1/sites/${site}`, { body: { name: 'Later' } });
  await env.DB.prepare(
    `update audit set at = 4000000000000 where site = ${keyOf('?')} and action = 'site.update'`,
  )
    .bind(site)
    .run();
  const [newest, ...older] = actionsOf(await auditOf(site));
  expect([newest, ...older.toSorted()]).toEqual(['site.update', 'model.draft', 'token.create']);
  expect(actionsOf(await auditOf(site, '&action=model.draft'))).toEqual(['model.draft']);
  expect(actionsOf(await auditOf(site, '&action=token'))).toEqual(['token.create']);
  expect(actionsOf(await auditOf(site, `&actor=${editor.split('_')[1]}`))).toEqual(['model.draft']);
  expect(actionsOf(await auditOf(site, '&actor=bootstrap'))).toEqual(['site.update', 'token.create']);
  expect(actionsOf(await auditOf(site, '&since=4000000000000'))).toEqual(['site.update']);
  expect(actionsOf(await auditOf(site, '&since=4000000000001'))).toEqual([]);
  const { status, body } = await call(`GET /v1/sites/${site}/audit?action=model.dra`);
  expect([status, body.errors[0].path]).toEqual([400, 'action']);
});

test('a token is still called by its label once it is revoked', async () => {
  const site = await newSite();
  const token = await newToken('admin', site);
  const id = token.split('_')[1];
  await call(`PATCH /v1/sites/${site}`, { token, body: { name: 'By a token' } });
  await call(`DELETE /v1/tokens/${id}`);
  const [change] = await auditOf(site, `&actor=${id}`);
  expect(change).toMatchObject({ actor: { id, label: 'admin of a test' }, action: 'site.update' });
  const [revocation] = await auditOf(site, '&action=token.revoke');
  expect(revocation?.actor).toEqual({ id: 'bootstrap', label: null });
});

test.each([
  ['admin', 200],
  ['editor', 200],
  ['read', 200],
  ['write', 403],
] as const)('a token of the site with the role %s is answered with %i', async (role, status) => {
  const site = await newSite();
  const token = await newToken(role, site);
  expect((await call(`GET /v1/sites/${site}/audit`, { token })).status).toBe(status);
  // What belongs to no site is for those who have every site.
  expect((await call('GET /v1/audit', { token })).body.code).toBe('insufficient_role');
  const global = await newToken(role);
  expect((await call('GET /v1/audit', { token: global })).status).toBe(role === 'admin' ? 200 : 403);
});

test('a token of one site is sent to the list of that site', async () => {
  const site = await newSite();
  const { body } = await call('GET /v1/audit', { token: await newToken('admin', site) });
  expect(body.detail).toContain(`Ask for GET /v1/sites/${site}/audit.`);
});
