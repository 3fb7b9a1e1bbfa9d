// Makes an event of what was noticed, and its beacon. Whatever is recorded passes here.

import { maxEvents } from '../schema/event.ts';
import { mayStore, whenAllowed } from './consent.ts';
import { uuid } from './device.ts';
import { kept, type WireEvent } from './kept.ts';
import { option, patternOption } from './options.ts';
import { post } from './send.ts';
import { cleanUrl } from './url.ts';

/** What the page wants left out: a link, a field, a form, and all inside. */
export const ignored = '[data-leadlight-ignore]';

const excluded = patternOption('exclude');

/**
 * Records an event, of this page unless `fields` has another `url`, and answers it. Nothing is recorded on an excluded path;
 * before consent the event waits. Of what waits to be delivered, the 51st is let go.
 */
export function record(kind: string, fields: object): WireEvent {
  const event = { id: uuid(), kind, at: Date.now(), url: cleanUrl(location), ...fields };
  if (!excluded.test(location.pathname))
    whenAllowed(() => {
      const { device, session, isIgnored, queue } = kept;
      if (isIgnored) return;
      queue[event.id] = {
        site: option('site'),
        device,
        session,
        automated: navigator.webdriver,
        keep: mayStore(),
        events: [event],
      };
      delete queue[Object.keys(queue).at(-1 - maxEvents) as string];
      post(event.id, true);
    });
  return event;
}
