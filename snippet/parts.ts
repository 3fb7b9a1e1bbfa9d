// The optional parts: files beside the script that only those pages load whose tag or address asks for them.

import { api, option, source } from './options.ts';
import { record } from './record.ts';

/** What a part exports by default: it is run before anything is recorded, with `record` and the URL of beacons. */
export type Part = (recordEvent: typeof record, beaconUrl: string | URL) => void;

/** Loads and runs the parts that are asked for; without one that cannot be loaded. */
export async function runParts(): Promise<void> {
  try {
    const isAsked: Record<string, boolean> = {
      embeds: option('embeds') !== null,
      google: option('consent') === 'google',
      debug: /leadlight_debug/.test(location.search + Object.keys(localStorage)),
    };
    for (const name in isAsked)
      if (isAsked[name]) (await import((new URL(`l.${name}.js`, source) as unknown as string))).default(record, api);
  } catch {
    // Blocked, or localStorage is.
  }
}
