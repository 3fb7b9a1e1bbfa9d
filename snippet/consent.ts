// Whether the visitor may be tracked, and whether anything may be stored.

import { attend, saveDevice } from './device.ts';
import { erase, load } from './kept.ts';
import { options } from './options.ts';

/** What the tag asks for: a decision replaces the option. */
export const mode = options.consent;

const held: (() => void)[] = [];

/** Global Privacy Control is on: store nothing, and send only what the visitor or the page does deliberately. */
export const isPrivate = navigator.globalPrivacyControl && options.gpc !== 'ignore';

/** Whether the cookie and localStorage may be used. */
export function mayStore(): boolean {
  return options.consent === 'granted' && !isPrivate;
}

/** Acts for this visitor at once, or once consent is given, or never where it is denied. Any other mode waits, too. */
export function whenAllowed(act: () => void): void {
  if (options.consent === 'granted' || options.consent === 'anonymous') {
    attend();
    act();
  } else if (options.consent !== 'denied') held.push(act);
}

/** Takes the visitor's decision: a grant lets happen what waited for it, a denial lets it go and erases what is stored. */
export function decide(decision: string): void {
  options.consent = decision;
  load();
  held.splice(0).forEach(whenAllowed);
  if (decision !== 'denied') return;
  saveDevice();
  erase();
}

declare global {
  interface Navigator {
    /** https://w3c.github.io/gpc/ */
    globalPrivacyControl?: boolean;
  }
}
