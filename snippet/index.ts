// Entry of l.js, which a page loads with one tag (docs/snippet.md): what is heard of the page, and who hears it.

import { storageName } from '../schema/event.ts';
import { leadlight } from './calls.ts';
import { onScroll, onUse, onVisibility } from './engagement.ts';
import { onForm, onTyping } from './form.ts';
import { enter } from './kept.ts';
import { onClick } from './link.ts';
import { option } from './options.ts';
import { onMove } from './page-view.ts';
import { runParts } from './parts.ts';
import { resend } from './send.ts';

function listen(types: string, listener: (event: never) => void, target: EventTarget = window): void {
  for (const type of types.split(' ')) target.addEventListener(type, listener as EventListener, true);
}

/** Of forms in open shadow roots only the focus is heard outside. */
function onFocus(event: Event): void {
  for (const node of event.composedPath())
    if (node instanceof ShadowRoot) listen('submit formdata', onForm, node);
}

/** Begins, where no other tag has. */
const begin = enter(() => {
  const stub = window.leadlight;
  if (stub?.isLoaded) return;
  leadlight.isLoaded = true;
  window.leadlight = leadlight;
  for (const call of stub?.q ?? []) leadlight(...call);
  resend();
  listen('visibilitychange', onVisibility);
  listen('scroll', onScroll);
  listen('pointermove pointerdown keydown', onUse);
  listen('click auxclick', onClick);
  if (option('forms') !== 'off') {
    listen('submit formdata', onForm);
    listen('focusin', onFocus);
    listen('input keydown focusout', onTyping);
  }
  listen('popstate pageshow', onMove);
  // One tab at a time; without locks, on plain http, the next page sends it.
  listen('online', () => navigator.locks?.request(storageName, resend as () => unknown));
  onMove();
  // Not every browser tells of these.
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method];
    history[method] = function (...args) {
      original.apply(this, args);
      onMove({}, method !== 'pushState');
    };
  }
});

/** Starts once the page is seen: one that is prerendered, or opened in the background, may never be. */
function start(): void {
  if (document.hidden) listen('visibilitychange', start);
  else runParts(begin);
}

start();
