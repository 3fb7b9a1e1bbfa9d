// Models of fit alone, and models whose fit is empty: drafted, previewed, published, listed, explained and shown.

import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { call, newSite } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';

const fit = {
  rules: [{ id: 'exec', label: 'Decision maker', where: { seniority: 'executive' }, points: 80 }],
  grades: { A: 70, B: 45, C: 20 },
};

/** A site with an executive and a student who did something, and this model published over them. */
async function siteUnder(model: object) {
  const site = await newSite();
  const event = (email: string, title: string) => ({
    id: crypto.randomUUID(),
    kind: 'identify',
    email,
    traits: { title },
  });
  const viewed = {
    id: crypto.randomUUID(),
    kind: 'page_view',
    url: 'https://acme.test/pricing',
    email: 'eva@acme.example',
  };
  const events = [event('eva@acme.example', 'CEO'), event('sam@acme.example', 'Student'), viewed];
  expect((await call(`POST /v1/sites/${site}/events`, { body: { events } })).body.rejected).toEqual([]);
  const drafted = await call(`POST /v1/sites/${site}/models`, { body: { ...defaultModel, ...model } });
  expect([drafted.status, drafted.body]).toEqual([201, { version: 2, warnings: [] }]);
  const preview = await call(`POST /v1/sites/${site}/models/2/preview`, { plan: 'paid' });
  expect([preview.status, preview.body.result.visitors]).toEqual([200, 2]);
  expect((await call(`POST /v1/sites/${site}/models/2/publish`, { plan: 'paid' })).status).toBe(200);
  const { data } = (await call(`GET /v1/sites/${site}/visitors?sort=lastSeen`)).body;
  const byEmail = Object.fromEntries(data.map((visitor: { email: string }) => [visitor.email, visitor]));
  return {
    site,
    preview: preview.body.result,
    eva: byEmail['eva@acme.example'],
    sam: byEmail['sam@acme.example'],
  };
}

test('under a model of fit alone everybody has a grade and 0 points, and the list shows everyone', async () => {
  const { site, preview, eva, sam } = await siteUnder({ rules: [], groups: [], fit });
  expect(eva).toMatchObject({ score: 0, fitScore: 80, grade: 'A', cell: 'A4', topReasons: [], change: 0 });
  expect(sam).toMatchObject({ score: 0, fitScore: 0, grade: 'D', cell: 'D4' });
  expect(preview.cells).toEqual(expect.arrayContaining([{ cell: 'A4', before: 0, after: 1 }]));
  const listed = (await call(`GET /v1/sites/${site}/visitors?grade=A`)).body.data;
  expect(listed.map(({ email }: { email: string }) => email)).toEqual(['eva@acme.example']);
  const explained = (await call(`GET /v1/sites/${site}/visitors/${eva.id}/explanation`)).body;
  expect(explained).toMatchObject({
    rawScore: 0,
    lines: [],
    fit: { grade: 'A', lines: [{ rule: 'exec', worth: 80 }] },
  });
  expect(explained.sentences).toEqual(['Nothing that this visitor did has earned points yet']);

  const cookie = await signIn();
  const list = textOf((await visit(`/s/${site}`, { cookie })).html);
  expect(list).toContain('Everyone');
  expect(list).toContain('eva@acme.example');
  const page = textOf((await visit(`/s/${site}/visitors/${eva.id}`, { cookie })).html);
  expect(page).toMatch(/Why fit A 80 of 100\. A from 70, B from 45, C from 20\./);
  expect(page).toMatch(/Decision maker Seniority ?: executive · derived from the job title \+80/);
  const other = textOf((await visit(`/s/${site}/visitors/${sam.id}`, { cookie })).html);
  expect(other).toMatch(
    /Decision maker Seniority ?: student ?, not ("|&quot;)executive("|&quot;) · derived from the job title \+80/,
  );
});

test.each([
  ['null', null],
  ['without rules', { rules: [] }],
])('under a model whose fit is %s nobody has a grade, and no page speaks of fit', async (_, empty) => {
  const { site, preview, eva } = await siteUnder({ fit: empty });
  expect(eva).toMatchObject({ fitScore: null, grade: null, cell: null, nextAction: null });
  expect(eva.score).toBeGreaterThan(0);
  expect(preview.cells).toEqual([]);
  expect((await call(`GET /v1/sites/${site}/model`)).body.model.fit).toEqual(empty);
  expect((await call(`GET /v1/sites/${site}/models/2/diff?against=1`)).body.lines).toEqual([]);
  expect((await call(`GET /v1/sites/${site}/visitors/${eva.id}/explanation`)).body.fit).toBeNull();
  const cookie = await signIn();
  for (const path of [`/s/${site}`, `/s/${site}/visitors/${eva.id}`]) {
    expect(textOf((await visit(path, { cookie })).html)).not.toMatch(/\bfit\b/i);
  }
});
