// The optional parts: files beside the script that only those pages load whose tag or address asks for them.

import { api, option, source } from './options.ts';
import { record } from './record.ts';

/** What a part exports by default: it is run before anything is recorded, with `record` and the URL of beacons. */
export type Part = (recordEvent: typeof record, beaconUrl: string | URL) => void;

/** Loads and runs the parts that are asked for, then goes on; without one that cannot be loaded. */
export async function runParts(goOn: () => void): Promise<void> {
  try {
    for (const name of [
      option('embeds') !== null && 'embeds',
      option('consent') === 'google' && 'google',
      /leadlight_debug/.test(location.search + Object.keys(localStorage)) && 'debug',
    ])
      if (name) (await import(new URL(`l.${name}.js`, source) as unknown as string)).default(record, api);
  } catch {
    // Blocked, or localStorage is.
  }
  goOn();
}
