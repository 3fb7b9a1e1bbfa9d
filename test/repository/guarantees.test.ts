// docs/guarantees.md names the tests that hold its promises: they must be there, under those names.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/guarantees.md', 'utf8');
const named = [...page.matchAll(/^- `(test\/[\w/-]+\.test\.ts)`: "([^"]+)"/gm)].map(
  ([, file = '', name = '']) => [file, name],
) as [string, string][];

test('each guarantee names a test', () => {
  const sections = page.split(/^## /m).slice(1);
  expect(sections.length).toBe(13);
  for (const section of sections) expect(section).toMatch(/^- `test\//m);
});

test.each(named)('%s has the test "%s"', (file, name) => {
  expect(readFileSync(file, 'utf8')).toContain(name);
});
