// The Chromium from npm for machines without one: a headless shell for x64 Linux, with the libraries and the font that a bare
// machine lacks. https://github.com/Sparticuz/chromium

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Contains its package.json and lock file, and once installed, its node_modules. */
const home = join(import.meta.dirname, 'npm-shell');

/** The archives of the package to unpack: the browser, its libraries, and its font. */
const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];

/** The arguments for npm. By default, it would retry for a minute without a network. */
const install = [
  ...['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
  ...['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'],
];

/** The shell, installed or not: the program, and the environment in which it finds its libraries and its font. */
export interface NpmShell {
  path: string;
  env: { LD_LIBRARY_PATH: string; FONTCONFIG_FILE: string };
}

/** The folder to unpack the shell to. Each version of the package has its own. */
export function npmShell(folder = home): NpmShell {
  return shellIn(unpackedFolder(folder));
}

/**
 * Installs and unpacks the shell in the folder of its package.json, and checks that it runs. Takes about 10 seconds, plus the
 * download on a new machine. Throws the cause, worded to precede the advice.
 */
export async function bringNpmShell(folder = home): Promise<NpmShell> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `npm has a Chromium for Linux on x64 only; this is ${process.platform} on ${process.arch}.`,
    );
  }
  const { status } = spawnSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('npm could not bring one.');
  const unpacked = unpackedFolder(folder);
  const half = `${unpacked}.half`;
  for (const left of [half, unpacked]) rmSync(left, { recursive: true, force: true });
  await unpack(join(folder, 'node_modules/@sparticuz/chromium'), half);
  // Renamed as the last step, so that an interrupted run leaves nothing that looks like a browser.
  renameSync(half, unpacked);
  rmSync(join(folder, 'node_modules/@sparticuz'), { recursive: true });
  return requireRunning(shellIn(unpacked));
}

function unpackedFolder(folder: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, 'node_modules', `.chromium-${devDependencies['@sparticuz/chromium']}`);
}

function shellIn(unpacked: string): NpmShell {
  return {
    path: join(unpacked, 'chromium'),
    env: { LD_LIBRARY_PATH: join(unpacked, 'al2023/lib'), FONTCONFIG_FILE: join(unpacked, 'fonts.conf') },
  };
}

async function unpack(folder: string, into: string): Promise<void> {
  const { inflate }: { inflate(archive: string): Promise<string> } = await import(
    pathToFileURL(join(folder, 'build/index.js')).href
  );
  mkdirSync(into, { recursive: true });
  // The package unpacks into the folder for temporary files, so that is set to ours.
  process.env.TMPDIR = into;
  await Promise.all(archives.map((archive) => inflate(join(folder, 'bin', archive))));
  // The package's own configuration names folders of a server. Paths are relative to the file, because the folder is renamed
  // later.
  writeFileSync(
    join(into, 'fonts.conf'),
    '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n',
  );
}

/** The shell, if it starts here. Its libraries need a C library from 2021 or later. */
function requireRunning(shell: NpmShell): NpmShell {
  try {
    execFileSync(shell.path, ['--version'], { env: { ...process.env, ...shell.env }, stdio: 'pipe' });
    return shell;
  } catch (error) {
    rmSync(shell.path, { force: true });
    throw new Error(`The one that npm brings does not run here (${(error as Error).message.trim()}).`);
  }
}
