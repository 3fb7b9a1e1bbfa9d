// Who did what at a site: everything that changes something is listed once, with its actor, and nothing of another site.

import { beforeAll, describe, expect, it } from 'vitest';
import { defaultModel } from '../../schema/default-model.ts';
import { call, newSite, newToken } from '../support/api.ts';

interface Entry {
  at: number;
  actor: { id: string; label: string | null };
  action: string;
  detail: Record<string, unknown>;
}

const list = async (site: string, query = '', token?: string) =>
  (await call(`GET /v1/sites/${site}/audit${query}`, token === undefined ? {} : { token })).body as {
    data: Entry[];
    nextCursor: string | null;
  };

describe('the audit of a site', () => {
  let site: string;
  let other: string;
  let token: string;
  let secret: string;
  let visitor: string;
  let revoked: { id: string; token: string };
  const device = crypto.randomUUID();
  const adjustment = { id: crypto.randomUUID(), points: 5, reason: 'met ann@acme.test at the fair' };

  beforeAll(async () => {
    site = await newSite();
    other = await newSite();
    token = await newToken('admin');
    const ask = (route: string, body?: unknown) =>
      call(route, { token, ...(body !== undefined && { body }) });
    const path = `/v1/sites/${site}`;
    await ask(`PATCH ${path}`, { settings: { gpc: 'ignore' } });
    secret = (await ask(`POST ${path}/identity-secret`)).body.identitySecret;
    revoked = (await ask('POST /v1/tokens', { role: 'read', label: 'CRM', site })).body;
    await ask(`DELETE /v1/tokens/${revoked.id}`);
    const { version } = (await ask(`POST ${path}/models`, { ...defaultModel, halfLifeDays: 9 })).body;
    await ask(`POST ${path}/models/${version}/publish`);
    const events = [{ kind: 'page_view', url: 'https://acme.test/', email: 'ann@acme.test', device }];
    await ask(`POST ${path}/events`, { events });
    visitor = (await call(`GET ${path}/visitors?email=ann@acme.test`)).body.data[0].id;
    for (let time = 0; time < 2; time++)
      await ask(`POST ${path}/visitors/${visitor}/adjustments`, adjustment);
    await ask(`POST ${path}/visitors/${visitor}/split`, { device });
    await ask('POST /v1/tokens', { role: 'read', label: 'of another', site: other });
  });

  it('lists all that was done there, newest first, each once', async () => {
    const { data, nextCursor } = await list(site);
    expect(nextCursor).toBeNull();
    const acts = data.map(({ action }) => action);
    expect(acts.toSorted()).toEqual(
      [
        ...['site.create', 'site.update', 'site.identity_secret', 'token.create', 'token.revoke'],
        ...['model.draft', 'model.publish', 'visitor.adjust', 'visitor.split'],
      ].toSorted(),
    );
    expect(data.map(({ at }) => at)).toEqual(data.map(({ at }) => at).toSorted((a, b) => b - a));
    const [, id] = token.split('_');
    const { actor } = data.find(({ action }) => action === 'site.update') as Entry;
    expect(actor).toEqual({ id, label: expect.any(String) });
    expect(data.find(({ action }) => action === 'visitor.adjust')?.detail).toEqual({
      ...{ visitor, points: 5, event: adjustment.id },
    });
  });

  it('holds no secret, and of a person no more than an id', async () => {
    const text = JSON.stringify(await list(site));
    for (const word of [secret, revoked.token, token, 'ann@acme.test']) expect(text).not.toContain(word);
  });

  it('holds nothing of another site, and is not there for its token', async () => {
    expect((await list(other)).data.map(({ action }) => action).toSorted()).toEqual([
      'site.create',
      'token.create',
    ]);
    const foreign = await newToken('admin', other);
    expect((await call(`GET /v1/sites/${site}/audit`, { token: foreign })).status).toBe(404);
    expect((await list(other, '', foreign)).data.length).toBe(3);
    const write = await newToken('write', site);
    expect((await call(`GET /v1/sites/${site}/audit`, { token: write })).status).toBe(403);
  });

  it.each([
    ['model.publish', ['model.publish']],
    ['model.', ['model.draft', 'model.publish']],
    ['model', []],
    ['nothing', []],
  ])('is narrowed to the action %j', async (action, expected) => {
    const { data } = await list(site, `?action=${action}`);
    expect(data.map((entry) => entry.action).toSorted()).toEqual(expected);
  });

  it('is narrowed to what was done since a moment', async () => {
    const { data } = await list(site);
    const { at } = data[2] as Entry;
    const since = (await list(site, `?since=${at}`)).data;
    expect(since.length).toBeGreaterThanOrEqual(3);
    expect(since.every((entry) => entry.at >= at)).toBe(true);
    expect((await list(site, `?since=${Date.now() + 60_000}`)).data).toEqual([]);
  });

  it('comes in pages, which hold each entry once; a cursor is for its own list', async () => {
    const whole = (await list(site)).data;
    const pages: Entry[] = [];
    let first: string | null = null;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(site, `?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      pages.push(...page.data);
      cursor = page.nextCursor;
      first ??= cursor;
    }
    expect(pages).toEqual(whole);
    const strange = await call(
      `GET /v1/sites/${site}/audit?action=model.&cursor=${encodeURIComponent(first ?? '')}`,
    );
    expect([strange.status, strange.body.code]).toEqual([400, 'invalid_cursor']);
  });
});
