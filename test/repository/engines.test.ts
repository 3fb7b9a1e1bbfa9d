// CONTRIBUTING.md tells what the tests of the snippet leave out, and where.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lacking } from '../engines/engine.ts';
import { section, tables } from '../support/checks/markdown.ts';

test('the table of what an engine lacks is what tests are skipped for', () => {
  const [, table] = tables(section(readFileSync('CONTRIBUTING.md', 'utf8'), 'How the tests run'));
  expect(table).toEqual(
    Object.entries(lacking).flatMap(([engine, all]) =>
      Object.entries(all).map(([what, why]) => [engine.replace('webkit', 'WebKit'), `\`${what}\``, why]),
    ),
  );
});
