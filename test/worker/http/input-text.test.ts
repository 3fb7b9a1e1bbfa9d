// What texts in inputs may hold, asked of every route's schemas, so that no new field is forgotten.

import { expect, test } from 'vitest';
import type * as z from 'zod';
import { buildApp } from '../../../worker/app.ts';
import { call, newSite } from '../../support/api.ts';

const spoilt = { NUL: 'a\0b', 'a high surrogate': 'a\ud800', 'a low surrogate': '\udc00b' };

/** Texts that browsers and servers send as events are cleaned, not refused: test/worker/ingest/collect-events.test.ts. */
const eventPaths = new Set(['/e', '/v1/sites/{site}/events']);

type Found = [path: string, schema: z.core.$ZodType];

/** Every text in a schema, with its place; a key of a record is one. Throws at a kind of schema that it does not know. */
function textsIn(schema: z.core.$ZodType, at: string): Found[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return [[at, schema]];
    case 'object':
      return Object.entries(def.shape).flatMap(([name, each]) => textsIn(each, `${at}.${name}`));
    case 'array':
      return textsIn(def.element, `${at}[]`);
    case 'tuple':
      return def.items.flatMap((each, index) => textsIn(each, `${at}[${index}]`));
    case 'record':
      return [...textsIn(def.keyType, `${at}{key}`), ...textsIn(def.valueType, `${at}{}`)];
    case 'union':
      return def.options.flatMap((each) => textsIn(each, at));
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return textsIn(def.innerType, at);
    case 'pipe':
      return textsIn(def.in, at);
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'unknown':
    case 'transform':
      return [];
    default:
      throw new Error(`${at}: say here how a schema of the kind "${def.type}" is looked through`);
  }
}

const endingWith = (text: string) => new RegExp(`${text.replace(/[()+]/g, '\\$&')}$`);

interface Request {
  params?: z.core.$ZodType;
  query?: z.core.$ZodType;
  body?: { content: Record<string, { schema: z.core.$ZodType }> };
}

const texts = buildApp().openAPIRegistry.definitions.flatMap((definition) => {
  if (definition.type !== 'route' || eventPaths.has(definition.route.path)) return [];
  const { method, path, request = {} } = definition.route;
  const { params, query, body } = request as Request;
  const bodies = Object.values(body?.content ?? {}).map(({ schema }) => schema);
  return [params, query, ...bodies]
    .filter((schema) => schema !== undefined)
    .flatMap((schema) => textsIn(schema, `${method.toUpperCase()} ${path} `));
});

test('every text of every input refuses NUL and lone surrogates', () => {
  expect(texts.length).toBeGreaterThan(100);
  const taken = texts.flatMap(([at, schema]) =>
    Object.entries(spoilt)
      .filter(([, text]) => (schema as z.ZodType).safeParse(text).success)
      .map(([what]) => `${at} takes ${what}`),
  );
  expect(taken).toEqual([]);
});

test.each([
  ['NUL', 'a\0b', 'remove the NUL character (U+0000)'],
  ['a lone surrogate', 'a\ud83d', 'remove the lone surrogate (half of a character)'],
])('what is wrong with a text that holds %s is said, with its place', async (_, spoiltText, message) => {
  const site = await newSite();
  const { model } = (await call(`GET /v1/sites/${site}/model`)).body;
  const [first, ...others] = model.rules;
  const calls: [string, unknown, string][] = [
    ['POST /v1/sites', { name: spoiltText, origins: ['https://acme.test'] }, 'name'],
    ['POST /v1/tokens', { role: 'read', label: spoiltText }, 'label'],
    [
      `PATCH /v1/sites/${site}`,
      { settings: { collectFields: ['ok', spoiltText] } },
      'settings.collectFields[1]',
    ],
    [
      `POST /v1/sites/${site}/models`,
      { ...model, rules: [{ ...first, label: spoiltText }, ...others] },
      'rules[0].label',
    ],
    [
      `POST /v1/sites/${site}/visitors/x/adjustments`,
      { id: crypto.randomUUID(), points: 1, reason: spoiltText },
      'reason',
    ],
    [`POST /v1/sites/${site}/visitors/x/notes`, { id: 'x', text: spoiltText }, 'text'],
    [`POST /v1/sites/${site}/visitors/x/state`, { id: 'x', state: 'rejected', reason: spoiltText }, 'reason'],
    [`POST /v1/sites/${site}/visitors/x/owner`, { id: 'x', owner: spoiltText }, 'owner'],
    [`POST /v1/sites/${site}/visitors/x/split`, { device: spoiltText }, 'device'],
    [`POST /v1/sites/${site}/outcomes`, { id: spoiltText, email: 'a@acme.test', result: 'won' }, 'id'],
  ];
  for (const [what, body, path] of calls) {
    const answer = await call(what, { body });
    expect([what, answer.status]).toEqual([what, 400]);
    // A rule's messages begin with its id.
    const said = { path, message: expect.stringMatching(endingWith(message)) };
    expect(answer.body.errors).toContainEqual(said);
  }
});

test('text in any script, with emoji, is kept as it is', async () => {
  const name = 'Žluťoučký 🦄 株式会社 👩‍👩‍👧 ﷺ';
  const site = await newSite({ name });
  expect((await call(`GET /v1/sites/${site}`)).body.name).toBe(name);
});
