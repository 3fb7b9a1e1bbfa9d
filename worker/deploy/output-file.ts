// Wrangler's output file, for other programs: one JSON object per line about what it did.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './terminal.ts';

/** A completed deployment. */
export interface Deployment {
  /** The Worker's URLs and triggers: `https://leadlight.me.workers.dev`, `schedule: * * * * *`. */
  targets: string[];
}

/**
 * Reads what one run of wrangler adds to its output file. If a CI system requests that file with one of two environment
 * variables, it is written where the CI system expects it, and kept.
 */
export function readOutput(env: Environment): { path: string; close(): Deployment | null } {
  const folder = asksForOutput(env) ? null : mkdtempSync(join(tmpdir(), 'leadlight-'));
  const path = folder ? join(folder, 'output.json') : theirPath(env);
  const before = read(path).length;
  return {
    path,
    close() {
      const added = read(path).slice(before);
      if (folder) rmSync(folder, { recursive: true });
      return deploymentIn(added);
    },
  };
}

function asksForOutput(env: Environment): boolean {
  return Boolean(env.WRANGLER_OUTPUT_FILE_PATH || env.WRANGLER_OUTPUT_FILE_DIRECTORY);
}

function theirPath({ WRANGLER_OUTPUT_FILE_PATH: path, WRANGLER_OUTPUT_FILE_DIRECTORY: folder }: Environment) {
  return path || join(folder ?? '', `wrangler-output-${Date.now()}-${randomBytes(3).toString('hex')}.json`);
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The last deployment in these lines. One without a version was declined, or a dry run. */
function deploymentIn(lines: string): Deployment | null {
  const entries = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { type: string; version_id?: string | null; targets?: string[] });
  const entry = entries.findLast(({ type, version_id }) => type === 'deploy' && version_id);
  return entry ? { targets: entry.targets ?? [] } : null;
}
