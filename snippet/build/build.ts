// Builds the snippet: `node snippet/build/build.ts` writes dist/assets/l.js and l.<hash>.js, adds every published build, and prints the
// tag and the sizes.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { type MinifyOptions, minify } from 'terser';
import * as eventConstants from '../../schema/event.ts';
import { pinnedName, readPublished } from './published.ts';

/** A built snippet. Sizes in bytes: as it is, `gzip -9`, and brotli at quality 11. */
export interface BuiltSnippet {
  bytes: number;
  gzip: number;
  brotli: number;
  /** Of the immutable copy: `l.<hash>.js`. */
  pinnedName: string;
  /** Whether later versions serve the immutable copy, too. */
  isPublished: boolean;
  /** For the tag's `integrity` attribute. */
  integrity: string;
}

/** A constant as code. A list of words is one text: less to send. */
function worked(value: unknown): string {
  if (value instanceof RegExp) return `${value}`;
  const isWords = Array.isArray(value) && value.every((word) => /^\S+$/.test(word));
  return isWords ? `/* @__PURE__ */ ${JSON.stringify(value.join(' '))}.split(' ')` : JSON.stringify(value);
}

/** Gives the snippet the values of schema/event.ts instead of the sums that make them: only then are the unused left out. */
const workedConstants: Plugin = {
  name: 'worked-constants',
  setup(build) {
    build.onLoad({ filter: /schema\/event\.ts$/ }, () => ({
      contents: Object.entries(eventConstants)
        .filter(([, value]) => typeof value !== 'function')
        .sort() // Vitest lists exports in another order than Node, and each would make a file of its own.
        .map(([name, value]) => `export const ${name} = ${worked(value)};`)
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
${eventConstants.snippetParts.map((part) => `/l.${part}.js\n  ! Cache-Control\n  Cache-Control: public, max-age=3600\n`).join('')}`;

/**
 * What parts replace in options.ts, and the names by which they find it. A pinned build loads the parts of today: once a build is
 * published, none of these may change its name or meaning (test/snippet/build/pinned.test.ts). More may be added.
 */
const shortNames = {
  leavesOut: 'x',
  anchor: 'a',
  route: 'r',
  dropped: 'd',
  files: 'f',
  domains: 'w',
};

/** Bundles a file of the snippet to one module. Throws esbuild's error, with file and line, where it does not build. */
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
  if (!output) throw new Error(`esbuild made nothing of snippet/${file}`);
  return output.text;
}

/** Shortens a module: Terser takes 4% more off than esbuild does. */
async function shorten(code: string): Promise<string> {
  const toTree = {
    module: true,
    compress: false,
    mangle: false,
    format: { spidermonkey: true, code: false },
  };
  const { ast } = (await minify(code, toTree as MinifyOptions)) as { ast?: Program };
  const body = ast?.body.map(asArrow);
  const ecma = 2020;
  const unsafe = { unsafe: true, unsafe_arrows: true, unsafe_methods: true, pure_getters: true };
  const compress = { ecma, passes: 3, lhs_constants: false, ...unsafe };
  const toText = { ecma, module: true, compress, parse: { spidermonkey: true } };
  const shortened = await minify({ ...ast, body } as unknown as string, toText as MinifyOptions);
  return shortened.code ?? '';
}

/** A program, and its statements, as ESTree (https://github.com/estree/estree). */
interface Program {
  body: { type: string; id?: unknown }[];
}

/** A function as a variable, which shares one `var` with all others. The bundle has each before what needs it. */
function asArrow(statement: Program['body'][number]): Program['body'][number] {
  if (statement.type !== 'FunctionDeclaration') return statement;
  const { id, ...rest } = statement;
  const init = { ...rest, type: 'ArrowFunctionExpression', id: null, expression: false };
  const declarations = [{ type: 'VariableDeclarator', id, init }];
  return { type: 'VariableDeclaration', kind: 'var', declarations } as Program['body'][number];
}

/**
 * Makes l.js as text. The modules are initialised before any of our functions could catch: that must not be seen either.
 * The block is scope enough for `let`, and keeps the page's names apart from ours.
 */
export async function bundleSnippet(): Promise<string> {
  const code = await shorten(await bundle('index.ts'));
  return `try{${code.replace(/^var /, 'let ')}}catch{}`;
}

/** Writes a file so that whoever reads it meanwhile gets the old one or the new, never a part. */
function writeWhole(file: string, content: string | Buffer): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

/**
 * Builds into `outDir`: `l.js`, its immutable copy `l.<hash>.js`, those of all published builds, the parts, and the headers of
 * all of them. Copies of other builds are removed. Servers that start at the same time may build into the same folder.
 * Throws UnsoundBuild where a published build was changed.
 */
export async function buildSnippet(outDir: string, publishedFolder?: string): Promise<BuiltSnippet> {
  const code = Buffer.from(await bundleSnippet());
  const published = readPublished(publishedFolder);
  const name = pinnedName(code);
  const files = new Map<string, string | Buffer>(published)
    .set('l.js', code)
    .set(name, code)
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

/** The tag of a page that pins this build. */
export function pinnedTag({ pinnedName, integrity }: BuiltSnippet): string {
  return `<script defer src="https://t.example.com/${pinnedName}?site=SITE" integrity="${integrity}" crossorigin="anonymous"></script>`;
}

/** What the build prints: the tag, the sizes, and the tag that pins it where later versions serve it, too. */
function describe(built: BuiltSnippet): string {
  const { bytes, gzip, brotli, isPublished, pinnedName } = built;
  return [
    '<script defer src="https://t.example.com/l.js?site=SITE"></script>',
    ...(isPublished
      ? ['or, pinned to this build:', pinnedTag(built)]
      : [`Do not pin ${pinnedName}: it is not published, and the next version does not serve it.`]),
    `${bytes} bytes, ${gzip} gzip -9, ${brotli} brotli -11`,
  ].join('\n');
}

if (process.argv[1] === import.meta.filename)
  console.log(describe(await buildSnippet(resolve(import.meta.dirname, '../../dist/assets'))));
