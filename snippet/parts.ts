// The optional parts: files beside the script that only those pages load whose tag or address asks for them.

import { enter } from './kept.ts';
import { type Options, options } from './options.ts';
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
        (location.search + Object.keys(localStorage)).includes(`leadlight_${name}`)
      ) {
        // Beside the script: that is what the path is relative to.
        const file = `./l.${name}.js`;
        (await import(file)).default(options, enter(record));
      }
    }),
  );
}
