// docs/reference/api.md: its table of routes is the API's own description, and what it, the README and the page on deploying send is taken.

import { expect, test } from 'vitest';
import deploy from '../../../docs/deploy.md?raw';
import page from '../../../docs/reference/api.md?raw';
import readme from '../../../README.md?raw';
import { isAllowed, needOf, type Role } from '../../../schema/api/role.ts';
import { call } from '../../support/api.ts';
import { section, tables } from '../../support/checks/markdown.ts';

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
  const [routes] = tables(section(page, 'Routes'));
  expect(routes?.toSorted()).toEqual(described.toSorted());
});

test('what it, the README and the page on deploying send is taken', async () => {
  const made = await call('POST /v1/sites', { body: { name: 'Acme', origins: ['https://example.com'] } });
  const sent = [
    ...`${deploy}${readme}${page}`.matchAll(/^curl https?:\/\/[^/]+(\S+) .*\\\n\s+-d '(\{.*\})'/gm),
  ];
  expect(sent.map(([, path]) => path)).toEqual([
    '/v1/sites',
    '/v1/sites/demo/segments',
    '/v1/sites/demo/events',
    '/v1/sites/demo/outcomes',
    '/v1/sites/demo/visitors/VISITOR/state',
  ]);
  for (const [, path = '', body = ''] of sent) {
    const { data = [] } = (await call(`GET /v1/sites/${made.body.id}/visitors`)).body;
    const there = path.replace('demo', made.body.id).replace('VISITOR', data[0]?.id);
    const answer = await call(`POST ${there}`, { body: JSON.parse(body) });
    if (path === '/v1/sites') expect(answer.status).toBe(201);
    else if (path.endsWith('/segments'))
      expect([answer.status, answer.body.name]).toEqual([201, 'Warm from ads']);
    else if (path.endsWith('/state')) expect(answer.body).toMatchObject({ state: 'rejected' });
    else expect([answer.status, answer.body]).toEqual([200, { accepted: 1, rejected: [] }]);
  }
});
