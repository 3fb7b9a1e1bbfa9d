// What the Worker and its database are called: wrangler.toml decides, and wrangler reads it.

import { Stopped } from './stopped.ts';

/** The Worker's name and its D1 database, as the configuration has them. */
export interface Names {
  worker: string;
  database: string;
  /** Set where the configuration names an existing database, as Cloudflare's deploy button writes it. */
  databaseId?: string | undefined;
}

/** What we read of wrangler's configuration, whose own type comes from a package that it does not install. */
interface Configuration {
  name?: string | undefined;
  d1_databases: { binding: string; database_name?: string; database_id?: string }[];
}

/** Reads this configuration file, or the one that wrangler finds. Throws Stopped when it lacks a name. */
export async function readNames(config?: string): Promise<Names> {
  const { unstable_readConfig: readConfig } = await import('wrangler').catch(() => {
    throw new Stopped('Stopped: wrangler is not installed. Run "npm ci" first.');
  });
  const { name, d1_databases } = attempt(
    (): Configuration => readConfig({ ...(config && { config }) }, { hideWarnings: true }),
  );
  const found = d1_databases.find(({ binding }) => binding === 'DB');
  const file = config ?? 'wrangler.toml';
  if (!name) throw new Stopped(`Stopped: ${file} has no name for the Worker. Add: name = "leadlight"`);
  if (!found?.database_name) {
    throw new Stopped(`Stopped: ${file} has no [[d1_databases]] with binding = "DB" and a database_name.`);
  }
  return { worker: name, database: found.database_name, databaseId: found.database_id };
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Stopped(`Stopped: the configuration cannot be read. ${(error as Error).message}`);
  }
}
