// Entry of l.js, which a page loads with one tag (docs/snippet.md): which events of the page it listens to, and what handles them.

import { storageName } from '../schema/event.ts';
import { leadlight } from './calls.ts';
import { onScroll, onUse, resumeReading, sendReading } from './events/engagement.ts';
import { onClick } from './events/link.ts';
import { listen } from './events/listen.ts';
import { onMove } from './events/page-view.ts';
import { options } from './options.ts';
import { load, loadParts, onForm } from './parts/parts.ts';
import { sendWaiting } from './send.ts';
import { guarded } from './storage.ts';

/** The tag's mark on the document: each site has its own. */
const mark = storageName + options.site;

/** Begins, where no other tag of this site has. document.open() takes the listeners away, and the mark with the old root. */
const begin = guarded(() => {
  const root = document.documentElement as HTMLElement & Record<string, unknown>;
  if (root[mark]) return;
  root[mark] = leadlight;
  const stub = window.leadlight;
  window.leadlight = leadlight;
  for (const call of stub?.q ?? []) leadlight(...call);
  // What an earlier page has left travels with the view of this one.
  setTimeout(sendWaiting, 1000);
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
    online: () => navigator.locks?.request(storageName, sendWaiting),
  });
  if (options.forms !== 'off') {
    // Where a page asks who somebody is, the part is there before anybody can answer.
    load('forms', document.querySelector('textarea,[type=email]'));
    listen({ focusin: onForm, input: onForm, submit: onForm, formdata: onForm });
  }
  onMove();
  const move = (how?: string | null) => root.isConnected && onMove(undefined, how);
  const { navigation } = window;
  if (navigation)
    listen(
      { currententrychange: (event: NavigationCurrentEntryChangeEvent) => move(event.navigationType) },
      navigation,
    );
  else
    for (const method of ['pushState', 'replaceState'] as const) {
      const original = history[method];
      history[method] = (...args) => {
        original.apply(history, args);
        move(method);
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
