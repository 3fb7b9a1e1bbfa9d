// Whether the visitor may be tracked, and whether anything may be stored.

import { attend, saveDevice } from './device.ts';
import { erase, load } from './kept.ts';
import { option } from './options.ts';

let consent = option('consent') ?? 'granted';
const held: (() => void)[] = [];

/** Global Privacy Control is on: store nothing, and send only what the visitor or the page does deliberately. */
export const isPrivate = navigator.globalPrivacyControl && option('gpc') !== 'ignore';

/** Whether the cookie and localStorage may be used. */
export function mayStore(): boolean {
  return consent === 'granted' && !isPrivate;
}

/** Acts for this visitor at once, or once consent is given, or never where it is denied. Any other mode waits, too. */
export function whenAllowed(act: () => void): void {
  if (consent === 'granted' || consent === 'anonymous') {
    attend();
    act();
  } else if (consent !== 'denied') held.push(act);
}

/** Takes the visitor's decision: a grant lets happen what waited for it, a denial lets it go and erases what is stored. */
export function decide(decision: string): void {
  consent = decision;
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
