// `npm run release`, in a repository of its own.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publishedFolder } from '../../snippet/build/published.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

/** Runs a program in the repository: what it printed, and its exit status. */
function run(program: string, ...args: string[]): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return { status, printed: stdout + stderr };
}

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@acme.example'];
  const { status, printed } = run('git', ...identity, ...args);
  if (status !== 0) throw new Error(printed);
}

const release = () => run(process.execPath, 'snippet/build/release.ts');
const published = () => readdirSync(join(folder, 'snippet')).includes('published');

// Git is how a release knows what others would build.
describe.skipIf(spawnSync('git', ['--version']).status !== 0)('npm run release', { tags: 'slow' }, () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leadlight-releases-'));
    for (const path of ['snippet', 'schema', 'package.json', 'package-lock.json', '.gitattributes'])
      cpSync(join(root, path), join(folder, path), {
        recursive: true,
        filter: (source) => source !== publishedFolder,
      });
    writeFileSync(join(folder, '.gitignore'), 'node_modules\ndist/\n');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'All');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('keeps today’s build and prints what to commit and how to pin it; again, it changes nothing', () => {
    const first = release();
    expect(first).toMatchObject({ status: 0 });
    const [, path = ''] = /git add (\S+)/.exec(first.printed) ?? [];
    expect(path).toMatch(/^snippet\/published\/l\.[\da-f]{10}\.js$/);
    const code = readFileSync(join(folder, path));
    expect(code.equals(readFileSync(join(folder, 'dist/assets/l.js')))).toBe(true);
    const digest = createHash('sha384').update(code).digest('base64');
    const name = path.split('/').at(-1);
    const tag = `<script defer src="https://t.example.com/${name}?site=SITE" integrity="sha384-${digest}" crossorigin="anonymous"></script>`;
    expect(first.printed).toContain(tag);

    git('add', path);
    git('commit', '--quiet', '--message', 'Release');
    expect(run(process.execPath, 'snippet/build/build.ts').printed).toContain(tag);
    const again = release();
    expect(again).toMatchObject({ status: 0 });
    expect(again.printed).toContain(`${path} is already published.`);
    expect(run('git', 'status', '--porcelain').printed).toBe('');
  });

  test('refuses a build that the last commit does not come to, and keeps nothing', () => {
    appendFileSync(join(folder, 'snippet/index.ts'), "\nconsole.info('not committed');\n");
    const refused = release();
    expect(refused.status).toBe(1);
    expect(refused.printed).toMatch(/^The last commit builds a different script than l\.[\da-f]{10}\.js\./);
    expect(published()).toBe(false);
  });

  test('refuses to build with other packages than those of the lock file', () => {
    const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
    const other = lock.replace(/("node_modules\/terser": \{\s+"version": ")[^"]+/, '$10.0.1');
    expect(other).not.toBe(lock);
    writeFileSync(join(folder, 'package-lock.json'), other);
    const refused = release();
    expect(refused.status).toBe(1);
    expect(refused.printed).toContain('node_modules/terser does not have the version of package-lock.json');
    expect(published()).toBe(false);
  });

  test('refuses where a published build was changed, and names it', () => {
    const [, path = ''] = /git add (\S+)/.exec(release().printed) ?? [];
    appendFileSync(join(folder, path), '\n');
    const refused = release();
    expect(refused.status).toBe(1);
    expect(refused.printed).toContain(`${path} has changed since it was published`);
    expect(refused.printed).not.toContain('    at ');
  });

  test('a published build is checked out as it was committed, however git treats line ends', () => {
    const [, path = ''] = /git add (\S+)/.exec(release().printed) ?? [];
    writeFileSync(join(folder, path), 'let a = `\n\r\n`;\n');
    git('config', 'core.autocrlf', 'true');
    git('add', path);
    git('commit', '--quiet', '--message', 'Release');
    rmSync(join(folder, path));
    git('checkout', '--quiet', path);
    expect(readFileSync(join(folder, path), 'utf8')).toBe('let a = `\n\r\n`;\n');
  });

  test('a build that nobody published is not offered for pinning', () => {
    const { printed } = run(process.execPath, 'snippet/build/build.ts');
    expect(printed).toMatch(/Do not pin l\.[\da-f]{10}\.js: it is not published/);
    expect(printed).not.toContain('integrity');
  });
});
