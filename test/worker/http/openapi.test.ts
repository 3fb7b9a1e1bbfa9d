// The API's description: made from what validates, complete, and readable in a browser that may load nothing.

import { expect, test } from 'vitest';
import { buildApp } from '../../../worker/app.ts';
import { problems } from '../../../worker/http/rejection.ts';
import { call } from '../../support/api.ts';

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: unknown }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>>; securitySchemes: Record<string, unknown> };
}

async function readDocument(): Promise<Document> {
  return (await call('GET /openapi.json', { token: null })).body;
}

/** `GET /v1/sites/{site}` of every route in the document. */
function operationsOf({ paths }: Document): { what: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      what: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}

test('is OpenAPI 3.1, and public', async () => {
  const { status, headers, body } = await call('GET /openapi.json', { token: null });
  expect([status, headers.get('content-type'), body.openapi]).toEqual([200, 'application/json', '3.1.0']);
});

test('describes every route of /v1, and no route that is not there', async () => {
  const routes = buildApp()
    .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const described = operationsOf(await readDocument()).map(({ what }) => what);
  expect(described.filter((what) => what.includes(' /v1')).toSorted()).toEqual(
    [...new Set(routes)].toSorted(),
  );
  expect(described).toEqual(
    expect.arrayContaining(['GET /healthz', 'GET /v1/sites', 'POST /v1/sites/{site}/models']),
  );
});

test('every operation has a name of its own, says what it does, and how it fails', async () => {
  const operations = operationsOf(await readDocument());
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { what, operation } of operations) {
    expect([what, operation.summary, operation.tags?.length]).toEqual([what, expect.stringMatching(/\w/), 1]);
    if (!what.includes(' /v1')) continue;
    expect([what, operation.security]).toEqual([what, [{ token: [] }]]);
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(['401', '403', '429', 'default']),
    );
  }
});

test('its bounds are those that validate', async () => {
  const { components } = await readDocument();
  const { NewSite, Model, NewToken } = components.schemas;
  expect(NewSite).toMatchObject({
    required: ['name', 'origins'],
    additionalProperties: false,
    properties: { id: { pattern: '^[a-z0-9-]{3,40}$' }, settings: { $ref: '#/components/schemas/Settings' } },
  });
  expect(Model).toMatchObject({
    properties: {
      halfLifeDays: { type: ['number', 'null'], minimum: 1, maximum: 3650 },
      rules: { maxItems: 200 },
    },
  });
  expect(NewToken).toMatchObject({ properties: { role: { enum: ['admin', 'editor', 'read', 'write'] } } });
});

test('every reference leads somewhere', async () => {
  const document = await readDocument();
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(references.length).toBeGreaterThan(5);
  for (const name of references) expect(document.components.schemas).toHaveProperty(String(name));
});

test('what the API answers is of the shape that it describes', async () => {
  const { components } = await readDocument();
  const made = await call('POST /v1/sites', { body: { name: 'Acme', origins: ['https://acme.test'] } });
  const { required, properties } = components.schemas.Site as { required: string[]; properties: object };
  expect(Object.keys(made.body).toSorted()).toEqual(Object.keys(properties).toSorted());
  expect(Object.keys(made.body)).toEqual(expect.arrayContaining(required));
});

test('the pages show every operation, schema and problem, and links within them lead somewhere', async () => {
  const document = await readDocument();
  const { status, headers, body } = await call('GET /docs', { token: null });
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  expect(body.startsWith('<!doctype html><html lang="en">')).toBe(true);
  const ids = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]: string[]) => id));
  const wanted = [
    ...operationsOf(document).map(({ operation }) => operation.operationId),
    ...Object.keys(document.components.schemas).map((name) => `schema-${name}`),
    ...Object.keys(problems),
  ];
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]: string[]) => id);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  for (const { what } of operationsOf(document)) expect(body).toContain(what.split(' ')[1]);
});

test('the pages load nothing and run nothing: the policy allows one style, by its nonce', async () => {
  const { headers, body } = await call('GET /docs', { token: null });
  const policy = headers.get('content-security-policy') ?? '';
  const nonce = /<style nonce="([\w-]+)">/.exec(body)?.[1];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(body).not.toMatch(/<script|<link|<img|\ssrc=|\sstyle=|\son\w+=|@import|url\(/i);
  const again = await call('GET /docs', { token: null });
  expect(again.headers.get('content-security-policy')).not.toBe(policy);
});

test('a problem’s type leads to its entry in the pages', async () => {
  const { body } = await call('GET /v1/nothing');
  expect(body.type).toBe('/docs#not_found');
  expect((await call('GET /docs', { token: null })).body).toContain('id="not_found"');
});

test('the page has the messages that webhooks are sent, each with a link to its body', async () => {
  const { body: html } = await call('GET /docs', { token: null });
  const [, contents = '', articles = ''] = String(html).split('<h2>Messages to webhooks</h2>');
  for (const [id, schema] of [
    ['visitor', 'VisitorMessage'],
    ['digest', 'Digest'],
  ]) {
    expect(contents).toContain(`href="#message-${id}"`);
    const [, article = ''] = articles.split(`<article id="message-${id}">`);
    expect(article.split('</article>')[0]).toContain(`<a href="#schema-${schema}">`);
    expect(html).toContain(`id="schema-${schema}"`);
  }
});

test('describes the messages that webhooks are sent', async () => {
  const { webhooks, components } = (await readDocument()) as Document & { webhooks: Record<string, unknown> };
  const references = [...JSON.stringify(webhooks).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(references).toEqual(['VisitorMessage', 'Digest']);
  for (const name of references) expect(components.schemas).toHaveProperty(String(name));
  expect(JSON.stringify(components.schemas.VisitorMessage)).toContain('"#/components/schemas/Visitor"');
});
