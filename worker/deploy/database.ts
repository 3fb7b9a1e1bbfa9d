// The D1 database of the Worker: found, or made.

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
 * Whether the account has the database. This is the first call of a deployment: in a terminal, wrangler asks here for a
 * login or an account, and remembers the answer for the quiet calls that follow.
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
      `Stopped: this account has no database with the database_id ${databaseId} that the configuration names. ` +
        'Remove the line to have a new one made, or log in to the other account.',
    );
  }
  if (found && place) keepsItsPlace(found, place, terminal);
  return found !== undefined;
}

/** Makes the database. The configuration stays as it is: wrangler finds the database by its name. */
export async function makeDatabase(
  { wrangler, names, terminal }: { wrangler: Wrangler; names: Names; terminal: Terminal },
  given: Place | null,
): Promise<void> {
  const place = await choosePlace(given, terminal);
  const where = place ? [`--${place.option}`, place.value] : [];
  const create = ['d1', 'create', names.database, ...where, '--update-config=false'];
  // Quiet, because wrangler would go on to say what to add to wrangler.toml.
  const { printed } = must(wrangler(create, 'quiet'), 'making the database');
  terminal.say(/Successfully created DB .*/.exec(printed)?.[0] ?? `Made the database ${names.database}.`);
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
      'where no browser is at hand (docs/deploy.md says which permissions it needs).',
  );
}

/** A database cannot be moved. A location is a hint and is ignored; a jurisdiction is a guarantee, so another one stops. */
function keepsItsPlace({ name, jurisdiction }: Database, place: Place, terminal: Terminal): void {
  if (place.option === 'location') {
    terminal.say(`The database ${name} exists already and stays where it is: --location is ignored.`);
  } else if (jurisdiction === undefined) {
    terminal.say(
      `The database ${name} exists already and keeps its jurisdiction: --jurisdiction is ignored.`,
    );
  } else if (jurisdiction !== place.value) {
    throw new Stopped(
      `Stopped: the database ${name} exists already, ${jurisdiction ? `in the jurisdiction ${jurisdiction}` : 'without a jurisdiction'}, ` +
        'which cannot be changed. Leave --jurisdiction out, or give database_name another name in wrangler.toml to begin with an empty one.',
    );
  }
}
