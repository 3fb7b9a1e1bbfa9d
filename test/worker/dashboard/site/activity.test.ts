// Who did what, in words, on a page that everybody who signs in may read.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { auditActions } from '../../../../schema/api/sites/audit.ts';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';
import { keyOf } from '../../../support/sites.ts';

const idOf = (token: string) => token.split('_')[1] ?? '';

async function note(site: string, entries: { actor: string; action: string; detail: object; at: number }[]) {
  await env.DB.batch(
    entries.map(({ actor, action, detail, at }) =>
      env.DB.prepare(
        `insert into audit (site, at, id, actor, action, detail) values (${keyOf('?1')}, ?2, ?3, ?4, ?5, ?6)`,
      ).bind(site, at, crypto.randomUUID(), actor, action, JSON.stringify(detail)),
    ),
  );
}

test('each change is told in a sentence, with the name of who did it and a link to whom it was done', async () => {
  const site = await newSite();
  const ann = (await call('POST /v1/tokens', { body: { role: 'editor', label: 'Ann Lee', site } })).body;
  const events = [
    { kind: 'page_view', url: 'https://acme.test/', device: crypto.randomUUID(), email: 'bea@acme.test' },
  ];
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const visitor = (await call(`GET /v1/sites/${site}/visitors?email=bea@acme.test`)).body.data[0].id;
  const adjustment = { id: 'x', points: 7, reason: 'a secret reason' };
  await call(`POST /v1/sites/${site}/visitors/${visitor}/adjustments`, {
    token: ann.token,
    body: adjustment,
  });
  await call(`PATCH /v1/sites/${site}`, { body: { name: 'Acme Inc.' } });

  const cookie = await signIn(await newToken('read', site));
  const { status, html } = await visit(`/s/${site}/activity`, { cookie });
  expect(status).toBe(200);
  const text = textOf(html);
  expect(text).toContain('Ann Lee gave 7 points to the person');
  expect(text).toContain('ADMIN_TOKEN changed settings: name');
  expect(text).toContain('ADMIN_TOKEN gave access to “Ann Lee”, role editor');
  expect(html).toContain(`href="/s/${site}/visitors/${visitor}"`);
  expect(html).not.toMatch(/secret reason|bea@acme/);
  expect(text.indexOf('changed settings')).toBeLessThan(text.indexOf('gave 7 points'));

  await call(`DELETE /v1/sites/${site}/visitors/${visitor}`);
  const after = await visit(`/s/${site}/activity`, { cookie });
  expect(textOf(after.html)).toContain('gave 7 points to somebody who has been erased');
  expect(after.html).not.toContain(visitor);
});

test('it is filtered by person and by kind, and comes in pages, each entry once', async () => {
  const site = await newSite();
  const label = { points: 1, visitor: 'A'.repeat(22) };
  const entries = Array.from({ length: 120 }, (_, index) => ({
    actor: index % 2 ? 'schedule' : 'aaaaaaaaaaaa',
    action: index % 2 ? 'score.mended' : 'visitor.adjust',
    detail: { ...label, points: index },
    at: 1_000 + index,
  }));
  await note(site, entries);
  const cookie = await signIn(await newToken('read', site));
  const rowsOf = (html: string) =>
    [...html.matchAll(/gave (\d+) points/g)].map(([, points]) => Number(points));
  const all: number[] = [];
  let path: string | undefined = `/s/${site}/activity?person=aaaaaaaaaaaa`;
  let pages = 0;
  while (path && pages++ < 5) {
    const { html }: { html: string } = await visit(path, { cookie });
    expect(html).not.toContain('corrected');
    all.push(...rowsOf(html));
    path = /<a href="([^"]*cursor=[^"]*)">Older/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(pages).toBe(2);
  expect(all).toEqual(Array.from({ length: 60 }, (_, index) => 118 - 2 * index));
  const kind = await visit(`/s/${site}/activity?action=score`, { cookie });
  expect([rowsOf(kind.html).length, kind.html.includes('corrected')]).toEqual([0, true]);
  const none = await visit(`/s/${site}/activity?action=model`, { cookie });
  expect(textOf(none.html)).toContain('Nothing that fits');
});

test.each(['action=nothing', `person=${'x'.repeat(65)}`, 'cursor=made-up', 'person=%00'])(
  'an address that is not right (%s) leads to the start',
  async (search) => {
    const site = await newSite();
    const { status, location } = await visit(`/s/${site}/activity?${search}`, { cookie: await signIn() });
    expect([status, location]).toEqual([303, `/s/${site}/activity`]);
  },
);

test('it has words for every action, in both languages, and names are text', async () => {
  const site = await newSite();
  const token = (await call('POST /v1/tokens', { body: { role: 'read', label: '"><img src=x>', site } })).body
    .token;
  await note(
    site,
    auditActions.map((action, index) => ({
      ...{ actor: idOf(token), action, at: 2_000 + index },
      detail: {
        label: '<script>alert(1)</script>',
        name: '<b>',
        site: '<b>',
        changed: '<b>',
        visitor: '"><b>',
      },
    })),
  );
  const cookie = await signIn(token);
  for (const language of ['en', 'de']) {
    const headers = { 'accept-language': language };
    const { status, html } = await visit(`/s/${site}/activity`, { cookie, headers });
    expect([language, status]).toEqual([language, 200]);
    expect(html).not.toMatch(/<img|<b>(?!<bdi>)|<script>/);
    expect(html).not.toContain('undefined');
    expect(html.match(/<tr>/g)?.length).toBe(auditActions.length + 2);
  }
});

test('another site has its own', async () => {
  const [site, other] = [await newSite(), await newSite()];
  await call(`PATCH /v1/sites/${other}`, { body: { name: 'Other' } });
  const { html } = await visit(`/s/${site}/activity`, { cookie: await signIn() });
  expect(textOf(html)).not.toContain('changed settings');
  const cookie = await signIn(await newToken('read', site));
  expect((await visit(`/s/${other}/activity`, { cookie })).status).toBe(404);
});
