// Turns activity into an event and its beacon. All recording goes through here.

import { maxEventBytes } from '../schema/event.ts';
import { mayStore, mode } from './consent.ts';
import { whenAllowed } from './decision.ts';
import { uuid } from './device.ts';
import { options } from './options.ts';
import { sendWaiting } from './send.ts';
import { stored, toJson } from './storage.ts';
import { pageUrl } from './url.ts';

/** Records what must come before anything else: a page view that waits for its title. */
export let waiting: (() => void) | null | undefined;

/** Schedules this to be recorded later. Anything scheduled before has been settled. */
export function postpone(act: () => void): void {
  waiting = act;
}

/** Records immediately what was scheduled. */
export function settle(): void {
  const act = waiting;
  waiting = null;
  act?.();
}

/**
 * Records an event, of this page unless `fields` has another `url`. Records nothing on an excluded path. Before
 * consent, the event waits.
 */
export function record(kind: string, fields: object): void {
  settle();
  const event = { id: uuid(), at: Date.now(), url: pageUrl(), kind, ...fields };
  if (!options.leavesOut(event.url))
    whenAllowed(() => {
      const text = toJson(event);
      // The server would reject a larger event.
      if (stored.isIgnored || text.length > maxEventBytes) return;
      stored.queue[event.id] = {
        about: toJson({
          site: options.site,
          device: stored.device,
          session: stored.session,
          gpc: navigator.globalPrivacyControl,
          consent: options.consent,
          mode,
          automated: navigator.webdriver,
          keep: mayStore(),
        }),
        event: text,
        at: event.at,
      };
      sendWaiting(document.hidden);
    });
}
