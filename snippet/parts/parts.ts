// The optional parts: files beside the script that only those pages load whose tag or address asks for them, or where somebody
// uses a form.

import { snippetParts } from '../../schema/event.ts';
import { attempt, attempts, conclude } from '../events/form-attempt.ts';
import { type Options, options, source } from '../options.ts';
import { record } from '../record.ts';
import { guarded } from '../storage.ts';

/** What a part exports by default: it is run before anything is recorded, and looks itself what exactly is asked for. */
export type Part = (asked: Options, recordEvent: (...event: Parameters<typeof record>) => unknown) => void;

/** Part `answers`: it is run when somebody first uses a form, and given these, and what they did last. */
export type AnswersPart = (
  asked: Options,
  knownAttempts: typeof attempts,
  noteAttempt: typeof attempt,
  concludeAttempt: typeof conclude,
  lastUse: Event,
) => void;

// A path alone would not do: scripts of another origin have no place of their own.
const load = (name: string) => import(new URL(`l.${name}.js`, source) as unknown as string);

/** Loads and runs the parts that are asked for; those that cannot be loaded are done without. */
export function loadParts(): Promise<unknown> {
  return Promise.allSettled(
    snippetParts.map(async (name) => {
      if (
        (Object.keys(options) + options.consent).includes(name) ||
        location.search.includes(`leadlight_${name}`) ||
        localStorage[`leadlight_${name}`]
      )
        (await load(name)).default(options, guarded(record));
    }),
  );
}

let isLoading = false;

/** What somebody last did in a form. */
let last: Event;

/** Loads part `answers`, once; without it, what the page takes over counts. */
export function loadAnswers(use: Event): void {
  last = use;
  if (isLoading) return;
  isLoading = true;
  load('answers').then(
    (part) => (part.default as AnswersPart)(options, attempts, attempt, conclude, last),
    () => {},
  );
}
