// Makes an event of what was noticed. Whatever is recorded passes here.

import { whenAllowed } from './consent.ts';
import { uuid } from './device.ts';
import type { WireEvent } from './kept.ts';
import { alternatives } from './options.ts';
import { send } from './send.ts';
import { cleanUrl } from './url.ts';

/** What the page wants left out: a link, a field, a form, and all inside. */
export const ignored = '[data-leadlight-ignore]';

const excluded = new RegExp(`^(${alternatives('exclude')})$`, 'i');

/**
 * Records an event, of this page unless `fields` has another `url`, and answers it. Nothing is recorded on an excluded path;
 * before consent the event waits.
 */
export function record(kind: string, fields: object): WireEvent {
  const event = { id: uuid(), kind, at: Date.now(), url: cleanUrl(location), ...fields } as WireEvent;
  if (!excluded.test(location.pathname)) whenAllowed(() => send(event));
  return event;
}
