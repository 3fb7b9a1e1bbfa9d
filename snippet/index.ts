// Entry of l.js, which a page loads with one tag (docs/snippet.md): what is heard of the page, and who hears it.

import { storageName } from '../schema/event.ts';
import { leadlight } from './calls.ts';
import { onScroll, onUse, resumeReading, sendReading } from './events/engagement.ts';
import { formListeners } from './events/form.ts';
import { onClick } from './events/link.ts';
import { listen } from './events/listen.ts';
import { onMove } from './events/page-view.ts';
import { options } from './options.ts';
import { loadParts } from './parts/parts.ts';
import { resend } from './send.ts';
import { guarded } from './storage.ts';

/** Hears of a change of the address that not every browser tells of. */
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
  if (options.forms !== 'off') listen(formListeners);
  onMove();
  watch('pushState');
  watch('replaceState', true);
});

let hasBegun: boolean | undefined;

/**
 * Begins once the page is seen: one that is prerendered, or opened in the background, may never be. Its hiding may be the
 * last one hears of it.
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
