// Entry of l.js, which a page loads with one tag (docs/snippet.md): which events of the page it listens to, and what handles them.

import { storageName } from '../schema/event.ts';
import { leadlight } from './calls.ts';
import { onScroll, onUse, resumeReading, sendReading } from './events/engagement.ts';
import { hearForms } from './events/form.ts';
import { onClick } from './events/link.ts';
import { listen } from './events/listen.ts';
import { onMove } from './events/page-view.ts';
import { options } from './options.ts';
import { loadParts } from './parts/parts.ts';
import { resend } from './send.ts';
import { guarded } from './storage.ts';

/** Notices a change of the address in browsers that have no event for it. */
function watch(method: 'pushState' | 'replaceState', isReplacing?: boolean): void {
  const original = history[method];
  history[method] = (...args) => {
    original.apply(history, args);
    onMove({}, isReplacing);
  };
}

/** Begins, where no other tag has. */
const begin = guarded(() => {
  const stub = window.leadlight;
  if (stub?.isLoaded) return;
  leadlight.isLoaded = true;
  window.leadlight = leadlight;
  for (const call of stub?.q ?? []) leadlight(...call);
  resend();
  listen({
    scroll: onScroll,
    pointermove: onUse,
    pointerdown: onUse,
    keydown: onUse,
    click: onClick,
    auxclick: onClick,
    popstate: onMove,
    pageshow: onMove,
    // One tab at a time; without locks, on plain http, the next page sends it.
    online: () => navigator.locks?.request(storageName, resend as () => unknown),
  });
  if (options.forms !== 'off') hearForms();
  onMove();
  watch('pushState');
  watch('replaceState', true);
});

let hasBegun: boolean | undefined;

/**
 * Begins once the page is seen: one that is prerendered, or opened in the background, may never be. When it is hidden, that
 * may be the last event that the script gets.
 */
const onVisibility = guarded(() => {
  if (document.hidden) sendReading();
  else if (hasBegun) resumeReading();
  else {
    hasBegun = true;
    loadParts().then(begin);
  }
});

listen({ visibilitychange: onVisibility });
onVisibility();
