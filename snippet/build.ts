// Builds the snippet: `node snippet/build.ts` writes dist/assets/l.js and l.<hash>.js and prints the tag and the sizes.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import * as eventConstants from '../schema/event.ts';

const { downloadExtensions, keptParameters } = eventConstants;

/** A built snippet. Sizes in bytes: as it is, `gzip -9`, and brotli at quality 11. */
export interface BuiltSnippet {
  bytes: number;
  gzip: number;
  brotli: number;
  /** Of the content; in the name of the immutable copy. */
  hash: string;
  /** For the tag's `integrity` attribute. */
  integrity: string;
}

/** Gives the snippet the values of schema/event.ts instead of the sums that make them: only then are the unused left out. */
const worked: Plugin = {
  name: 'worked-constants',
  setup(build) {
    build.onLoad({ filter: /schema\/event\.ts$/ }, () => ({
      contents: Object.entries(eventConstants)
        .filter(([, value]) => typeof value !== 'function')
        .sort() // Vitest lists exports in another order than Node, and each would make a file of its own.
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n'),
    }));
  },
};

/**
 * Headers of the static files. The plain name is asked for anew each hour, so that an update reaches every page; the
 * hashed one never changes. Any page may load them, also under cross-origin isolation or with `integrity`.
 */
const headers = `/*
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  X-Content-Type-Options: nosniff
/l.js
  Cache-Control: public, max-age=3600
/l.:hash.js
  Cache-Control: public, max-age=31536000, immutable
`;

/** Bundles the snippet to text. Throws esbuild's error, with file and line, where the sources do not build. */
export async function bundleSnippet(): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, 'index.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2021',
    legalComments: 'none',
    plugins: [worked],
    tsconfigRaw: {},
    // Lists as one text each: less to send.
    define: {
      keptParameterNames: JSON.stringify(Object.keys(keptParameters).join('|')),
      fileExtensions: JSON.stringify(downloadExtensions.join('|')),
    },
    // The modules are initialised before any of our functions could catch: the page must not see that fail either.
    banner: { js: 'try{' },
    footer: { js: '}catch{}' },
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('esbuild made nothing of snippet/index.ts');
  return file.text;
}

/**
 * Builds into `outDir`: `l.js`, and `l.<hash>.js`, the same for ever, and their headers; hashed copies of other builds
 * are removed.
 */
export async function buildSnippet(outDir: string): Promise<BuiltSnippet> {
  const code = Buffer.from(await bundleSnippet());
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 10);
  mkdirSync(outDir, { recursive: true });
  for (const name of readdirSync(outDir)) if (/^l\.[\da-f]{10}\.js$/.test(name)) rmSync(join(outDir, name));
  for (const name of ['l.js', `l.${hash}.js`]) writeFileSync(join(outDir, name), code);
  writeFileSync(join(outDir, '_headers'), headers);
  return {
    bytes: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    hash,
    integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
  };
}

/** What the build prints: the tag in both forms, and the sizes. */
function describe({ bytes, gzip, brotli, hash, integrity }: BuiltSnippet): string {
  return [
    '<script defer src="https://t.example.com/l.js?site=SITE"></script>',
    'or, pinned to this build:',
    `<script defer src="https://t.example.com/l.${hash}.js?site=SITE" integrity="${integrity}" crossorigin="anonymous"></script>`,
    `${bytes} bytes, ${gzip} gzip -9, ${brotli} brotli -11`,
  ].join('\n');
}

if (process.argv[1] === import.meta.filename)
  console.log(describe(await buildSnippet(resolve(import.meta.dirname, '../dist/assets'))));
