// The optional parts: files beside the script that only those pages load whose tag or address asks for them.

import { snippetParts } from '../../schema/event.ts';
import { type Options, options, source } from '../options.ts';
import { record } from '../record.ts';
import { guarded } from '../storage.ts';

/** What a part exports by default: it is run before anything is recorded, and looks itself what exactly is asked for. */
export type Part = (asked: Options, recordEvent: (...event: Parameters<typeof record>) => unknown) => void;

/** Loads and runs the parts that are asked for; those that cannot be loaded are done without. */
export function loadParts(): Promise<unknown> {
  return Promise.allSettled(
    snippetParts.map(async (name) => {
      if (
        (Object.keys(options) + options.consent).includes(name) ||
        location.search.includes(`leadlight_${name}`) ||
        localStorage[`leadlight_${name}`]
      ) {
        // A path alone would not do: scripts of another origin have no place of their own.
        const file = new URL(`l.${name}.js`, source) as unknown as string;
        (await import(file)).default(options, guarded(record));
      }
    }),
  );
}
