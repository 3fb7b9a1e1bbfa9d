// Turns activity into an event and its beacon. All recording goes through here.

import { maxEventBytes } from '../schema/event.ts';
import { mayStore, mode } from './consent.ts';
import { whenAllowed } from './decision.ts';
import { uuid } from './device.ts';
import { options } from './options.ts';
import { sendWaiting } from './send.ts';
import { stored, type WireEvent } from './storage.ts';
import { pageUrl } from './url.ts';

/** Records what must come before anything else: a page view that waits for its title. */
export let waiting: (() => void) | undefined;

/** Schedules this to be recorded later. Anything scheduled before has been settled. */
export function postpone(act: () => void): void {
  waiting = act;
}

/** Records immediately what was scheduled. */
export function settle(): void {
  const act = waiting;
  waiting = undefined;
  act?.();
}

/**
 * Records and returns an event, of this page unless `fields` has another `url`. Records nothing on an excluded path. Before
 * consent, the event waits.
 */
export function record(kind: string, fields: object): WireEvent {
  settle();
  const event = { id: uuid(), kind, at: Date.now(), url: pageUrl(), ...fields };
  if (!options.leavesOut(event.url))
    whenAllowed(() => {
      const text = JSON.stringify(event);
      // The server would reject a larger event.
      if (stored.isIgnored || text.length > maxEventBytes) return;
      const about = JSON.stringify({
        site: options.site,
        device: stored.device,
        session: stored.session,
        automated: navigator.webdriver,
        keep: mayStore(),
        mode,
        consent: options.consent,
        gpc: navigator.globalPrivacyControl,
      });
      stored.queue[event.id] = { about, event: text, at: event.at, sentAt: 0 };
      sendWaiting(document.hidden);
    });
  return event;
}
