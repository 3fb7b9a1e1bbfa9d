// The optional parts: separate files that a page loads only if its tag or URL needs them, or if it has forms.

import { snippetParts } from '../../schema/event.ts';
import { type Options, options, source } from '../options.ts';
import { record } from '../record.ts';
import { guarded } from '../storage.ts';
import { pageUrl } from '../url.ts';

/**
 * The default export of a part. It runs before anything is recorded, and checks the options itself. `here` returns the page's URL as
 * it may be sent. `early` has the form events from before the forms part loaded.
 */
export type Part = (
  asked: Options,
  recordEvent: (...event: Parameters<typeof record>) => unknown,
  here: () => string,
  early: Event[],
) => void;

const early: Event[] = [];

/** Loads and runs a part if it `isNeeded` or requested. Continues without a part that fails to load. */
export async function load(name: string, isNeeded?: unknown): Promise<void> {
  try {
    if (
      isNeeded ||
      (Object.keys(options) + options.consent + location.search.split('leadlight_')[1]).includes(name)
    ) {
      // A relative path does not work, because scripts of another origin have no base URL.
      const file = new URL(`l.${name}.js`, source) as unknown as string;
      (await import(file)).default(options, guarded(record), pageUrl, early);
    }
  } catch {
    // Blocked or missing.
  }
}

/** Loads and runs all requested parts. */
export function loadParts(): Promise<unknown> {
  return Promise.all(snippetParts.map((name) => load(name)));
}

/** Collects form events until the forms part has loaded. */
export function onForm(event: Event): void {
  // A form has `elements`; a form control has `form`, which may be null.
  const node = event.composedPath()[0] as EventTarget;
  // Only once, even if the part is blocked.
  if (('form' in node || 'elements' in node) && early.push(event) < 2) load('forms', true);
}

/** Records forms that were submitted before the part loaded, if they have an email field. */
export function onLeave(): void {
  for (const event of early as (Event & { target: Element })[]) {
    // Only submit events have a form as target, so nothing else has a field in it.
    const field = Element.prototype.querySelector.call(event.target, '[type=email]');
    const email = (field as HTMLInputElement | null)?.value;
    // A field named `id` shadows that of the form, but not that of a copy without fields.
    if (email) record('form_fill', { form: document.importNode(event.target).id, email });
  }
}
