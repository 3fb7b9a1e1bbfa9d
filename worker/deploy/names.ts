// The Worker's database, as configured in wrangler.toml. Wrangler parses the file; it also takes the Worker's name from there.

import { Stopped } from './stopped.ts';

/** The configured D1 database. */
export interface Names {
  database: string;
  /** Set if the configuration names an existing database, as Cloudflare's deploy button does. */
  databaseId?: string | undefined;
}

/** The part of wrangler's configuration that we read. Wrangler's own type is in a package that it does not install. */
interface Configuration {
  d1_databases: { binding: string; database_name?: string; database_id?: string }[];
}

/** Reads this configuration file, or the one that wrangler finds. Throws Stopped if it has no database. */
export async function readNames(config?: string): Promise<Names> {
  const { unstable_readConfig: readConfig } = await import('wrangler').catch(() => {
    throw new Stopped('Stopped: wrangler is not installed. Run "npm ci" first.');
  });
  const { d1_databases } = attempt(
    (): Configuration => readConfig({ ...(config && { config }) }, { hideWarnings: true }),
  );
  const found = d1_databases.find(({ binding }) => binding === 'DB');
  const file = config ?? 'wrangler.toml';
  if (!found?.database_name) {
    throw new Stopped(`Stopped: ${file} has no [[d1_databases]] with binding = "DB" and a database_name.`);
  }
  return { database: found.database_name, databaseId: found.database_id };
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Stopped(`Stopped: cannot read the configuration. ${(error as Error).message}`);
  }
}
