// docs/install.md: it has the platforms of the page Install, and the table of what forms are worth is what the platforms' pages
// record (test/snippet/form/platforms), scored by the default model.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { platforms } from '../../../worker/dashboard/site/install/platforms.tsx';
import { installTable } from '../../snippet/form/platforms/install-table.ts';
import { headings, section, tables } from '../../support/checks/markdown.ts';

test('the table of what forms are worth has what each platform’s pages record', () => {
  const page = readFileSync('docs/install.md', 'utf8');
  const [rows] = tables(section(page, 'What your forms are worth by default'));
  expect(rows).toEqual(installTable());
});

test('each platform that the page Install has steps for has a section', () => {
  const sections = headings(readFileSync('docs/install.md', 'utf8')).map(({ name }) => name);
  const places = platforms.map(({ title }) => sections.indexOf(title));
  expect(places).not.toContain(-1);
  expect(new Set(platforms.map(({ name }) => name)).size).toBe(platforms.length);
});
