// Hostile input against every route of the API, enumerated from the router: always an answer, never a 5xx, and nothing
// that a stranger sent comes back as anything but data. The whole matrix is slow; http/hostile.test.ts tries a part of such
// input on each route, by chance, in every run.

import { expect, test } from 'vitest';
import { buildApp } from '../../../worker/app.ts';
import { call, newSite } from '../../support/api.ts';

const mounted = buildApp().routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1'));
const routes = [...new Set(mounted.map(({ method, path }) => `${method} ${path}`))];

const script = '<script>alert(1)</script>';
const long = 'x'.repeat(40_000);

/** Values for any field: wrong types, extremes, what SQL, JSON or HTML would trip over. */
const values: unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\0',
  '\ud800',
  script,
  "' or 1=1 --",
  '%00',
  '../../x',
  `${long}@example.com`,
  [],
  [[]],
  {},
  { toString: 1 },
];

/** Field names that some route reads, so that each value reaches the code behind the first check. */
const fields = [
  'name',
  'origins',
  'settings',
  'role',
  'label',
  'site',
  'rules',
  'levels',
  'fit',
  'events',
  'id',
];

const bodies: (string | Blob)[] = [
  ...values.map((value) => JSON.stringify(value)),
  ...values.map((value) => JSON.stringify(Object.fromEntries(fields.map((field) => [field, value])))),
  '',
  '{',
  '{"__proto__":{"name":"x"},"constructor":{"prototype":{}}}',
  `{"name":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
  `{"settings":${'['.repeat(31)}${']'.repeat(31)}}`,
  '{"name":1e999}',
  '\ufeff{}',
  new Blob([new Uint8Array([0xc3, 0x28])]),
];

/** As they stand in the path, escapes and all. */
const segments = [
  'x',
  '%00',
  '%',
  '%ff',
  '..',
  '%2e%2e',
  "'",
  encodeURIComponent(script),
  long.slice(0, 2_000),
  '9'.repeat(30),
  '🦎',
];

const queries = [
  'limit=-1',
  'limit=1e9',
  'limit[]=1',
  'cursor=%00',
  "cursor='",
  'cursor=%ff',
  `cursor=${long}`,
  'at=x',
];

test.each(routes)('%s takes every body with an answer below 500', { tags: ['slow'] }, async (route) => {
  const site = await newSite();
  const [method, path = ''] = route.split(' ');
  const target = `${method} ${path.replace(':site', site).replaceAll(/:\w+/g, '1')}`;
  for (const body of method === 'GET' ? [undefined] : bodies) {
    const answer = await call(target, { body });
    expect([target, body, answer.status < 500]).toEqual([target, body, true]);
    if (answer.status >= 400) expect(answer.headers.get('content-type')).toBe('application/problem+json');
    // Deleting is what DELETE is for: the site is made anew for the next body.
    if (route === 'DELETE /v1/sites/:site') break;
  }
});

test.each(routes)(
  '%s takes every path and query with an answer below 500',
  { tags: ['slow'] },
  async (route) => {
    const site = await newSite();
    const [method, path = ''] = route.split(' ');
    for (const segment of segments) {
      const inSite = path.replace(':site', site);
      for (const target of [path, inSite].map((each) => each.replaceAll(/:\w+/g, () => segment))) {
        if (route === 'DELETE /v1/sites/:site' && target.endsWith(site)) continue;
        const answer = await call(`${method} ${target}`);
        expect([target, answer.status < 500]).toEqual([target, true]);
      }
    }
    if (method !== 'GET') return;
    for (const query of queries) {
      const answer = await call(`GET ${path.replace(':site', site).replaceAll(/:\w+/g, '1')}?${query}`);
      expect([query, answer.status < 500]).toEqual([query, true]);
    }
  },
);

test('a token of any shape is refused, never an error', async () => {
  const strange = [
    'x'.repeat(10_000),
    "' or 1=1 --",
    'll__',
    `ll_${'a'.repeat(12)}_`,
    `ll_${'%00'.repeat(4)}_${'b'.repeat(43)}`,
  ];
  for (const token of strange) expect((await call('GET /v1/sites', { token })).status).toBe(401);
});

test('what a name holds comes back as data: JSON that no browser takes for a page', async () => {
  const made = await call('POST /v1/sites', { body: { name: script, origins: ['https://acme.test'] } });
  expect(made.body.name).toBe(script);
  for (const path of [`/v1/sites/${made.body.id}`, '/v1/sites', `/v1/${encodeURIComponent(script)}`]) {
    const { headers } = await call(`GET ${path}`);
    expect(headers.get('content-type')).toMatch(/^application\/(problem\+)?json$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
