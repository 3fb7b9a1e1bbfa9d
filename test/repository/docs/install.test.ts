// docs/install.md: the table of what forms are worth is what the platforms' pages record (test/snippet/form/platforms), scored by
// the default model.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { installTable } from '../../snippet/form/platforms/install-table.ts';
import { section, tables } from '../../support/checks/markdown.ts';

test('the table of what forms are worth has what each platform’s pages record', () => {
  const page = readFileSync('docs/install.md', 'utf8');
  const [rows] = tables(section(page, 'What your forms are worth by default'));
  expect(rows).toEqual(installTable());
});
