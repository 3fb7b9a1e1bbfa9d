// Actions that wait for the visitor's consent, and what their decision does.

import { refreshDevice, saveDevice } from './device.ts';
import { options } from './options.ts';
import { erase, load } from './storage.ts';

const held: (() => void)[] = [];

/** Runs the action now, or once consent is given, or never if it is denied. In all other modes it waits too. */
export function whenAllowed(act: () => void): void {
  if (options.consent === 'granted' || options.consent === 'anonymous') {
    refreshDevice();
    act();
  } else if (options.consent !== 'denied') held.push(act);
}

/** Applies the visitor's decision: a grant runs the waiting actions, a denial discards them and erases stored data. */
export function decide(decision: string): void {
  options.consent = decision;
  load();
  held.splice(0).forEach(whenAllowed);
  if (decision !== 'denied') return;
  saveDevice();
  erase();
}
