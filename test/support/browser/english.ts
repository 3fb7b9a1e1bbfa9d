// Finds English on a page that is rendered in another language, for tests in workerd.

import { expect } from 'vitest';
import { de } from '../../../worker/dashboard/texts/de/de.ts';
import { en } from '../../../worker/dashboard/texts/en/en.ts';
import { textsOf } from '../checks/texts-of.ts';
import { textOf, type Visit, visit } from './pages.ts';

/**
 * A page's title, text and the attributes that people read. Without code, which is the same in each language, and without the
 * warnings of a model, which are the API's.
 */
export async function readIn(language: string, path: string, how: Visit): Promise<string> {
  const { html } = await visit(path, { ...how, headers: { ...how.headers, 'accept-language': language } });
  expect(html).toContain(`<html lang="${language}">`);
  const said = html.replace(/<(code|pre|textarea|kbd)[\s\S]*?<\/\1>|<p class="warning">.*?<\/p>/g, '');
  const attributes = [...said.matchAll(/ (?:title|aria-label|placeholder|data-label)="([^"]*)"/g)];
  const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
  return [title, textOf(said), ...attributes.map(([, text]) => text)].join('\n').replaceAll('&amp;', '&');
}

/** Texts cut where a value stood in them. */
const fragmentsOf = (texts: object) =>
  textsOf(texts).flatMap(([, text]) =>
    text.split(/1|\n|`[^`]*`/).map((part) => part.trim().replace(/^[.,:;· ]+/, '')),
  );

const wordsIn = (page: string, words: string) =>
  new RegExp(`(?<!\\p{L})${words.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')}(?!\\p{L}|\\.\\p{L})`, 'u').test(
    page,
  );

const german = fragmentsOf(de).join('\n');
const english = [...new Set(fragmentsOf(en))].filter(
  (text) => /\p{L}{2}/u.test(text) && !wordsIn(german, text),
);

/** The English texts on a page; those that German has as well are left out. */
export const englishOn = (page: string) => english.filter((words) => wordsIn(page, words));

/** Opens a page in German: nothing of it is English. In English, what is looked for is there. */
export async function expectGerman(path: string, how: Visit): Promise<string> {
  const page = await readIn('de', path, how);
  expect(englishOn(page)).toEqual([]);
  expect(englishOn(await readIn('en', path, how)).length).toBeGreaterThan(2);
  return page;
}
