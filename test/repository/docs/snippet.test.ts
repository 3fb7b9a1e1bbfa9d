// docs/snippet.md is the map of the script: every file of snippet/ is on it, and none that is gone.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { section, tables } from '../../support/checks/markdown.ts';

test('the map names every source, the optional parts as one', () => {
  const [rows = []] = tables(section(readFileSync('docs/snippet.md', 'utf8'), 'Map'));
  const named = rows.map(([file = '']) => file.replaceAll('`', '')).filter((file) => file.endsWith('.ts'));
  const sources = globSync('**/*.ts', { cwd: 'snippet' }).map((file) =>
    file.replaceAll('\\', '/').replace(/part-\w+\.ts$/, 'part-NAME.ts'),
  );
  expect(named.toSorted()).toEqual([...new Set(sources)].toSorted());
});
