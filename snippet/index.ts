// Entry of l.js, which a page loads with one tag (docs/snippet.md): what is heard of the page, and who hears it.

import { storageName } from '../schema/event.ts';
import { calls } from './calls.ts';
import { onScroll, onUse, onVisibility } from './engagement.ts';
import { onForm } from './form.ts';
import { onClick } from './link.ts';
import type { Leadlight } from './package.ts';
import { onMove, watchPages } from './page-view.ts';
import { safely } from './safely.ts';
import { resend } from './send.ts';

function listen(types: string, listener: (event: never) => void, target: EventTarget = window): void {
  for (const type of types.split(' ')) target.addEventListener(type, listener as EventListener, true);
}

/** The global function. */
const answer: Leadlight = safely((name, ...args) => {
  (calls[name] as (...args: unknown[]) => void)(...args);
});

/** Starts once the page is seen: one that is prerendered, or opened in the background, may never be. */
const start: () => void = safely(() => {
  const stub = window.leadlight;
  if (document.hidden) return listen('visibilitychange', start);
  if (stub?.isLoaded) return;
  answer.isLoaded = true;
  window.leadlight = answer;
  for (const call of stub?.q ?? []) answer(...call);
  resend();
  listen('visibilitychange', onVisibility);
  listen('scroll', onScroll);
  listen('pointermove pointerdown keydown', onUse);
  listen('click auxclick', onClick);
  listen('submit formdata', onForm);
  // Of forms in open shadow roots only the focus is heard outside.
  listen('focusin', (event: Event) => {
    for (const node of event.composedPath())
      if (node instanceof ShadowRoot) listen('submit formdata', onForm, node);
  });
  listen('popstate pageshow', onMove);
  // One tab at a time.
  listen('online', () => navigator.locks.request(storageName, resend));
  watchPages();
});

start();
