// What waits for the visitor's consent, and what their decision does.

import { refreshDevice, saveDevice } from './device.ts';
import { options } from './options.ts';
import { erase, load } from './storage.ts';

const held: (() => void)[] = [];

/** Acts for this visitor at once, or once consent is given, or never where it is denied. Any other mode waits, too. */
export function whenAllowed(act: () => void): void {
  if (options.consent === 'granted' || options.consent === 'anonymous') {
    refreshDevice();
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
