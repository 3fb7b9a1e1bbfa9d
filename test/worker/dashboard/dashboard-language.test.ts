// The pages in the language that the reader's browser asks for.

import { beforeAll, expect, test } from 'vitest';
import { newSite } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';

let cookie: string;
let path: string;

beforeAll(async () => {
  cookie = await signIn();
  path = `/s/${await newSite()}`;
});

test.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr,de;q=0.5,en;q=0.3', 'de'],
  ['en-US,en;q=0.9,de;q=0.8', 'en'],
  ['fr', 'en'],
  ['', 'en'],
  ['de;q=0, en', 'en'],
  ['<script>', 'en'],
  ['__proto__', 'en'],
])('Accept-Language %j gets a page in %s', async (accepted, language) => {
  const { html, headers } = await visit(path, { cookie, headers: { 'accept-language': accepted } });
  expect(html).toContain(`<html lang="${language}">`);
  expect(html).toContain(language === 'de' ? 'Zum Inhalt springen' : 'Skip to the content');
  expect(html).not.toContain(language === 'de' ? 'Sign out' : 'Abmelden');
  expect(headers.get('vary')).toContain('accept-language');
});
