// Entry of l.js, which a page loads with one tag (docs/snippet.md): which events of the page it listens to, and what handles them.

import { storageName } from '../schema/event.ts';
import { leadlight } from './calls.ts';
import { onScroll, onUse, resumeReading, sendReading } from './events/engagement.ts';
import { formListeners } from './events/form.ts';
import { onClick } from './events/link.ts';
import { listen } from './events/listen.ts';
import { onMove } from './events/page-view.ts';
import { options } from './options.ts';
import { loadParts } from './parts/parts.ts';
import { sendWaiting } from './send.ts';
import { guarded } from './storage.ts';

/** Named for the site: each has its own. */
const move = storageName + options.site;

/** Says that the address may have changed. Answers whether nobody has heard. */
const tell = (how?: string | null) => dispatchEvent(new CustomEvent(move, { detail: how, cancelable: true }));

/** Begins, where no other tag of this site has. One that lost its listeners to document.open() does not count. */
const begin = guarded(() => {
  if (!tell()) return;
  const stub = window.leadlight;
  window.leadlight = leadlight;
  for (const call of stub?.q ?? []) leadlight(...call);
  sendWaiting();
  listen({
    scroll: onScroll,
    pointermove: onUse,
    pointerdown: onUse,
    keydown: onUse,
    click: onClick,
    auxclick: onClick,
    popstate: onMove,
    pageshow: onMove,
    [move]: onMove,
    // One tab at a time; without locks, on plain http, the next page sends it.
    online: () => navigator.locks?.request(storageName, sendWaiting),
  });
  if (options.forms !== 'off') listen(formListeners);
  tell();
  const { navigation } = window;
  if (navigation)
    listen(
      { currententrychange: (event: NavigationCurrentEntryChangeEvent) => tell(event.navigationType) },
      navigation,
    );
  else
    for (const method of ['pushState', 'replaceState'] as const) {
      const original = history[method];
      history[method] = (...args) => {
        original.apply(history, args);
        tell(method);
      };
    }
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
