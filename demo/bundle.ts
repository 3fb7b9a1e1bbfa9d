// Bundles worker/ into one JavaScript file, for the miniflare of `npm start`, the system tests and the benchmarks.
// `wrangler deploy` does its own bundling, with the same conditions.

import { build } from 'esbuild';
import { type Bundle, bundledOnce } from './bundle-cache.ts';

/**
 * Bundles a Worker as wrangler would: ES modules, the `workerd` condition first, SQL and text files as strings.
 * Throws esbuild's error, with file and line, if the build fails.
 */
export function bundleWorker(entry: string, minify = false): Promise<Bundle> {
  return bundledOnce({ entry, minify }, () => bundleAnew(entry, minify));
}

async function bundleAnew(entry: string, minify: boolean): Promise<Bundle> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    minify,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.sql': 'text', '.txt': 'text', '.html': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: minify ? false : 'inline',
    sourcesContent: false,
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`esbuild returned no output for ${entry}`);
  return { code: file.text, metafile: result.metafile };
}
