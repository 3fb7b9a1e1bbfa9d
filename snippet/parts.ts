// The optional parts: files beside the script that only those pages load whose tag or address asks for them.

import { enter } from './kept.ts';
import { type Options, options, source } from './options.ts';
import { record } from './record.ts';

/** What a part exports by default: it is run before anything is recorded, and looks itself what exactly is asked for. */
export type Part = (asked: Options, recordEvent: (...event: Parameters<typeof record>) => unknown) => void;

/** Each is `l.NAME.js`, for an option of that name, or one that begins with it, or a mode of consent. */
const parts = 'exclude downloads forms query hash cookie embeds google debug';

/** Loads and runs the parts that are asked for; those that cannot be loaded are done without. */
export function loadParts(): Promise<unknown> {
  return Promise.allSettled(
    parts.split(' ').map(async (name) => {
      if (
        (Object.keys(options) + options.consent).includes(name) ||
        location.search.includes(`leadlight_${name}`) ||
        localStorage[`leadlight_${name}`]
      ) {
        // A path alone would not do: scripts of another origin have no place of their own.
        const file = new URL(`l.${name}.js`, source) as unknown as string;
        (await import(file)).default(options, enter(record));
      }
    }),
  );
}
