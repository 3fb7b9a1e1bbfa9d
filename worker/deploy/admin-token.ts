// The secret ADMIN_TOKEN: set if the Worker has none, and never printed where others can read it.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stopped } from './stopped.ts';
import { must, type Wrangler } from './wrangler.ts';

/** Minimum length of an ADMIN_TOKEN from the environment, because anybody on the internet can try to guess it. */
const minChars = 16;

/**
 * `kept`: the Worker already has one. `made`: generated, shown once. `given`: from the environment. `none`: not generated,
 * because others could read the output; the API stays closed until a secret is set.
 */
export type AdminToken = { kind: 'kept' | 'none' } | { kind: 'made' | 'given'; token: string };

/** Which token this deployment sets. `given` is the variable ADMIN_TOKEN of the environment. */
export function chooseToken(
  wrangler: Wrangler,
  { given, isReadable }: { given: string | undefined; isReadable: boolean },
): AdminToken {
  if (hasToken(wrangler)) return { kind: 'kept' };
  if (given) {
    if (given.length >= minChars && /^\S+$/.test(given)) return { kind: 'given', token: given };
    throw new Stopped(`Stopped: ADMIN_TOKEN must have at least ${minChars} characters and no spaces.`);
  }
  if (!isReadable) return { kind: 'none' };
  return { kind: 'made', token: randomBytes(24).toString('base64url') };
}

/** Whether the Worker has an ADMIN_TOKEN, which cannot be read back. */
export function hasToken(wrangler: Wrangler): boolean {
  const run = wrangler(['secret', 'list', '--format', 'json'], 'quiet');
  // Before the first deployment there is no Worker yet, so no secrets.
  if (run.status !== 0 && /Worker ".*" .*not found/.test(run.printed)) return false;
  const { printed } = must(run, 'listing the secrets');
  const secrets = JSON.parse(printed.slice(printed.indexOf('['))) as { name: string }[];
  return secrets.some(({ name }) => name === 'ADMIN_TOKEN');
}

/** Calls `use` with a file of secrets that exists only during the call. A file, because other users can see command lines. */
export function withSecretsFile<T>(secrets: Record<string, string>, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-'));
  const file = join(folder, 'secrets.json');
  try {
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
