// What the tag and the browser say about consent: whether anything may be stored.

import { options } from './options.ts';

/** Global Privacy Control is on: store nothing, and send only what the visitor or the page does deliberately. */
export const isPrivate = navigator.globalPrivacyControl && options.gpc !== 'ignore';

/** Whether the cookie and localStorage may be used. */
export function mayStore(): boolean {
  return options.consent === 'granted' && !isPrivate;
}

/** What the tag asks for: a decision replaces the option. */
export const mode = options.consent;

declare global {
  interface Navigator {
    /** https://w3c.github.io/gpc/ */
    globalPrivacyControl?: boolean;
  }
}
