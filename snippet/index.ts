// Entry of l.js, which a page loads with one tag (docs/snippet.md): maps the page's events to their handlers.

import { storageName } from '../schema/event.ts';
import { leadlight } from './calls.ts';
import { onScroll, onUse, resumeReading, sendReading } from './events/engagement.ts';
import { onClick } from './events/link.ts';
import { listen } from './events/listen.ts';
import { type Move, onMove } from './events/page-view.ts';
import { options } from './options.ts';
import { load, loadParts, onForm, onLeave } from './parts/parts.ts';
import { sendWaiting } from './send.ts';
import { guarded } from './storage.ts';

/** Starts, unless another tag of this site has. document.open() removes the listeners, and with the old root also the mark. */
const begin = guarded(() => {
  const root = document.documentElement as HTMLElement & Record<string, unknown>;
  /** Marks the document as tracked by this site's tag. */
  const mark = storageName + options.site;
  if (root[mark]) return;
  root[mark] = true;
  const stub = window.leadlight;
  window.leadlight = leadlight;
  for (const call of stub?.q || []) leadlight(...call);
  // Undelivered events of an earlier page are sent with this page's view.
  setTimeout(sendWaiting, 1000);
  listen({
    scroll: onScroll,
    auxclick: onClick,
    pointermove: onUse,
    popstate: onMove,
    click: onClick,
    pointerdown: onUse,
    pageshow: onMove,
    keydown: onUse,
    // One tab at a time. Without locks, on plain http, the next page sends it.
    online: () => navigator.locks?.request(storageName, sendWaiting),
  });
  if (options.forms !== 'off') {
    // If a page has a field for identity (type email, tel or url), the part loads before anybody can submit.
    load('forms', document.querySelector('textarea,[type$=l]'));
    listen({ input: onForm, focusin: onForm, submit: onForm, pagehide: guarded(onLeave) });
  }
  onMove({});
  const move = (how: Move) => root.isConnected && onMove(how);
  const { navigation } = window;
  if (navigation) listen({ currententrychange: move }, navigation);
  else
    for (const navigationType of ['pushState', 'replaceState'] as const) {
      const original = history[navigationType];
      history[navigationType] = (...args) => {
        original.apply(history, args);
        move({ navigationType });
      };
    }
});

let hasBegun: boolean | undefined;

/**
 * Starts when the page becomes visible: one that is prerendered or opened in the background may never be. When it is hidden, that
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
