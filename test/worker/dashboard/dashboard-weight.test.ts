// How much a page weighs on its way to the browser: with its style and script, compressed as Cloudflare compresses it.

import { beforeAll, expect, test } from 'vitest';
import { call, newSite } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';

/** 60 kB. */
const maxBytes = 60_000;
let cookie: string;
let site: string;
let ann: string;

beforeAll(async () => {
  cookie = await signIn();
  site = await newSite();
  const fit = {
    rules: [{ id: 'boss', label: 'Decides', where: { title: 'CEO' }, points: 80 }],
    grades: { A: 70, B: 45, C: 20 },
  };
  const { body } = await call(`GET /v1/sites/${site}/model`);
  await call(`POST /v1/sites/${site}/models`, { body: { ...body.model, fit } });
  await call(`POST /v1/sites/${site}/models/2/publish`, { body: {}, plan: 'paid' });
  const id = () => crypto.randomUUID();
  const people = Array.from({ length: 55 }, (_, n) => ({
    ...{ id: id(), kind: 'form_fill', form: `f${n}`, label: `Book a demo of our product number ${n * 7919}` },
    email: `first.last-${n * 104_729}@company-${n * 15_485_863}.example`,
    traits: { name: `${id()} ${n}`, company: `${id()} ${n}`, title: 'CEO' },
    url: `https://acme.test/${id()}`,
    at: Date.now() - n * 3_600_000,
  }));
  const views = Array.from({ length: 120 }, (_, n) => ({
    ...{ id: id(), kind: 'page_view', email: people[0]?.email, url: `https://acme.test/pricing/${id()}` },
    ...{ title: id(), at: Date.now() - n * 1_800_000 },
  }));
  const answer = await call(`POST /v1/sites/${site}/events`, {
    body: { events: [...people, ...views] },
    plan: 'paid',
  });
  expect(answer.body.rejected).toEqual([]);
  const found = await call(
    `GET /v1/sites/${site}/visitors?email=${encodeURIComponent(String(people[0]?.email))}`,
  );
  ann = found.body.data[0].id;
});

/** The bytes of a text as gzip, which is larger than the brotli that browsers mostly get. */
async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

test.each([
  ['the list', () => '', '<tr class="level-1" data-id', 50],
  ['a visitor', () => `/visitors/${ann}`, '<time', 100],
  ['companies', () => '/companies', '<th scope="row" class="who"', 50],
  ['the matrix', () => '/matrix', '<td class="level-', 16],
  ['install', () => '/install', '<pre', 1],
])('%s takes at most 60 kB with its style and script', async (_, path, part, parts) => {
  const { html, status } = await visit(`/s/${site}${path()}`, { cookie });
  expect(status).toBe(200);
  expect(html.split(part).length - 1).toBeGreaterThanOrEqual(parts);
  const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(
    ([, asset = '']) => asset,
  );
  expect(assets).toHaveLength(2);
  const texts = [html, ...(await Promise.all(assets.map(async (asset) => (await visit(asset)).html)))];
  const sizes = await Promise.all(texts.map(gzipped));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(maxBytes);
});
