// `npm test` needs no Chromium on the machine: it takes the best there is, and where there is none npm brings one.

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chromiumPrograms, findChromium, isWhole } from '../../support/browser/chromium.ts';
import { bringNpmShell, npmShell } from '../../support/browser/npm-shell.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-chromium-'));
  vi.stubEnv('CHROMIUM', undefined);
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Puts a program on the path. */
function program(name: string, script = ''): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}`);
  chmodSync(path, 0o755);
  return path;
}

describe('which Chromium', () => {
  test('the machine’s headless shell goes first, or last where a test prefers a whole browser', () => {
    program('chromium');
    program('chromium-headless-shell');
    expect(basename(findChromium(false) ?? '')).toBe('chromium-headless-shell');
    expect(basename(findChromium(true) ?? '')).toBe('chromium');
  });

  test('either does where there is no other', () => {
    const shell = program('chromium-headless-shell');
    expect([findChromium(false), findChromium(true)]).toEqual([shell, shell]);
    rmSync(shell);
    const whole = program('google-chrome');
    expect([findChromium(false), findChromium(true)]).toEqual([whole, whole]);
  });

  test('$CHROMIUM goes before all', () => {
    program('chromium');
    vi.stubEnv('CHROMIUM', program('mine'));
    expect(findChromium(true)).toBe(join(folder, 'mine'));
  });

  test('what npm brought comes last', () => {
    for (const prefersWhole of [false, true])
      expect(chromiumPrograms(prefersWhole).at(-1)).toBe(npmShell().path);
  });

  test.for([
    ['/usr/bin/chromium', true],
    ['/usr/bin/google-chrome-stable', true],
    ['/usr/bin/chromium-headless-shell', false],
    ['/root/.cache/ms-playwright/chromium_headless_shell-1200/chrome-linux/headless_shell', false],
    [npmShell().path, false],
  ] as const)('%s is a whole browser: %s', ([path, whole]) => {
    expect(isWhole(path)).toBe(whole);
  });
});

// It is a shell for Linux on x64.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the shell that npm brings', () => {
  /** What `npm ci` leaves: a package whose `inflate` puts a file in the folder for temporary files. */
  const installs = (browser: string) => `
mkdir -p node_modules/@sparticuz/chromium/build
cat > node_modules/@sparticuz/chromium/build/index.js <<'JS'
const { writeFileSync } = process.getBuiltinModule('node:fs');
const { basename } = process.getBuiltinModule('node:path');
export const inflate = async (archive) =>
  writeFileSync(process.env.TMPDIR + '/' + basename(archive, '.br'), ${JSON.stringify(`#!/bin/sh\n${browser}`)}, { mode: 0o700 });
JS`;

  let home: string;
  beforeEach(() => {
    home = join(folder, 'home');
    mkdirSync(home);
    copyFileSync('test/support/browser/npm-shell/package.json', join(home, 'package.json'));
    vi.stubEnv('TMPDIR', folder);
    vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
  });

  test('is found where it was put, with its libraries', async () => {
    program('npm', installs('test -n "$LD_LIBRARY_PATH"'));
    const { path, env } = await bringNpmShell(home);
    expect(npmShell(home)).toEqual({ path, env });
    expect(existsSync(path)).toBe(true);
    expect(existsSync(env.FONTCONFIG_FILE)).toBe(true);
  });

  test('is not kept where it does not run, and says so', async () => {
    program('npm', installs('echo "version GLIBC_2.34 not found" >&2; exit 1'));
    await expect(bringNpmShell(home)).rejects.toThrow(/does not run here \(.*GLIBC_2\.34 not found\)/s);
    expect(existsSync(npmShell(home).path)).toBe(false);
  });

  test('leaves nothing behind where npm has no network, and says so', async () => {
    program('npm', 'exit 1');
    await expect(bringNpmShell(home)).rejects.toThrow('npm could not bring one.');
    expect(readdirSync(home)).toEqual(['package.json']);
  });

  test('has a lock file of its own, for the version that is asked for', async () => {
    const { default: manifest } = await import('../../support/browser/npm-shell/package.json', {
      with: { type: 'json' },
    });
    const { default: lock } = await import('../../support/browser/npm-shell/package-lock.json', {
      with: { type: 'json' },
    });
    expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies);
    expect(Object.values(lock.packages).filter((entry) => 'hasInstallScript' in entry)).toEqual([]);
  });
});
