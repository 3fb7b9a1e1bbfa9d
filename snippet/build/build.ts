// Builds the snippet: `node snippet/build/build.ts` writes dist/assets/l.js and l.<hash>.js, copies every published build, and
// prints the tag and the sizes.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { type MinifyOptions, minify } from 'terser';
import * as eventConstants from '../../schema/event.ts';
import { minifiedOnce } from './minified-cache.ts';
import { pinnedName, readPublished } from './published.ts';
import { writeWhole } from './write-whole.ts';

/** A built snippet. Sizes in bytes: uncompressed, `gzip -9`, and brotli at quality 11. */
export interface BuiltSnippet {
  bytes: number;
  gzip: number;
  brotli: number;
  /** The name of the immutable copy: `l.<hash>.js`. */
  pinnedName: string;
  /** Whether later versions also serve the immutable copy. */
  isPublished: boolean;
  /** For the tag's `integrity` attribute. */
  integrity: string;
}

/** A constant as code. A list of words becomes one string to split, which is shorter. */
function worked(value: unknown): string {
  if (value instanceof RegExp) return `${value}`;
  const isWords = Array.isArray(value) && value.every((word) => /^\S+$/.test(word));
  return isWords ? `/* @__PURE__ */ ${JSON.stringify(value.join(' '))}.split(' ')` : JSON.stringify(value);
}

/** Replaces the expressions of schema/event.ts by their values, because only then the bundler removes unused ones. */
const workedConstants: Plugin = {
  name: 'worked-constants',
  setup(build) {
    build.onLoad({ filter: /schema\/event\.ts$/ }, () => ({
      contents: Object.entries(eventConstants)
        .filter(([, value]) => typeof value !== 'function')
        .sort() // Vitest and Node list exports in different orders, which would change the file.
        .map(([name, value]) => `export const ${name} = ${worked(value)};`)
        .join('\n'),
    }));
  },
};

/**
 * Headers of the static files. Browsers request the plain name again after an hour, so that an update reaches every page;
 * the hashed file never changes. Any page can load them, also with cross-origin isolation or `integrity`.
 */
const headers = `/*
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  X-Content-Type-Options: nosniff
/l.js
  Cache-Control: public, max-age=3600
/l.:hash.js
  Cache-Control: public, max-age=31536000, immutable
${eventConstants.snippetParts.map((part) => `/l.${part}.js\n  ! Cache-Control\n  Cache-Control: public, max-age=3600\n`).join('')}`;

/**
 * The hooks in options.ts that parts replace, and their names in the build. A pinned build loads the current parts, so once a
 * build is published, these names and meanings cannot change (test/snippet/build/pinned.test.ts). Adding more is allowed.
 */
const shortNames = {
  leavesOut: 'x',
  anchor: 'a',
  route: 'r',
  dropped: 'd',
  files: 'f',
  domains: 'w',
};

/** Bundles a file of the snippet into one module. Throws esbuild's error, with file and line, if the build fails. */
async function bundle(file: string): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, '..', file)],
    bundle: true,
    write: false,
    minifySyntax: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    plugins: [workedConstants],
    mangleProps: new RegExp(`^(${Object.keys(shortNames).join('|')})$`),
    mangleCache: { ...shortNames },
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  if (!output) throw new Error(`esbuild returned no output for snippet/${file}`);
  return output.text;
}

/** Letters for short names, in an order that compresses well: other orders of the same letters cost up to 20 bytes. */
const letters = 'elfiautorcnsmpdhkwyvzgqxjbSAOMEIPTDLRUNHVYBFCGKWXQZ$_J';

/** The short names by number: all of one letter, then all of two, and so on. Terser skips reserved words. */
const shortName = (index: number): string =>
  (index < letters.length ? '' : shortName(Math.floor(index / letters.length) - 1)) +
  letters[index % letters.length];

const shorten = (code: string) => minifiedOnce(code, minifyModule);

/** Minifies a module with Terser: the result is 4% smaller than with esbuild. */
async function minifyModule(code: string): Promise<string> {
  const toTree = {
    module: true,
    compress: false,
    mangle: false,
    format: { spidermonkey: true, code: false },
  };
  const { ast } = (await minify(code, toTree as MinifyOptions)) as { ast?: Program };
  const body = ast?.body.map(asArrow);
  const ecma = 2020;
  const unsafe = { unsafe: true, unsafe_arrows: true, pure_getters: true };
  const compress = { ecma, passes: 3, lhs_constants: false, ...unsafe };
  const mangle = { nth_identifier: { get: shortName } };
  const toText = { ecma, module: true, compress, mangle, parse: { spidermonkey: true } };
  const shortened = await minify({ ...ast, body } as unknown as string, toText as MinifyOptions);
  return shortened.code ?? '';
}

/** A program and its statements as ESTree (https://github.com/estree/estree). */
interface Program {
  body: { type: string; id?: unknown }[];
}

/** Turns a function declaration into a variable, so that all share one `var`. The bundle declares each before its first use. */
function asArrow(statement: Program['body'][number]): Program['body'][number] {
  if (statement.type !== 'FunctionDeclaration') return statement;
  const { id, ...rest } = statement;
  const init = { ...rest, type: 'ArrowFunctionExpression', id: null, expression: false };
  const declarations = [{ type: 'VariableDeclarator', id, init }];
  return { type: 'VariableDeclaration', kind: 'var', declarations } as Program['body'][number];
}

/**
 * Builds l.js as text. The outer `try` hides errors while the modules initialise, when none of our functions can catch them.
 * Its block is also the scope of `let`, which keeps our names out of the page.
 */
export async function bundleSnippet(): Promise<string> {
  const code = await shorten(await bundle('index.ts'));
  return `try{${code.replace(/^var /, 'let ')}}catch{}`;
}

/**
 * Builds into `outDir`: `l.js`, its immutable copy `l.<hash>.js`, all published builds and their list, the parts, and their
 * headers. Removes copies of other builds. Servers that start at the same time can build into the same folder.
 * Throws UnsoundBuild if a published build was changed.
 */
export async function buildSnippet(outDir: string, publishedFolder?: string): Promise<BuiltSnippet> {
  const code = Buffer.from(await bundleSnippet());
  const published = readPublished(publishedFolder);
  const name = pinnedName(code);
  const files = new Map<string, string | Buffer>(published)
    .set('l.js', code)
    .set(name, code)
    .set('published.json', JSON.stringify([...published.keys()]))
    .set('_headers', headers);
  for (const part of eventConstants.snippetParts)
    files.set(`l.${part}.js`, await shorten(await bundle(`parts/part-${part}.ts`)));
  mkdirSync(outDir, { recursive: true });
  for (const [name, content] of files) writeWhole(join(outDir, name), content);
  for (const name of readdirSync(outDir))
    if (/^l\.[\da-f]{10}\.js$/.test(name) && !files.has(name)) rmSync(join(outDir, name), { force: true });
  return {
    bytes: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    pinnedName: name,
    isPublished: published.has(name),
    integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
  };
}

/** The tag that pins this build. */
export function pinnedTag({ pinnedName, integrity }: BuiltSnippet): string {
  return `<script defer src="https://t.example.com/${pinnedName}?site=SITE" integrity="${integrity}" crossorigin="anonymous"></script>`;
}

/** The output of the build: the tag, the sizes, and the tag that pins the build if later versions also serve it. */
function describe(built: BuiltSnippet): string {
  const { bytes, gzip, brotli, isPublished, pinnedName } = built;
  return [
    '<script defer src="https://t.example.com/l.js?site=SITE"></script>',
    ...(isPublished
      ? ['or pinned to this build:', pinnedTag(built)]
      : [`Do not pin ${pinnedName}: it is not published, so the next version will not serve it.`]),
    `${bytes} bytes; ${gzip} with gzip -9, ${brotli} with brotli -11`,
  ].join('\n');
}

if (process.argv[1] === import.meta.filename)
  console.log(describe(await buildSnippet(resolve(import.meta.dirname, '../../dist/assets'))));
