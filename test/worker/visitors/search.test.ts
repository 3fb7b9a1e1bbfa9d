// Searching the list: in any script and case, with or without accents, and by several words in any order.

import { beforeAll, expect, test } from 'vitest';
import { call, newSite } from '../../support/api.ts';

const people: [email: string, traits: Record<string, string>][] = [
  ['ivan@example.ru', { name: 'Иван Петров' }],
  ['emile@example.fr', { name: 'Émile Zola', company: 'Éditions Fasquelle' }],
  ['e2@example.fr', { name: 'Emile Durand' }],
  ['tr@example.es', { firstName: 'Tomás', lastName: 'Rivera', company: 'Aurora Energía' }],
  ['hg@example.de', { name: 'Jörg Groß', company: 'Müller & Söhne' }],
  ['lw@example.pl', { name: 'Łukasz Wójcik' }],
  ['gi@example.com.tr', { name: 'GİZEM IŞIK' }],
  ['np@example.gr', { name: 'Νίκος Παπαδόπουλος' }],
  ['sato@example.jp', { name: '佐藤 花子' }],
  ['blank@example.com', { name: ' \u200b\u00a0', company: '\u3164' }],
];
let site: string;

beforeAll(async () => {
  site = await newSite();
  const events = people.map(([email, traits]) => ({
    id: crypto.randomUUID(),
    kind: 'identify',
    email,
    traits,
  }));
  expect(
    (await call(`POST /v1/sites/${site}/events`, { body: { events }, plan: 'paid' })).body.rejected,
  ).toEqual([]);
});

async function found(q: string, more = ''): Promise<string[]> {
  const { status, body } = await call(`GET /v1/sites/${site}/visitors?q=${encodeURIComponent(q)}${more}`);
  expect(status).toBe(200);
  return body.data.map(({ email }: { email: string }) => email).toSorted();
}

const cases: [q: string, emails: string[]][] = [
  ['иван', ['ivan@example.ru']],
  ['ПЕТРОВ Иван', ['ivan@example.ru']],
  ['émile', ['e2@example.fr', 'emile@example.fr']],
  ['EMILE', ['e2@example.fr', 'emile@example.fr']],
  ['emile editions', ['emile@example.fr']],
  ['tomas aurora', ['tr@example.es']],
  ['energia rivera', ['tr@example.es']],
  ['tomas zola', []],
  ['muller', ['hg@example.de']],
  ['müller', ['hg@example.de']],
  ['mueller soehne', ['hg@example.de']],
  ['JÖRG GROSS', ['hg@example.de']],
  ['groß', ['hg@example.de']],
  ['sohne & muller', ['hg@example.de']],
  ['lukasz wojcik', ['lw@example.pl']],
  ['gizem ışık', ['gi@example.com.tr']],
  ['νικοσ', ['np@example.gr']],
  ['ΠΑΠΑΔΟΠΟΥΛΟΣ', ['np@example.gr']],
  ['佐藤', ['sato@example.jp']],
  ['example.fr zola', ['emile@example.fr']],
  ['  zola  ', ['emile@example.fr']],
  ['zolla', []],
];

test.each(cases)('%j finds %j', async (q, emails) => {
  expect(await found(q)).toEqual(emails);
});

test('a search of more words than are looked for is answered all the same', async () => {
  expect(await found('a b c d e f g h i j k l m n o p')).toEqual([]);
});

test('a name of blanks is none, and neither is such a company', async () => {
  const { data } = (await call(`GET /v1/sites/${site}/visitors?email=blank@example.com`)).body;
  expect(data).toEqual([expect.objectContaining({ name: null, company: null })]);
});
