// Every page of the documentation: its links lead somewhere, and docs/README.md lists it.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fragmentOf, headings, localLinks } from '../../support/checks/markdown.ts';

const list = 'docs/README.md';
const docs = globSync('docs/**/*.md').map((file) => file.replaceAll('\\', '/'));
const pages = [...globSync('*.md'), ...docs];

test.each(pages)('every link in %s leads somewhere', (page) => {
  const broken = localLinks(readFileSync(page, 'utf8')).filter((link) => {
    const [path = '', fragment] = link.split('#');
    const file = path ? join(dirname(page), path) : page;
    if (!existsSync(file)) return true;
    if (fragment === undefined) return false;
    return !headings(readFileSync(file, 'utf8')).some(({ name }) => fragmentOf(name) === fragment);
  });
  expect(broken).toEqual([]);
});

test('the list of pages has them all', () => {
  const listed = localLinks(readFileSync(list, 'utf8')).map((link) => join('docs', link));
  expect(docs.length).toBeGreaterThan(10);
  expect(docs.filter((page) => page !== list && !listed.includes(page))).toEqual([]);
});
