// Builds the npm package: `node snippet/build/build-package.ts` writes dist/package, ready for `npm publish`.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Independent of tsconfig.json: ES modules for browsers, without other types. */
const compilerOptions = [
  ...['--ignoreConfig', '--target', 'es2021', '--module', 'esnext', '--moduleResolution', 'bundler'],
  ...['--lib', 'es2021,dom,dom.iterable', '--types', '', '--strict', '--declaration'],
];

const readme = `# leadlight

Typed functions for the calls of Leadlight's script. Contains no tracker, and does nothing on a server.

\`\`\`ts
import { identify, load, track } from 'leadlight';

load('https://t.example.com/l.js', { site: 'SITE', consent: 'required' });
track('Demo Booked', { plan: 'team' });
identify('ann@acme.example', { company: 'Acme' });
\`\`\`

Calls made before the script has loaded are queued. A page that already has the tag does not need \`load\`.
`;

/** Empties `outDir`, then builds into it. Throws with the compiler's output if the source does not compile. */
export function buildPackage(outDir: string): void {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const source = join(root, 'snippet/package.ts');
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), source, ...compilerOptions, '--outDir', outDir],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  for (const ending of ['js', 'd.ts'])
    renameSync(join(outDir, `package.${ending}`), join(outDir, `index.${ending}`));
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const manifest = {
    name,
    version,
    license,
    description: "Typed functions for the calls of Leadlight's script.",
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    types: './index.d.ts',
    files: ['index.js', 'index.d.ts'],
  };
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(outDir, 'README.md'), readme);
  copyFileSync(join(root, 'LICENSE'), join(outDir, 'LICENSE'));
}

if (process.argv[1] === import.meta.filename) buildPackage(join(root, 'dist/package'));
