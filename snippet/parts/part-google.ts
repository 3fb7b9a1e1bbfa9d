// Optional part `l.google.js`, for `data-consent="google"`: Consent Mode controls consent. A tag manager or a banner calls
// `gtag('consent', 'default' | 'update', { analytics_storage: 'granted' | 'denied' })`, which pushes to `dataLayer`.

import type { Part } from './parts.ts';

declare global {
  interface Window {
    dataLayer?: ArrayLike<unknown>[];
  }
}

let isRunning = false;

/** A default denial waits for the banner. An update to denied is the visitor's decision, and erases. */
function hear(entry: ArrayLike<unknown>): void {
  const [command, action, signals] = Array.from(entry ?? []);
  const decision = (signals as Record<string, unknown> | undefined)?.analytics_storage;
  if (command !== 'consent' || (decision !== 'granted' && decision !== 'denied')) return;
  if (action === 'update' || (action === 'default' && decision === 'granted'))
    window.leadlight?.('consent', decision);
}

/** Reads earlier and later commands. Runs after the start, because only then the calls exist. */
const google: Part = ({ consent }) => {
  if (isRunning || consent !== 'google') return;
  isRunning = true;
  setTimeout(() => {
    window.dataLayer ??= [];
    const layer = window.dataLayer;
    for (const entry of [...layer]) hear(entry);
    const { push } = layer;
    layer.push = (...entries) => {
      const length = push.apply(layer, entries);
      for (const entry of entries) hear(entry);
      return length;
    };
  });
};
export default google;
