// `npm run release`: saves the current build of the snippet in snippet/published, so that pages can pin it, and prints what to
// commit.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { buildSnippet, pinnedTag } from './build.ts';
import { publishedFolder, UnsoundBuild } from './published.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Publishes the current build, which never changes afterwards. Returns what to print. Saves nothing and throws UnsoundBuild if
 * another checkout of the commit gives another build, or if a published build was changed.
 */
async function release(): Promise<string> {
  requireLockedPackages();
  const assets = join(root, 'dist/assets');
  const built = await buildSnippet(assets);
  const code = readFileSync(join(assets, built.pinnedName));
  if (!code.equals(buildAnew()))
    throw new UnsoundBuild(
      `The last commit builds a different script than ${built.pinnedName}. Commit or undo your changes first.`,
    );
  const file = join(publishedFolder, built.pinnedName);
  mkdirSync(publishedFolder, { recursive: true });
  writeFileSync(file, code);
  const path = relative(root, file).replaceAll('\\', '/');
  return [
    built.isPublished
      ? `${path} is already published.`
      : `Commit this file, and never change or remove it: git add ${path}`,
    'Tag that pins this build:',
    pinnedTag(built),
  ].join('\n');
}

/** With other versions of the bundler or the minifier, the same source gives another build. */
function requireLockedPackages(): void {
  const packagesOf = (file: string): Record<string, { version?: string }> =>
    JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  const locked = packagesOf('package-lock.json');
  const installed = Object.entries(packagesOf('node_modules/.package-lock.json'));
  const [different] = installed.find(([path, { version }]) => locked[path]?.version !== version) ?? [];
  if (different)
    throw new UnsoundBuild(
      `${different} does not have the version of package-lock.json. Run "npm ci" first.`,
    );
}

/** The build of the last commit, built in another folder by another process. */
function buildAnew(): Buffer {
  const clone = mkdtempSync(join(tmpdir(), 'leadlight-release-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--shared', root, clone]);
    symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
    execFileSync(process.execPath, ['snippet/build/build.ts'], { cwd: clone });
    return readFileSync(join(clone, 'dist/assets/l.js'));
  } finally {
    rmSync(clone, { recursive: true });
  }
}

try {
  console.log(await release());
} catch (error) {
  if (!(error instanceof UnsoundBuild)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
