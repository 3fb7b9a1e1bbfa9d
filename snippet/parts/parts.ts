// The optional parts: files beside the script that only those pages load whose tag or address asks for them, or that have forms.

import { snippetParts } from '../../schema/event.ts';
import { type Options, options, source } from '../options.ts';
import { record } from '../record.ts';
import { guarded } from '../storage.ts';
import { pageUrl } from '../url.ts';

/**
 * What a part exports by default: it is run before anything is recorded, and looks itself what exactly is asked for. `here` answers
 * the page's URL as it may be sent. `early` is what has been done in forms until the part for them came.
 */
export type Part = (
  asked: Options,
  recordEvent: (...event: Parameters<typeof record>) => unknown,
  here: () => string,
  early: Event[],
) => void;

const early: Event[] = [];

/** Loads and runs a part where it `isNeeded`, or asked for. One that cannot be loaded is done without. */
export async function load(name: string, isNeeded?: unknown): Promise<void> {
  try {
    if (
      isNeeded ||
      (Object.keys(options) + options.consent).includes(name) ||
      location.search.includes(`leadlight_${name}`)
    ) {
      // A path alone would not do: scripts of another origin have no place of their own.
      const file = new URL(`l.${name}.js`, source) as unknown as string;
      (await import(file)).default(options, guarded(record), pageUrl, early);
    }
  } catch {
    // Blocked, or not there.
  }
}

/** Loads and runs the parts that are asked for. */
export function loadParts(): Promise<unknown> {
  return Promise.all(snippetParts.map((name) => load(name)));
}

/** Notes what is done in a form, until the part for forms has come. */
export function onForm(event: Event): void {
  // A form has elements, and what may be in one has a form, if only null.
  const { form, elements } = event.composedPath()[0] as HTMLFormElement & HTMLInputElement;
  if (!elements && form === undefined) return;
  // Once, also where the part is blocked.
  if (early.push(event) < 2) load('forms', true);
}

/** Records what was sent before the part could come, as far as it says who somebody is at first sight. */
export function onLeave(): void {
  for (const { target } of early) {
    const form = target as HTMLFormElement;
    const email = form.querySelector<HTMLInputElement>('[type=email]')?.value;
    // Of a form that was sent: nothing else among what was noted has a field in it.
    if (email) record('form_fill', { form: form.id, email });
  }
}
