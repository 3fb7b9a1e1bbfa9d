// Finds the Worker's D1 database, or creates it.

import type { Names } from './names.ts';
import { choosePlace, type Place } from './place.ts';
import { Stopped } from './stopped.ts';
import type { Terminal } from './terminal.ts';
import { must, type Wrangler } from './wrangler.ts';

interface Database {
  uuid: string;
  name: string;
  jurisdiction?: string | null;
}

/**
 * Whether the account has the database. The first call of a deployment: in a terminal, wrangler asks here for a login or
 * an account, and remembers the answer for the quiet calls that follow.
 */
export function hasDatabase(
  { wrangler, names, terminal }: { wrangler: Wrangler; names: Names; terminal: Terminal },
  place: Place | null,
): boolean {
  const { database, databaseId } = names;
  const databases = listDatabases(wrangler, terminal);
  const found = databases.find(({ uuid, name }) => (databaseId ? uuid === databaseId : name === database));
  if (!found && databaseId) {
    throw new Stopped(
      `Stopped: this account has no database with the configured database_id ${databaseId}. ` +
        'Remove that line to create a new database, or log in to the other account.',
    );
  }
  if (found && place) keepsItsPlace(found, place, terminal);
  return found !== undefined;
}

/** Creates the database. Does not change the configuration: wrangler finds the database by its name. */
export async function makeDatabase(
  { wrangler, names, terminal }: { wrangler: Wrangler; names: Names; terminal: Terminal },
  given: Place | null,
): Promise<void> {
  const place = await choosePlace(given, terminal);
  const where = place ? [`--${place.option}`, place.value] : [];
  const create = ['d1', 'create', names.database, ...where, '--update-config=false'];
  // Quiet, because wrangler would also print what to add to wrangler.toml.
  const { printed } = must(wrangler(create, 'quiet'), 'creating the database');
  terminal.say(/Successfully created DB .*/.exec(printed)?.[0] ?? `Created the database ${names.database}.`);
}

function listDatabases(wrangler: Wrangler, terminal: Terminal): Database[] {
  const list = () => wrangler(['d1', 'list', '--json'], 'quiet');
  let run = list();
  if (run.status !== 0 && terminal.isInteractive) {
    must(wrangler(['d1', 'list']), 'listing the databases');
    run = list();
  }
  if (run.status !== 0) refuseWhenLoggedOut(wrangler);
  const { printed } = must(run, 'listing the databases');
  return JSON.parse(printed.slice(printed.indexOf('['))) as Database[];
}

function refuseWhenLoggedOut(wrangler: Wrangler): void {
  const { printed } = wrangler(['whoami', '--json'], 'quiet');
  if (!/"loggedIn":\s*false/.test(printed)) return;
  throw new Stopped(
    'Stopped: not logged in to Cloudflare. Run "npx wrangler login" first, or set CLOUDFLARE_API_TOKEN ' +
      'on a machine without a browser (docs/deploy.md lists the permissions that it needs).',
  );
}

/** A database cannot be moved. A location is only a hint, so it is ignored; a jurisdiction is a guarantee, so a different one stops. */
function keepsItsPlace({ name, jurisdiction }: Database, place: Place, terminal: Terminal): void {
  if (place.option === 'location') {
    terminal.say(`--location is ignored: the database ${name} already exists and cannot be moved.`);
  } else if (jurisdiction === undefined) {
    terminal.say(`--jurisdiction is ignored: the database ${name} already exists and cannot be moved.`);
  } else if (jurisdiction !== place.value) {
    throw new Stopped(
      `Stopped: the database ${name} already exists ${jurisdiction ? `in the jurisdiction ${jurisdiction}` : 'without a jurisdiction'}, ` +
        'which cannot be changed. Omit --jurisdiction, or change database_name in wrangler.toml to create an empty database.',
    );
  }
}
