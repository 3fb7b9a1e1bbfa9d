// What a newcomer's editor and terminal are told: `npm run help` knows each script, and .editorconfig agrees with Biome.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import biome from '../../../biome.json' with { type: 'json' };
import manifest from '../../../package.json' with { type: 'json' };

test('`npm run help` has one line for each script of package.json, which fits a terminal', () => {
  const printed = execFileSync(process.execPath, ['worker/command/help.ts'], { encoding: 'utf8' });
  const lines = printed.trimEnd().split('\n');
  const named = lines.map((line) => /^npm (?:run )?(\S+) {2,}[A-Z]/.exec(line)?.[1]);
  expect(named.sort()).toEqual(Object.keys(manifest.scripts).sort());
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

test('.editorconfig says of indents and widths what biome.json says', () => {
  const [, everyFile = ''] = readFileSync('.editorconfig', 'utf8').split(/^\[.*\]$/m);
  const settings = Object.fromEntries(
    everyFile
      .trim()
      .split('\n')
      .map((line) => line.split(' = ')),
  );
  const { indentStyle, indentWidth, lineWidth } = biome.formatter;
  expect(settings).toMatchObject({
    indent_style: indentStyle,
    indent_size: String(indentWidth),
    max_line_length: String(lineWidth),
    end_of_line: 'lf', // Biome's default.
  });
});
