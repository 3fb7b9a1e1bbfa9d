// Consent according to the tag and the browser: whether anything may be stored.

import { options } from './options.ts';

/** With Global Privacy Control: store nothing, and send only what the visitor or the page does deliberately. */
export const isPrivate = navigator.globalPrivacyControl && options.gpc !== 'ignore';

/** Whether the cookie and localStorage may be used. */
export function mayStore(): boolean {
  return !isPrivate && options.consent === 'granted';
}

/** The tag's consent mode. A decision replaces `options.consent`. */
export const mode = options.consent;

declare global {
  interface Navigator {
    /** https://w3c.github.io/gpc/ */
    globalPrivacyControl?: boolean;
  }
}
