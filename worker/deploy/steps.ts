// The steps of a deployment. It checks everything first, then creates the database, migrates and deploys.

import { type AdminToken, chooseToken, hasToken, withSecretsFile } from './admin-token.ts';
import { hasDatabase, makeDatabase } from './database.ts';
import type { Flags } from './flags.ts';
import { migrate } from './migrations.ts';
import type { Names } from './names.ts';
import type { Deployment } from './output-file.ts';
import { Stopped } from './stopped.ts';
import type { Terminal } from './terminal.ts';
import { must, type Wrangler } from './wrangler.ts';

/** Everything external that a deployment uses; tests replace it. */
export interface World {
  wrangler: Wrangler;
  names: Names;
  terminal: Terminal;
  /** The variable ADMIN_TOKEN of the environment. */
  givenToken?: string | undefined;
}

export interface Outcome extends Deployment {
  adminToken: AdminToken;
}

/**
 * Deploys, and returns which token it set. Null after a dry run, which only builds the bundle.
 * Throws Stopped at the first step that fails. The first three steps change nothing.
 */
export async function deploy(world: World, flags: Flags): Promise<Outcome | null> {
  const { wrangler, terminal } = world;
  const { rest, place, shared } = flags;
  if (flags.isDryRun) {
    must(wrangler(['deploy', '--dry-run', ...rest]), 'wrangler deploy');
    return null;
  }
  const isNew = !hasDatabase(world, place);
  // Only wrangler can check its options: a misspelt one ("--jurisdicton eu") must fail before the database is created.
  must(wrangler(['deploy', '--dry-run', ...rest], 'quiet'), 'a dry run of wrangler deploy');
  const adminToken = chooseToken(wrangler, { given: world.givenToken, isReadable: !terminal.isBuildLog });

  if (isNew) await makeDatabase(world, place);
  migrate(world, { isNew, shared });
  return { adminToken, ...putOnline(wrangler, adminToken, rest) };
}

function putOnline(wrangler: Wrangler, adminToken: AdminToken, rest: string[]): Deployment {
  const send = (secrets: string[] = []) => wrangler(['deploy', ...secrets, ...rest]);
  const run =
    'token' in adminToken
      ? withSecretsFile({ ADMIN_TOKEN: adminToken.token }, (file) => send(['--secrets-file', file]))
      : send();
  // It can fail after the upload, at a cron trigger or a route. Then the secret is set, but has not been shown.
  if (run.status !== 0 && adminToken.kind === 'made' && hasToken(wrangler)) {
    throw new Stopped(
      `Stopped: wrangler deploy failed after the upload. Run "npm run deploy" again. Your admin token (not shown again):\n\n  ${adminToken.token}\n`,
    );
  }
  const { deployment } = must(run, 'wrangler deploy');
  if (deployment) return deployment;
  throw new Stopped(
    'Stopped: the Worker was not deployed. The database is ready: run "npm run deploy" again.',
  );
}
