// The README's table of routes is the API's own description, route by route.

import { expect, test } from 'vitest';
import readme from '../../README.md?raw';
import { isAllowed, needOf, type Role } from '../../schema/api-role.ts';
import { call } from '../support/api.ts';
import { section, tables } from '../support/markdown.ts';

/** From the least to the most that a role may. */
const leastFirst: readonly Role[] = ['read', 'write', 'editor', 'admin'];

interface Document {
  paths: Record<string, Record<string, { summary: string }>>;
}

test('the table of routes is the OpenAPI document, with the least role that may call each', async () => {
  const { paths }: Document = (await call('GET /openapi.json', { token: null })).body;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => {
      const name = method.toUpperCase();
      const role = leastFirst.find((each) => isAllowed(each, needOf(name, path)));
      return [`\`${name} ${path}\``, summary, path.startsWith('/v1') ? `\`${role}\`` : 'anyone'];
    }),
  );
  const [routes] = tables(section(readme, 'The API'));
  expect(routes?.toSorted()).toEqual(described.toSorted());
});

test('the events that the README sends from a server are taken', async () => {
  const made = await call('POST /v1/sites', { body: { name: 'Acme', origins: ['https://example.com'] } });
  const bodies = [...readme.matchAll(/-d '(\{.*\})'/g)].map(([, body = '']) => JSON.parse(body));
  expect(bodies.map((body) => Object.keys(body)[0])).toEqual(['name', 'events']);
  const [site, events] = bodies;
  expect((await call('POST /v1/sites', { body: site })).status).toBe(201);
  const sent = await call(`POST /v1/sites/${made.body.id}/events`, { body: events });
  expect([sent.status, sent.body]).toEqual([200, { accepted: 1, rejected: [] }]);
});
