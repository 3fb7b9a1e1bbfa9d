// The parts of `npm run deploy` that look at nothing but the command line, the configuration and the environment.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readFlags } from '../../worker/deploy/flags.ts';
import { readNames } from '../../worker/deploy/names.ts';
import { readOutput } from '../../worker/deploy/output-file.ts';
import { Stopped } from '../../worker/deploy/stopped.ts';
import { thisTerminal } from '../../worker/deploy/terminal.ts';
import { url } from '../support/server/played-account.ts';

describe('options', () => {
  test.each([
    [['--name', 'x'], '--name cannot be used here.'],
    [['--name=x'], '--name cannot be used here.'],
    [['--env', 'staging'], '--env cannot be used here.'],
    [['-e', 'staging'], '-e cannot be used here.'],
    [['--cwd', '..'], '--cwd cannot be used here.'],
    [['--secretsFile', 'x'], '--secrets-file cannot be used here.'],
    [['--config'], '--config needs a value.'],
    [['--dry-run=false'], '--dry-run takes no value.'],
    [['--location', 'mars'], '--location must be one of weur, eeur, apac, oc, wnam, enam, not "mars".'],
    [['--location', 'toString'], 'not "toString".'],
    [['--jurisdiction', 'de'], '--jurisdiction must be one of eu, us, fedramp, not "de".'],
    [['--location', 'weur', '--jurisdiction', 'eu'], 'not both'],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(() => readFlags(args)).toThrow(Stopped);
    expect(() => readFlags(args)).toThrow(sentence);
  });

  test('an environment chosen by CLOUDFLARE_ENV is refused as well', () => {
    expect(() => readFlags([], 'staging')).toThrow('CLOUDFLARE_ENV is set.');
  });

  test('what all calls must agree on is taken apart from what is for wrangler deploy', () => {
    const args = ['-c', 'two.toml', '--keep-vars', '--profile=work', '--var', 'A:1', '--dryRun'];
    expect(readFlags(args)).toEqual({
      ...{ shared: ['--config', 'two.toml', '--profile', 'work'], config: 'two.toml', place: null },
      ...{ rest: ['--keep-vars', '--var', 'A:1'], isDryRun: true, isHelp: false },
    });
  });
});

describe('names', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leadlight-names-'));
    return () => rmSync(folder, { recursive: true });
  });

  test('those of wrangler.toml, or of the file that is named', async () => {
    expect(await readNames()).toEqual({ database: 'leadlight', databaseId: undefined });
    const second = readFileSync('wrangler.toml', 'utf8').replaceAll('"leadlight"', '"second"');
    writeFileSync(join(folder, 'two.toml'), second);
    expect(await readNames(join(folder, 'two.toml'))).toMatchObject({ database: 'second' });
  });

  test.each([
    ['name = "a"', 'has no [[d1_databases]] with binding = "DB"'],
    ['name = ', 'cannot read the configuration.'],
  ])('a configuration of %j is refused with a sentence', async (toml, sentence) => {
    writeFileSync(join(folder, 'w.toml'), toml);
    const reading = readNames(join(folder, 'w.toml'));
    await expect(reading).rejects.toThrow(Stopped);
    await expect(reading).rejects.toThrow(sentence);
  });
});

describe('the terminal', () => {
  test.each([{ CI: 'true' }, { CI: '1' }, { WORKERS_CI: '1' }, {}])(
    '%j is a build log without a terminal',
    (env) => {
      // Vitest's workers have no terminal at all.
      expect(thisTerminal(env)).toMatchObject({ isBuildLog: true, isInteractive: false });
    },
  );

  test.each([
    [{}, false],
    [{ CI: 'false' }, false],
    [{ CI: 'true' }, true],
    [{ WORKERS_CI: '1' }, true],
  ])('in a terminal with %j', (env, isBuildLog) => {
    const { stdin, stdout } = process;
    const were = [stdin.isTTY, stdout.isTTY];
    try {
      stdin.isTTY = stdout.isTTY = true;
      expect(thisTerminal(env)).toMatchObject({ isBuildLog, isInteractive: !isBuildLog });
    } finally {
      [stdin.isTTY = false, stdout.isTTY = false] = were;
    }
  });
});

describe('wrangler’s output file', () => {
  const deployed = `${JSON.stringify({ type: 'deploy', version: 1, version_id: 'v1', targets: [url] })}\n`;
  const declined = `${JSON.stringify({ type: 'deploy', version: 1, version_id: null })}\n`;

  test.each([
    [deployed, { targets: [url] }],
    [declined, null],
    ['', null],
  ])('of %j', (lines, expected) => {
    const output = readOutput({});
    if (lines) writeFileSync(output.path, lines);
    expect(output.close()).toEqual(expected);
    expect(existsSync(output.path)).toBe(false);
  });

  test('where a build system asks for the file, it gets it, and an older deployment in it is not taken for ours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'leadlight-output-'));
    const path = join(folder, 'theirs.json');
    writeFileSync(path, deployed);
    const output = readOutput({ WRANGLER_OUTPUT_FILE_PATH: path });
    expect(output.path).toBe(path);
    expect(output.close()).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe(deployed);
    expect(readOutput({ WRANGLER_OUTPUT_FILE_DIRECTORY: folder }).path).toMatch(
      /wrangler-output-[\w-]+\.json$/,
    );
    rmSync(folder, { recursive: true });
  });
});
