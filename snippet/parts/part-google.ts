// Optional part `l.google.js`, for `data-consent="google"`: Consent Mode drives consent. A tag manager or a banner says
// `gtag('consent', 'default' | 'update', { analytics_storage: 'granted' | 'denied' })`, which is pushed to `dataLayer`.

import type { Part } from './parts.ts';

declare global {
  interface Window {
    dataLayer?: ArrayLike<unknown>[];
  }
}

let isRunning = false;

/** A refusal by default waits: the banner has not been answered. One that updates is the visitor's, and erases. */
function hear(entry: ArrayLike<unknown>): void {
  const [command, action, signals] = Array.from(entry ?? []);
  const decision = (signals as Record<string, unknown> | undefined)?.analytics_storage;
  if (command !== 'consent' || (decision !== 'granted' && decision !== 'denied')) return;
  if (action === 'update' || (action === 'default' && decision === 'granted'))
    window.leadlight?.('consent', decision);
}

/** Hears what has been said and what will be; once begun, since the calls are there only then. */
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
